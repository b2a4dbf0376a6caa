// @ts-check
// A table that sorts by its heads, comes in pages, and on a narrow place becomes a list of cards.
// Words, keys and addresses are made in Python; nothing here is counted or written.
/** @import { Table, TableColumn, TableRow } from "./sent.d.ts" */

/** What a reader chose of each table: it outlives new rows. */
/** @type {WeakMap<Element, { column: string | null, down: boolean, page: number }>} */
const CHOSEN = new WeakMap()

/**
 * @param {HTMLElement} place
 * @param {Table} body
 */
export function draw(place, body) {
  const chosen = CHOSEN.get(place) ?? { column: null, down: false, page: 0 }
  CHOSEN.set(place, chosen)
  if (!body.columns.some((column) => column.name === chosen.column)) chosen.column = null
  const scope = /** @type {Document | ShadowRoot} */ (place.getRootNode())
  const active = /** @type {HTMLElement | null} */ (scope.activeElement)
  const focused = active && place.contains(active) ? active.dataset.at : null

  const root = make("div", "table")
  const table = make("table", "")
  table.setAttribute("role", "table")
  const caption = make("caption", "unseen", body.label)
  const heads = body.columns.map((column, at) => head(column, at))
  const header = make("tr", "")
  header.setAttribute("role", "row")
  header.append(...heads)
  const thead = grouped("thead")
  thead.append(header)
  const tbody = grouped("tbody")
  table.append(caption, thead, tbody)

  const lines = body.rows.map((row, at) => line(body, row, at))
  const said = make("p", "unseen")
  said.setAttribute("role", "status")
  const sorting = /** @type {HTMLSelectElement} */ (make("select", ""))
  sorting.dataset.at = "sorting"
  sorting.append(new Option(body.words.as_listed, ""))
  body.columns.forEach((column, at) =>
    column.sorted.forEach((text, down) => sorting.append(new Option(text, `${at}/${down}`)))
  )
  sorting.onchange = () => {
    const [at, down] = sorting.value.split("/")
    const column = body.columns.find((_, place) => `${place}` === at)
    sort(column?.name ?? null, down === "1")
  }
  const label = make("label", "sorting", body.words.sort)
  label.append(sorting)

  const pages = make("nav", "pages flow")
  const previous = turn("previous", "‹", -1)
  const range = make("span", "range")
  const next = turn("next", "›", 1)
  pages.append(previous, range, next)
  pages.setAttribute("aria-label", body.label)

  root.append(...(body.rows.length > 1 ? [label] : []), table)
  root.append(...(body.pages.length ? [pages] : []), said)
  if (body.more) root.append(make("p", "more", body.more))
  place.replaceChildren(root)
  arrange()
  if (focused) {
    const all = /** @type {HTMLElement[]} */ ([...root.querySelectorAll("[data-at]")])
    reach(all.find((one) => one.dataset.at === focused))
  }

  /** Focus an element; the other turn of the pages where this one leads no further. */
  /** @param {HTMLElement | undefined} element */
  function reach(element) {
    const ended = element instanceof HTMLButtonElement && element.disabled
    const chosen = ended ? (element === next ? previous : next) : element
    chosen?.focus({ preventScroll: true })
  }

  /** @param {TableColumn} column @param {number} at */
  function head(column, at) {
    const th = /** @type {HTMLTableCellElement} */ (make("th", column.type))
    th.scope = "col"
    th.setAttribute("role", "columnheader")
    const button = /** @type {HTMLButtonElement} */ (make("button", "", column.name))
    button.type = "button"
    button.title = column.sort
    button.dataset.at = `head/${at}`
    button.onclick = () => {
      const again = chosen.column === column.name
      sort(again && chosen.down ? null : column.name, again)
    }
    th.append(button)
    return th
  }

  /** @param {"previous" | "next"} name @param {string} sign @param {number} by */
  function turn(name, sign, by) {
    const button = /** @type {HTMLButtonElement} */ (make("button", "", sign))
    button.type = "button"
    button.title = body.words[name]
    button.setAttribute("aria-label", body.words[name])
    button.dataset.at = name
    button.onclick = () => {
      chosen.page += by
      arrange()
      said.textContent = range.textContent
      reach(button)
    }
    return button
  }

  /** @param {string | null} column @param {boolean} down */
  function sort(column, down) {
    Object.assign(chosen, { column, down, page: 0 })
    arrange()
    const by = body.columns.find((one) => one.name === column)
    said.textContent = by ? by.sorted[down ? 1 : 0] : body.words.as_listed
  }

  /** Put the rows in the chosen order, and show those of the chosen page. */
  function arrange() {
    const by = body.columns.findIndex((column) => column.name === chosen.column)
    chosen.page = Math.max(0, Math.min(chosen.page, body.pages.length - 1))
    const order = ordered(body, by, chosen.down)
    const first = chosen.page * body.page
    order.forEach((at, place) => {
      lines[at].hidden = body.pages.length > 0 && (place < first || place >= first + body.page)
    })
    tbody.append(...order.map((at) => lines[at]))
    heads.forEach((th, at) => {
      th.setAttribute("aria-sort", at !== by ? "none" : chosen.down ? "descending" : "ascending")
    })
    sorting.value = by < 0 ? "" : `${by}/${chosen.down ? 1 : 0}`
    range.textContent = body.pages[chosen.page] ?? ""
    previous.disabled = chosen.page === 0
    next.disabled = chosen.page >= body.pages.length - 1
  }
}

