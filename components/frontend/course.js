// @ts-check
// Meetings on lanes of time, and below them what was reached between them: a mark or a bar a month.
/** @import { Course, CourseCell, CourseRow, Lane, Meetings } from "./sent.d.ts" */
/** @import { InkBoard } from "./types.d.ts" */
/** @typedef {Partial<Course> & Partial<Meetings>} Body either of the two */

/** @type {typeof import("./inks.js")} */
let inks // what the board has loaded before this

/** @param {HTMLElement} place @param {Body} body @param {InkBoard} board */
export function draw(place, body, board) {
  inks = board.ready.inks
  place.classList.add("course")
  place.classList.toggle("with-rows", Boolean(body.rows))
  place.style.setProperty("--months", String(body.months ?? ""))
  const figure = inks.element(
    "div",
    { class: "figure", role: "group", "aria-label": body.label },
    over(body),
    head(body),
    ...(body.presidencies ? [presidencies(body)] : []),
    ...body.lanes.map(lane),
    ...(body.rows ?? []).map((one) => row(one, body)),
  )
  inks.redraw(place, [legend(body), figure])
  board.ready.roving.rove(place, { links: ".figure a", row: ".line", nearest })
}

/**
 * The link of a line that stands nearest to one of another.
 * @param {HTMLAnchorElement} from @param {Element} line
 */
function nearest(from, line) {
  const here = middle(from)
  const links = [...line.querySelectorAll("a")]
  const far = links.map((link) => Math.abs(middle(link) - here))
  return links[far.indexOf(Math.min(...far))]
}

/** @param {Element} link */
function middle(link) {
  const { left, right } = link.getBoundingClientRect()
  return (left + right) / 2
}

/** @param {Body} body */
function legend({ key, bars, statuses }) {
  if (key) return inks.legend(key, bars ? "piece" : "")
  const lines = statuses.map(({ status, word }) =>
    inks.element(
      "li",
      {},
      inks.element("i", { class: status === "cycle" ? status : `meeting ${status}` }),
      word,
    )
  )
  return inks.element("ul", { class: "key" }, ...lines)
}

/** What lies behind or over all rows: years, the cycle, the cut-off. @param {Body} body */
function over({ years, band, known }) {
  const parts = years.map(({ left }) => at(inks.element("i", { class: "year" }), { left }))
  if (band) {
    const { left, width } = band
    parts.unshift(
      at(inks.element("i", { class: band.open ? "band open" : "band" }), { left, width }),
    )
  }
  parts.push(at(inks.element("i", { class: "known" }), { left: known.at }))
  const axis = inks.element("div", { class: "axis" }, ...parts)
  return inks.element("div", { class: "over", "aria-hidden": "true" }, axis)
}

/** @param {Body} body */
function head({ years, known, band, words }) {
  const names = years.map(({ name, left, width, months }) => {
    const letters = months.map((letter) => inks.element("span", {}, letter))
    const inside = letters.length ? [inks.element("span", { class: "letters" }, ...letters)] : []
    return at(inks.element("span", { class: "year" }, inks.element("b", {}, name), ...inside), {
      left,
      width,
    })
  })
  const line = inks.element("span", { class: known.left ? "known left" : "known" }, known.name)
  line.style.setProperty("--at", known.at)
  const axis = inks.element("div", { class: "axis" }, ...names, line)
  const beside = (/** @type {string} */ at) =>
    words ? [inks.element("span", { class: at }, words[at])] : []
  const note = inks.element("span", { class: "name" }, band?.name ?? "")
  return inks.element(
    "div",
    { class: "line head" },
    note,
    ...["earlier"].flatMap(beside),
    axis,
    ...["later", "reached"].flatMap(beside),
  )
}

