// @ts-check
// Rows of a name, a bar or stages, and a number: below each other, side by side, about an axis.
/** @import { BarRow, BarRows } from "./sent.d.ts" */
/** @import { InkBoard } from "./types.d.ts" */
const LONGEST_SHORT = 5 // characters of a number that is written in the largest letters
/** @type {typeof import("./inks.js")} */
let inks // what the board has loaded before this

/** @param {HTMLElement} place @param {BarRows} body @param {InkBoard} board */
export function draw(place, body, board) {
  inks = board.ready.inks
  place.classList.add("bar-rows", body.layout)
  const [left, right] = body.longest
  place.style.setProperty("--left", `${left}`)
  place.style.setProperty("--right", `${right}`)
  const [before, since] = body.heads
  const heads = [span("name"), ...text("left", before), span("bar", since)]
  const rows = body.rows.map((row) =>
    inks.element("li", {}, ...(body.stages.length ? staged(row, body) : [bar(row, body)]))
  )
  inks.redraw(place, [
    ...(since ? [inks.element("div", { class: "head" }, ...heads)] : []),
    inks.element("ul", { class: "rows", "aria-label": body.label }, ...rows),
    ...(body.key.length ? [inks.legend(body.key, "piece")] : []),
  ])
}

/** @param {string} name @param {...(Node | string)} inside */
function span(name, ...inside) {
  return inks.element("span", { class: name }, ...inside)
}

/** @param {string} name @param {string} words */
function text(name, words) {
  return words ? [span(name, words)] : []
}

/** @param {BarRow} row @param {BarRows} body */
function bar(row, { heads: [before, since] }) {
  const drawn = inks.element(
    "span",
    { class: "bar", title: row.span || null },
    ...inks.pieces(row.bar),
    ...row.spark.map((stack) => span("stack", ...inks.pieces(stack, "height"))),
  )
  const number = inks.element("b", { class: "value" }, row.number)
  if (since) drawn.append(number) // It follows the bar, wherever that ends.
  const about = {
    href: row.href,
    class: row.number.length > LONGEST_SHORT ? "long" : null,
    title: row.help || row.label,
    "aria-label": row.label,
    "aria-current": row.chosen ? "true" : null,
    "data-at": row.id,
  }
  return inks.element(
    "a",
    about,
    span("name", row.name),
    ...(before ? [span("left", ...text("note", row.before), ...inks.pieces(row.left))] : []),
    drawn,
    ...(since ? [] : [number]),
    ...text("note", row.note),
    ...text("below", row.below),
  )
}

/** @param {BarRow} row @param {BarRows} body */
function staged({ id, name, href, label, marks, note }, { stages }) {
  const drawn = marks.map((ink, at) =>
    inks.element("i", { class: ink ? `ink ${ink}` : "none", title: stages[at] })
  )
  const link = href ? [inks.element("a", { href, title: label, "data-at": id }, label)] : []
  return [
    inks.element("b", {}, name),
    inks.element("span", { class: "marks flow", "aria-hidden": "true" }, ...drawn),
    span("said", span("", note), ...link),
  ]
}
