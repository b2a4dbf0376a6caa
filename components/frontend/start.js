// @ts-check
// Runs before Streamlit's own scripts. It tells them where their server is, by the way they have
// for hosts: without it they look below the address of the page first, are refused, and wait before
// they look at the root. Until the menu is there it shows the logo: the empty frame of the page
// would stand over the whole width, and jump aside when the menu comes.
;(() => {
  const LATEST = "5s"
  const FOREIGN = "Source Sans"
  const PATIENCE = 4000 // Milliseconds until Streamlit begins where nothing of ours has begun,
  const AT_WORK = 20000 // and where the first content is still loaded, as on a slow line.
  const script = /** @type {HTMLScriptElement} */ (document.currentScript)
  const home = new URL("../..", script.src).href
  window.__streamlit = {
    BACKEND_BASE_URL: home,
    MAIN_PAGE_BASE_URL: home,
    HOST_CONFIG: {
      allowedOrigins: [location.origin],
      useExternalAuthToken: false,
      enableCustomParentMessages: false,
      enforceDownloadInNewTab: false,
      metricsUrl: "",
      blockErrorDialogs: true, // They are in English: `waiting.js` says it in words of ours.
      resourceCrossOriginMode: null,
    },
  }
  // Streamlit's scripts begin when the first content is drawn, at the latest after a while.
  let begun = false
  window.roadmap = {
    atWork: false,
    begin() {
      // On a slow line the first content is drawn before the end of the page has come.
      if (document.readyState === "loading") {
        document.addEventListener("DOMContentLoaded", window.roadmap.begin, { once: true })
        return
      }
      const later = document.querySelector("#later")
      if (begun || !later) return
      begun = true
      const { entry, files } = JSON.parse(later.textContent)
      for (const file of files) {
        const link = document.createElement("link")
        Object.assign(link, { rel: "modulepreload", crossOrigin: "", href: home + file })
        document.head.append(link)
      }
      import(home + entry)
    },
  }
  document.addEventListener("DOMContentLoaded", () => {
    setTimeout(() => window.roadmap.atWork || window.roadmap.begin(), PATIENCE)
    setTimeout(window.roadmap.begin, AT_WORK)
  })
  // Streamlit writes in a typeface of its own until it knows ours, and in it looks for every sign that
  // ours has not: 170 kB. Here its name means ours.
  document.addEventListener("DOMContentLoaded", () => {
    for (const found of document.styleSheets) {
      for (let at = found.cssRules.length - 1; at >= 0; at--) {
        const rule = found.cssRules[at]
        if (!(rule instanceof CSSFontFaceRule)) continue
        if (rule.style.getPropertyValue("font-family").includes(FOREIGN)) found.deleteRule(at)
      }
    }
  })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`
    @font-face {
      font-family: "${FOREIGN}";
      src: url("${home}${script.dataset.font}") format("woff2");
      font-weight: 100 900;
    }
    body:not(:has([data-testid="stSidebarNav"], #first)) {
      background: url("${home}assets/logo.svg") center / 14rem no-repeat;
    }
    body:not(:has([data-testid="stSidebarNav"], #first)) #root {
      visibility: hidden;
      animation: begin 0s ${LATEST} forwards;
    }
    @keyframes begin { to { visibility: visible; } }
  `)
  document.adoptedStyleSheets.push(sheet)
})()
