// @ts-check
// One stop for the tab key among all links of a figure. Arrow keys, Home and End move inside.
/** @import { Roving } from "./types.d.ts" */

/** @type {WeakMap<HTMLElement, Roving>} */
const known = new WeakMap()

/**
 * Makes the links of a figure one stop; to be said after each drawing.
 * @param {HTMLElement} place
 * @param {Roving} figure
 */
export function rove(place, figure) {
  if (!known.has(place)) {
    place.addEventListener("keydown", (event) => move(place, event))
    place.addEventListener("focusin", ({ target }) => stop(place, /** @type {any} */ (target)))
  }
  known.set(place, figure)
  stop(place, place.querySelector(figure.links))
}

/** The tab key stops at this link. @param {HTMLElement} place @param {Element | null} link */
function stop(place, link) {
  const { links } = known.get(place)
  if (!link?.matches(links)) return
  for (const one of place.querySelectorAll(links)) one.setAttribute("tabindex", "-1")
  link.setAttribute("tabindex", "0")
}

/** @param {HTMLElement} place @param {KeyboardEvent} event */
function move(place, event) {
  const { links, row } = known.get(place)
  const from = /** @type {HTMLAnchorElement | null} */ (
    /** @type {Element} */ (event.target).closest(links)
  )
  if (!from || event.altKey || event.ctrlKey || event.metaKey) return
  const across = [...from.closest(row).querySelectorAll("a")]
  const at = across.indexOf(from)
  const next = {
    ArrowLeft: () => across[at - 1],
    ArrowRight: () => across[at + 1],
    ArrowUp: () => beyond(place, from, -1),
    ArrowDown: () => beyond(place, from, 1),
    Home: () => across[0],
    End: () => across.at(-1),
  }[event.key]
  if (!next) return
  event.preventDefault()
  next()?.focus()
}

/**
 * The link of the next row that has one below or above.
 * @param {HTMLElement} place @param {HTMLAnchorElement} from @param {number} step
 */
function beyond(place, from, step) {
  const { row, nearest } = known.get(place)
  const rows = [...place.querySelectorAll(row)]
  for (let at = rows.indexOf(from.closest(row)) + step; rows[at]; at += step) {
    const found = nearest(from, rows[at])
    if (found) return found
  }
  return undefined
}
