// @ts-check
// Rows of time under one axis, grouped and foldable. One stop for the tab key; arrow keys move
// between rows.
/** @import { ActionRow, Shown, Timeline, TimelineBar, TimelineMark } from "./sent.d.ts" */
/** @import { InkBoard, Span } from "./types.d.ts" */
const BADGE = 18
const DIGIT = 8
const CLOSEST = 14
const STEP = 1.6
const MOST_SAID = 12

const PARTS = ["tools", "said", "scroll", "axis", "lines", "groups", "legend", "tip"]
const SKELETON = `<div class="gantt">
  <div class="tools" role="group"></div>
  <p class="said" role="status"></p>
  <div class="scroll"><div class="sheet">
    <div class="axis" aria-hidden="true"></div>
    <div class="lines" aria-hidden="true"></div>
    <div class="groups" role="group"></div>
  </div></div>
  <ul class="legend"></ul>
  <div class="tip" aria-hidden="true" hidden></div>
</div>`
/** @type {WeakMap<HTMLElement, ResizeObserver>} */
const watchers = new WeakMap()

/**
 * @param {HTMLElement} place
 * @param {Timeline} data
 * @param {InkBoard} board
 * @param {{ opens: string }} card
 */
export function draw(place, data, board, { opens }) {
  const { element, press } = board.ready.inks
  if (!place.firstElementChild) place.innerHTML = SKELETON
  watchers.get(place)?.disconnect()
  const root = /** @type {any} */ (place.querySelector(".gantt"))
  const [tools, said, scroll, axis, lines, groups, legend, tip] = PARTS.map((name) =>
    root.querySelector(`.${name}`)
  )
  const palette = getComputedStyle(place).getPropertyValue("--st-chart-categorical-colors")
    .split(",")
  palette.forEach((colour, place) => root.style.setProperty(`--colour-${place}`, colour))
  const [first, last] = data.span

  // What the reader set outlives new data: period, zoom, place, folding and the row in focus.
  const kept = (root.kept ??= { factor: 1 })
  /** @type {Shown} */
  let period
  /** @type {Span} */
  let window
  /** @type {number} pixels a day */
  let scale
  /** @type {[HTMLElement, ActionRow][]} */
  let lanes
  /** @type {any} */
  let labels
  paint()

  const watcher = new ResizeObserver(() => {
    const centre = kept.centre
    fit()
    show(centre)
  })
  watcher.observe(scroll)
  scroll.onscroll = () => {
    hideTip()
    kept.centre = first + (scroll.scrollLeft + room() / 2) / scale
    drawLabels()
  }
  groups.onkeydown = keyed
  watchers.set(place, watcher)

  function paint() {
    const focused = place.contains(document.activeElement)
      ? /** @type {HTMLElement} */ (document.activeElement).dataset.at
      : undefined
    period = data.periods.find((item) => item.id === kept.period) ??
      data.periods.find((item) => item.id === data.opening)
    window = period.span ?? data.span
    root.style.setProperty("--days", last - first)
    said.textContent = period.said
    hideTip()
    drawTools()
    drawGroups()
    drawLines()
    drawLegend()
    fit()
    show(kept.centre ?? (window[0] + window[1]) / 2)
    if (focused) root.querySelector(`[data-at="${focused}"]`)?.focus({ preventScroll: true })
  }

  /** @param {Record<string, unknown>} what */
  function change(what) {
    Object.assign(kept, what)
    paint()
  }

  // ---- tools: which period, how close, what is folded

  function drawTools() {
    tools.setAttribute("aria-label", data.words.zoom)
    const choices = data.periods.map((item) =>
      press(item.label, () => change({ period: item.id, factor: 1, centre: undefined }), {
        "data-at": `period-${item.id}`,
        "aria-pressed": String(item === period),
      })
    )
    /** @type {[string, string, number][]} */
    const ways = [["–", "wider", 1 / STEP], ["+", "closer", STEP]]
    const zooms = ways.map(([sign, name, by]) => {
      const says = data.words[name]
      return press(sign, () => closer(by), { "data-at": name, "aria-label": says, title: says })
    })
    const ids = data.groups.map((group) => group.id)
    const all = ids.every((id) => open().has(id))
    const fold = press(
      data.words[all ? "fold" : "unfold"],
      () => change({ open: new Set(all ? [] : ids) }),
      { "data-at": "fold" },
    )
    tools.replaceChildren(span("choices", ...choices), span("choices", ...zooms), fold)
  }

  /** @param {number} by */
  function closer(by) {
    const centre = kept.centre
    kept.factor *= by
    fit()
    kept.factor = (scale * (window[1] - window[0])) / room()
    show(centre)
  }

  function open() {
    return kept.open ?? new Set(data.open)
  }

  // ---- days to pixels

  function room() {
    return Math.max(scroll.clientWidth - axis.firstChild.offsetWidth, 60)
  }

  function fit() {
    if (!axis.firstChild) axis.append(span("corner", data.corner))
    const wanted = (room() / (window[1] - window[0])) * kept.factor
    scale = Math.min(Math.max(wanted, room() / (last - first)), CLOSEST)
    root.style.setProperty("--day", `${scale}px`)
    drawAxis()
    drawBadges()
  }

  /** @param {number} centre */
  function show(centre) {
    scroll.scrollLeft = (centre - first) * scale - room() / 2
    kept.centre = centre
    drawLabels()
  }

  /** @param {any} element @param {Span} span */
  function placed(element, [from, to]) {
    element.style.setProperty("--from", from - first)
    element.style.setProperty("--long", to - from)
    return element
  }

  function drawAxis() {
    const { years, parts, grid } = board.ready.timeline_axis.tiers(data, scale, { span, placed })
    lines.querySelectorAll(".grid").forEach((/** @type {Element} */ line) => line.remove())
    lines.prepend(...grid)
    labels = span("tier labels")
    axis.replaceChildren(span("corner", data.corner), span("scale", years, ...parts, labels))
  }

  function drawLines() {
    lines.replaceChildren(...data.lines.map((line) => placed(span(`line ${line.kind}`), line.span)))
  }

  // The axis grows with the names and does not shrink while the reader scrolls.
  function drawLabels() {
    const from = scroll.scrollLeft
    const sight = /** @type {Span} */ ([from, from + room()])
    const taken = board.ready.timeline_axis.name(labels, data, scale, sight, span)
    labels.lanes = Math.max(labels.lanes ?? 1, taken)
    labels.style.setProperty("--lanes", labels.lanes)
  }

  // ---- groups and rows

  function drawGroups() {
    lanes = []
    groups.setAttribute("aria-label", data.label)
    groups.replaceChildren(...data.groups.flatMap((group) => {
      const rows = group.rows.filter((row) => row.touches.includes(period.id))
      const unfolded = open().has(group.id)
      const toggle = press("", () => turn(group.id), {
        class: "name",
        "data-at": `group-${group.id}`,
        "aria-expanded": String(unfolded),
        title: group.title,
      })
      toggle.onfocus = () => stay(toggle)
      toggle.append(
        span("turn"),
        span("words", span("title", group.title), span("count", group.counts[period.id])),
      )
      const lane = span("lane")
      if (!unfolded) lane.append(...rows.flatMap((row) => row.bar.map((part) => bar(part))))
      const head = element("div", { class: "row head" }, toggle, lane)
      if (!unfolded) return [head]
      return [head, element("ul", { "aria-label": group.title }, ...rows.map(drawRow))]
    }))
    const stops = rowButtons()
    const current = stops.find((stop) => stop.dataset.at === kept.at) ?? stops[0]
    stops.forEach((stop) => {
      stop.tabIndex = stop === current ? 0 : -1
    })
  }

  /** @param {ActionRow} row */
  function drawRow(row) {
    const item = element("li", { class: "row" })
    const said = [row.title, ...row.lines.map((line) => line.text)].join(". ")
    const name = element("a", {
      class: "name",
      href: opens.replace("CODE", row.id),
      "data-at": `action-${row.id}`,
      "aria-label": said,
    }, span("words", span("title", row.title)))
    const lane = span("lane", ...row.bar.map((part) => bar(part)), ...row.marks.map(band))
    lane.setAttribute("aria-hidden", "true")
    lanes.push([lane, row])
    item.append(name, lane)
    item.onpointerover = (/** @type {PointerEvent} */ event) => {
      if (event.target === lane || event.target === item) hideTip()
      else showTip(item, row, event.clientX)
    }
    item.onpointerleave = hideTip
    name.onfocus = () => {
      stay(name)
      if (name.matches(":focus-visible")) showTip(item, row)
    }
    name.onblur = hideTip
    return item
  }

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
    item.style.setProperty("--state", data.states[state].colour)
    return item
  }

  // Signs that would cover each other stand side by side about their middle, one a state, with a
  // number where several say the same. The strips beneath keep the exact place.
  function drawBadges() {
    for (const [lane, row] of lanes) {
      lane.querySelectorAll(".badge").forEach((badge) => badge.remove())
      let free = -Infinity
      for (const marks of board.ready.timeline_axis.crowds(row.marks, first, scale)) {
        const states = new Map()
        for (const mark of marks) states.set(mark.state, (states.get(mark.state) ?? 0) + mark.n)
        const badges = [...states].map(([state, n]) => sign(state, n))
        const wide = badges.reduce((sum, badge) => sum + parseFloat(badge.style.width) + 1, -1)
        let left = Math.max((marks[0].at + marks.at(-1).at) / 2 - wide / 2, free)
        for (const badge of badges) {
          badge.style.left = `calc(${left / scale} * var(--day))`
          left += parseFloat(badge.style.width) + 1
        }
        free = left
        lane.append(...badges)
      }
    }
  }

  /** @param {string} state */
  function sign(state, n = 1) {
    const badge = coloured(
      span("badge", element("i", {}, data.states[state].sign), n > 1 ? String(n) : ""),
      state,
    )
    badge.style.width = `${BADGE + (n > 1 ? DIGIT * String(n).length : 0)}px`
    return badge
  }

  // ---- keyboard

  /** @param {any} event */
  function keyed(event) {
    const stops = rowButtons()
    const at = stops.indexOf(event.target)
    if (event.key === "Escape") hideTip()
    if (at < 0) return
    const group = event.target.dataset.at.startsWith("group-")
      ? event.target.dataset.at.slice(6)
      : null
    /** @type {Record<string, number>} */
    const moves = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: stops.length - 1 }
    if (event.key in moves) {
      event.preventDefault()
      go(stops[moves[event.key]])
    } else if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      event.preventDefault()
      const wanted = event.key === "ArrowRight"
      if (group && open().has(group) !== wanted) turn(group)
      else if (group && wanted) go(stops[at + 1])
      else if (!group && !wanted) {
        go(stops.slice(0, at).findLast((stop) => stop.dataset.at.startsWith("group-")))
      }
    }
  }

  function rowButtons() {
    return [...groups.querySelectorAll("button, a")]
  }

  /** @param {HTMLElement} stop */
  function stay(stop) {
    kept.at = stop.dataset.at
    rowButtons().forEach((other) => {
      other.tabIndex = other === stop ? 0 : -1
    })
  }

  /** @param {HTMLElement | undefined} stop */
  function go(stop) {
    if (!stop) return
    stay(stop)
    const row = stop.parentElement.getBoundingClientRect()
    const frame = scroll.getBoundingClientRect()
    const above = frame.top + axis.offsetHeight - row.top
    const below = row.bottom - frame.top - scroll.clientHeight
    if (above > 0) scroll.scrollTop -= above
    else if (below > 0) scroll.scrollTop += below
    stop.focus({ preventScroll: true })
  }

  /** @param {string} id */
  function turn(id) {
    const now = new Set(open())
    if (!now.delete(id)) now.add(id)
    change({ open: now })
  }

  // ---- what a row says

  /** @param {HTMLElement} item @param {ActionRow} row @param {number} [x] */
  function showTip(item, row, x) {
    const said = row.lines.slice(0, MOST_SAID).map((line) => {
      const text = element("p", {}, line.text)
      if (line.state) text.prepend(sign(line.state))
      return text
    })
    if (row.lines.length > MOST_SAID) said.push(element("p", {}, "…"))
    tip.replaceChildren(element("b", {}, row.title), ...said)
    tip.hidden = false
    const frame = root.getBoundingClientRect()
    const place = item.getBoundingClientRect()
    const left = (x ?? place.left + axis.firstChild.offsetWidth) - frame.left
    tip.style.left = `${Math.max(0, Math.min(left, frame.width - tip.offsetWidth))}px`
    const below = place.bottom - frame.top + 4
    const fits = place.bottom + tip.offsetHeight + 8 < document.documentElement.clientHeight
    tip.style.top = `${fits ? below : place.top - frame.top - tip.offsetHeight - 4}px`
  }

  function hideTip() {
    tip.hidden = true
  }

  function drawLegend() {
    /** @type {[HTMLElement, string][]} */
    const entries = [
      ...Object.entries(data.states).map((
        [state, { word }],
      ) => /** @type {[HTMLElement, string]} */ ([sign(state), word])),
      [span("sample bar exact"), data.words.exact],
      [span("sample bar inexact"), data.words.inexact],
      [span("sample mark planned"), data.words.due_date],
      [span("sample line meeting"), data.words.meeting],
      [span("sample line cut_off"), data.words.cut_off_line],
    ]
    legend.replaceChildren(...entries.map(([sample, word]) => {
      sample.setAttribute("aria-hidden", "true")
      return element("li", {}, sample, span("word", word))
    }))
  }

  // ---- elements; what comes from data is only ever their text

  /** @param {string} name @param {...(Node | string)} content */
  function span(name, ...content) {
    return element("span", { class: name }, ...content)
  }
}
