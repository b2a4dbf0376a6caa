// @ts-check
// Draws the first content from the HTML of the page, then lets Streamlit begin (`start.js`).
const { about } = JSON.parse(document.querySelector("#first-content").textContent)
const place = /** @type {HTMLElement} */ (document.querySelector("#first main"))
const written = document.querySelector("#first-content").textContent
try {
  const board = await import(new URL(about.board, document.baseURI).href)
  await board.first(place, written)
  performance.mark("first")
} finally {
  requestAnimationFrame(() => setTimeout(window.roadmap.begin, 0))
}
