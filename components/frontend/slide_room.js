// @ts-check
// Makes what a slide says fit: charts where they are narrow, lists where a reader spaces text.
/** @import { SlideChart } from "./types.d.ts" */
const NARROW = 0.54
const SIZES = new Set(["size", "minsize", "height", "l", "r", "t", "b", "width"])
const LEAST = 0.4
const LINE = 34 // Pixels of the wall that a line of a name takes, and
const AXIS = 64 // the numbers below the bars.
const STEP = 0.05

/** @param {SlideChart} chart @returns {SlideChart["figure"]} */
export function smaller({ figure, narrow }) {
  const { data, layout } = structuredClone(figure)
  for (const [name, more] of Object.entries(narrow)) {
    layout[name] = typeof more === "object" ? { ...layout[name], ...more } : more
  }
  for (const trace of data) if (trace.constraintext) trace.constraintext = "inside"
  return JSON.parse(
    JSON.stringify({ data, layout }),
    (name, value) => (SIZES.has(name) && typeof value === "number" ? value * NARROW : value),
  )
}

/**
 * A chart as high as its room, with names of as many lines as its rows have room for: they are made
 * to fit, but a reader may set more space between letters and lines, which makes the room lower.
 * @param {SlideChart} chart
 * @param {number} height
 * @returns {SlideChart["figure"]}
 */
export function fitting({ figure }, height) {
  const names = /** @type {string[] | undefined} */ (figure.layout.yaxis?.ticktext)
  const lines = Math.max(1, Math.floor((height - AXIS) / (names?.length || 1) / LINE))
  const cut = (/** @type {string} */ name) => {
    const all = name.split("<br>")
    const kept = all.slice(0, lines).join("<br>")
    return all.length > lines ? `${kept.replace(/…$/, "")}…` : name
  }
  const yaxis = names ? { ...figure.layout.yaxis, ticktext: names.map(cut) } : figure.layout.yaxis
  return { ...figure, layout: { ...figure.layout, yaxis, height } }
}

/**
 * Draws numbers, lines and tables smaller where they are longer than their room: as they are made
 * they fit, but a reader may set more space between letters and lines. A page to read scrolls.
 * @param {HTMLElement} section
 * @param {boolean} reading
 */
export function shrink(section, reading) {
  for (const one of section.querySelectorAll(".numbers, .lines, .matrix")) {
    const part = /** @type {HTMLElement} */ (one)
    const { style, parentElement: room } = part
    style.zoom = ""
    let zoom = 1
    while (!reading && zoom > LEAST && room.scrollHeight > room.clientHeight + 1) {
      zoom -= STEP
      style.zoom = `${zoom}`
    }
  }
}
