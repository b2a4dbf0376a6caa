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
  const { links, lines, within } = known.get(place)
  const from = /** @type {Element} */ (event.target).closest(links)
  if (!from || event.altKey || event.ctrlKey || event.metaKey) return
  const all = lines(place)
  const line = all.findIndex((one) => one.includes(from))
  const across = all[line]
  const at = across.indexOf(from)
  const { left, right } = from.closest(within).getBoundingClientRect()
  /** @param {Element[][]} others in the order of their distance */
  const beyond = (others) =>
    others.map((one) =>
      nearest(from, one.filter((link) => left <= middle(link) && middle(link) <= right))
    )
      .find(Boolean)
  const next = {
    ArrowLeft: () => across[at - 1],
    ArrowRight: () => across[at + 1],
    ArrowUp: () => beyond(all.slice(0, line).reverse()),
    ArrowDown: () => beyond(all.slice(line + 1)),
    Home: () => (across.length > 1 ? across : all.flat())[0],
    End: () => (across.length > 1 ? across : all.flat()).at(-1),
  }[event.key]
  if (!next) return
  event.preventDefault()
  const link = /** @type {HTMLElement | undefined} */ (next())
  link?.focus()
}

/** The link of a line that stands nearest to one of another. @param {Element} from @param {Element[]} line */
function nearest(from, line) {
  const far = line.map((link) => Math.abs(middle(link) - middle(from)))
  return line[far.indexOf(Math.min(...far))]
}

/** @param {Element} link */
function middle(link) {
  const { left, right } = link.getBoundingClientRect()
  return (left + right) / 2
}
