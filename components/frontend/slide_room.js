// @ts-check
// Makes what a slide says fit: charts where they are narrow, lists where a reader spaces text.
/** @import { SlideChart } from "./types.d.ts" */
const NARROW = 0.54
const SIZES = new Set(["size", "minsize", "height", "l", "r", "t", "b", "width"])
const LEAST = 0.4
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
