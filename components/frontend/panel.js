// @ts-check
// What is known of a milestone, in a small panel beside the mark that was pressed: words, dates, the
// sentence as printed, its source, and the way to the dossier. It is asked for when it is opened.
/** @import { Board } from "./types.d.ts" */

const MARK = "a[data-milestone]"
const REACH = 32 // Pixels from which a mark is hit.

/**
 * Lets the marks of a figure open the panel. Whoever presses beside them gets the nearest of those
 * that stand together, and from the panel the others.
 * @param {HTMLElement} place @param {Board} board @param {string} within what stands together
 * @param {(mark: HTMLElement) => HTMLElement} [toSlides] the way to the slides on a mark
 */
export function offer(place, board, within, toSlides) {
  const { element, press } = board.ready.elements
  const { words } = board.about
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
    show(together, mark)
  }
  /**
   * Opens the panel of a mark, then asks for what is known of its milestone.
   * @param {HTMLAnchorElement[]} marks @param {HTMLAnchorElement} mark
   * @param {string} [at] where the focus goes on
   */
  async function show(marks, mark, at = "way") {
    /** @param {string} sign @param {number} by */
    const turn = (sign, by) => {
      const other = marks[(marks.indexOf(mark) + by + marks.length) % marks.length]
      const act = () => show(marks, other, sign)
      return press(sign, act, { label: other.ariaLabel, "data-at": sign })
    }
    const number = `${marks.indexOf(mark) + 1} / ${marks.length}`
    const turns = marks.length > 1 ? [turn("‹", -1), number, turn("›", 1)] : []
    const close = press("×", () => panel.hidePopover(), { label: words.close })
    const foot = element("p", { class: "flow" }, toSlides?.(mark), ...turns, close)
    const way = element("a", { href: mark.href, "data-at": "way" }, mark.ariaLabel)
    const about = { class: "panel", popover: "auto", role: "dialog", "aria-label": mark.ariaLabel }
    const panel = element("div", about, element("h3", {}, way), foot)
    place.querySelector(":scope > .panel")?.remove()
    place.append(panel)
    mark.focus() // Whoever closes the panel goes on there.
    panel.showPopover({ source: mark })
    const next = /** @type {HTMLElement} */ (panel.querySelector(`[data-at="${at}"]`))
    next.focus()
    const query = board.content.address.split("?")[1]
    const address = `board/${board.content.page}/milestone/${mark.dataset.milestone}?${query}`
    const asked = fetch(board.absolute(address)).then((answer) => answer.ok ? answer.json() : null)
    const both = Promise.allSettled([asked, board.load("table")])
    const [{ value: row }, { value: table }] = /** @type {any} */ (await both)
    if (!panel.isConnected) return
    const facts = element("div", { class: "table" }, words.failed)
    foot.before(facts)
    if (row && table) table.draw(facts, row, board)
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
