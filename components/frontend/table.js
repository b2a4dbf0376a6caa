// @ts-check
// A table that sorts by its heads, and on a narrow place has rows of two lines.
// Words, keys and addresses are made in Python; nothing here is counted or written.
/** @import { Table, TableColumn, TableRow } from "./sent.d.ts" */
/** @import { Board } from "./types.d.ts" */

const OUTWARD = { target: "_blank", rel: "noopener noreferrer" } // A link to another site.
// Characters of a word that says nothing without the name of its column, nor does a state of several.
const BRIEF = 4
/** What a reader chose of each table: it outlives new rows. */
/** @type {WeakMap<Element, { column: string | null, down: boolean }>} */
const CHOSEN = new WeakMap()

/** @param {HTMLElement} place @param {Table} body @param {Board} board */
export function draw(place, body, board) {
  const { element, link, press, redraw, shorten, table } = board.ready.elements
  const chosen = CHOSEN.get(place) ?? { column: null, down: false }
  CHOSEN.set(place, chosen)
  if (!body.columns.some((column) => column.name === chosen.column)) chosen.column = null

  const several = body.columns.filter(({ inks }) => inks).length > 1
  const heads = body.columns.map(head)
  const lines = body.rows.map(line)
  const tbody = element("tbody", {}, ...lines)
  const status = element("p", { class: "unseen", role: "status" })
  const root = element(
    "div",
    { class: "table" },
    table(body.label, heads, tbody),
    status,
    body.more && element("p", { class: "more" }, body.more),
  )
  arrange()
  redraw(place, [root])

  /** @param {TableColumn} column @param {number} at */
  function head(column, at) {
    const button = press(column.name, () => {
      const again = chosen.column === column.name
      sort(again && chosen.down ? null : column.name, again)
    }, { title: column.sort, "data-at": `head/${at}` })
    return element("th", { class: column.type, scope: "col" }, button)
  }

  /** @param {string | null} column @param {boolean} down */
  function sort(column, down) {
    Object.assign(chosen, { column, down })
    arrange()
    const by = body.columns.find((one) => one.name === column)
    status.textContent = by ? by.sorted[down ? 1 : 0] : body.as_listed
  }

  /** Put the rows in the chosen order. */
  function arrange() {
    const by = body.columns.findIndex((column) => column.name === chosen.column)
    const rows = ordered(body, by, chosen.down).map((at) => lines[at])
    tbody.append(...rows)
    shorten(root, rows, body.whole)
    heads.forEach((th, at) => {
      th.ariaSort = at !== by ? "none" : chosen.down ? "descending" : "ascending"
    })
  }

  /** @param {TableRow} row @param {number} place */
  function line(row, place) {
    const cells = row.cells.map((text, at) => {
      const { type, name, looks, publishers, inks } = body.columns[at]
      const names = at === Math.max(0, body.lead)
      const brief = type === "text" && text.length < BRIEF || several && inks
      const about = { class: [type, ...looks, ...(brief ? ["brief"] : [])].join(" ") }
      const cell = names ? element("th", { scope: "row", ...about }) : element("td", about)
      cell.dataset.name = name
      if (text && at === body.lead && row.address) cell.append(link(row.address, {}, text))
      else if (text && publishers) {
        cell.append(link(text, { ...OUTWARD, title: text }, publishers[place]))
      } else cell.textContent = publishers?.[place] ?? text
      if (inks?.[place]) cell.prepend(element("i", { class: `ink ${inks[place]}` }))
      return cell
    })
    return element("tr", {}, ...cells)
  }
}

/**
 * Positions of the rows in the order of a column; rows without anything there come last.
 * @param {Table} body @param {number} by @param {boolean} down
 */
function ordered(body, by, down) {
  const places = body.rows.map((_, at) => at)
  if (by < 0) return places
  const { keys, publishers } = body.columns[by]
  const words = publishers ?? body.rows.map((row) => row.cells[by])
  const collator = new Intl.Collator(body.language, { numeric: true })
  /** @param {number} at */
  const blank = (at) => (keys ? keys[at] === null || keys[at] === "" : words[at] === "")
  return places.sort((one, other) => {
    if (blank(one) !== blank(other)) return blank(one) ? 1 : -1
    const order = keys
      ? (keys[one] > keys[other] ? 1 : keys[one] < keys[other] ? -1 : 0)
      : collator.compare(words[one], words[other])
    return down ? -order : order
  })
}
