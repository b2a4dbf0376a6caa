// @ts-check
// A card: title, what it shows, and a foot of one line with everything that belongs to it.
/** @import { HowCounted, SentCard } from "./sent.d.ts" */
/** @import { Board } from "./types.d.ts" */

/**
 * What the reader opened of a card outlives its numbers.
 * @type {WeakMap<HTMLElement, any>}
 */
const opened = new WeakMap()
const NEAR = "300px"
/** @type {Set<any>} */
const figures = new Set()
/** What opens below the row of a card, to the end of the address that it is asked for by. */
const PANELS = { table: "", counted: "/counted" }
/** Cards of which something was opened. @type {Set<any>} */
const open = new Set()

/** Draws each figure again in the colours of the theme. */
export function recolour() {
  for (const state of figures) {
    if (state.place.isConnected) state.paint()
    else figures.delete(state)
  }
}

/** Draws each figure now, also those out of sight. @returns {Promise<any>} */
export function renderNow() {
  return Promise.all([...figures].map((state) => state.renderNow?.()))
}

/** @param {Board} board @param {HTMLElement} node @param {SentCard} card @returns {Promise<any>} */
export function draw(board, node, card) {
  const before = opened.get(node)
  const state = before ?? { panels: {}, filled: new Map() }
  opened.set(node, state)
  Object.assign(state, { board, card })
  if (!before) {
    node.innerHTML =
      `<section class="card"><header><h2></h2><p class="subtitle quiet small"></p></header>
      <div class="place"></div><footer class="flow"></footer></section>`
  }
  const section = state.section = /** @type {HTMLElement} */ (node.firstElementChild)
  section.id = card.key
  const framed = ["across", "tiles"].includes(card.body?.layout)
  section.classList.toggle("bare", framed && !board.alone)
  section.dataset.key = card.key
  const title = section.querySelector("h2")
  title.textContent = card.title
  title.id = `title-${card.key}`
  title.tabIndex = -1
  title.className = card.heads && !board.alone ? "unseen" : ""
  section.setAttribute("aria-labelledby", title.id)
  section.querySelector(".subtitle").textContent = card.subtitle
  foot(board, section, card, state)
  more(state)
  const place = /** @type {HTMLElement} */ (section.querySelector(".place"))
  if (card.height) place.style.minHeight = `${card.height}px`
  return body(board, place, card, state)
}

/**
 * A figure that is out of sight is drawn when the reader comes near.
 * @param {Board} board @param {HTMLElement} place @param {SentCard} card @param {any} state
 */
function body(board, place, card, state) {
  const now = JSON.stringify([card.body, card.opens])
  if (state.drawn === now) return Promise.resolve()
  state.drawn = now
  if (card.draws === "paragraphs") {
    place.classList.add("paragraphs")
    place.innerHTML = card.body.map((/** @type {string} */ html) =>
      `<div class="text">${html}</div>`
    ).join("")
    return Promise.resolve()
  }
  place.classList.add(card.draws)
  const module = board.ready[card.draws]
  if (!module) return failing(board, place, Promise.reject(Error(`nothing draws ${card.draws}`)))
  if (card.draws !== "figure") {
    module.draw(place, card.body, board, card)
    return Promise.resolve()
  }
  const paint = async () => {
    const options = optionsOf(board, card)
    if (state.card === card) await module.draw(place, card.body, options)
  }
  place.dataset.said = card.alt // What is printed of a figure that is not drawn.
  Object.assign(state, { place, paint })
  figures.add(state)
  if (state.seen) return failing(board, place, paint())
  state.watcher?.disconnect()
  return new Promise((resolve) => {
    state.renderNow = () => {
      if (state.seen) return undefined
      state.seen = true
      state.watcher.disconnect()
      const drawing = failing(board, place, paint())
      resolve(drawing)
      return drawing
    }
    state.watcher = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return resolve(undefined)
      state.renderNow()
    }, { rootMargin: NEAR })
    state.watcher.observe(place)
  })
}

/** @param {Board} board @param {HTMLElement} place @param {Promise<any>} drawing */
function failing(board, place, drawing) {
  return drawing.catch((error) => {
    reportError(error)
    place.textContent = board.about.words.failed
  })
}

/** @param {Board} board @param {SentCard} card */
function optionsOf(board, card) {
  const { keys, source, locale, months } = board.about
  board.ready.figure.plotly(board.absolute(source)).catch(() => {}) // As its drawing says, too.
  return { alt: card.alt, keys, locale, locales: months, source: board.absolute(source) }
}

