// @ts-check
// Actions in groups, a line each: title, who, status, milestones as marks, the latest date.
// Words, widths and addresses are made in Python.
/** @import { Actions, ListedAction } from "./sent.d.ts" */
/** @import { InkBoard } from "./types.d.ts" */

/** @type {typeof import("./inks.js")} */
let inks // what the board has loaded before this
/** @type {typeof import("./inks.js").element} */
let element

/** @param {HTMLElement} place @param {Actions} body @param {InkBoard} board */
export function draw(place, body, board) {
  inks = board.ready.inks
  element = inks.element
  place.classList.add("actions")
  const heads = body.columns.map((name) =>
    element("th", { role: "columnheader", scope: "col" }, name)
  )
  const table = element(
    "table",
    { role: "table" },
    element("caption", { class: "unseen" }, body.label),
    element("thead", { role: "rowgroup" }, element("tr", { role: "row" }, ...heads)),
    ...body.groups.map(({ title, number, rows }) => {
      const span = String(body.columns.length)
      const head = element(
        "th",
        { role: "rowheader", scope: "rowgroup", colspan: span },
        element("b", {}, title),
        " ",
        element("span", { class: "quiet" }, number),
      )
      const group = element("tr", { class: "group", role: "row" }, head)
      const lines = rows.map((row) => line(row, body.columns))
      return element("tbody", { role: "rowgroup" }, group, ...lines)
    }),
  )
  inks.redraw(place, [inks.legend(body.legend), table])
}

/** @param {ListedAction} row @param {string[]} columns */
function line(row, columns) {
  const link = element("a", { href: row.address, "data-at": row.address }, row.title)
  const title = element("th", { role: "rowheader", scope: "row" }, link)
  const everyone = row.everyone || null
  const marks = row.bar.length ? [bar(row)] : row.marks.length ? [dots(row)] : []
  const cells = [
    cell({ title: everyone }, row.countries),
    cell({ title: everyone }, row.bodies),
    cell({}, row.status),
    cell({}, ...marks),
    cell({ class: "date" }, row.date),
  ]
  cells.forEach((one, at) => {
    one.dataset.name = columns[at + 1]
    one.classList.toggle("blank", one.textContent === "" && !one.firstElementChild)
  })
  return element("tr", { role: "row" }, title, ...cells)
}

/** @param {Record<string, string | null>} attributes @param {...(Node | string)} inside */
function cell(attributes, ...inside) {
  return element("td", { role: "cell", ...attributes }, ...inside)
}

/** @param {ListedAction} row */
function dots(row) {
  const marks = row.marks.map(({ ink, label }) =>
    element("i", { class: `ink ${ink}`, role: "img", "aria-label": label, title: label })
  )
  return element("span", { class: "marks flow" }, ...marks)
}

/** @param {ListedAction} row */
function bar({ said, bar }) {
  const attributes = { class: "bar", role: "img", "aria-label": said, title: said }
  return element("span", attributes, ...inks.pieces(bar))
}
