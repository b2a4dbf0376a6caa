// @ts-check
// Draws a figure of Plotly (traces and layout) in an element, and again in place when it changes.
//
// The board draws each figure of a page with it (`card.js`).
// `draw(element, figure, options)` takes the figure as an object or as JSON, and of the options:
//   alt      the figure in words, in the reader's language
//   keys     how to move in it by keyboard, in the reader's language
//   locale   language, such as "es"
//   locales  what `months.py` makes: {es: {format}}
//   source   address of plotly.js, where no script has loaded it yet
// It returns a promise of a function that stops it. Colours come from the CSS variables that
// Streamlit sets (--st-text-color, --st-background-color, --st-border-color, --st-font, and
// --st-chart-categorical-colors: ten colours for the placeholders #000001 to #000010); a page
// without Streamlit sets them itself. After the theme has changed it must be drawn again; a change
// of width is seen.
/** @import { Chart, ChartOptions, Figure, Look, Mark } from "./types.d.ts" */
const PLACEHOLDER = /#0000(0[1-9]|10)\b/g
const CONFIG = { displayModeBar: false, displaylogo: false, responsive: false }
const LABEL_AFTER = 80
/** @type {WeakMap<HTMLElement, Chart>} */
const charts = new WeakMap()
/** @type {Promise<any> | undefined} */
let library

/**
 * @param {HTMLElement} element
 * @param {Figure | string} figure
 * @param {ChartOptions} [options]
 */
export async function draw(element, figure, options = {}) {
  const chart = charts.get(element) ?? begin(element)
  const written = typeof figure === "string" ? figure : JSON.stringify(figure)
  Object.assign(chart, { written, options })
  name(chart)
  reserve(chart)
  chart.plotly ??= await plotly(options.source)
  await paint(chart)
  return () => stop(element)
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
    options: {},
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
  chart.watcher = new ResizeObserver(() => chart.plotly && paint(chart))
  chart.watcher.observe(element)
  charts.set(element, chart)
  return chart
}

/** @param {Chart} chart */
function name({ element, keys, options }) {
  element.setAttribute("aria-label", options.alt ?? "")
  keys.textContent = options.keys ?? ""
}

/** @param {HTMLElement} element */
function stop(element) {
  const chart = charts.get(element)
  chart.watcher.disconnect()
  chart.plotly.purge(chart.plot)
  charts.delete(element)
}

/**
 * The room is taken before the library is there, so that nothing moves when it draws.
 * @param {Chart} chart
 */
function reserve(chart) {
  chart.height = JSON.parse(chart.written).layout.height
  chart.element.style.height = chart.height ? `${chart.height}px` : ""
}

/** Asks for the library, once. @param {string} [source] @returns {Promise<any>} */
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
  // What the reader set (a zoom, a hidden series) outlives new numbers; a series is known by its
  // name, whatever its place.
  layout.uirevision ??= "kept"
  data.forEach((trace, at) => {
    trace.uid ??= `${identifier(trace.name)}_${
      data.slice(0, at).filter((other) => other.name === trace.name).length
    }`
  })
  await plotly.react(plot, data, layout, {
    ...CONFIG,
    locale: options.locale ?? "en",
    locales: options.locales ?? {},
  })
  // Printed narrower than it is on screen it is scaled, not cut.
  for (const svg of plot.querySelectorAll(".main-svg")) {
    svg.setAttribute("viewBox", `0 0 ${svg.getAttribute("width")} ${svg.getAttribute("height")}`)
  }
  if (chart.at !== undefined) point(chart, Math.min(chart.at, marks(chart).length - 1))
}

/**
 * A name as an identifier, which plotly.js makes selectors of.
 * @param {string} name
 */
function identifier(name) {
  return `s${[...String(name)].map((letter) => letter.codePointAt(0).toString(36)).join("_")}`
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
function template({ text, paper, line, font, palette }) {
  const axis = {
    gridcolor: line,
    zerolinecolor: line,
    tickcolor: line,
    automargin: true,
    tickfont: { color: text, size: 12 },
  }
  return {
    data: { scatter: [{ marker: { line: { width: 0 } } }] },
    layout: {
      colorway: palette,
      font: { color: text, family: font, size: 12 },
      paper_bgcolor: paper,
      plot_bgcolor: paper,
      margin: { l: 0, r: 0, pad: 8 },
      legend: { valign: "top", borderwidth: 0, font: { size: 12, color: text } },
      hoverlabel: {
        namelength: -1,
        bgcolor: paper,
        bordercolor: line,
        font: { color: text, family: font, size: 12 },
      },
      xaxis: {
        ...axis,
        showgrid: false,
        zeroline: false,
        title: { font: { color: text, size: 14 }, standoff: 20 },
      },
      yaxis: {
        ...axis,
        ticklabelposition: "outside",
        title: { font: { color: text, size: 14 }, standoff: 24 },
      },
    },
  }
}

// ---- keyboard: one stop for the tab key; arrow keys move from mark to mark, as they are read

/** @param {Chart} chart @param {KeyboardEvent} event */
function keyed(chart, event) {
  if (event.key === "Escape") return leave(chart)
  const all = chart.plotly ? marks(chart) : []
  const from = chart.at
  const row = all[from]?.row
  /** @type {Record<string, number>} */
  const steps = {
    ArrowRight: (from ?? -1) + 1,
    ArrowLeft: (from ?? 1) - 1,
    ArrowDown: from === undefined ? 0 : all.findIndex((mark) => mark.row > row),
    ArrowUp: from === undefined
      ? 0
      : all.findIndex((mark) => mark.row === all.findLast((other) => other.row < row)?.row),
    Home: 0,
    End: all.length - 1,
  }
  if (!(event.key in steps)) return
  if (!all[steps[event.key]]) return
  event.preventDefault()
  point(chart, steps[event.key])
}

/**
 * Marks row by row from the top, each row from the left; where a label tells of all series at one
 * place, they are one mark.
 * @param {Chart} chart
 */
function marks({ plot }) {
  const shared = String(plot._fullLayout.hovermode).startsWith("x")
  /** @type {Map<string | number, Mark>} */
  const found = new Map()
  plot.calcdata.forEach((/** @type {any[]} */ points, /** @type {number} */ curveNumber) => {
    const { trace } = points[0]
    if (trace.visible !== true || trace.hoverinfo === "skip") return
    const [across, down] = [
      plot._fullLayout[long(trace.xaxis)],
      plot._fullLayout[long(trace.yaxis)],
    ]
    points.forEach((point, pointNumber) => {
      if (point.s === 0) return
      const [x, y] = point.ct ?? [across.c2p(point.x), down.c2p(point.y)]
      if (!(x >= 0 && x <= across._length)) return
      const place = { curveNumber, pointNumber }
      const row = shared ? 0 : Math.round(y)
      const key = shared ? Math.round(x) : `${curveNumber}/${pointNumber}`
      if (!found.has(key)) found.set(key, { row, x, label: shared ? { xval: point.x } : [place] })
    })
  })
  return [...found.values()].sort((one, other) => one.row - other.row || one.x - other.x)
}

/** @param {string} axis */
function long(axis) {
  return axis.replace(/^[xy]/, "$&axis")
}

/** @param {Chart} chart @param {number} at */
function point(chart, at) {
  chart.at = at
  chart.plotly.Fx.hover(chart.plot, marks(chart)[at].label, "xy")
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
