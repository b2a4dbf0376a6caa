// @ts-check
// The rows of a page: texts, choices, and cards, each with what it shows. A part that is the same is
// not touched, so that focus, zoom, open lists and selection outlive a choice.
/** @import { Files, Frame, Option as Choice, SentCard } from "./sent.d.ts" */
/** @import { Board, Part } from "./types.d.ts" */

const PHONE = 640 // Pixels up to which there is room for little.
const NEAR = "300px" // Where a figure is drawn, before a reader sees it.
/** @type {Board} */
let board
/** @type {HTMLElement} */
let all
/** @type {typeof import("./elements.js").element} */
let element
/** @type {Map<string, { element: HTMLElement, said: string }>} */
let drawn = new Map()
let shape = ""
/** What the reader opened of a card outlives its numbers. @type {WeakMap<HTMLElement, any>} */
const cards = new WeakMap()
/** @type {Set<any>} */
const figures = new Set()

/** Takes its board. @param {Board} made @param {HTMLElement} [place] where the rows stand */
export function begin(made, place) {
  board = made
  all = place
  element = board.ready.elements.element
}

/** Draws each part that has changed. @param {Frame} content @returns {Promise<any>[]} */
export function draw({ page, subject, rows }) {
  /** @type {Promise<any>[]} */
  const drawing = []
  /** @type {(() => void)[]} */
  const filling = []
  const kept = drawn
  drawn = new Map()
  /** @param {Part} part @param {string} place */
  const named = ({ key, kind }, place) =>
    key ? `${page}/${key}` : `${page}/${subject}/${place}/${kind}`
  /** @param {Part} part @param {string} place @returns {HTMLElement} */
  const make = (part, place) => {
    const name = named(part, place)
    const id = drawn.has(name) ? `${name}/${place}` : name
    const now = JSON.stringify(part)
    const before = kept.get(id)
    const node = before?.element ?? element("div", { class: "part" })
    if (before?.said !== now) filling.push(() => fill(node, part, place, drawing, make))
    drawn.set(id, { element: node, said: now })
    if (before?.said === now) keep(part, place)
    return node
  }
  /** Parts within a part that is not touched stay known. @param {Part} part @param {string} place */
  const keep = (part, place) => {
    part.parts?.forEach((inner, at) => {
      const id = named(inner, `${place}.${at}`)
      if (kept.has(id)) drawn.set(id, kept.get(id))
      keep(inner, `${place}.${at}`)
    })
  }
  const again = shape.startsWith(JSON.stringify([page, subject]).slice(0, -1))
  const keys = rows.map(({ widths, columns }) => ({
    widths,
    columns: columns.map((column) => column.map((part) => part.key ?? part.kind)),
  }))
  const now = JSON.stringify([page, subject, keys])
  const made = rows.map((row, y) =>
    row.columns.map((column, x) => column.map((part, at) => make(part, `${y}.${x}.${at}`)))
  )
  const focused = /** @type {HTMLElement} */ (document.activeElement)
  const held = focused.closest(".part")
  if (now !== shape) {
    shape = now
    all.replaceChildren(...rows.map((row, y) => {
      const columns = made[y].map((nodes) => element("div", { class: "column" }, ...nodes))
      const line = element("div", { class: row.aligned ? "row aligned" : "row" }, ...columns)
      const widths = row.widths.map((width) => `minmax(0, ${width}fr)`)
      line.style.setProperty("--widths", widths.join(" "))
      line.style.setProperty("--parts", `${Math.max(...row.columns.map(({ length }) => length))}`)
      return line
    }))
    if (all.contains(focused)) focused.focus({ preventScroll: true })
  }
  // In its place, so that a figure knows its width; parts within a part come after it.
  for (const one of filling) one()
  board.ready.foot.settle()
  // Whoever chose goes on from there.
  if (held && all.contains(held) && document.activeElement !== focused) {
    const place = `[data-at="${CSS.escape(focused.dataset.at ?? "")}"]`
    const next = held.contains(focused) ? focused : held.querySelector(place)
    if (next instanceof HTMLElement) next.focus({ preventScroll: true })
  }
  // Whoever asked for the list behind a number goes on at its title.
  const list = [...drawn].find(([id]) => !kept.has(id) && id.startsWith(`${page}/behind-`))
  if (again && held && list) list[1].element.querySelector("h2").focus()
  return drawing
}

