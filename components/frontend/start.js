// @ts-check
// Runs before Streamlit's own scripts. It tells them where their server is, by the way they have
// for hosts: without it they look below the address of the page first, are refused, and wait before
// they look at the root. They begin when the first content is drawn.
;(() => {
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
  let begun = false
  window.roadmap = {
    atWork: false,
    begin() {
      // On a slow line the first content is drawn before the end of the page has come.
      if (document.readyState === "loading") {
        document.addEventListener("DOMContentLoaded", window.roadmap.begin, { once: true })
      } else if (!begun) {
        begun = true
        // They set formulas, of which no page of ours has one.
        for (const name of script.dataset.styles.split(" ")) {
          const link = document.createElement("link")
          Object.assign(link, { rel: "stylesheet", crossOrigin: "", href: home + name })
          document.head.append(link)
        }
        import(home + script.dataset.streamlit)
      }
    },
  }
  addEventListener("load", () => window.roadmap.atWork || window.roadmap.begin())
  // Streamlit writes in a typeface of its own until it knows ours. Here its name means ours.
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`
    @font-face {
      font-family: "Source Sans";
      src: url("${home}${script.dataset.font}") format("woff2");
      font-weight: 400 700;
    }
  `)
  document.adoptedStyleSheets.push(sheet)
})()
