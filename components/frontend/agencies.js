// @ts-check
// Countries and EU agencies: how far each two have come, as marks with its words.
/** @import { Agencies, AgencyCell } from "./sent.d.ts" */
/** @import { InkBoard } from "./types.d.ts" */

/** @param {HTMLElement} place @param {Agencies} body @param {InkBoard} board */
export function draw(place, body, board) {
  const { element, redraw, table } = board.ready.inks
  place.classList.add("table", "agencies")
  const heads = [body.corner, ...body.columns].map((name) => element("th", { scope: "col" }, name))
  const rows = body.rows.map((row, y) => {
    const name = element("a", { href: row.address, "data-at": `${y}` }, row.name)
    const cells = row.cells.map((item, x) => cell(item, body.columns[x], `${y}/${x}`))
    return element("tr", {}, element("th", { scope: "row" }, name), ...cells)
  })
  const nothing = body.nothing ? [element("p", { class: "quiet small" }, body.nothing)] : []
  redraw(place, [table(body.label, heads, element("tbody", {}, ...rows)), ...nothing])

  /** @param {AgencyCell} item @param {string} column @param {string} at */
  function cell({ address, words, label, marks }, column, at) {
    if (!address) return element("td", { class: "quiet", "data-name": column }, words)
    const inks = marks.map((ink) => element("i", { class: `ink ${ink}` }))
    const drawn = element("span", { class: "marks flow", "aria-hidden": "true" }, ...inks)
    const said = { href: address, title: label, "aria-label": label, "data-at": at }
    return element("td", { "data-name": column }, drawn, element("a", said, words))
  }
}
