// Runs before the page's own scripts: at every frame it notes what the page shows, and since when it shows just that.
(() => {
  const bench = (window.bench = { started: 0, since: 0, shown: null, shift: 0, seen: [] })

  const all = (selector, root = document) => [...root.querySelectorAll(selector)]
  const text = (selector) => document.querySelector(selector)?.textContent.trim() ?? ""
  const number = (written) => Number(written.replace(/\D/g, ""))
  const sum = (values) => values.reduce((total, value) => total + value, 0)
  const sorted = (values) => [...values].sort((one, other) => one - other).join(" ")
  const inView = (element) => element.getBoundingClientRect().top < innerHeight

  // ---- the board

  // A bar says all its numbers in words, after its name: what was in place before is not of its right side.
  function bar(link) {
    const name = link.querySelector(".name").textContent
    const numbers = link.getAttribute("aria-label").slice(name.length).match(/\d[\d.,]*/g) ?? []
    return sum(numbers.map(number)) - number(link.querySelector(".left .note")?.textContent ?? "")
  }

  // Countries are columns, or on a narrow page rows; each has its number.
  function columns() {
    const cells = all(".steps tfoot tr:first-child td:not(.once, .beside)")
    return cells.map((cell) => number(cell.textContent))
  }

  const isDrawn = (card) => {
    const place = card.querySelector(".place")
    return place?.querySelector(place.classList.contains("figure") ? ".main-svg *" : "*") !== null
  }

  function board() {
    const cards = all(".board .card")
    return {
      metric: text(".board .tiles .value"),
      milestones: sum(all(".board #priorities .rows a").map(bar)),
      rows: columns().length,
      reached: sorted(columns()),
      undrawn: cards.filter((card) => inView(card) && !isDrawn(card)).length,
      sentence: Number(text(".board h1").match(/\d+/)?.[0] ?? -1),
      map: sorted(all(".board .country-map a").map((link) => number(link.textContent))),
      titles: cards.map((card) => card.querySelector("h2").textContent),
    }
  }

  // ---- every frame

  let last = ""
  function frame() {
    if (document.body) {
      const shown = board()
      const said = JSON.stringify(shown)
      if (said !== last) {
        last = said
        bench.since = performance.now()
        bench.shown = shown
        bench.seen.push([bench.since, shown])
      }
    }
    requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
  const begin = (event) => Object.assign(bench, { started: event.timeStamp, seen: [] })
  for (const type of ["keydown", "pointerdown"]) addEventListener(type, begin, true)

  // Cumulative layout shift as browsers report it: the worst window of up to 5 s without a pause of 1 s.
  let opened = 0, previous = 0, total = 0
  new PerformanceObserver((list) => {
    for (const shift of list.getEntries().filter((one) => !one.hadRecentInput)) {
      if (shift.startTime - previous > 1000 || shift.startTime - opened > 5000) [opened, total] = [shift.startTime, 0]
      previous = shift.startTime
      total += shift.value
      bench.shift = Math.max(bench.shift, total)
    }
  }).observe({ type: "layout-shift", buffered: true })
})()
