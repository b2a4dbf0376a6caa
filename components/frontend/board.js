// @ts-check
// Draws a page in one element, and draws it again in place when its content changes.
//
// The content comes with the HTML of the page and then, at each choice, by the route `board/`, always
// as the same JSON (`components/server/board/content.py`). The newest choice wins: content of an older one is
// never drawn over it. Streamlit brings the frame around the page and its own controls, no content; it
// is told of another page or language, which its menu shows, and of each choice where the page has
// controls. Nothing is counted here.
/** @import { Frame } from "./sent.d.ts" */
/** @import { About, Board, Mounted, Part } from "./types.d.ts" */

const LATE = 1000 // Milliseconds after which a page says that it is being made.
const PATIENCE = 8000 // Milliseconds until an answer must have begun; else the page is loaded anew.
const AGAIN = 2000 // Milliseconds until it is asked again where the server is away.
const AWAY = [429, 502, 503, 504]
const FAILED = 500
/** What a reader presses of the first content, or has opened of its menu. */
const PRESSED = "#first :active, #first > nav:popover-open"
const HERE = /https:\/\/here\.invalid/g
const HERE_WRITTEN = /https%3A%2F%2Fhere\.invalid/g

/** @type {Board | undefined} */
let board
/** Kept once the first content is drawn, or cannot be. */
const beginning = Promise.withResolvers()

// ---- the place of the page

/**
 * Makes the board within the HTML of the page, before Streamlit is there, and draws its content;
 * without any the route is asked for it.
 * @param {HTMLElement} place @param {string} written
 */
export async function first(place, written) {
  const { about, content } = parse(written)
  await begin(about)
  board.first = place
  place.replaceChildren(board.root)
  board.here = normal(location.href)
  try {
    return await (content ? show(content, ++board.turn) : turn(board.here))
  } catch ({ message, cause }) {
    const about = { class: "text refused", role: "alert" }
    const said = board.ready.elements.element("p", about, message)
    if (message) board.root.prepend(said)
    else if (!cause || cause === FAILED) setTimeout(() => location.reload(), AGAIN)
    settle()
  } finally {
    beginning.resolve(undefined)
  }
}

/**
 * Takes the board into Streamlit, at each of its runs that is for another page, language or
 * choice.
 * @param {{ data: Mounted, parentElement: HTMLElement }} component
 */
export async function mount({ data, parentElement }) {
  await beginning.promise
  // Between two gestures: a link that goes while it is pressed takes no click.
  while (document.querySelector(PRESSED)) await new Promise(requestAnimationFrame)
  const place = /** @type {HTMLElement} */ (parentElement.querySelector(".board-place"))
  if (place.firstElementChild !== board.root) reparent(place)
  board.ready.rows.recolour()
  if (!board.mounted) {
    for (const name of ["paper", "shell"]) load(name).then((one) => one.begin(board))
  }
  board.mounted = true
  const { run } = board
  board.run = { told: told(data, normal(data.asked)), version: data.version }
  board.told = board.run.told
  // A control has changed what the page says, or did when this had been asked for.
  const before = run?.told === board.told ? run.version : 0
  if (before !== data.version && (before || normal(data.asked) === board.here)) {
    const number = ++board.turn
    show(await ask(board.here, number), number)
  } else if (board.content) follow()
  else if (normal(data.asked) !== board.here) go(data.asked)
}

/**
 * Moves what is drawn to its place in Streamlit, as the reader left it: focus and scrolled places.
 * @param {HTMLElement} place
 */
function reparent(place) {
  const { root, first } = board
  const focused = /** @type {HTMLElement} */ (document.activeElement)
  const scrolled = [...root.querySelectorAll("*")].filter((one) => one.scrollTop || one.scrollLeft)
    .map((one) => /** @type {const} */ ([one, one.scrollLeft, one.scrollTop]))
  const top = first?.scrollTop
  const at = /** @type {any} */ (place)
  if (at.moveBefore && root.isConnected) at.moveBefore(root, null) // What is open stays open.
  else place.replaceChildren(root)
  first?.closest("#first")?.remove()
  board.first = undefined
  if (top) scroller()?.scrollTo(0, top)
  for (const [one, x, y] of scrolled) one.scrollTo(x, y)
  if (root.contains(focused)) focused.focus({ preventScroll: true })
}

/** Draws the figures of the first content before anything else is asked for. */
export function renderNow() {
  return board.ready.rows?.renderNow()
}

/**
 * Draws one card in a page of another site (`embed.js`), in the colours of the reader.
 * @param {HTMLElement} place @param {string} written
 */
