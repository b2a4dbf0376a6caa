// Runs before the page's own scripts: at every frame it notes what the page shows, and since when it shows just that.
(() => {
  const MARKS = { bar: ".barlayer .point path", scatter: ".scatterlayer .js-line", heatmap: ".heatmaplayer image" }
  const bench = (window.bench = { started: 0, since: 0, shown: null, shift: 0 })

  const within = (root) => [root, ...[...root.querySelectorAll("*")].filter((one) => one.shadowRoot).flatMap((one) => within(one.shadowRoot))]
  const all = (roots, selector) => roots.flatMap((root) => [...root.querySelectorAll(selector)])
  const values = (points, type) => (type === "heatmap" ? points[0].z.map((row) => [...row]) : points.map((point) => (type === "bar" ? point.s : point.y)))

  function plot(element) {
    const traces = element.calcdata ?? []
    const type = traces[0]?.[0]?.trace.type
    return type && element.querySelector(MARKS[type]) ? { type, values: traces.map((points) => values(points, type)) } : null
  }

  function look() {
    const [page, ...shadows] = within(document)
    const plots = all([page, ...shadows], ".js-plotly-plot").map(plot)
    const tables = all(shadows, "table").map((table) => [...(table.tBodies[0]?.rows ?? [])].map((row) => row.textContent))
    return { metrics: all([page], "[data-testid=stMetricValue]").map((one) => one.textContent.trim()), plots, tables }
  }

  function summary({ metrics, plots, tables }) {
    const bars = plots.find((one) => one?.type === "bar")
    const grid = plots.find((one) => one?.type === "heatmap")?.values[0] ?? tables[0]
    return {
      metric: metrics[0] ?? "",
      milestones: bars ? bars.values.flat().reduce((total, value) => total + value, 0) : -1,
      rows: grid?.length ?? -1,
      figures: plots.filter(Boolean).length + tables.filter((rows) => rows.length).length,
    }
  }

  let last = ""
  function frame() {
    if (document.body) {
      const seen = look()
      const said = JSON.stringify(seen)
      if (said !== last) {
        last = said
        bench.since = performance.now()
        bench.shown = summary(seen)
      }
    }
    requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
  for (const type of ["keydown", "pointerdown"]) addEventListener(type, (event) => (bench.started = event.timeStamp), true)

  // Cumulative layout shift as browsers report it: the worst window of up to 5 s without a pause of 1 s.
  let opened = 0, previous = 0, sum = 0
  new PerformanceObserver((list) => {
    for (const shift of list.getEntries().filter((one) => !one.hadRecentInput)) {
      if (shift.startTime - previous > 1000 || shift.startTime - opened > 5000) [opened, sum] = [shift.startTime, 0]
      previous = shift.startTime
      sum += shift.value
      bench.shift = Math.max(bench.shift, sum)
    }
  }).observe({ type: "layout-shift", buffered: true })
})()
