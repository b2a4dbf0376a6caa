// @ts-check
// A card: title, what it shows, and a foot of one line with everything that belongs to it.
/** @import { Board, Card } from "./types.d.ts" */

/**
 * What the reader opened of a card outlives its numbers.
 * @type {WeakMap<HTMLElement, { table: boolean, counted: boolean, card?: Card, drawn?: string, place?: HTMLElement }>}
 */
const opened = new WeakMap()
const NEAR = "300px"
/** @type {Set<any>} */
const figures = new Set()

/** Draws each figure again in the colours of the theme. */
export function recolour() {
  for (const state of figures) {
    if (state.place.isConnected) state.paint()
    else figures.delete(state)
  }
}

/** @param {Board} board @param {HTMLElement} node @param {Card} card @returns {Promise<any>} */
export function draw(board, node, card) {
  const before = opened.get(node)
  const state = before ?? { table: false, counted: false }
  opened.set(node, state)
  state.card = card
  if (!before) {
    node.innerHTML = `<section class="card"><header><h2></h2><p class="subtitle"></p></header>
      <div class="place"></div><div class="as-table" hidden></div><footer></footer>
      <div class="counted" hidden></div></section>`
  }
  const section = /** @type {HTMLElement} */ (node.firstElementChild)
  section.id = card.key
  const framed = card.draws === "tiles" || Boolean(card.body?.across)
  section.classList.toggle("bare", framed && !board.alone)
  section.dataset.key = card.key
  const [title, subtitle] = ["h2", ".subtitle"].map((name) => section.querySelector(name))
  title.textContent = card.title
  title.id = `title-${card.key}`
  section.setAttribute("aria-labelledby", title.id)
  subtitle.textContent = [card.marking, card.subtitle].filter(Boolean).join(" · ")
  foot(board, section, card, state)
  more(board, section, state)
  const place = /** @type {HTMLElement} */ (section.querySelector(".place"))
  if (card.height) place.style.minHeight = `${card.height}px`
  return body(board, place, card, state)
}

/**
 * A figure that is out of sight is drawn when the reader comes near.
 * @param {Board} board @param {HTMLElement} place @param {Card} card @param {any} state
 */
function body(board, place, card, state) {
  const now = JSON.stringify(card.body)
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
    const options = await optionsOf(board, card)
    if (state.card === card) await module.draw(place, card.body, options)
  }
  Object.assign(state, { place, paint })
  figures.add(state)
  if (state.seen) return failing(board, place, paint())
  state.watcher?.disconnect()
  return new Promise((resolve) => {
    state.watcher = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return resolve(undefined)
      state.seen = true
      state.watcher.disconnect()
      resolve(failing(board, place, paint()))
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

/** @param {Board} board @param {Card} card */
async function optionsOf(board, card) {
  const { keys, source, locale, months } = board.about
  board.months ??= {}
  if (locale) {
    board.months[locale] ??= fetch(board.absolute(months)).then((answer) => answer.json())
  }
  return {
    alt: card.alt,
    keys,
    locale,
    locales: locale ? { [locale]: await board.months[locale] } : {},
    source: board.absolute(source),
  }
}

/** @param {Board} board @param {HTMLElement} section @param {Card} card @param {any} state */
function foot(board, section, card, state) {
  const { words } = board.about
  const line = section.querySelector("footer")
  const { table, day, source, counted, csv } = card.foot
  const left = document.createElement("span")
  const right = document.createElement("span")
  /** @param {string} label @param {boolean} pressed @param {() => void} act */
  const button = (label, pressed, act) => {
    const made = document.createElement("button")
    made.type = "button"
    made.textContent = label
    made.setAttribute("aria-pressed", String(pressed))
    made.onclick = act
    return made
  }
  /** @param {string} label @param {string} text */
  const copies = (label, text) => {
    const made = plain(button(label, false, () => {
      navigator.clipboard.writeText(text).then(() => made.textContent = words.copied)
    }))
    return made
  }
  const again = () => {
    foot(board, section, card, state)
    more(board, section, state)
  }
  if (table) {
    left.append(
      button(words.chart, !state.table, () => {
        state.table = false
        again()
      }),
      button(words.table, state.table, () => {
        state.table = true
        again()
      }),
    )
  }
  const when = document.createElement("abbr")
  when.title = source
  when.textContent = day
  left.append(when)
  if (counted) {
    left.append(button(words.counted, state.counted, () => {
      state.counted = !state.counted
      again()
    }))
  }
  const file = document.createElement("a")
  file.href = csv
  file.download = ""
  file.textContent = words.csv
  right.append(file)
  if (card.draws === "figure") {
    for (const form of /** @type {const} */ (["png", "svg"])) {
      right.append(plain(button(words[form], false, () => picture(section, card, form))))
    }
  }
  // In a frame of another site a browser lets nothing be copied.
  if (!board.alone) {
    right.append(copies(words.link, `${board.absolute(board.content.address)}#${card.key}`))
    if (card.foot.embed) right.append(copies(words.embed, card.foot.embed))
  }
  line.replaceChildren(left, right)
}

/** @param {HTMLElement} button */
function plain(button) {
  button.removeAttribute("aria-pressed")
  return button
}

/** The table of a chart, and the definition behind it, asked for when they are opened.
 * @param {Board} board @param {HTMLElement} section @param {any} state */
async function more(board, section, state) {
  const [place, table, counted] = [".place", ".as-table", ".counted"].map((
    name,
  ) => /** @type {HTMLElement} */ (section.querySelector(name)))
  place.hidden = state.table
  table.hidden = !state.table
  counted.hidden = !state.counted
  if (!state.table && !state.counted) return
  const card = state.card
  const asked = `${board.content.page}/${card.key}?${card.foot.csv.split("?")[1]}`
  if (state.asked !== asked) {
    state.asked = asked
    state.found = fetch(board.absolute(`board/${asked}`)).then((answer) => answer.json())
  }
  try {
    const found = await state.found
    if (state.card !== card) return
    counted.innerHTML = found.counted
    table.classList.add("table")
    ;(await board.load("table")).draw(table, found.table, board, card)
  } catch {
    state.asked = ""
    ;(state.table ? table : counted).textContent = board.about.words.failed
  }
}

/** @param {HTMLElement} section @param {Card} card @param {"png" | "svg"} form */
function picture(section, card, form) {
  const plot = section.querySelector(".js-plotly-plot")
  const { clientWidth: width, clientHeight: height } = plot
  window.Plotly.downloadImage(plot, { format: form, width, height, scale: 2, filename: card.key })
}
