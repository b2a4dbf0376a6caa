// @ts-check
// Draws a figure of Plotly (traces and layout) in an element, and again in place when it changes.
//
// Its colours are variables of the styles, of which plotly.js knows nothing: each is read before it
// draws. After the theme has changed it must draw again; a change of width is seen.
/** @import { Board, Chart, Figure } from "./types.d.ts" */
const VARIABLE = /var\(--[\w-]+\)/g
const CONFIG = { displayModeBar: false, displaylogo: false, responsive: false }
const LABEL_AFTER = 80
/** @type {WeakMap<HTMLElement, Chart>} */
const charts = new WeakMap()

/** @param {HTMLElement} element @param {Figure} figure @param {Board} board @param {{ alt: string }} card */
export async function draw(element, figure, { about, absolute, ready }, { alt }) {
  const chart = charts.get(element) ?? begin(element, ready.elements)
  Object.assign(chart, { written: JSON.stringify(figure), about })
  element.setAttribute("aria-label", alt)
  chart.keys.textContent = about.keys
  // The room is taken before the library is there, so that nothing moves when it draws.
  element.style.height = `${figure.layout.height}px`
  if (!window.Plotly) await ready.elements.library(absolute(about.source))
  chart.plotly = window.Plotly
  await paint(chart)
}

// ---- what is there once for each element

/** @param {HTMLElement} element @param {typeof import("./elements.js")} make */
function begin(element, make) {
  const id = `keys-${Math.random().toString(36).slice(2)}`
  const plot = make.element("div", { "aria-hidden": "true" })
  const said = make.element("p", { class: "heard", "aria-live": "polite" })
  const keys = make.element("p", { class: "heard", id, hidden: "" })
  /** @type {Chart} */
  const chart = { element, plot, said, keys, written: "" }
  element.tabIndex = 0
  element.setAttribute("role", "figure")
  element.setAttribute("aria-describedby", id)
  element.replaceChildren(plot, said, keys)
  element.onkeydown = (event) => keyed(chart, event)
  element.onblur = () => leave(chart)
  new ResizeObserver(() => chart.plotly && paint(chart)).observe(element)
  charts.set(element, chart)
  return chart
}

// ---- drawing

/** Draws a figure whose numbers, width or colours are new. @param {Chart} chart */
async function paint(chart) {
  const { element, plot, keys, about } = chart
  const width = Math.floor(element.clientWidth)
  const written = chart.written.replace(VARIABLE, (colour) => {
    keys.style.color = colour
    return getComputedStyle(keys).color
  })
  const now = JSON.stringify([written, width, about.locale])
  if (!width || now === chart.drawn) return
  chart.drawn = now
  /** @type {Figure} */
  const { data, layout } = JSON.parse(written)
  // A series that the reader took out stays out of new numbers.
  Object.assign(layout, { width, uirevision: "kept" })
  const { locale, months: locales } = about
  await chart.plotly.react(plot, data, layout, { ...CONFIG, locale, locales })
  if (chart.at !== undefined) point(chart, Math.min(chart.at, months(chart).length - 1))
}

// ---- keyboard: one stop for the tab key; arrow keys move from month to month, as they are read

/** @param {Chart} chart @param {KeyboardEvent} event */
function keyed(chart, event) {
  if (event.key === "Escape") return leave(chart)
  const all = chart.plotly ? months(chart) : []
  /** @type {Record<string, number>} */
  const steps = {
    ArrowRight: (chart.at ?? -1) + 1,
    ArrowLeft: (chart.at ?? 1) - 1,
    Home: 0,
    End: all.length - 1,
  }
  if (!all[steps[event.key]]) return
  event.preventDefault()
  point(chart, steps[event.key])
}

/** Where the months in view stand on the axis of a line that is shown. @param {Chart} chart */
function months({ plot }) {
  const { xaxis } = plot._fullLayout
  const lines = /** @type {any[][]} */ (plot.calcdata)
  const shown = lines.find(([{ trace }]) => trace.visible === true) ?? []
  const places = new Set(shown.map(({ x }) => x))
  return [...places].filter((x) => x >= xaxis.r2c(xaxis.range[0]))
}

/** Marks a month, and soon reads it out. @param {Chart} chart @param {number} at */
function point(chart, at) {
  chart.at = at
  chart.plotly.Fx.hover(chart.plot, { xval: months(chart)[at] }, "xy")
  clearTimeout(chart.saying)
  chart.saying = setTimeout(() => {
    const lines = [...chart.plot.querySelectorAll(".hoverlayer text")].flatMap((text) => {
      const parts = [...text.querySelectorAll("tspan.line")]
      return (parts.length ? parts : [text]).map((part) => part.textContent.trim())
    })
    chart.said.textContent = [...new Set(lines)].filter(Boolean).join(". ").replaceAll(" : ", ": ")
  }, LABEL_AFTER)
}

/** Takes the mark of a month back. @param {Chart} chart */
function leave(chart) {
  clearTimeout(chart.saying)
  chart.said.textContent = ""
  if (chart.at === undefined) return
  chart.at = undefined
  chart.plotly.Fx.unhover(chart.plot)
}
