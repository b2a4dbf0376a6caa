// @ts-check
// Countries and EU agencies: how far each two have come, as marks with its words.
/** @import { Agencies, AgencyCell } from "./sent.d.ts" */
/** @import { Board } from "./types.d.ts" */

/** @param {HTMLElement} place @param {Agencies} body @param {Board} board */
export function draw(place, body, board) {
  const { element, link, redraw, table } = board.ready.elements
  place.classList.add("table", "agencies")
  const heads = body.columns.map(({ words, label, address }, x) => {
    const name = link(address, { key: `head/${x}` }, words, element("small", {}, ` ${label}`))
    return element("th", { scope: "col" }, name)
  })
  const corner = element("th", { scope: "col" }, body.corner)
  const rows = body.rows.map((row, y) => {
    const name = link(row.address, { key: `${y}` }, row.name)
    const cells = row.cells.map((item, x) => cell(item, body.columns[x].words, `${y}/${x}`))
    return element("tr", {}, element("th", { scope: "row" }, name), ...cells)
  })
  const note = body.note && element("p", { class: "quiet small" }, body.note)
  redraw(place, [table(body.label, [corner, ...heads], element("tbody", {}, ...rows)), note])
  board.ready.panel?.offer(place, board, "td")
  board.ready.elements.rove(place, { links: "a:not(.panel a)", lines, within: "th, td" })

  /** @param {AgencyCell} item @param {string} column @param {string} at */
  function cell({ address, words, label, marks, milestone }, column, at) {
    if (!address) return element("td", { class: "quiet brief", "data-name": column }, words)
    const inks = marks.map((ink) => element("i", { class: `ink ${ink}` }))
    const drawn = element("span", { class: "marks flow", "aria-hidden": "true" }, ...inks)
    const to = link(address, { key: at, label, "data-milestone": milestone }, words)
    return element("td", { class: "near brief", "data-name": column }, drawn, to)
  }
}

/** The links of each row. @param {HTMLElement} place */
function lines(place) {
  const rows = [...place.querySelectorAll(":scope > table tr")]
  return rows.map((row) => [...row.querySelectorAll("a")])
}
