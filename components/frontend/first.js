// @ts-check
// Draws the first content from the HTML of the page, then lets Streamlit begin (`start.js`).
const SLOW = 2000 // Milliseconds after which the first content stands on a slow line.
const written = document.querySelector("#first-content").textContent
const place = /** @type {HTMLElement} */ (document.querySelector("#first main"))
const skip = /** @type {HTMLElement} */ (document.querySelector("#first > a"))
window.roadmap.atWork = true
skip.onclick = (/** @type {MouseEvent} */ event) => {
  event.preventDefault() // The address is that of the page.
  place.focus()
}
try {
  const { about } = JSON.parse(written)
  const board = await import(new URL(about.board, document.baseURI).href)
  await board.first(place, written)
  performance.mark("first")
  // On a slow line the figures come first: Streamlit's scripts, of twice their size, would keep them
  // waiting for half a minute, and the page can be used without.
  if (performance.now() > SLOW) await board.renderNow()
} finally {
  requestAnimationFrame(() => setTimeout(window.roadmap.begin, 0))
}
