// @ts-check
// Milestones as a list: a mark, the day in words, and the title as a link to the dossier.
/** @import { Events } from "./sent.d.ts" */
/** @import { InkBoard } from "./types.d.ts" */

/** @param {HTMLElement} place @param {Events} body @param {InkBoard} board */
export function draw(place, body, board) {
  const { element, redraw } = board.ready.inks
  place.classList.add("events")
  const rows = body.events.map(({ ink, word, when, title, step, href }) => {
    const link = element("a", { href, title: `${title}: ${step}`, "data-at": href }, title)
    return element(
      "li",
      {},
      element("i", { class: `ink ${ink}`, title: word }),
      element("span", { class: "unseen" }, word),
      element("span", { class: "quiet small" }, when),
      element(
        "span",
        { class: "what" },
        link,
        element("span", { class: "step quiet small" }, step),
      ),
    )
  })
  const further = body.further.map(({ label, href }) =>
    element("a", { href, "data-at": href }, label)
  )
  const list = [
    element("ul", { "aria-label": body.label }, ...rows),
    element("p", { class: "further flow small" }, ...further),
  ]
  redraw(place, rows.length ? list : [element("p", { class: "quiet" }, body.none)])
}