/** @param {Board} board @param {HTMLElement} section @param {SentCard} card @param {any} state */
function foot(board, section, card, state) {
  const { words } = board.about
  const { copier, element, press, redraw } = board.ready.inks
  const { table, day, source, counted, csv, picture, embed } = card.foot
  /** @param {"table" | "counted"} name @param {string} label */
  const toggle = (name, label) =>
    press(label, () => {
      state[name] = !state[name]
      open.add(state)
      foot(board, section, card, state)
      more(state)
      state.panels[name].scrollIntoView({ block: "nearest" })
    }, { "aria-expanded": String(Boolean(state[name])), "data-opens": name })
  const save = press(words.png, async () => {
    if (save.ariaBusy) return
    save.ariaBusy = "true" // Disabled it would lose the focus.
    const drawn = board.load("picture").then((module) =>
      module.save(board, section, card, state.paint)
    )
    await drawn.catch(() => save.textContent = words.failed)
    save.ariaBusy = null
  })
  const left = element(
    "span",
    { class: "flow" },
    ...(table ? [toggle("table", words.table)] : []),
    element("abbr", { title: source }, day),
    ...(counted ? [toggle("counted", words.counted)] : []),
  )
  const right = element(
    "span",
    { class: "flow" },
    element("a", { href: csv, download: "" }, words.csv),
    ...(picture ? [save] : []),
  )
  // In a frame of another site a browser lets nothing be copied.
  if (!board.alone) {
    const here = `${board.absolute(board.content.address)}#${card.key}`
    right.append(copier(words, words.link, here))
    if (embed) right.append(copier(words, words.embed, embed))
  }
  const stops = [left, right].flatMap((half) => [...half.querySelectorAll("button, a")])
  stops.forEach((stop, at) => stop.setAttribute("data-at", `${at}`))
  redraw(section.querySelector("footer"), [left, right])
}

/** Puts what is open below its row again, where rows were made anew. */
export function settle() {
  for (const state of open) more(state)
}

/**
 * The table of a chart, and how it is counted, below the row of the card over its whole width: asked
 * for when they are opened. What was asked is kept with the card that it is of: a card that has taken
 * its place asks anew, what stood there is hidden until then, and an answer to an older card is never
 * shown.
 * @param {any} state
 */
function more(state) {
  const { board, card, section, panels } = state
  const { element, press } = board.ready.inks
  const { words } = board.about
  let before = section.closest(".row") ?? section
  for (const [name, path] of Object.entries(PANELS)) {
    if (!state[name] || !section.isConnected) {
      panels[name]?.remove()
      continue
    }
    const panel = panels[name] ??= element("section", {
      class: "opened",
      id: `${card.key}-${name}`,
    })
    if (!panel.firstChild) {
      const close = press("×", () => {
        state[name] = false
        foot(board, section, state.card, state)
        more(state)
        section.querySelector(`[data-opens="${name}"]`).focus()
      }, { title: words.close, "aria-label": words.close })
      const head = element("header", { class: "flow" }, element("h3", {}), close)
      panel.append(head, element("div", { class: name }))
    }
    panel.querySelector("h3").textContent = `${words[name]} · ${card.title}`
    if (before.nextElementSibling !== panel) before.after(panel)
    before = panel
    fill(state, panel.lastElementChild, path, name === "table" ? rows : how)
  }
}

/**
 * @param {any} state @param {HTMLElement} shown @param {string} path
 * @param {(board: Board, place: HTMLElement, answer: any) => void} write
 */
async function fill({ board, card, filled }, shown, path, write) {
  if (filled.get(shown) === card) return
  filled.set(shown, card)
  shown.ariaBusy = "true"
  const asked = Promise.all([ask(board, card, path), board.load("table")])
  const [{ value }] = /** @type {any} */ (await Promise.allSettled([asked]))
  if (filled.get(shown) !== card) return
  shown.ariaBusy = null
  if (value) return write(board, shown, value[0])
  filled.delete(shown)
  shown.textContent = board.about.words.failed
}

/** @param {Board} board @param {SentCard} card @param {string} path @returns {Promise<any>} */
async function ask(board, { key, foot }, path) {
  const address = `board/${board.content.page}/${key}${path}?${foot.csv.split("?")[1]}`
  const answer = await fetch(board.absolute(address))
  if (!answer.ok) throw Error(`${answer.status}`)
  return answer.json()
}

/** @param {Board} board @param {HTMLElement} place @param {import("./sent.d.ts").Table} body */
function rows(board, place, body) {
  place.classList.add("table")
  board.ready.table.draw(place, body, board)
}

/**
 * The arithmetic, the rows behind it, the definition, and the way to the method.
 * @param {Board} board @param {HTMLElement} place @param {HowCounted} counted
 */
function how(board, place, { lines, rows: listed, heading, csv, title, counted, folded, method }) {
  const { element } = board.ready.inks
  // What the reader opened, and where the table stands, outlive new numbers.
  const before = place.querySelector("details")?.open
  /** @type {HTMLElement} */
  const table = place.querySelector(".rows") ?? element("div", { class: "rows" })
  const sums = element("ul", { class: "sums" }, ...lines.map((text) => element("li", {}, text)))
  const file = csv ? [element("a", { href: csv.href, download: "" }, csv.label)] : []
  const text = element("div", { class: "text" })
  text.innerHTML = counted
  const definition = element("details", {}, element("summary", {}, title), text)
  definition.open = before ?? !folded
  place.replaceChildren(
    ...(lines.length ? [sums] : []),
    ...(listed ? [element("p", { class: "of-rows flow" }, heading, ...file), table] : []),
    definition,
    element("a", { class: "way", href: method.href }, method.label),
  )
  if (listed) rows(board, table, listed)
}
