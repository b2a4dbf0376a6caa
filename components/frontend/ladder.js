// @ts-check
// How far each relation has come: a mark for every stage, and the furthest in words.
/** @import { Ladder } from "./sent.d.ts" */
/** @import { InkBoard } from "./types.d.ts" */

/** @param {HTMLElement} place @param {Ladder} body @param {InkBoard} board */
export function draw(place, body, board) {
  const { inks } = board.ready
  place.classList.add("ladder")
  const rows = body.rows.map(({ name, said, title, href, marks }) =>
    inks.element(
      "li",
      {},
      inks.element("b", {}, name),
      inks.element(
        "span",
        { class: "marks", "aria-hidden": "true" },
        ...marks.map(({ ink, stage }) =>
          inks.element("i", { class: ink ? `ink ${ink}` : "none", title: stage })
        ),
      ),
      inks.element(
        "span",
        { class: "said" },
        inks.element("span", {}, said),
        ...(href ? [inks.element("a", { href, title, "data-at": href }, title)] : []),
      ),
    )
  )
  inks.redraw(place, [inks.element("ul", { "aria-label": body.label }, ...rows)])
}
