// @ts-check
// Says in words that the server is away, or why what Streamlit draws on a page is not there: its
// websocket is blocked, or this address has all the connections that one may have. Streamlit tries
// again by itself; once it is connected the words go.
;(() => {
  const PATIENCE = 6000
  const AGAIN = 2000
  const script = /** @type {HTMLScriptElement} */ (document.currentScript)
  const { full, gone } = script.dataset
  const words = document.createElement("p")
  words.setAttribute("role", "status")
  words.setAttribute("data-testid", "waiting")
  let since = performance.now()

  const app = () => /** @type {HTMLElement} */ (document.querySelector('[data-testid="stApp"]'))
  const connected = () => app()?.dataset.testConnectionState === "CONNECTED"
  const controls = () => document.body.classList.contains("controls")
  let begun = false

  async function look() {
    // Before Streamlit is there nothing was refused yet: a slow line is no full one.
    const begins = !begun && Boolean(app())
    begun ||= begins
    if (begins || connected()) {
      since = performance.now()
      words.textContent = ""
    } else if (performance.now() - since > PATIENCE) {
      const there = await fetch(new URL("../../healthz", address), { cache: "no-store" }).then(
        (answer) => answer.ok,
        () => false,
      )
      const said = !there ? gone : begun && controls() ? full : ""
      if (!connected() && words.textContent !== said) words.textContent = said
    }
    setTimeout(look, AGAIN)
  }

  const address = script.src
  document.addEventListener("DOMContentLoaded", () => document.body.append(words))
  // Connected anew, perhaps to another server: it draws controls once it is asked to run.
  let once = false
  new MutationObserver(() => {
    if (!connected()) return
    if (once && controls()) dispatchEvent(new PopStateEvent("popstate", { state: {} }))
    once = true
  }).observe(document, { subtree: true, attributeFilter: ["data-test-connection-state"] })
  look()
})()
