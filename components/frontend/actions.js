// @ts-check
// Actions in groups, a line each: title, who, status, milestones as marks, the latest date.
// Words, shares and addresses are made in Python.
/** @import { Actions, ActionLine, InkBoard } from "./types.d.ts" */

/** @type {typeof import("./inks.js").element} */
let element // what the board has loaded before this

/** @param {HTMLElement} place @param {Actions} body @param {InkBoard} board */
export function draw(place, body, board) {
  element = board.ready.inks.element
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
        element("span", { class: "number" }, number),
      )
      const group = element("tr", { class: "group", role: "row" }, head)
      const lines = rows.map((row) => line(row, body.columns))
      return element("tbody", { role: "rowgroup" }, group, ...lines)
    }),
  )
  board.ready.inks.redraw(place, [legend(body), table])
}

/** What each mark means. @param {Actions} body */
function legend(body) {
  const items = body.legend.map(({ state, word }) => element("li", {}, mark(state), word))
  return element("ul", { class: "legend" }, ...items)
}

/** @param {ActionLine} row @param {string[]} columns */
function line(row, columns) {
  const link = element("a", { href: row.address, "data-at": row.address }, row.title)
  const title = element("th", { role: "rowheader", scope: "row" }, link)
  const everyone = row.everyone || null
  const marks = row.shares.length ? [bar(row)] : row.marks.length ? [dots(row)] : []
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

/** @param {ActionLine} row */
function dots(row) {
  const marks = row.marks.map(({ state, label }) => {
    const one = mark(state)
    one.setAttribute("role", "img")
    one.setAttribute("aria-label", label)
    one.title = label
    return one
  })
  return element("span", { class: "marks" }, ...marks)
}

/** @param {ActionLine} row */
function bar({ said, shares }) {
  const parts = shares.map(({ state, share }) => {
    const part = element("i", { class: state })
    part.style.width = `${share * 100}%`
    return part
  })
  return element("span", { class: "bar", role: "img", "aria-label": said, title: said }, ...parts)
}

/** @param {string} state */
function mark(state) {
  return element("i", { class: `mark ${state}` })
}
