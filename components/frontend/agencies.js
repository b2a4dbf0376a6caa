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
  board.ready.panel?.offer(place, /** @type {any} */ (board), "td")
  board.ready.inks.rove(place, { links: "a:not(.panel a)", lines, within: "th, td" })

  /** @param {AgencyCell} item @param {string} column @param {string} at */
  function cell({ address, words, label, marks, milestone }, column, at) {
    if (!address) return element("td", { class: "quiet brief", "data-name": column }, words)
    const inks = marks.map((ink) => element("i", { class: `ink ${ink}` }))
    const drawn = element("span", { class: "marks flow", "aria-hidden": "true" }, ...inks)
    const said = { href: address, title: label, "aria-label": label, "data-at": at }
    const to = { ...said, "data-milestone": milestone }
    return element("td", { class: "brief", "data-name": column }, drawn, element("a", to, words))
  }
}

/** The links of each row. @param {HTMLElement} place */
function lines(place) {
  const rows = [...place.querySelectorAll(":scope > table tbody tr")]
  return rows.map((row) => [...row.querySelectorAll("a")])
}