/** @param {Lane} one */
function lane({ name, marks, cycle }) {
  const drawn = marks.flatMap((mark) => {
    const { status, point, left, width, label, href, text, side, room } = mark
    const made = inks.element(href ? "a" : "span", {
      class: `meeting ${status} ${point ? "point" : "span"}`,
      href: href || null,
      title: label,
      "aria-label": label,
      "data-at": href || label,
    })
    const place = at(made, point ? { left } : { left, width })
    if (!text) return [place]
    const word = inks.element("span", { class: `text ${side}`, "aria-hidden": "true" }, text)
    word.style.maxWidth = room
    word.style.setProperty(side === "left" ? "right" : "left", mark.at)
    return [place, word]
  })
  const axis = inks.element("div", { class: "axis" }, ...drawn)
  if (cycle) {
    const { left, width, month, label } = cycle
    const made = inks.element("span", { class: "cycle", title: label, role: "img" })
    made.setAttribute("aria-label", label)
    made.style.setProperty("--month", month)
    axis.append(at(made, { left, width }))
  }
  const attributes = { class: "line lane", role: "group", "aria-label": name }
  return inks.element("div", attributes, inks.element("span", { class: "name" }, name), axis)
}

/** @param {Body} body */
function presidencies({ presidencies: { name, terms } }) {
  const bars = terms.map((term) => {
    const made = inks.element(
      "span",
      { class: "term", title: term.label },
      inks.element("span", {}, term.name),
    )
    made.style.setProperty("--from", term.surely[0])
    made.style.setProperty("--to", term.surely[1])
    return at(made, { left: term.left, width: term.width })
  })
  const axis = inks.element("div", { class: "axis" }, ...bars)
  const attributes = { class: "line lane terms", role: "group", "aria-label": name }
  return inks.element("div", attributes, inks.element("span", { class: "name" }, name), axis)
}

/** @param {CourseRow} row @param {Body} body */
function row({ id, number, title, href, reached, cells }, { bars, words }) {
  const name = inks.element(
    "a",
    { class: "name", href, "data-at": id },
    inks.element("b", {}, number),
    ` ${title}`,
  )
  /** @param {string} where */
  const those = (where) =>
    cells.filter((one) => one.where === where).map((one) => cell(one, id, bars))
  const months = inks.element("div", { class: "axis months" }, ...those("month"))
  const earlier = inks.element("span", { class: "earlier" }, ...those("earlier"))
  const later = inks.element("span", { class: "later" }, ...those("later"))
  const attributes = { class: "line priority", role: "group", "aria-label": `${number}. ${title}` }
  const sum = inks.element("b", { class: "reached", title: words.reached }, reached)
  return inks.element("div", attributes, name, earlier, months, later, sum)
}

/** @param {CourseCell} cell @param {string} id @param {boolean} bars */
function cell({ where, at, label, href, number, marks, bar }, id, bars) {
  const key = `${id}/${at}`
  if (where === "earlier") {
    const said = { class: "cell", href, title: label, "aria-label": label, "data-at": key }
    const dots = marks.flatMap(({ ink, label }) => [
      inks.element("i", { class: `ink ${ink}` }),
      label,
    ])
    return inks.element("a", said, ...dots)
  }
  const made = bars ? bar_of() : inks.element("span", { class: "marks" }, ...marks.map(mark))
  if (where === "month") made.style.gridColumn = String(at)
  return made

  function bar_of() {
    const pieces = inks.pieces(bar)
    if (where === "month") {
      for (const piece of pieces) {
        piece.style.height = piece.style.width
        piece.style.width = ""
      }
    }
    const said = { class: "cell", href, title: label, "aria-label": label, "data-at": key }
    const count = inks.element("b", {}, number)
    const inside = inks.element("span", { class: "bar" }, ...pieces)
    if (where === "month") inside.append(count)
    return inks.element("a", said, ...(where === "month" ? [inside] : [count, inside]))
  }

  /** @param {{ ink: string, label: string, href: string }} one @param {number} place */
  function mark({ ink, label, href }, place) {
    return inks.element("a", {
      class: `ink ${ink}`,
      href,
      title: label,
      "aria-label": label,
      "data-at": `${key}/${place}`,
    })
  }
}

/** @param {HTMLElement} node @param {Record<string, string>} style */
function at(node, style) {
  Object.assign(node.style, style)
  return node
}
