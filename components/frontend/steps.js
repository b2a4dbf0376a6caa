// @ts-check
// Countries across, priorities down, a link for each milestone. Where that is too narrow, a country
// is a row.
/** @import { SentCard, Steps, StepsCell } from "./sent.d.ts" */
/** @import { InkBoard } from "./types.d.ts" */

/** @type {typeof import("./inks.js")} */
let inks // what the board has loaded before this
/** @type {typeof import("./roving.js").rove} */
let rove
let opens = "" // the address of an action
const NARROW = 1000 // pixels: with less, sixteen columns have no room for their names
/** @type {WeakMap<HTMLElement, { body: Steps, tall: boolean }>} */
const drawn = new WeakMap()

/** @param {HTMLElement} place @param {Steps} body @param {InkBoard} board @param {SentCard} card */
export function draw(place, body, board, card) {
  inks = board.ready.inks
  opens = card.opens
  rove = board.ready.roving.rove
  const kept = drawn.get(place)
  if (!kept) {
    place.classList.add("steps")
    new ResizeObserver(() => {
      const { body, tall } = drawn.get(place)
      if (tall !== isTall(place)) show(place, body, !tall)
    }).observe(place)
  }
  show(place, body, kept ? kept.tall : isTall(place)) // Measuring at each choice lays out the page.
}

/** @param {HTMLElement} place */
function isTall(place) {
  return place.clientWidth > 0 && place.clientWidth < NARROW
}

/** @param {HTMLElement} place @param {Steps} body @param {boolean} tall */
function show(place, body, tall) {
  drawn.set(place, { body, tall })
  place.classList.toggle("tall", tall)
  place.classList.toggle("bars", body.bars)
  const names = body.rows.map(({ title, href }) =>
    inks.element("li", {}, inks.element("a", { href, "data-at": href }, title))
  )
  inks.redraw(place, [
    inks.legend(body.key, body.bars ? "piece" : ""),
    tall ? countryRows(body) : priorityRows(body),
    ...(tall ? [inks.element("ul", { class: "names" }, ...names)] : []),
  ])
  rove(place, { links: "table a", row: "tr", nearest })
}

/** @param {Steps} body */
function priorityRows(body) {
  const { words } = body
  const head = row(
    header("col", words.priority),
    ...body.countries.map(({ id, name, href }) => header("col", link(href, name, id))),
    header("col", words.once, "once", words.once_said),
    header("col", words.beside, "beside", words.beside_said),
  )
  const rows = body.rows.map((one) =>
    row(
      header("row", link(one.href, one.title, one.id)),
      ...one.cells.map((cell, at) => field(body, cell, `${one.id}/${body.countries[at].id}`)),
      number(one.reached, "once"),
      number(one.beside, "beside"),
    )
  )
  const foot = row(
    header("row", words.partners),
    ...body.countries.map(({ reached }) => number(reached)),
    number(body.reached, "once"),
    number(body.beside, "beside"),
  )
  return table(body.label, head, rows, [foot])
}

/** @param {Steps} body */
function countryRows(body) {
  const { words } = body
  const head = row(
    header("col", words.country),
    ...body.rows.map(({ id, number, title, href }) => {
      const short = inks.element("span", { class: "number short" }, number)
      const inside = [short, inks.element("span", { class: "title" }, title)]
      return header(
        "col",
        inks.element("a", { href, title, "aria-label": title, "data-at": id }, ...inside),
      )
    }),
    header("col", words.reached, "", words.partners),
  )
  const rows = body.countries.map((country, at) =>
    row(
      header("row", link(country.href, country.name, country.id)),
      ...body.rows.map(({ id, cells }) => field(body, cells[at], `${id}/${country.id}`)),
      number(country.reached),
    )
  )
  const foot = [
    row(
      header("row", words.once, "", words.once_said),
      ...body.rows.map(({ reached }) => number(reached, "once")),
      number(body.reached, "once"),
    ),
    row(
      header("row", words.beside, "", words.beside_said),
      ...body.rows.map(({ beside }) => number(beside, "beside")),
      number(body.beside, "beside"),
    ),
  ]
  return table(body.label, head, rows, foot)
}

/** @param {Steps} body @param {StepsCell} cell @param {string} at */
function field(body, cell, at) {
  if (!cell.href && !cell.marks.length) {
    const dash = inks.element(
      "span",
      { class: "none", title: cell.label, "aria-hidden": "true" },
      "–",
    )
    return inks.element("td", {}, dash)
  }
  if (cell.marks.length) {
    const marks = cell.marks.map((place) => {
      const { ink, label, action } = body.steps[place]
      return inks.element("a", {
        class: `ink ${ink}`,
        href: opens.replace("CODE", action),
        title: label,
        "aria-label": label,
        "data-at": `${at}/${place}`,
      })
    })
    return inks.element("td", {}, inks.element("div", { class: "marks flow" }, ...marks))
  }
  const bar = inks.element("span", { class: "bar" }, ...inks.pieces(cell.bar))
  const { href, label } = cell
  const inside = { class: "cell", href, title: label, "aria-label": label, "data-at": at }
  return inks.element("td", {}, inks.element("a", inside, cell.text, bar))
}

/** @param {string} label @param {Node} head @param {Node[]} rows @param {Node[]} foot */
function table(label, head, rows, foot) {
  return inks.element(
    "table",
    { "aria-label": label },
    inks.element("thead", {}, head),
    inks.element("tbody", {}, ...rows),
    inks.element("tfoot", {}, ...foot),
  )
}

/** @param {...Node} cells */
function row(...cells) {
  return inks.element("tr", {}, ...cells)
}

/** @param {string} scope @param {Node | string} inside @param {string} [name] @param {string} [said] */
function header(scope, inside, name, said) {
  return inks.element("th", { scope, class: name || null, title: said }, inside)
}

/** @param {string} text @param {string} [name] */
function number(text, name) {
  const inside = name === "beside" ? text : inks.element("span", { class: "number" }, text)
  return inks.element("td", { class: name }, inside)
}

/** @param {string} href @param {string} text @param {string} at */
function link(href, text, at) {
  return inks.element("a", { href, "data-at": at }, text)
}

/**
 * The link of a row in the same column as one of another row.
 * @param {HTMLAnchorElement} from @param {HTMLTableRowElement} row
 */
function nearest(from, row) {
  const cell = /** @type {HTMLTableCellElement} */ (from.closest("th, td"))
  const inside = [...cell.querySelectorAll("a")].indexOf(from)
  const links = [...row.cells[cell.cellIndex].querySelectorAll("a")]
  return links[inside] ?? links.at(-1)
}
