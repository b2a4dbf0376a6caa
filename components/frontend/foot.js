// @ts-check
// The foot of a card, a line with everything that belongs to it; and what opens of it, below its row
// over the whole width.
/** @import { HowCounted, SentCard } from "./sent.d.ts" */
/** @import { Board } from "./types.d.ts" */

/** What opens, to the end of the address that it is asked for by. */
const PANELS = { table: "", counted: "/counted" }
/** Cards of which something was opened. @type {Set<any>} */
const open = new Set()

/** @typedef {{ board: Board, card: SentCard, section: HTMLElement, [kept: string]: any }} State */

/** Draws the foot. @param {State} state of the card, with what was opened of it */
export function draw(state) {
  const { board, card, section } = state
  const { words } = board.about
  const { copier, element, press, redraw } = board.ready.elements
  const { table, day, source, counted, csv, picture, embed } = card.foot
  /** @param {"table" | "counted"} name @param {string} label */
  const toggle = (name, label) =>
    press(label, () => {
      state[name] = !state[name]
      open.add(state)
      draw(state)
      state.panels[name].scrollIntoView({ block: "nearest" })
    }, { "aria-expanded": String(Boolean(state[name])), "data-opens": name })
  const save = press(words.png, async () => {
    if (save.ariaBusy) return
    save.ariaBusy = "true" // Disabled it would lose the focus.
    await board.load("picture")
      .then((module) => module.save(board, section, state.card, state.paint))
      .catch(() => save.textContent = words.failed)
    save.ariaBusy = null
  })
  const left = element(
    "span",
    { class: "flow" },
    table && toggle("table", words.table),
    element("abbr", { title: source }, day),
    counted && toggle("counted", words.counted),
  )
  const right = element(
    "span",
    { class: "flow" },
    element("a", { href: csv, download: "" }, words.csv),
    picture && save,
  )
  // In a frame of another site a browser lets nothing be copied.
  if (!board.alone) {
    const here = () => `${board.absolute(board.content.address)}#${card.key}`
    right.append(copier(words, words.link, here))
    if (embed) right.append(copier(words, words.embed, () => state.card.foot.embed))
  }
  const stops = [left, right].flatMap((half) => [...half.querySelectorAll("button, a")])
  stops.forEach((stop, at) => stop.setAttribute("data-at", `${at}`))
  redraw(section.querySelector("footer"), [left, right])
  more(state)
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
 * @param {State} state
 */
function more(state) {
  const { board, card, section, panels } = state
  const { element, press } = board.ready.elements
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
        draw(state)
        const way = /** @type {HTMLElement} */ (section.querySelector(`[data-opens="${name}"]`))
        way.focus()
      }, { label: words.close })
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
 * Asks for what was opened, and writes it unless another card has come meanwhile.
 * @param {State} state @param {HTMLElement} shown @param {string} path
 * @param {(board: Board, place: HTMLElement, answer: any) => void} write
 */
async function fill({ board, card, filled }, shown, path, write) {
  if (filled.get(shown) === card) return
  filled.set(shown, card)
  shown.ariaBusy = "true"
  const query = card.foot.csv.split("?")[1]
  const address = board.absolute(`board/${board.content.page}/${card.key}${path}?${query}`)
  const asked = fetch(address).then((answer) => answer.ok ? answer.json() : null)
  const both = Promise.all([asked, board.load("table")])
  const [{ value }] = /** @type {any} */ (await Promise.allSettled([both]))
  if (filled.get(shown) !== card) return
  shown.ariaBusy = null
  if (value?.[0]) return write(board, shown, value[0])
  filled.delete(shown)
  shown.textContent = board.about.words.failed
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
function how(board, place, { lines, rows: listed, heading, title, counted, folded, method }) {
  const { element } = board.ready.elements
  // What the reader opened, and where the table stands, outlive new numbers.
  const before = place.querySelector("details")?.open
  /** @type {HTMLElement} */
  const table = place.querySelector(".rows") ?? element("div", { class: "rows" })
  const sums = element("ul", { class: "sums" }, ...lines.map((text) => element("li", {}, text)))
  const text = element("div", { class: "text" })
  text.innerHTML = counted
  const definition = element("details", {}, element("summary", {}, title), text)
  definition.open = before ?? !folded
  place.replaceChildren(
    ...(lines.length ? [sums] : []),
    ...(listed ? [element("p", { class: "of-rows" }, heading), table] : []),
    definition,
    element("a", { class: "way", href: method.href }, method.label),
  )
  if (listed) rows(board, table, listed)
}
