// @ts-check
// Bars on both sides of an axis, in one scale; each row is a link.
/** @import { Divided } from "./sent.d.ts" */
/** @import { InkBoard } from "./types.d.ts" */

/** @param {HTMLElement} place @param {Divided} body @param {InkBoard} board */
export function draw(place, body, board) {
  const { inks } = board.ready
  place.classList.add("divided")
  place.style.setProperty("--left", String(body.left))
  place.style.setProperty("--right", String(body.right))
  const left = (/** @type {Node[]} */ ...inside) =>
    body.before ? [inks.element("span", { class: "left" }, ...inside)] : []
  const head = inks.element(
    "div",
    { class: "head" },
    inks.element("span", { class: "name" }),
    ...left(inks.element("span", {}, body.before)),
    inks.element("span", { class: "right" }, inks.element("span", {}, body.since)),
  )
  const rows = body.rows.map((row) => {
    const before = row.before
      ? [
        inks.element("span", { class: "quiet" }, row.before),
        ...inks.pieces(row.left),
      ]
      : []
    const link = inks.element(
      "a",
      { href: row.href, title: row.label, "aria-label": row.label, "data-at": row.id },
      inks.element("span", { class: "name" }, row.name),
      ...left(...before),
      inks.element(
        "span",
        { class: "right" },
        ...inks.pieces(row.bar),
        inks.element("b", {}, row.reached),
      ),
    )
    return inks.element("li", {}, link)
  })
  inks.redraw(place, [
    head,
    inks.element("ul", { class: "rows", "aria-label": body.label }, ...rows),
    inks.legend(body.key, "piece"),
  ])
}
