// Runs before Streamlit's own scripts and tells them, by the way it has for hosts, where their server is: without it they
// look below the address of the page first, are refused, and wait before they look at the root.
(() => {
  const home = new URL("../..", document.currentScript.src).href
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
})()
