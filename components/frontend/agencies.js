// @ts-check
// Countries and EU agencies: how far each two have come, as a ladder with its words.
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
  redraw(place, [
    element("p", { class: "how quiet" }, body.how),
    table(body.label, heads, element("tbody", {}, ...rows)),
  ])

  /** @param {AgencyCell} item @param {string} column @param {string} at */
  function cell({ address, words, label, rungs, source, source_address }, column, at) {
    if (!address) return element("td", { class: "quiet", "data-name": column }, words)
    const steps = rungs.map((rung) => element("i", { class: `ink ${rung}` }))
    const drawn = element("span", { class: "rungs", "aria-hidden": "true" }, ...steps)
    const said = { href: address, title: label, "aria-label": label, "data-at": at }
    const inside = [drawn, element("a", said, words)]
    if (source_address) {
      const where = { href: source_address, target: "_blank", rel: "noopener noreferrer" }
      const named = { class: "source quiet small", title: source, "data-at": `${at}/source` }
      inside.push(element("a", { ...where, ...named }, source))
    }
    return element("td", { "data-name": column }, ...inside)
  }
}
