// @ts-check
// Meetings on lanes of time, and below them what was reached between them: a mark or a bar a month.
/** @import { Lane, LaneMark, MonthCell, MonthRow, TermBar, TimeAxis } from "./sent.d.ts" */
/** @import { InkBoard } from "./types.d.ts" */

/** @type {typeof import("./inks.js")} */
let inks // what the board has loaded before this
let opens = "" // the address of an action

/** @param {HTMLElement} place @param {TimeAxis} body @param {InkBoard} board @param {any} card */
export function draw(place, body, board, card) {
  inks = board.ready.inks
  opens = card.opens
  place.classList.add("time-axis")
  place.classList.toggle("with-rows", body.months > 0)
  place.style.setProperty("--months", String(body.months))
  const figure = inks.element(
    "div",
    { class: "figure", role: "group", "aria-label": body.label },
    over(body),
    head(body),
    ...body.lanes.map(lane),
    ...body.rows.map((one) => row(one, body)),
  )
  inks.redraw(place, [legend(body), figure])
  /** @param {HTMLElement} figure */
  const lines = (figure) =>
    [...figure.querySelectorAll(".line")].map((line) => [...line.querySelectorAll("a")])
  board.ready.roving.rove(place, { links: ".figure a", lines, within: ".figure" })
}

/** @param {TimeAxis} body */
function legend({ key, bars, statuses }) {
  if (key.length) return inks.legend(key, bars ? "piece" : "")
  const lines = statuses.map(({ status, word }) =>
    inks.element("li", {}, span(status === "cycle" ? status : `meeting ${status}`), word)
  )
  return inks.element("ul", { class: "key flow" }, ...lines)
}

/** What lies behind or over all rows: years, the cycle, the cut-off. @param {TimeAxis} body */
function over({ years, band, cut_off }) {
  const parts = years.map(({ left }) => at(inks.element("i", { class: "year" }), { left }))
  if (band) {
    const { left, width } = band
    const made = inks.element("i", { class: band.open ? "band open" : "band" })
    parts.unshift(at(made, { left, width }))
  }
  parts.push(at(inks.element("i", { class: "known" }), { left: cut_off.at }))
  const axis = inks.element("div", { class: "axis" }, ...parts)
  return inks.element("div", { class: "over", "aria-hidden": "true" }, axis)
}

/** @param {TimeAxis} body */
function head({ years, cut_off, band, words }) {
  const names = years.map(({ name, left, width, months }) => {
    const made = span("year", inks.element("b", {}, name))
    if (months.length) made.append(span("letters", ...months.map((letter) => span("", letter))))
    return at(made, { left, width })
  })
  const line = span(cut_off.left ? "known left" : "known", cut_off.name)
  line.style.setProperty("--at", cut_off.at)
  const axis = inks.element("div", { class: "axis" }, ...names, line)
  const note = span("name", band?.name ?? "")
  const [earlier, ...later] = Object.entries(words).map(([where, word]) => span(where, word))
  const cells = earlier ? [note, earlier, axis, ...later] : [note, axis]
  return inks.element("div", { class: "line head" }, ...cells)
}

/** @param {Lane} one */
function lane({ name, marks, cycle, terms }) {
  const axis = inks.element("div", { class: "axis" }, ...terms.map(term), ...marks.flatMap(meeting))
  if (cycle) {
    const { left, width, month, label } = cycle
    const said = { class: "cycle", title: label, role: "img", "aria-label": label }
    const made = at(inks.element("span", said), { left, width })
    made.style.setProperty("--month", month)
    axis.append(made)
  }
  const attributes = { class: "line lane", role: "group", "aria-label": name }
  return inks.element("div", attributes, span("name", name), axis)
}

/** A meeting, and its name where there is room. @param {LaneMark} mark */
function meeting({ status, point, left, width, label, href, text, side, at: edge, room }) {
  const made = inks.element(href ? "a" : "span", {
    class: `meeting ${status} ${point ? "point" : "span"}`,
    href: href || null,
    title: label,
    "aria-label": label,
    "data-at": href || label,
  })
  const placed = at(made, point ? { left } : { left, width })
  if (!text) return [placed]
  const word = inks.element("span", { class: "text quiet cut", "aria-hidden": "true" }, text)
  return [placed, at(word, { maxWidth: room, [side === "left" ? "right" : "left"]: edge })]
}

/** @param {TermBar} term */
function term({ name, label, left, width, surely: [from, to] }) {
  const made = inks.element("span", { class: "term", title: label }, span("cut", name))
  made.style.setProperty("--from", from)
  made.style.setProperty("--to", to)
  return at(made, { left, width })
}

/** @param {MonthRow} row @param {TimeAxis} body */
function row({ id, number, title, href, reached, cells }, { words }) {
  const bold = inks.element("b", {}, number)
  const name = inks.element("a", { class: "name", href, "data-at": id }, bold, ` ${title}`)
  /** @param {string} where */
  const those = (where) => cells.filter((one) => one.where === where).map((one) => cell(one, id))
  const attributes = { class: "line priority", role: "group", "aria-label": `${number}. ${title}` }
  return inks.element(
    "div",
    attributes,
    name,
    span("earlier", ...those("earlier")),
    inks.element("div", { class: "axis months" }, ...those("month")),
    span("later", ...those("later")),
    inks.element("b", { class: "reached", title: words.reached }, reached),
  )
}

/** @param {MonthCell} cell @param {string} id */
function cell({ where, at: column, label, href, number, marks, bar }, id) {
  const key = `${id}/${column}`
  const upright = where === "month"
  const made = where === "earlier" ? numbers() : bar.length ? whole() : each()
  if (upright) made.style.gridColumn = String(column)
  return made

  function numbers() {
    const inside = marks.flatMap((
      one,
    ) => [inks.element("i", { class: `ink ${one.ink}` }), one.label])
    return link("cell", href, label, key, inside)
  }

  function whole() {
    const pieces = inks.pieces(bar)
    if (upright) pieces.forEach(({ style }) => at({ style }, { height: style.width, width: "" }))
    const count = inks.element("b", {}, number)
    const inside = upright ? [span("bar", ...pieces, count)] : [count, span("bar", ...pieces)]
    return link("cell", href, label, key, inside)
  }

  function each() {
    const links = marks.map((one, place) =>
      link(`ink ${one.ink}`, opens.replace("CODE", one.action), one.label, `${key}/${place}`)
    )
    return span("marks flow", ...links)
  }
}

/**
 * @param {string} name @param {string} href @param {string} label
 * @param {string} key by which the focus finds it again
 * @param {(Node | string)[]} inside
 */
function link(name, href, label, key, inside = []) {
  const said = { class: name, href, title: label, "aria-label": label, "data-at": key }
  return inks.element("a", said, ...inside)
}

/** @param {string} name @param {...(Node | string)} inside */
function span(name, ...inside) {
  return inks.element("span", { class: name || null }, ...inside)
}

/** @template {{ style: CSSStyleDeclaration }} T @param {T} node @param {Record<string, string>} style */
function at(node, style) {
  Object.assign(node.style, style)
  return node
}
