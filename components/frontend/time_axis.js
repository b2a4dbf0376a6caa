// @ts-check
// Meetings on lanes of time, and below them what was reached between them: a mark or a bar a month,
// of priorities, or of actions by priority with the days on which they run.
/** @import { Lane, LaneMark, MonthCell, MonthGroup, MonthRow } from "./sent.d.ts" */
/** @import { SentCard, SpanBar, TermBar, TimeAxis } from "./sent.d.ts" */
/** @import { Board } from "./types.d.ts" */

const MOST_LEGIBLE = 50 // Digits that fit beside each other on a phone.

/** @param {HTMLElement} place @param {TimeAxis} body @param {Board} board @param {SentCard} card */
export function draw(place, body, board, { opens, slides }) {
  const { element, link, redraw, span } = board.ready.elements
  const { legend, pieces } = board.ready.barrows
  const { years, band, cut_off, words } = body
  place.classList.add("time-axis")
  place.classList.toggle("with-rows", body.months > 0)
  place.classList.toggle("with-groups", body.groups.length > 0)
  const digits = body.rows.flatMap(({ cells }) => cells.map(({ number }) => number.length))
  place.classList.toggle("dense", body.months * Math.max(0, ...digits) > MOST_LEGIBLE)
  place.style.setProperty("--months", String(body.months))
  const figure = element(
    "div",
    { class: "figure", role: "group", "aria-label": body.label },
    over(),
    head(),
    ...body.lanes.map(lane),
    ...body.rows.map(row),
    ...body.groups.map(group),
  )
  redraw(place, [legend(body.key, board), figure])
  board.ready.panel?.offer(place, board, ".line", body.rows.length ? toSlides : undefined)
  board.ready.elements.rove(place, { links: ".figure :is(a, summary)", lines, within: ".figure" })

  /** The way to the slides on the priority of a mark. @param {HTMLElement} mark */
  function toSlides(mark) {
    const name = /** @type {HTMLElement} */ (mark.closest(".row").querySelector(".name"))
    const href = slides.replace("PRIORITY", name.dataset.at)
    return link(href, {}, `${board.about.words.slides}: ${name.textContent}`)
  }

  /** What lies behind or over all rows: years, the cycle, the cut-off. */
  function over() {
    const parts = years.map(({ left }) => at(element("i", { class: "year" }), { left }))
    if (band) {
      const { open, left, width } = band
      parts.unshift(at(element("i", { class: open ? "band open" : "band" }), { left, width }))
    }
    parts.push(at(element("i", { class: "known" }), { left: cut_off.at }))
    const axis = element("div", { class: "axis" }, ...parts)
    return element("div", { class: "over", "aria-hidden": "true" }, axis)
  }

  function head() {
    const names = years.map(({ name, left, width, months }) => {
      const letters = span("letters", ...months.map((letter) => span("", letter)))
      const year = span("year", element("b", {}, name), months.length > 0 && letters)
      return at(year, { left, width })
    })
    const line = element("span", { class: "known", style: `--at: ${cut_off.at}` }, cut_off.name)
    const axis = element("div", { class: "axis" }, ...names, line)
    const note = span("name", band?.name ?? "")
    const [earlier, ...later] = Object.entries(words).map(([where, word]) => span(where, word))
    const cells = earlier ? [note, earlier, axis, ...later] : [note, axis]
    return element("div", { class: "line head" }, ...cells)
  }

  /** @param {Lane} one */
  function lane({ name, marks, terms }) {
    const attributes = { class: "line lane", role: "group", "aria-label": name }
    const axis = element("div", { class: "axis" }, ...terms.map(term), ...marks.flatMap(meeting))
    return element("div", attributes, span("name", name), axis)
  }

  /** A meeting, and its name where there is room. @param {LaneMark} mark */
  function meeting({ status, left, width, label, href, text, side, at: edge, room }) {
    const drawn = element(href ? "a" : "span", {
      class: `meeting ${status} ${width ? "span" : "point"}`,
      href: href || null,
      label,
      "data-at": href || label,
    })
    at(drawn, { left, width })
    if (!text) return [drawn]
    const word = Object.assign(span("text quiet cut", text), { dir: "auto", ariaHidden: "true" })
    const textAlign = side === "left" ? "right" : "left"
    return [drawn, at(word, { maxWidth: room, textAlign, [textAlign]: edge })]
  }

  /** @param {TermBar} term */
  function term({ name, label, left, width, surely: [from, to] }) {
    const about = { class: "term", title: label, style: `--from: ${from}; --to: ${to}` }
    return at(element("span", about, element("i", {}), span("cut", name)), { left, width })
  }

  /** What the reader folded stays so. @param {MonthGroup} group */
  function group({ id, title, number, open, rows, more, href }) {
    const about = { "data-at": `group-${id}` }
    const head = element("summary", about, element("b", {}, title), " ", span("quiet", number))
    const rest = more && element("p", { class: "quiet" }, href ? link(href, {}, more) : more)
    const made = element("details", { "data-group": id }, head, ...rows.map(row), rest)
    /** @type {HTMLDetailsElement | null} */
    const before = place.querySelector(`[data-group="${CSS.escape(id)}"]`)
    made.open = before?.open ?? open
    return made
  }

  /** @param {MonthRow} row @returns {HTMLElement} */
  function row({ id, number, title, href, end, cells, spans }) {
    const about = { class: "name", key: id }
    /** @param {string} where */
    const those = (where) => cells.filter((one) => one.where === where).map((one) => cell(one, id))
    return element(
      "div",
      { class: "line row", role: "group", "aria-label": number ? `${number}. ${title}` : title },
      link(href, about, number && element("b", {}, number), number && " ", span("", title)),
      span("earlier", ...those("earlier")),
      element("div", { class: "axis months" }, ...spans.map(run), ...those("month")),
      span("later", ...those("later")),
      element("b", { class: number ? "end" : "end quiet", title: words.end }, end),
    )
  }

  /** @param {SpanBar} span */
  function run({ left, width, exact }) {
    return at(span(exact ? "run" : "run inexact"), { left, width })
  }

  /** @param {MonthCell} cell @param {string} id */
  function cell({ where, at: column, label, href, number, marks, bar }, id) {
    const key = `${id}/${column}`
    const upright = where === "month"
    const count = element("b", {}, number)
    const drawn = pieces(bar, upright ? "height" : "width")
    const numbers = marks.flatMap(({ ink, label }) => [
      element("i", { class: `ink ${ink}` }),
      label,
    ])
    const links = marks.map(({ ink, label, action, id }, at) => {
      const about = { class: `ink ${ink}`, key: `${key}/${at}`, label, "data-milestone": id }
      return link(opens.replace("CODE", action), about)
    })
    const whole = upright ? [span("bar", ...drawn, count)] : [count, span("bar", ...drawn)]
    const about = { class: upright ? "cell" : "cell flow", key, label }
    const made = where === "earlier"
      ? link(href, about, ...numbers)
      : bar.length
      ? link(href, about, ...whole)
      : span("near marks flow", ...links)
    return upright ? at(made, { gridColumn: String(column) }) : made
  }
}

/** The links of each line, without those that are folded away. @param {HTMLElement} place */
function lines(place) {
  const seen = [...place.querySelectorAll("summary, .line")].filter((line) =>
    line.checkVisibility()
  )
  return seen.map((line) => line.matches("summary") ? [line] : [...line.querySelectorAll("a")])
}

/**
 * The element with these styles.
 * @template {HTMLElement} T @param {T} node @param {Record<string, string>} style
 */
function at(node, style) {
  Object.assign(node.style, style)
  return node
}
