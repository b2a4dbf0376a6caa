// @ts-check
// Bars on both sides of an axis, in one scale; each row is a link.
/** @import { Divided } from "./types.d.ts" */
import { element, legend, pieces, redraw } from "./inks.js"

/** @param {HTMLElement} place @param {Divided} body */
export function draw(place, body) {
  place.classList.add("divided")
  place.style.setProperty("--left", String(body.left))
  place.style.setProperty("--right", String(body.right))
  const left = (/** @type {Node[]} */ ...inside) =>
    body.before ? [element("span", { class: "left" }, ...inside)] : []
  const head = element(
    "div",
    { class: "head" },
    element("span", { class: "name" }),
    ...left(element("span", {}, body.before)),
    element("span", { class: "right" }, element("span", {}, body.since)),
  )
  const rows = body.rows.map((row) => {
    const before = row.before
      ? [
        element("span", { class: "quiet" }, row.before.text),
        element("i", { class: "ink piece before", style: `width:${row.before.width}` }),
      ]
      : []
    const link = element(
      "a",
      { href: row.href, title: row.label, "aria-label": row.label, "data-at": row.id },
      element("span", { class: "name" }, row.name),
      ...left(...before),
      element("span", { class: "right" }, ...pieces(row.bar), element("b", {}, row.reached)),
    )
    return element("li", {}, link)
  })
  redraw(place, [
    head,
    element("ul", { class: "rows", "aria-label": body.label }, ...rows),
    legend(body.key, "piece"),
  ])
}