/**
 * Draws a part of a layout in its element.
 * @param {HTMLElement} node @param {Part} part @param {string} place @param {Promise<any>[]} drawing
 * @param {(part: Part, place: string) => HTMLElement} make
 */
function fill(node, part, place, drawing, make) {
  const inner = () => part.parts.map((one, at) => make(one, `${place}.${at}`))
  switch (part.kind) {
    case "card":
      drawing.push(drawCard(node, /** @type {any} */ (part)))
      break
    case "fold": {
      const seen = part.roomy && board.root.clientWidth > PHONE
      const open = node.querySelector("details")?.open ?? seen ? "" : null
      const summary = element("summary", {}, element(part.roomy ? "h2" : "span", {}, part.title))
      node.replaceChildren(element("details", { class: "fold", open }, summary, ...inner()))
      break
    }
    case "side":
      node.replaceChildren(element("div", { class: "side flow" }, ...inner()))
      break
    case "slides":
      board.ready.slides.draw(node, part, board)
      break
    default:
      node.replaceChildren(PLAIN[part.kind](part))
  }
}

/** A text of a layout as a heading or a block. @param {Part} part */
export function text({ tone, html }) {
  const heading = tone === "header" ? "h2" : tone === "subheader" ? "h3" : null
  const role = tone === "refused" ? "alert" : null
  const node = element(heading ?? "div", { class: `text ${tone}`, role })
  node.innerHTML = heading ? html.replace(/^<p>|<\/p>\s*$/g, "") : html
  return node
}

/** @type {Record<string, (part: any) => HTMLElement>} */
const PLAIN = {
  text,
  link: ({ label, href }) => element("a", { class: "way", href }, label),
  file: ({ label, href }) => element("a", { class: "way", href, download: "" }, label),
  files: ({ heads, files }) => {
    /** @param {Files} one */
    const forms = ({ links }) => {
      const all = links.map(({ href, label }) => element("a", { href, download: "" }, label))
      return element("p", { class: "flow" }, ...all)
    }
    const head = heads.map((/** @type {string} */ text) => element("th", { scope: "col" }, text))
    const lines = files.flatMap((/** @type {Files} */ one) => {
      const says = element("p", { class: "quiet small" }, one.says)
      const name = element("th", { scope: "row" }, one.label, says)
      const line = element("tr", {}, name, element("td", {}, forms(one)))
      const each = one.each.map((one) =>
        element("li", {}, element("span", {}, one.label), forms(one))
      )
      const inside = element("td", { colspan: "2" }, element("ul", {}, ...each))
      return each.length ? [line, element("tr", {}, inside)] : [line]
    })
    const { roveEach, table } = board.ready.elements
    const made = table(heads[0], head, element("tbody", {}, ...lines))
    const place = element("div", { class: "table files" }, made)
    roveEach(place.querySelectorAll(".flow"))
    return place
  },
  choices: ({ label, options }) => {
    const { link } = board.ready.elements
    const links = options.map(
      (/** @type {Choice} */ { label, href, chosen }, /** @type {number} */ at) => {
        const current = { "aria-current": chosen ? "true" : null }
        return link(href, { class: "cut", key: `${at}`, title: label, ...current }, label)
      },
    )
    const name = element("span", { class: "label" }, label)
    return element("nav", { class: "choices flow", "aria-label": label }, name, ...links)
  },
  list: ({ label, options }) => {
    const select = element("select", { "data-at": "0" })
    for (const { label, href, chosen } of options) {
      select.add(new Option(label, href, chosen, chosen))
    }
    select.onchange = () => board.go(select.value)
    return element("label", { class: "field" }, element("span", {}, label), select)
  },
  field: ({ label, href, type, name, value, placeholder, least, most }) => {
    const { pathname, searchParams } = new URL(board.absolute(href))
    const ends = least ? { min: least, max: most } : {}
    const input = element("input", { type, name, value, placeholder, ...ends })
    const words = element("label", {}, element("span", {}, label), input)
    const button = element("button", { type: "submit" }, board.about.words.go)
    const form = element("form", { class: "field" }, words, button)
    form.onsubmit = (event) => {
      event.preventDefault()
      const query = new URLSearchParams(searchParams)
      if (input.value.trim()) query.set(name, input.value.trim())
      board.go(`${pathname}?${query}`)
    }
    input.onchange = () => form.requestSubmit()
    return form
  },
  code: ({ text }) => {
    const { words } = board.about
    const copy = board.ready.elements.copier(words, words.copy, () => text)
    return element("div", { class: "code" }, element("pre", { tabindex: "0" }, text), copy)
  },
  offer: ({ open, html, text, write, href }) => {
    const words = element("div", { class: "text" })
    words.innerHTML = html
    const way = write && element("a", { class: "way", href }, write)
    const summary = element("summary", {}, open)
    return element("details", { class: "fold" }, summary, words, way, PLAIN.code({ text }))
  },
}

