// @ts-check
// The axis of the timeline: years, below them quarters or months where there is room, and the names
// of the lines in sight; and what stands on its lanes.
/** @import { Timeline, TimelineBar, TimelineMark } from "./sent.d.ts" */
/** @import { Span } from "./types.d.ts" */
const MONTHS_FROM = 32
const QUARTERS_FROM = 8
const YEAR_NEEDS = 44
const DAY = 86400000
const LABEL_LANES = 3
const LABEL_GAP = 8
const BADGE = 18
const DIGIT = 8
const CROWD = 54

/** @typedef {(name: string, ...content: (Node | string)[]) => HTMLElement} MakeSpan */
/** @typedef {(element: HTMLElement, span: Span) => HTMLElement} Place */
/** @typedef {typeof import("./inks.js").element} Element */
/** @typedef {{ element: Element, span: MakeSpan, placed: Place }} Make */

/**
 * @param {Timeline} data
 * @param {number} scale pixels a day
 * @param {Make} make
 * @returns the tier of years, that of their parts if there is room, and the lines of the grid
 */
export function tiers(data, scale, { element, span, placed }) {
  const [from, to] = data.span.map((at) => new Date(at * DAY).getUTCFullYear())
  const month = scale * 30.4
  const { months, quarters } = data
  const names = month >= MONTHS_FROM ? months : month >= QUARTERS_FROM ? quarters : []
  const years = span("tier years")
  const parts = span("tier parts")
  const grid = []
  const every = Math.ceil(YEAR_NEEDS / (scale * 365))
  for (let year = from; year < to; year++) {
    /** @type {Span} */
    const whole = [day(year, 0), day(year + 1, 0)]
    if ((to - 1 - year) % every === 0) {
      years.append(placed(span("tick quiet", element("b", {}, String(year))), whole))
    }
    grid.push(placed(span("grid year"), whole))
    names.forEach((name, at) => {
      const step = 12 / names.length
      /** @type {Span} */
      const part = [day(year, at * step), day(year, (at + 1) * step)]
      parts.append(placed(span("tick quiet", name), part))
      if (at) grid.push(placed(span("grid"), part))
    })
  }
  return { years, parts: names.length ? [parts] : [], grid }
}

/** @param {number} year @param {number} month */
function day(year, month) {
  return Date.UTC(year, month, 1) / DAY
}

/**
 * Names the lines in sight, the cut-off first; where a name has no room, its line has none at this
 * zoom. Returns how many lanes the names take.
 * @param {HTMLElement} labels
 * @param {Timeline} data
 * @param {number} scale
 * @param {Span} sight
 * @param {MakeSpan} span
 */
export function name(labels, data, scale, [from, to], span) {
  const taken = Array.from({ length: LABEL_LANES }, () => /** @type {Span[]} */ ([]))
  const named = []
  for (const line of [...data.lines].reverse()) {
    const at = ((line.span[0] + line.span[1]) / 2 - data.span[0]) * scale
    if (at < from - 1 || at > to + 1) continue
    const label = span(`label quiet ${line.kind}`, line.label)
    labels.append(label)
    const wide = label.offsetWidth
    const left = at + wide > to ? Math.max(at - wide, from) : at
    const lane = taken.findIndex((spans) =>
      spans.every((other) => left + wide + LABEL_GAP <= other[0] || left >= other[1])
    )
    if (lane >= 0) {
      taken[lane].push([left, left + wide + LABEL_GAP])
      label.style.left = `${left}px`
      label.style.setProperty("--lane", String(lane))
      named.push(label)
    }
  }
  labels.replaceChildren(...named)
  return taken.filter((spans) => spans.length).length
}

/**
 * What stands on a lane: a bar an action, a strip and a sign a milestone.
 * @param {Timeline} data
 * @param {Make} make
 */
export function marks({ span: [first], states }, { span, placed }) {
  return { bar, band, sign, signs }

  /** @param {TimelineBar} part */
  function bar(part) {
    return placed(span(`bar ${part.exact ? "exact" : "inexact"}`), part.span)
  }

  /** @param {TimelineMark} mark */
  function band(mark) {
    return placed(coloured(span(mark.planned ? "mark planned" : "mark"), mark.state), mark.span)
  }

  /** @param {HTMLElement} item @param {string} state */
  function coloured(item, state) {
    item.style.setProperty("--state", states[state].colour)
    return item
  }

  /** @param {string} state */
  function sign(state, n = 1) {
    const badge = span("badge", span("sign", states[state].sign), n > 1 ? String(n) : "")
    badge.style.width = `${wide(n)}px`
    return coloured(badge, state)
  }

  /**
   * Signs that would cover each other stand side by side about their middle, one a state, with a
   * number where several say the same.
   * @param {TimelineMark[]} marks
   * @param {number} scale
   */
  function signs(marks, scale) {
    let free = -Infinity
    return crowds(marks, first, scale).flatMap((crowd) => {
      /** @type {Map<string, number>} */
      const numbers = new Map()
      for (const { state, n } of crowd) numbers.set(state, (numbers.get(state) ?? 0) + n)
      const all = [...numbers.values()].reduce((sum, n) => sum + wide(n) + 1, -1)
      free = Math.max((crowd[0].at + crowd.at(-1).at) / 2 - all / 2, free)
      return [...numbers].map(([state, n]) => {
        const badge = sign(state, n)
        badge.style.left = `calc(${free / scale} * var(--day))`
        free += wide(n) + 1
        return badge
      })
    })
  }
}

/** Pixels of a sign with its number. @param {number} n */
function wide(n) {
  return BADGE + (n > 1 ? DIGIT * String(n).length : 0)
}

/** @param {TimelineMark[]} marks @param {number} first @param {number} scale */
function crowds(marks, first, scale) {
  const inOrder = marks.map(({ span: [from, to], ...mark }) => ({
    ...mark,
    at: ((from + to) / 2 - first) * scale,
  })).sort((one, other) => one.at - other.at)
  /** @type {(typeof inOrder)[]} */
  const crowds = []
  for (const mark of inOrder) {
    const crowd = crowds.at(-1)
    if (crowd && mark.at - crowd.at(-1).at <= BADGE && mark.at - crowd[0].at <= CROWD) {
      crowd.push(mark)
    } else crowds.push([mark])
  }
  return crowds
}