export async function alone(place, written) {
  const { about, content } = parse(written)
  make(about, document.body)
  Object.assign(board, { content, alone: true })
  const [card] = content.rows[0].columns[0]
  await Promise.all(["rows", "foot", "elements", ...kinds(content)].map(load))
  const { ready } = board
  ready.rows.begin(board)
  matchMedia("(prefers-color-scheme: dark)").onchange = () => ready.rows.recolour()
  return ready.rows.drawCard(place, card)
}

/** Makes the board, and loads the parts of every page. @param {About} about */
async function begin(about) {
  make(about, document.createElement("div"))
  board.waits = document.createElement("p")
  Object.assign(board.waits, { className: "board-waits", role: "status" })
  board.root.append(board.waits)
  addEventListener("popstate", back)
  // Streamlit would write the address of each run that begins, also of an older one.
  history.pushState = () => {}
  await Promise.all(["frame", "rows", "foot", "filters", "search", "elements"].map(load))
  board.ready.rows.begin(board, board.ready.frame.begin(board))
}

/** Makes a board of an element, yet empty. @param {About} about @param {HTMLElement} root */
function make(about, root) {
  root.classList.add("board")
  const kept = { scrolled: new Map(), lists: {}, kinds: {}, ready: {}, turn: 0 }
  board = /** @type {any} */ ({ root, about, ...kept, go, load, absolute, wayBack })
}

/**
 * A module of the frame or of a kind of card. One that did not come is asked for again, by another
 * address, as some browsers keep what failed.
 * @param {string} name @returns {Promise<any>}
 */
function load(name) {
  const { kinds, ready, about: { modules } } = board
  kinds[name] ??= import(absolute(modules[name])).then((module) => ready[name] = module)
    .catch((error) => {
      delete kinds[name]
      modules[name] += "&again"
      throw error
    })
  return kinds[name]
}

/**
 * The way back to the list, or to the page on which a reader came upon what is shown, as it was, if
 * that has all that is chosen. @param {Frame} content
 */
function wayBack({ page, back, menu, foot }) {
  const before = board.lists[page] ?? ""
  const [from, ...has] = before.split(/[?&]/)
  const known = [...menu.flatMap(({ links }) => links), ...foot]
  const way = known.find(({ href }) => href.split("?")[0] === from)
  const chosen = normal(back.href).split(/[?&]/).slice(1)
  if (!way || !chosen.every((pair) => has.includes(pair))) return back
  const label = way.chosen ? back.label : board.about.words.back.replace("{page}", way.label)
  return { ...back, href: before, label }
}

// ---- a choice

/** Turns to an address of this dashboard. @param {string} href */
function go(href) {
  const wanted = normal(href)
  const shown = board.content && normal(board.content.address)
  if (wanted === (board.root.ariaBusy ? board.here : shown)) return
  turn(wanted).catch(() => board.here === wanted && location.reload())
  History.prototype.pushState.call(history, {}, "", absolute(wanted)) // While it is asked for.
}

/**
 * By Back or Forward, of which Streamlit is told by the browser too. It is told of a choice as if by
 * Back (`follow`), and then stands here already.
 */
function back() {
  const wanted = normal(location.href)
  if (wanted === board.here) return
  turn(wanted, true).catch(() => board.here === wanted && location.reload())
}

/**
 * Shows what an address asks for, unless another is wanted meanwhile.
 * @param {string} wanted @param {boolean} returning
 */
async function turn(wanted, returning = false) {
  const number = ++board.turn
  board.here = wanted
  board.root.ariaBusy = "true"
  clearTimeout(board.late)
  board.late = setTimeout(() => board.waits.textContent = board.about.words.prepared, LATE)
  const shown = board.content && normal(board.content.address) === wanted
  const content = shown ? board.content : await ask(wanted, number)
  return number === board.turn ? show(content, number, returning) : undefined
}

/**
 * Content by the route, asked for again while the server is away and nothing else is wanted; one
 * that was away may be slow when it is back.
 * @param {string} wanted @param {number} number @param {boolean} away @returns {Promise<Frame>}
 */
async function ask(wanted, number, away = false) {
  const silence = new AbortController()
  const waiting = setTimeout(() => silence.abort(), PATIENCE)
  const asked = fetch(absolute(`board/${wanted}`), { signal: silence.signal })
  const [{ value: answer }] = /** @type {any} */ (await Promise.allSettled([asked]))
  clearTimeout(waiting)
  if (answer?.ok) return parse(await answer.text())
  const refused = answer ? !AWAY.includes(answer.status) : silence.signal.aborted && !away
  if (refused || number !== board.turn) {
    const { error } = answer?.status === FAILED ? await answer.json().catch(() => ({})) : {}
    throw Error(error?.message ?? "", { cause: answer?.status })
  }
  await new Promise((resolve) => setTimeout(resolve, AGAIN))
  return ask(wanted, number, true)
}

