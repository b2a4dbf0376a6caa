// @ts-check
// What is known of a milestone, in a small panel beside the mark that was pressed: words, dates, the
// sentence as printed, its source, and the way to the dossier. It is asked for when it is opened.
/** @import { Board } from "./types.d.ts" */

const MARK = "a[data-milestone]"
const EDGE = 8 // Pixels that stay free around the panel.
const REACH = 32 // Pixels from which a mark is hit.

/**
 * Lets the marks of a figure open the panel. Whoever presses beside them gets the nearest of those
 * that stand together, and from the panel the others.
 * @param {HTMLElement} place @param {Board} board @param {string} within what stands together
 * @param {(mark: HTMLElement) => HTMLElement} [toSlides] the way to the slides on a mark
 */
export function offer(place, board, within, toSlides) {
  place.onclick = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    const target = /** @type {Element} */ (event.target)
    if (target.closest("a:not([data-milestone]), .panel")) return
    const together = /** @type {HTMLAnchorElement[]} */ (
      [...target.closest(within)?.querySelectorAll(MARK) ?? []]
    )
    const mark = together.find((one) => one.contains(target)) ?? nearest(together, event)
    if (!mark) return
    event.preventDefault()
    show(place, board, together, mark, toSlides)
  }
}

/** The nearest mark that is within reach. @param {HTMLAnchorElement[]} marks @param {MouseEvent} event */
function nearest(marks, { clientX, clientY }) {
  const far = marks.map((mark) => {
    const { left, right, top, bottom } = mark.getBoundingClientRect()
    return Math.hypot((left + right) / 2 - clientX, (top + bottom) / 2 - clientY)
  })
  return marks[far.indexOf(Math.min(REACH, ...far))]
}

/**
 * @param {HTMLElement} place @param {Board} board
 * @param {HTMLAnchorElement[]} marks @param {HTMLAnchorElement} mark
 * @param {(mark: HTMLElement) => HTMLElement} [toSlides]
 */
async function show(place, board, marks, mark, toSlides) {
  const { element, press, redraw } = board.ready.elements
  const { words } = board.about
  const panel = /** @type {HTMLElement} */ (
    place.querySelector(":scope > .panel") ??
      element("div", { class: "panel", popover: "auto", role: "dialog" })
  )
  if (!panel.isConnected) place.append(panel)
  panel.ariaLabel = mark.ariaLabel
  panel.dataset.milestone = mark.dataset.milestone
  /** @param {string} sign @param {number} by */
  const turn = (sign, by) => {
    const other = marks[(marks.indexOf(mark) + by + marks.length) % marks.length]
    const label = other.ariaLabel
    const act = () => show(place, board, marks, other, toSlides)
    return press(sign, act, { label, "data-at": sign })
  }
  const number = `${marks.indexOf(mark) + 1} / ${marks.length}`
  const turns = marks.length > 1 ? [turn("‹", -1), number, turn("›", 1)] : []
  const close = press("×", () => panel.hidePopover(), { label: words.close })
  const foot = element("p", { class: "flow" }, toSlides?.(mark), ...turns, close)
  const way = element("a", { href: mark.href, "data-at": "way" }, mark.ariaLabel)
  redraw(panel, [element("h3", {}, way), foot])
  if (!panel.matches(":popover-open")) {
    panel.showPopover()
    way.focus()
  }
  beside(panel, mark)
  const query = board.content.address.split("?")[1]
  const address = `board/${board.content.page}/milestone/${mark.dataset.milestone}?${query}`
  const asked = fetch(board.absolute(address)).then((answer) => answer.ok ? answer.json() : null)
  const both = Promise.allSettled([asked, board.load("table")])
  const [{ value: row }, { value: table }] = /** @type {any} */ (await both)
  if (panel.dataset.milestone !== mark.dataset.milestone) return
  const facts = element("div", { class: "table" }, words.failed)
  foot.before(facts)
  if (row && table) table.draw(facts, row, board)
  beside(panel, mark)
}

/** Below the mark, or above where there is no room. @param {HTMLElement} panel @param {Element} mark */
function beside(panel, mark) {
  const { left, top, bottom } = mark.getBoundingClientRect()
  const { offsetWidth: width, offsetHeight: height } = panel
  const below = bottom + EDGE + height < innerHeight
  const y = below ? bottom + EDGE : Math.max(EDGE, top - EDGE - height)
  const x = Math.max(EDGE, Math.min(left - 2 * EDGE, innerWidth - width - EDGE))
  Object.assign(panel.style, { left: `${x}px`, top: `${y}px` })
}