// ---- cards

/**
 * Draws a card; its figure once the reader comes near.
 * @param {HTMLElement} node @param {SentCard} card @returns {Promise<any>}
 */
export function drawCard(node, card) {
  const before = cards.get(node)
  const state = before ?? { panels: {}, filled: new Map() }
  cards.set(node, state)
  Object.assign(state, { board, card })
  if (!before) {
    node.innerHTML =
      `<section class="card"><header class="flow"><h2></h2><p class="subtitle quiet small"></p>
      </header><div class="place"></div><footer class="flow"></footer></section>`
  }
  const section = state.section = /** @type {HTMLElement} */ (node.firstElementChild)
  section.id = card.key
  const framed = ["across", "tiles"].includes(card.body?.layout)
  section.classList.toggle("bare", framed && !board.alone)
  const title = section.querySelector("h2")
  title.textContent = card.title
  title.id = `title-${card.key}`
  title.tabIndex = -1
  title.className = card.heads && !board.alone ? "unseen" : ""
  section.setAttribute("aria-labelledby", title.id)
  section.querySelector(".subtitle").textContent = [card.subtitle, card.hint].join(" ").trim()
  board.ready.foot.draw(state)
  const place = /** @type {HTMLElement} */ (section.querySelector(".place"))
  if (card.height) place.style.minHeight = `${card.height}px`
  return body(place, card, state)
}

/**
 * A figure that is out of sight is drawn when the reader comes near.
 * @param {HTMLElement} place @param {SentCard} card @param {any} state
 */
function body(place, card, state) {
  const now = JSON.stringify([card.body, card.opens])
  if (state.drawn === now) return Promise.resolve()
  state.drawn = now
  place.classList.add(card.draws)
  if (card.draws === "paragraphs") {
    place.innerHTML = card.body.map((/** @type {string} */ html) =>
      `<div class="text">${html}</div>`
    ).join("")
    return Promise.resolve()
  }
  const module = board.ready[card.draws]
  if (!module) return failing(place, Promise.reject(Error(`nothing draws ${card.draws}`)))
  const paint = () => module.draw(place, card.body, board, card)
  if (card.draws !== "figure") return Promise.resolve(paint())
  place.dataset.said = card.alt // What is printed of a figure that is not drawn.
  Object.assign(state, { place, paint })
  figures.add(state)
  if (state.seen) place.ariaLabel = card.alt // Read out also where it is out of sight.
  state.watcher?.disconnect()
  return new Promise((resolve) => {
    state.renderNow = () => {
      state.renderNow = undefined
      state.seen = true
      state.watcher.disconnect()
      const drawing = failing(place, paint())
      resolve(drawing)
      return drawing
    }
    state.watcher = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return resolve(undefined)
      state.renderNow?.()
    }, { rootMargin: NEAR })
    state.watcher.observe(place)
  })
}

/** Says where drawing fails. @param {HTMLElement} place @param {Promise<any>} drawing */
function failing(place, drawing) {
  return drawing.catch((error) => {
    reportError(error)
    place.textContent = board.about.words.failed
  })
}

/** Draws each figure that was drawn again in the colours of the theme. */
export function recolour() {
  for (const state of figures) {
    if (!state.place.isConnected) figures.delete(state)
    else if (state.seen) state.paint()
  }
}

/** Draws each figure now, also those out of sight. @returns {Promise<any>} */
export function renderNow() {
  return Promise.all([...figures].map((state) => state.renderNow?.()))
}
