// @ts-check
// Runs before Streamlit's own scripts. It tells them where their server is, by the way they have
// for hosts: without it they look below the address of the page first, are refused, and wait before
// they look at the root. Until the menu is there it shows the logo: the empty frame of the page
// would stand over the whole width, and jump aside when the menu comes.
;(() => {
  const LATEST = "5s"
  const home = new URL("../..", /** @type {HTMLScriptElement} */ (document.currentScript).src).href
  window.__streamlit = {
    BACKEND_BASE_URL: home,
    MAIN_PAGE_BASE_URL: home,
    HOST_CONFIG: {
      allowedOrigins: [location.origin],
      useExternalAuthToken: false,
      enableCustomParentMessages: false,
      enforceDownloadInNewTab: false,
      metricsUrl: "",
      blockErrorDialogs: false,
      resourceCrossOriginMode: null,
    },
  }
  // Streamlit's scripts begin when the first content is drawn, at the latest after a while.
  let begun = false
  window.roadmap = {
    begin() {
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
  document.addEventListener("DOMContentLoaded", () => setTimeout(window.roadmap.begin, 4000))
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`
    body:not(:has([data-testid="stSidebarNav"], #first)) {
      background: url("${home}assets/logo.svg") center / 14rem no-repeat;
    }
    body:not(:has([data-testid="stSidebarNav"])) #root {
      visibility: hidden;
      animation: begin 0s ${LATEST} forwards;
    }
    @keyframes begin { to { visibility: visible; } }
  `)
  document.adoptedStyleSheets.push(sheet)
})()
