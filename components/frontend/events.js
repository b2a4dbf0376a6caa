// @ts-check
// Milestones as a list: a mark, the day in words, and the title as a link to the dossier.
/** @import { Events } from "./sent.d.ts" */
/** @import { InkBoard } from "./types.d.ts" */

/** @param {HTMLElement} place @param {Events} body @param {InkBoard} board */
export function draw(place, body, board) {
  const { element, redraw } = board.ready.inks
  place.classList.add("events")
  if (!body.events.length) {
    place.replaceChildren(element("p", { class: "quiet" }, body.none))
    return
  }
  const rows = body.events.map(({ ink, word, when, title, step, href }) =>
    element(
      "li",
      {},
      element("i", { class: `ink ${ink}`, title: word }),
      element("span", { class: "unseen" }, word),
      element("span", { class: "quiet small" }, when),
      element(
        "span",
        { class: "what" },
        element("a", { href, title: `${title}: ${step}`, "data-at": href }, title),
        element("span", { class: "step quiet small" }, step),
      ),
    )
  )
  const further = body.further.map(({ label, href }) =>
    element("a", { href, "data-at": href }, label)
  )
  redraw(place, [
    element("ul", { "aria-label": body.label }, ...rows),
    element("p", { class: "further flow small" }, ...further),
  ])
}