/**
 * Positions of the rows in the order of a column; rows without anything there come last.
 * @param {Table} body
 * @param {number} by
 * @param {boolean} down
 */
export function ordered(body, by, down) {
  const places = body.rows.map((_, at) => at)
  if (by < 0) return places
  const { keys, hosts } = body.columns[by]
  const words = hosts ?? body.rows.map((row) => row.cells[by])
  const collator = new Intl.Collator(body.language, { numeric: true })
  /** @param {number} at */
  const blank = (at) => (keys ? keys[at] === null || keys[at] === "" : words[at] === "")
  return places.sort((one, other) => {
    if (blank(one) !== blank(other)) return blank(one) ? 1 : -1
    const found = keys
      ? compared(keys[one], keys[other])
      : collator.compare(words[one], words[other])
    return down ? -found : found
  })
}

/** @param {string | number | null} one @param {string | number | null} other */
function compared(one, other) {
  if (one === other) return 0
  return one > other ? 1 : -1
}

/** @param {Table} body @param {TableRow} row @param {number} place */
function line(body, row, place) {
  const tr = make("tr", "")
  tr.setAttribute("role", "row")
  row.cells.forEach((text, at) => {
    const column = body.columns[at]
    const names = at === Math.max(0, body.lead)
    const cell = /** @type {HTMLTableCellElement} */ (make(names ? "th" : "td", column.type))
    if (column.wide) cell.classList.add("wide")
    if (column.long) cell.classList.add("long")
    cell.setAttribute("role", names ? "rowheader" : "cell")
    if (names) cell.scope = "row"
    cell.dataset.name = column.name
    if (text === "") cell.classList.add("blank")
    else if (at === body.lead && row.address) cell.append(link(row.address, text))
    else if (column.hosts) cell.append(outward(text, column.hosts[place]))
    else cell.textContent = text
    tr.append(cell)
  })
  return tr
}

/** @param {string} address @param {string} text */
function link(address, text) {
  const a = /** @type {HTMLAnchorElement} */ (make("a", "", text))
  a.href = address
  a.dataset.at = address
  return a
}

/** @param {string} address @param {string} host */
function outward(address, host) {
  const a = link(address, host)
  a.target = "_blank"
  a.rel = "noopener noreferrer"
  a.title = address
  return a
}

/** @param {"thead" | "tbody"} tag */
function grouped(tag) {
  const element = make(tag, "")
  element.setAttribute("role", "rowgroup")
  return element
}

/**
 * @param {string} tag
 * @param {string} name
 * @param {string} [text]
 */
function make(tag, name, text) {
  const element = document.createElement(tag)
  if (name) element.className = name
  if (text !== undefined) element.textContent = text
  return element
}
