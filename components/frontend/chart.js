// @ts-check
// Draws a figure of Plotly (traces and layout) in an element, and again in place when it changes.
//
// The board draws each figure of a page with it (`card.js`).
// `draw(element, figure, options)` takes the figure, and of the options:
//   alt      the figure in words, in the reader's language
//   keys     how to move in it by keyboard, in the reader's language
//   locale   language, such as "es"
//   locales  what `months.py` makes: {es: {format}}
//   source   address of plotly.js, where no script has loaded it yet
// Colours come from the CSS variables that Streamlit sets (--st-text-color, --st-background-color,
// --st-border-color, --st-font, and --st-chart-categorical-colors: ten colours for the placeholders
// #000001 to #000010); a page without Streamlit sets them itself. After the theme has changed it
// must be drawn again; a change of width is seen.
/** @import { Chart, ChartOptions, Figure, Look } from "./types.d.ts" */
const PLACEHOLDER = /#0000(0[1-9]|10)\b/g
const CONFIG = { displayModeBar: false, displaylogo: false, responsive: false }
const LABEL_AFTER = 80
/** @type {WeakMap<HTMLElement, Chart>} */
const charts = new WeakMap()
/** @type {Promise<any> | undefined} */
let library

/**
 * @param {HTMLElement} element
 * @param {Figure} figure
 * @param {ChartOptions} options
 */
export async function draw(element, figure, options) {
  const chart = charts.get(element) ?? begin(element)
  Object.assign(chart, { written: JSON.stringify(figure), options })
  element.setAttribute("aria-label", options.alt)
  chart.keys.textContent = options.keys
  // The room is taken before the library is there, so that nothing moves when it draws.
  element.style.height = `${figure.layout.height}px`
  chart.plotly ??= await plotly(options.source)
  await paint(chart)
}

// ---- what is there once for each element

/** @param {HTMLElement} element */
function begin(element) {
  /** @type {Chart} */
  const chart = {
    element,
    plot: document.createElement("div"),
    said: document.createElement("p"),
    keys: document.createElement("p"),
    written: "",
  }
  const { plot, said, keys } = chart
  plot.setAttribute("aria-hidden", "true")
  said.className = keys.className = "heard"
  said.setAttribute("aria-live", "polite")
  keys.id = `keys-${Math.random().toString(36).slice(2)}`
  keys.hidden = true
  element.tabIndex = 0
  element.setAttribute("role", "figure")
  element.setAttribute("aria-describedby", keys.id)
  element.replaceChildren(plot, said, keys)
  element.onkeydown = (event) => keyed(chart, event)
  element.onblur = () => leave(chart)
  new ResizeObserver(() => chart.plotly && paint(chart)).observe(element)
  charts.set(element, chart)
  return chart
}

/** Asks for the library, once. @param {string} source @returns {Promise<any>} */
export function plotly(source) {
  library ??= window.Plotly ? Promise.resolve(window.Plotly) : new Promise((resolve, reject) => {
    const script = document.createElement("script")
    script.src = source
    script.onload = () => resolve(window.Plotly)
    script.onerror = () => {
      library = undefined
      reject(Error(`no plotly.js at ${source}`))
    }
    document.head.append(script)
  })
  return library
}

// ---- drawing

/** @param {Chart} chart */
async function paint(chart) {
  const { element, plot, plotly, options } = chart
  const width = Math.floor(element.clientWidth)
  const theme = look(element)
  const now = JSON.stringify([chart.written, width, theme, options.locale])
  if (!width || now === chart.drawn) return
  chart.drawn = now
  /** @type {Figure} */
  const { data, layout } = JSON.parse(
    chart.written.replace(
      PLACEHOLDER,
      (_, number) => theme.palette[Number(number) - 1] ?? theme.text,
    ),
  )
  layout.template = template(theme)
  layout.width = width
  layout.uirevision = "kept" // A series that the reader took out stays out of new numbers.
  await plotly.react(plot, data, layout, {
    ...CONFIG,
    locale: options.locale ?? "en",
    locales: options.locales ?? {},
  })
  if (chart.at !== undefined) point(chart, Math.min(chart.at, months(chart).length - 1))
}

/** @param {HTMLElement} element @returns {Look} */
function look(element) {
  const style = getComputedStyle(element)
  /** @param {string} name */
  const of = (name) => style.getPropertyValue(`--st-${name}`).trim()
  return {
    text: of("text-color") || "#111827",
    paper: of("background-color") || "#ffffff",
    line: of("border-color") || "#cfd7e4",
    font: of("font") || "sans-serif",
    palette: of("chart-categorical-colors").split(",").map((colour) => colour.trim()),
  }
}

/** @param {Look} look */
function template({ text, paper, line, font }) {
  const axis = {
    gridcolor: line,
    zerolinecolor: line,
    automargin: true,
    tickfont: { color: text, size: 12 },
  }
  return {
    layout: {
      font: { color: text, family: font, size: 12 },
      paper_bgcolor: paper,
      plot_bgcolor: paper,
      margin: { l: 0, r: 0, pad: 8 },
      legend: { valign: "top", font: { size: 12, color: text } },
      hoverlabel: {
        namelength: -1,
        bgcolor: paper,
        bordercolor: line,
        font: { color: text, family: font, size: 12 },
      },
      xaxis: {
        ...axis,
        zeroline: false,
      },
      yaxis: {
        ...axis,
        title: { font: { color: text, size: 14 }, standoff: 24 },
      },
    },
  }
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

/** @param {Chart} chart @param {number} at */
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

/** @param {Chart} chart */
function leave(chart) {
  clearTimeout(chart.saying)
  chart.said.textContent = ""
  if (chart.at === undefined) return
  chart.at = undefined
  chart.plotly.Fx.unhover(chart.plot)
}
