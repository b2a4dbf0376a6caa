// @ts-check
// Rows of time under one axis, grouped and foldable. One stop for the tab key; arrow keys move
// between rows.
/** @import { ActionRow, Shown, Timeline } from "./sent.d.ts" */
/** @import { InkBoard, Span } from "./types.d.ts" */
const CLOSEST = 14
const STEP = 1.6
const MOST_SAID = 12

const PARTS = ["tools", "said", "scroll", "axis", "lines", "groups", "key", "tip"]
const SKELETON = `<div class="gantt">
  <div class="tools flow" role="group"></div>
  <p class="said unseen" role="status"></p>
  <div class="scroll"><div class="sheet">
    <div class="axis" aria-hidden="true"></div>
    <div class="lines" aria-hidden="true"></div>
    <div class="groups" role="group"></div>
  </div></div>
  <ul class="key flow"></ul>
  <div class="tip" aria-hidden="true" hidden></div>
</div>`

/**
 * @param {HTMLElement} place
 * @param {Timeline} data
 * @param {InkBoard} board
 * @param {{ opens: string }} card
 */
export function draw(place, data, board, { opens }) {
  const { element, press } = board.ready.inks
  const { bar, band, sign, signs } = board.ready.timeline_axis.marks(data, {
    element,
    span,
    placed,
  })
  if (!place.firstElementChild) place.innerHTML = SKELETON
  const root = /** @type {any} */ (place.querySelector(".gantt"))
  root.watcher?.disconnect()
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

  root.watcher = new ResizeObserver(() => {
    const centre = kept.centre
    fit()
    show(centre)
  })
  root.watcher.observe(scroll)
  scroll.onscroll = () => {
    hideTip()
    kept.centre = first + (scroll.scrollLeft + room() / 2) / scale
    drawLabels()
  }
  groups.onkeydown = keyed

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
    const choices = data.periods.map((item) => {
      const about = { "data-at": `period-${item.id}`, "aria-pressed": String(item === period) }
      return press(item.label, () => change({ period: item.id, factor: 1, centre: null }), about)
    })
    const zooms = Object.entries({ wider: 1 / STEP, closer: STEP }).map(([name, by]) => {
      const says = { "data-at": name, "aria-label": data.words[name], title: data.words[name] }
      return press(by < 1 ? "–" : "+", () => closer(by), says)
    })
    const ids = data.groups.map((group) => group.id)
    const all = ids.every((id) => open().has(id))
    const turnAll = () => change({ open: new Set(all ? [] : ids) })
    const fold = press(data.words[all ? "fold" : "unfold"], turnAll, { "data-at": "fold" })
    tools.replaceChildren(span("choices flow", ...choices), span("choices flow", ...zooms), fold)
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
    if (!axis.firstChild) axis.append(span("corner quiet", data.corner))
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
    const { years, parts, grid } = board.ready.timeline_axis.tiers(data, scale, {
      element,
      span,
      placed,
    })
    lines.querySelectorAll(".grid").forEach((/** @type {Element} */ line) => line.remove())
    lines.prepend(...grid)
    labels = span("tier labels")
    axis.replaceChildren(span("corner quiet", data.corner), span("scale", years, ...parts, labels))
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
    scroll.style.scrollPaddingTop = `${axis.offsetHeight}px`
  }

  // ---- groups and rows

  function drawGroups() {
    lanes = []
    groups.setAttribute("aria-label", data.label)
    groups.replaceChildren(...data.groups.flatMap((group) => {
      const rows = group.rows.filter((row) => row.touches.includes(period.id))
      const unfolded = open().has(group.id)
      const { id, title } = group
      const about = { "data-at": `group-${id}`, "data-group": id, title }
      const expanded = { "aria-expanded": String(unfolded) }
      const toggle = press("", () => turn(id), { class: "name", ...about, ...expanded })
      toggle.append(
        span("turn"),
        span("words", span("title", title), span("count quiet", group.counts[period.id])),
      )
      const lane = span("lane")
      if (!unfolded) lane.append(...rows.flatMap((row) => row.bar.map(bar)))
      const head = element("div", { class: "row head" }, toggle, lane)
      if (!unfolded) return [head]
      return [head, element("ul", { "aria-label": title }, ...rows.map(drawRow))]
    }))
    board.ready.inks.rove(groups, { links: ".name", lines: rowNames, within: ".row" })
  }

  /** @param {ActionRow} row */
  function drawRow(row) {
    const said = [row.title, ...row.lines.map((line) => line.text)].join(". ")
    const leads = { class: "name", href: opens.replace("CODE", row.id) }
    const about = { "data-at": `action-${row.id}`, "aria-label": said }
    const name = element("a", { ...leads, ...about }, span("words", span("title", row.title)))
    const lane = span("lane", ...row.bar.map(bar), ...row.marks.map(band))
    lane.ariaHidden = "true"
    lanes.push([lane, row])
    const item = element("li", { class: "row" }, name, lane)
    item.onpointerover = (/** @type {PointerEvent} */ event) => {
      if (event.target === lane || event.target === item) hideTip()
      else showTip(item, row, event.clientX)
    }
    item.onpointerleave = hideTip
    name.onfocus = () => name.matches(":focus-visible") && showTip(item, row)
    name.onblur = hideTip
    return item
  }

  // The strips beneath keep the exact place.
  function drawBadges() {
    for (const [lane, row] of lanes) {
      lane.querySelectorAll(".badge").forEach((badge) => badge.remove())
      lane.append(...signs(row.marks, scale))
    }
  }

  /** Folds and unfolds; all other keys are those of `inks.js`. @param {any} event */
  function keyed(event) {
    if (event.key === "Escape") hideTip()
    const { group } = event.target.dataset
    const unfolded = group && open().has(group)
    const rows = event.target.closest("ul")
    if (group && event.key === (unfolded ? "ArrowLeft" : "ArrowRight")) turn(group)
    else if (unfolded && event.key === "ArrowRight") {
      event.target.parentElement.nextElementSibling.querySelector("a")?.focus()
    } else if (rows && event.key === "ArrowLeft") {
      rows.previousElementSibling.firstElementChild.focus()
    } else return
    event.preventDefault()
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
    const said = row.lines.slice(0, MOST_SAID).map(({ text, state }) =>
      element("p", {}, ...(state ? [sign(state)] : []), text)
    )
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
    const states = Object.entries(data.states).map(([state, { word }]) => key(sign(state), word))
    legend.replaceChildren(
      ...states,
      key(span("sample bar exact"), data.words.exact),
      key(span("sample bar inexact"), data.words.inexact),
      key(span("sample mark planned"), data.words.due_date),
      key(span("sample line meeting"), data.words.meeting),
      key(span("sample line cut_off"), data.words.cut_off_line),
    )
  }

  /** @param {HTMLElement} sample @param {string} word */
  function key(sample, word) {
    sample.ariaHidden = "true"
    return element("li", {}, sample, word)
  }

  // ---- elements; what comes from data is only ever their text

  /** @param {string} name @param {...(Node | string)} content */
  function span(name, ...content) {
    return element("span", { class: name }, ...content)
  }
}

/** The name of each row as a line of its own. @param {HTMLElement} groups */
function rowNames(groups) {
  return [...groups.querySelectorAll(".name")].map((name) => [name])
}
