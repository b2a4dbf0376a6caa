// @ts-check
// Rows of a name, a bar and a number: below each other, side by side, about an axis. And a bar and a
// legend in the inks, for all figures that have some.
/** @import { BarRow, BarRows, Key, Piece } from "./sent.d.ts" */
/** @import { Board } from "./types.d.ts" */
const LONGEST_SHORT = 5 // characters of a number that is written in the largest letters

/** @param {HTMLElement} place @param {BarRows} body @param {Board} board */
export function draw(place, body, board) {
  const { element, link, redraw, span } = board.ready.elements
  const { heads: [before, since], longest: [left, right] } = body
  place.classList.add("bar-rows", body.layout)
  place.classList.toggle("long", body.rows.some(({ number }) => number.length > LONGEST_SHORT))
  place.style.setProperty("--left", `${left}`)
  place.style.setProperty("--right", `${right}`)
  const heads = [span("name"), before && span("left", before), span("bar", since)]
  const compares = body.rows.some((row) => row.beside[0])
  const rows = body.rows.map((row) => element("li", {}, bar(row), beside(row)))
  redraw(place, [
    body.key.length > 0 && legend(body.key, board),
    before && element("div", { class: "head small" }, ...heads),
    element("ul", { class: "rows", "aria-label": body.label }, ...rows),
  ])
  const lines = () => rows.map((row) => [...row.querySelectorAll("a")])
  if (body.layout === "list") board.ready.elements.rove(place, { links: "a", lines, within: "a" })

  /** @param {BarRow} row */
  function bar(row) {
    const stacks = row.spark.map((stack) => span("stack", ...pieces(stack, "height")))
    const inside = [...pieces(row.bar), ...stacks]
    const drawn = element("span", { class: "bar", title: row.span || null }, ...inside)
    const number = element("b", { class: "value" }, row.number)
    const note = row.note && span("note", row.note)
    if (since) drawn.append(number, note) // They follow the bar, wherever that ends.
    const about = {
      key: row.id,
      label: row.label,
      title: row.help || row.label,
      "aria-current": row.chosen ? "true" : null,
    }
    return link(
      row.href,
      about,
      span("name", row.name),
      before && span("left", row.before && span("note", row.before), ...pieces(row.left)),
      drawn,
      !since && number,
      !since && note,
      row.below && span("below", row.below),
    )
  }

  /** A box to tick, that leads to this row beside the chosen one. @param {BarRow} row */
  function beside({ id, beside: [href, words], chosen }) {
    if (chosen) return compares && span("beside", "\u2713")
    return href && link(href, { key: `${id}+`, class: "beside", label: words, title: words })
  }
}

/** A legend, a line for each look. @param {Key[]} key @param {Board} board */
export function legend(key, board) {
  const { element } = board.ready.elements
  const sign = (/** @type {string} */ look) => look && element("i", { class: look })
  const lines = key.map(({ look, word, other }) => element("li", {}, sign(look), sign(other), word))
  return element("ul", { class: "key flow quiet small" }, ...lines)
}

/** @param {Piece[]} bar @param {"width" | "height"} [side] along which it is long */
export function pieces(bar, side = "width") {
  return bar.map(({ ink, width }) => {
    const piece = document.createElement("i")
    piece.className = `ink piece ${ink}`
    piece.style[side] = width
    return piece
  })
}
