// @ts-check
// Countries and EU agencies: how far each two have come, as a ladder with its words.
/** @import { Agencies, AgencyCell } from "./types.d.ts" */

/**
 * @param {HTMLElement} place
 * @param {Agencies} body
 */
export function draw(place, body) {
  const scope = /** @type {Document | ShadowRoot} */ (place.getRootNode())
  const active = /** @type {HTMLElement | null} */ (scope.activeElement)
  const focused = active && place.contains(active) ? active.dataset.at : null

  const root = make("div", "agencies")
  const table = make("table", "", "table")
  table.append(make("caption", "unseen", "", body.label))
  const heads = make("tr", "", "row")
  heads.append(...[body.corner, ...body.columns].map((name) => {
    const th = make("th", "", "columnheader", name)
    th.setAttribute("scope", "col")
    return th
  }))
  const thead = make("thead", "", "rowgroup")
  thead.append(heads)
  const tbody = make("tbody", "", "rowgroup")
  tbody.append(...body.rows.map((row, y) => {
    const tr = make("tr", "", "row")
    const th = make("th", "", "rowheader")
    th.setAttribute("scope", "row")
    th.append(link(row.address, row.name, `${y}`))
    tr.append(th, ...row.cells.map((item, x) => cell(item, body.columns[x], `${y}/${x}`)))
    return tr
  }))
  table.append(thead, tbody)
  root.append(make("p", "how", "", body.how), table)
  place.replaceChildren(root)
  if (focused) {
    const links = [...root.querySelectorAll("a")]
    links.find((one) => one.dataset.at === focused)?.focus({ preventScroll: true })
  }
}

/** @param {AgencyCell} item @param {string} column @param {string} at */
function cell(item, column, at) {
  const td = make("td", item.address ? "" : "nothing", "cell")
  td.dataset.name = column
  if (!item.address) {
    td.textContent = item.words
    return td
  }
  const ladder = make("span", "ladder")
  ladder.setAttribute("aria-hidden", "true")
  ladder.append(...item.rungs.map((rung) => make("i", rung)))
  const words = link(item.address, item.words, at)
  words.title = item.label
  words.setAttribute("aria-label", item.label)
  td.append(ladder, words)
  if (item.source_address) {
    const source = link(item.source_address, item.source, `${at}/source`)
    source.className = "source"
    source.target = "_blank"
    source.rel = "noopener noreferrer"
    source.title = item.source
    td.append(source)
  }
  return td
}

/** @param {string} address @param {string} text @param {string} at */
function link(address, text, at) {
  const a = /** @type {HTMLAnchorElement} */ (make("a", "", "", text))
  a.href = address
  a.dataset.at = at
  return a
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
