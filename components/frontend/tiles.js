// @ts-check
// Four figures side by side, each one link to the list of what is behind it.
/** @import { Tile, Tiles } from "./sent.d.ts" */
const LONGEST_SHORT = 5 // characters of a value that is written in the largest letters

/** @param {HTMLElement} place @param {Tiles} body */
export function draw(place, body) {
  place.classList.add("tiles")
  const list = place.querySelector("ul") ?? document.createElement("ul")
  list.setAttribute("aria-label", body.label)
  // A tile that stays keeps its element, and with it the focus.
  const kept = new Map(
    [...list.querySelectorAll("a")].map((link) => [link.dataset.id, link.parentElement]),
  )
  const items = body.tiles.map((tile) => fill(kept.get(tile.id) ?? item(tile.id), tile))
  if (items.length !== list.children.length || items.some((one, at) => one !== list.children[at])) {
    list.replaceChildren(...items)
  }
  if (!list.isConnected) place.replaceChildren(list)
}

/** @param {string} id */
function item(id) {
  const made = document.createElement("li")
  const link = document.createElement("a")
  link.dataset.id = id
  for (const name of ["label", "value", "small", "below", "spark"]) {
    const part = document.createElement("span")
    part.className = name
    link.append(part)
  }
  made.append(link)
  return made
}

/** @param {HTMLElement} made @param {Tile} tile */
function fill(made, tile) {
  const link = /** @type {HTMLAnchorElement} */ (made.firstElementChild)
  link.setAttribute("href", tile.href)
  const said = [`${tile.label}: ${tile.value}`, tile.small, tile.below].filter(Boolean)
  link.setAttribute("aria-label", said.join(". "))
  link.title = tile.help
  if (tile.open) link.setAttribute("aria-current", "true")
  else link.removeAttribute("aria-current")
  link.classList.toggle("long", tile.value.length > LONGEST_SHORT)
  for (const name of /** @type {const} */ (["label", "value", "small", "below"])) {
    link.querySelector(`.${name}`).textContent = tile[name]
  }
  const spark = /** @type {HTMLElement} */ (link.querySelector(".spark"))
  spark.hidden = !tile.spark.length
  spark.title = tile.span
  spark.replaceChildren(...tile.spark.map((pieces) => {
    const bar = document.createElement("span")
    bar.append(...pieces.map(({ ink, width }) => {
      const piece = document.createElement("i")
      piece.className = ink
      piece.style.height = width
      return piece
    }))
    return bar
  }))
  return made
}