/** What of an address Streamlit must be told. @param {Mounted} of @param {string} here */
function told({ language, controls }, here) {
  return `${language} ${controls ? here : here.split("?")[0]}`
}

/** Lets Streamlit run for the page in view as by Back, where it shows something of it. */
function follow() {
  const now = told(board.content, board.here)
  if (!board.mounted || now === board.told) return
  board.told = now
  dispatchEvent(new PopStateEvent("popstate", { state: {} }))
}

// ---- drawing

/**
 * Draws content, once the modules for its cards are there.
 * @param {Frame} content @param {number} number @param {boolean} returning
 * @returns {Promise<any>}
 */
async function show(content, number, returning = false) {
  await Promise.allSettled([...kinds(content)].map(load))
  return number === board.turn ? paint(content, returning) : undefined
}

/** Kinds of its cards, and what those need. @param {Frame} content */
function kinds({ rows }) {
  const { modules, needs } = board.about
  /** @param {Part[]} parts @returns {Part[]} */
  const all = (parts) => parts.flatMap((part) => [part, ...all(part.parts ?? [])])
  const draws = rows.flatMap(({ columns }) => all(columns.flat()).map((part) => part.draws))
  const known = draws.filter((kind) => kind in modules)
  return new Set(known.flatMap((kind) => [kind, ...(needs[kind] ?? [])]))
}

/**
 * Draws content whose modules are there. Another page begins at its top, or by Back where it was
 * left, and has the focus where none is left.
 * @param {Frame} content @param {boolean} returning @returns {Promise<any>}
 */
function paint(content, returning) {
  settle()
  board.root.querySelector(":scope > .refused")?.remove()
  const before = board.content
  if (before) board.scrolled.set(normal(before.address), scroller()?.scrollTop ?? 0)
  board.content = content
  Object.assign(board.about, content.spoken)
  const { documentElement: html } = document
  // Said again, it would cost the style of every element anew.
  if (html.lang !== content.language) html.lang = content.language
  document.title = content.window
  document.body.classList.toggle("controls", Boolean(content.controls))
  if (!content.subject) board.lists[content.page] = normal(content.address)
  else if (before && !returning && before.page !== content.page) {
    board.lists[content.page] = normal(before.address)
  } else if (before?.subject === content.subject && before.address !== content.address) {
    delete board.lists[content.page] // Another choice than that of the list.
  }
  const wasInside = board.root.contains(document.activeElement)
  board.ready.frame.draw(content)
  const drawn = board.ready.rows.draw(content)
  board.ready.frame.skips()
  const { activeElement: active, body } = document
  const begun = /** @type {HTMLElement} */ (board.root.querySelector("h1"))
  if (before && before.page + before.subject !== content.page + content.subject) {
    const back = returning || board.lists[before.page] === normal(content.address)
    scroller()?.scrollTo(0, back ? board.scrolled.get(normal(content.address)) ?? 0 : 0)
    // Who came by a search, or by a link that is gone, goes on at what was left, or at the title.
    const left = back && before.subject && `.board-rows a[href*="=${before.subject}"]`
    const next = /** @type {HTMLElement} */ (board.root.querySelector(left || "h1")) ?? begun
    const isThere = active?.checkVisibility() && active !== body
    if (!isThere || active.closest("[data-leaves]")) next.focus({ preventScroll: true })
    const list = /** @type {HTMLElement} */ (board.root.querySelector(".board-top [popover]"))
    list.hidePopover()
  } else if (wasInside && active === body) begun.focus({ preventScroll: true })
  if (returning) board.told = told(content, board.here)
  follow()
  return Promise.all(drawn)
}

function settle() {
  clearTimeout(board.late)
  board.root.ariaBusy = null
  board.waits.textContent = ""
}

/** What scrolls: Streamlit's, or before it is there the frame of the first content. */
function scroller() {
  return board.first ?? board.root.closest('[data-testid="stMain"]')
}

// ---- addresses

/** The whole address of one that is relative to the dashboard. @param {string} path */
function absolute(path) {
  return new URL(path, document.baseURI).href
}

/** Page and parameters in one order, so that two addresses of one choice are equal. @param {string} href */
function normal(href) {
  const { pathname, searchParams } = new URL(absolute(href))
  const pairs = String(searchParams).split("&").sort()
  return `${pathname.split("/").pop()}?${pairs.join("&")}`
}

/** What Python wrote, with the address of the dashboard in it. @param {string} written */
function parse(written) {
  const here = absolute(".").replace(/\/$/, "")
  return JSON.parse(written.replace(HERE, here).replace(HERE_WRITTEN, encodeURIComponent(here)))
}
