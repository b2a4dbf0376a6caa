// @ts-check
// Actions in groups, a line each: title, who, status, milestones as marks, the latest date.
// Words, shares and addresses are made in Python.
/** @import { Actions, ActionLine } from "./types.d.ts" */

/**
 * @param {HTMLElement} place
 * @param {Actions} body
 */
export function draw(place, body) {
  const scope = /** @type {Document | ShadowRoot} */ (place.getRootNode())
  const active = /** @type {HTMLElement | null} */ (scope.activeElement)
  const focused = active && place.contains(active) ? active.getAttribute("href") : null

  const root = make("div", "actions")
  const table = make("table", "", "table")
  table.append(make("caption", "unseen", "", body.label))
  const heads = make("tr", "", "row")
  heads.append(...body.columns.map((name) => {
    const th = make("th", "", "columnheader", name)
    th.setAttribute("scope", "col")
    return th
  }))
  const thead = make("thead", "", "rowgroup")
  thead.append(heads)
  table.append(
    thead,
    ...body.groups.map((group) => {
      const tbody = make("tbody", "", "rowgroup")
      const head = make("tr", "group", "row")
      const th = make("th", "", "rowheader")
      th.setAttribute("scope", "rowgroup")
      th.setAttribute("colspan", String(body.columns.length))
      th.append(make("b", "", "", group.title), " ", make("span", "number", "", group.number))
      head.append(th)
      tbody.append(head, ...group.rows.map((row) => line(row, body.columns)))
      return tbody
    }),
  )
  root.append(legend(body), table)
  place.replaceChildren(root)
  if (focused) {
    const links = [...root.querySelectorAll("a")]
    links.find((one) => one.getAttribute("href") === focused)?.focus({ preventScroll: true })
  }
}

/** What each mark means. @param {Actions} body */
function legend(body) {
  const list = make("ul", "legend")
  list.append(...body.legend.map(({ state, word }) => {
    const item = make("li", "")
    item.append(mark(state), word)
    return item
  }))
  return list
}

/** @param {ActionLine} row @param {string[]} columns */
function line(row, columns) {
  const tr = make("tr", "", "row")
  const title = make("th", "", "rowheader")
  title.setAttribute("scope", "row")
  const link = /** @type {HTMLAnchorElement} */ (make("a", "", "", row.title))
  link.href = row.address
  title.append(link)
  const cells = [row.countries, row.bodies, row.status].map((text) => make("td", "", "cell", text))
  if (row.everyone) cells[0].title = cells[1].title = row.everyone
  const marks = make("td", "", "cell")
  if (row.shares.length) marks.append(bar(row))
  else if (row.marks.length) marks.append(dots(row))
  const date = make("td", "date", "cell", row.date)
  const all = [...cells, marks, date]
  all.forEach((cell, at) => {
    cell.dataset.name = columns[at + 1]
    cell.classList.toggle("blank", cell.childNodes.length === 0)
  })
  tr.append(title, ...all)
  return tr
}

/** @param {ActionLine} row */
function dots(row) {
  const all = make("span", "marks")
  all.append(...row.marks.map(({ state, label }) => {
    const one = mark(state)
    one.setAttribute("role", "img")
    one.setAttribute("aria-label", label)
    one.title = label
    return one
  }))
  return all
}

/** @param {ActionLine} row */
function bar(row) {
  const all = make("span", "bar", "img")
  all.setAttribute("aria-label", row.said)
  all.title = row.said
  all.append(...row.shares.map(({ state, share }) => {
    const part = make("i", state)
    part.style.width = `${share * 100}%`
    return part
  }))
  return all
}

/** @param {string} state */
function mark(state) {
  return make("i", `mark ${state}`)
}

/**
 * @param {string} tag
 * @param {string} name
 * @param {string} [role]
 * @param {string} [text]
 */
function make(tag, name, role, text) {
  const element = document.createElement(tag)
  if (name) element.className = name
  if (role) element.setAttribute("role", role)
  if (text !== undefined) element.textContent = text
  return element
}
