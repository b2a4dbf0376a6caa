// @ts-check
// Actions in groups, a line each: title, who, priority, milestones as marks, the latest date.
// Words, widths and addresses are made in Python.
/** @import { Actions, ListedAction } from "./sent.d.ts" */
/** @import { Board } from "./types.d.ts" */

/** @param {HTMLElement} place @param {Actions} body @param {Board} board */
export function draw(place, body, board) {
  const { element, link, redraw, shorten, span, table } = board.ready.elements
  const { legend, pieces } = board.ready.barrows
  place.classList.add("actions")
  const heads = body.columns.map((name) => element("th", { scope: "col" }, name))
  const groups = body.groups.map(({ title, number, rows, more, href }) => {
    const count = span("quiet", number)
    const about = { scope: "rowgroup", colspan: `${body.columns.length}` }
    const head = element("th", about, element("b", {}, title), " ", count)
    const rest = href ? link(href, {}, more) : more
    const left = element("tr", {}, element("th", { ...about, class: "quiet" }, rest))
    const group = element("tr", { class: "group" }, head)
    return element("tbody", {}, group, ...rows.map(line), more && left)
  })
  const made = table(body.label, heads, ...groups)
  redraw(place, [legend(body.legend, board), made])
  shorten(place, [...made.querySelectorAll("tbody tr:not(.group)")], body.whole)

  /** @param {ListedAction} row */
  function line(row) {
    const { address, countries, bodies, everyone, priority, marks, bar, said, date, found } = row
    const runs = found.map((run, at) => at % 2 ? element("b", {}, run) : run)
    const where = span("found quiet", ...runs)
    const dots = marks.map(({ ink, label }) =>
      element("i", { class: `ink ${ink}`, role: "img", label })
    )
    const whole = { class: "bar", role: "img", label: said }
    const drawn = bar.length ? element("span", whole, ...pieces(bar)) : span("marks flow", ...dots)
    const cells = [
      element("td", { title: everyone || null }, countries),
      element("td", { title: everyone || null }, bodies),
      element("td", { class: "brief" }, priority),
      element("td", {}, drawn.firstChild && drawn),
      element("td", { class: "date" }, date),
    ]
    cells.forEach((cell, at) => cell.dataset.name = body.columns[at + 1])
    const title = link(address, {}, row.title)
    return element("tr", {}, element("th", { scope: "row" }, title, runs.length && where), ...cells)
  }
}
