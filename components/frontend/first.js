// @ts-check
// Draws the first content from the HTML of the page, then lets Streamlit begin (`start.js`).
const SLOW = 2000 // Milliseconds after which the first content stands on a slow line.
// What Streamlit shows where the run fails: it must not stay below the first content.
const FAILED = '[data-testid="stMain"] [data-testid="stAlert"]'
const { about } = JSON.parse(document.querySelector("#first-content").textContent)
const place = /** @type {HTMLElement} */ (document.querySelector("#first main"))
const written = document.querySelector("#first-content").textContent
window.roadmap.atWork = true
try {
  const board = await import(new URL(about.board, document.baseURI).href)
  await board.first(place, written)
  performance.mark("first")
  const waiting = new MutationObserver(() => {
    const first = document.querySelector("#first")
    if (first && !document.querySelector(FAILED)) return
    first?.remove()
    waiting.disconnect()
  })
  waiting.observe(document.body, { childList: true, subtree: true })
  // On a slow line the figures come first: Streamlit's scripts, of twice their size, would keep them
  // waiting for half a minute, and the page can be used without.
  if (performance.now() > SLOW) await board.hasten()
} finally {
  requestAnimationFrame(() => setTimeout(window.roadmap.begin, 0))
}
