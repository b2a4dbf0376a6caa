// @ts-check
// The axis of the timeline: years, below them quarters or months where there is room, and the names
// of the lines in sight; and which signs stand together on it.
/** @import { Timeline, TimelineMark } from "./sent.d.ts" */
/** @import { Span } from "./types.d.ts" */
const MONTHS_FROM = 32
const QUARTERS_FROM = 8
const YEAR_NEEDS = 44
const DAY = 86400000
const LABEL_LANES = 3
const LABEL_GAP = 8
const BADGE = 18
const CROWD = 54

/** @typedef {(name: string, ...content: (Node | string)[]) => HTMLElement} MakeSpan */

/**
 * @param {Timeline} data
 * @param {number} scale pixels a day
 * @param {{ span: MakeSpan, placed: (element: HTMLElement, span: Span) => HTMLElement }} make
 * @returns the tier of years, that of their parts if there is room, and the lines of the grid
 */
export function tiers(data, scale, { span, placed }) {
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
    const tick = (to - 1 - year) % every ? span("tick bare") : span("tick", bold(String(year)))
    years.append(placed(tick, whole))
    grid.push(placed(span("grid year"), whole))
    names.forEach((name, at) => {
      const step = 12 / names.length
      /** @type {Span} */
      const part = [day(year, at * step), day(year, (at + 1) * step)]
      parts.append(placed(span("tick", name), part))
      if (at) grid.push(placed(span("grid"), part))
    })
  }
  return { years, parts: names.length ? [parts] : [], grid }
}

/** @param {string} text */
function bold(text) {
  const made = document.createElement("b")
  made.textContent = text
  return made
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
    const label = span(`label ${line.kind}`, line.label)
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
 * Marks whose signs would cover each other, together.
 * @param {TimelineMark[]} marks
 * @param {number} first
 * @param {number} scale
 */
export function crowds(marks, first, scale) {
  /** @type {(TimelineMark & { at: number })[][]} */
  const found = []
  const inOrder = marks.map((mark) => ({
    ...mark,
    at: ((mark.span[0] + mark.span[1]) / 2 - first) * scale,
  })).sort((one, other) => one.at - other.at)
  for (const mark of inOrder) {
    const crowd = found.at(-1)
    if (crowd && mark.at - crowd.at(-1).at <= BADGE && mark.at - crowd[0].at <= CROWD) {
      crowd.push(mark)
    } else found.push([mark])
  }
  return found
}
