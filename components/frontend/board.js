// @ts-check
// Draws a page in one element, and draws it again in place when its content changes.
//
// The content comes by three ways, always as the same JSON (`components/board/content.py`): with the
// HTML of the page, by the run of Streamlit, and by the route `board/`. A choice is fetched by the
// route and drawn at once; the address is written, and Streamlit is told as by Back and Forward, whose
// run brings the session in step. The newest choice wins: content of an older one is never drawn over
// it. Nothing is counted here.
/** @import { About, Board, Content, Part } from "./types.d.ts" */

// Milliseconds after which Streamlit is told, and the page pales, if the route has not answered.
const LATE = 250
const PATIENCE = 8000 // Milliseconds for which an older answer is held back.
const FRESH = 60000 // Milliseconds for which fetched content may be drawn again.
const MOST = 60 // Contents kept.
const MENUS = '[data-testid="stSidebarNav"], #first > nav'
const HERE = /https:\/\/here\.invalid/g
const HERE_WRITTEN = /https%3A%2F%2Fhere\.invalid/g

/** @type {Board | undefined} */
let board

// ---- ways in

/**
 * By the run of Streamlit.
 * @param {any} component
 */
export async function mount({ data, parentElement }) {
  const { asked, about, content } = parse(new TextDecoder().decode(data))
  const there = await begin(about)
  const place = parentElement.querySelector(".board-place")
  if (place.firstElementChild !== there.root) {
    carry(there, place)
  }
  if (ink(there.root) && there.content) recolour()
  if (!there.mounted) {
    for (const name of ["paper", "shell"]) load(name).then((one) => one.begin(there))
  }
  there.mounted = true
  if (there.untold) tell()
  arrive(asked, content)
}

/**
 * Moves what is drawn to its place in Streamlit, as the reader left it: focus and scrolled places.
 * @param {Board} there @param {HTMLElement} place
 */
function carry(there, place) {
  const { root } = there
  const focused = /** @type {HTMLElement} */ (document.activeElement)
  const scrolled = [...root.querySelectorAll("*")].filter((one) => one.scrollTop || one.scrollLeft)
    .map((one) => /** @type {const} */ ([one, one.scrollLeft, one.scrollTop]))
  const top = there.first?.scrollTop
  const at = /** @type {any} */ (place)
  if (at.moveBefore && root.isConnected) at.moveBefore(root, null) // What is open stays open.
  else place.replaceChildren(root)
  there.first?.closest("#first").remove()
  there.first = undefined
  if (top) scroller()?.scrollTo(0, top)
  for (const [one, x, y] of scrolled) one.scrollTo(x, y)
  if (root.contains(focused)) focused.focus({ preventScroll: true })
}

/**
 * By the HTML of the page, before Streamlit is there.
 * @param {HTMLElement} place
 * @param {string} written
 */
export async function first(place, written) {
  const { about, content } = parse(written)
  const there = await begin(about)
  if (there.content) return
  there.first = place
  place.replaceChildren(there.root)
  ink(there.root)
  return show(content)
}

/** Draws the figures of the first content before anything else is asked for. */
export function hasten() {
  return board.ready.card?.hasten()
}

/**
 * One card in a page of another site (`embed.js`), in the colours of the reader.
 * @param {HTMLElement} place
 * @param {string} written
 */
export async function alone(place, written) {
  const { about, content } = parse(written)
  make(about, document.body)
  Object.assign(board, { content, alone: true })
  ink(board.root)
  const [card] = content.rows[0].columns[0]
  await Promise.all(["card", "inks", ...kinds(content)].map(load))
  matchMedia("(prefers-color-scheme: dark)").onchange = () => {
    if (ink(board.root)) board.ready.card.recolour()
  }
  return board.ready.card.draw(board, place, card)
}

/** @param {About} about */
async function begin(about) {
  if (board) {
    board.about = { ...about, ...board.content?.spoken }
    return board
  }
  make(about, document.createElement("div"))
  const { root } = board
  board.loaded = load("parts").then((parts) => {
    board.parts = parts
    return parts.begin(board)
  })
  root.addEventListener("click", clicked)
  root.addEventListener("pointerover", rested)
  root.addEventListener("focusin", rested)
  document.addEventListener("click", menu, true)
  document.addEventListener("pointerover", rested)
  addEventListener("popstate", back)
  await board.loaded
  return board
}

/** @param {About} about @param {HTMLElement} root */
function make(about, root) {
  root.classList.add("board")
  board = /** @type {any} */ ({
    root,
    about,
    fetched: new Map(),
    scrolled: new Map(),
    kinds: {},
    ready: {},
    turn: 0,
  })
  Object.assign(board, { go, ahead, load, absolute, recolour })
}

/** A module of the frame or of a kind of card. @param {string} name @returns {Promise<any>} */
function load(name) {
  if (!(name in board.about.modules)) return Promise.reject(Error(`no module draws ${name}`))
  board.kinds[name] ??= import(absolute(board.about.modules[name])).then((module) =>
    board.ready[name] = module
  )
  return board.kinds[name]
}

/**
 * Content that the run of Streamlit made for an address.
 * @param {string} asked @param {Content} content
 */
function arrive(asked, content) {
  const { pending } = board
  const of = normal(asked)
  const waiting = pending && performance.now() - board.since < PATIENCE
  if (pending && of !== pending && (waiting || of !== normal(location.href))) return
  // Streamlit writes the address of each run that begins, also of one that is not the newest.
  if (pending && normal(location.href) !== pending) history.replaceState({}, "", absolute(pending))
  board.pending = ""
  show(content)
}

// ---- a choice

/** Turns to an address of this dashboard. @param {string} href */
function go(href) {
  const wanted = normal(href)
  if (!board.pending && board.content && wanted === normal(board.content.address)) return
  board.pending = wanted
  board.since = performance.now()
  board.untold = true
  board.root.setAttribute("aria-busy", "true")
  history.pushState({}, "", absolute(wanted))
  const late = setTimeout(() => {
    if (board.pending !== wanted) return
    board.root.classList.add("late")
    tell()
  }, LATE)
  lane(wanted).then((content) => {
    clearTimeout(late)
    if (board.pending !== wanted && board.wanted !== wanted) return
    show(content)
    if (board.untold) tell()
  }, () => {
    clearTimeout(late)
    if (board.pending === wanted) tell()
  })
  board.wanted = wanted
}

/** Tells Streamlit where the reader is; once it is there, if it is not yet. */
function tell() {
  if (!board.mounted) return
  board.untold = false
  // Streamlit writes the address of each run that begins: it may be that of an older one.
  if (normal(location.href) !== board.wanted) {
    history.replaceState({}, "", absolute(board.wanted))
  }
  board.telling = true
  dispatchEvent(new PopStateEvent("popstate", { state: {} }))
  board.telling = false
}

/** By Back or Forward: Streamlit runs by itself. */
function back() {
  if (board.telling) return
  const wanted = normal(location.href)
  board.pending = board.wanted = wanted
  board.since = performance.now()
  board.untold = false
  board.returning = true
  lane(wanted).then((content) => board.wanted === wanted && show(content), () => {})
}

/** @param {string} wanted @returns {Promise<Content>} */
function lane(wanted) {
  const kept = board.fetched.get(wanted)
  if (kept && performance.now() - kept.at < FRESH) return kept.content
  const content = fetch(absolute(`board/${wanted}`), { headers: { accept: "application/json" } })
    .then(async (answer) => {
      if (!answer.ok) throw Error(`${answer.status}`)
      return parse(await answer.text())
    })
  content.catch(() => board.fetched.delete(wanted))
  board.fetched.delete(wanted)
  board.fetched.set(wanted, { content, at: performance.now() })
  if (board.fetched.size > MOST) board.fetched.delete(board.fetched.keys().next().value)
  return content
}

let resting = 0
/** Fetches what is under the pointer or the keyboard before it is chosen. @param {string} href */
function ahead(href) {
  clearTimeout(resting)
  resting = setTimeout(() => lane(normal(href)).catch(() => {}), 60)
}

/** @param {Event} event */
function rested(event) {
  const href = leadsTo(event)
  if (href) ahead(href)
}

/** @param {MouseEvent} event */
function clicked(event) {
  const href = leadsTo(event)
  if (!href || event.defaultPrevented) return
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
  event.preventDefault()
  go(href)
}

/**
 * A click on a menu. Streamlit would write an address of the old page first, which Back would lead to;
 * what stands before Streamlit would load all anew.
 * @param {MouseEvent} event
 */
function menu(event) {
  if (!(/** @type {Element} */ (event.target)).closest?.(MENUS)) return
  clicked(event)
  if (!event.defaultPrevented) return
  event.stopPropagation()
  board.ready.shell?.chosen()
}

/**
 * The address of this dashboard that an event's link leads to; of the menu with the choice.
 * @param {Event} event
 */
function leadsTo(event) {
  const link = /** @type {HTMLAnchorElement} */ (
    (/** @type {Element} */ (event.target)).closest?.("a[href]")
  )
  if (!link || link.target || link.hasAttribute("download")) return ""
  const inside = board.root.contains(link)
  if (!inside && !link.closest(MENUS)) return ""
  const { origin, pathname } = new URL(link.href)
  const page = pathname.split("/").pop()
  if (origin !== location.origin || pathname !== new URL(absolute(page)).pathname) return ""
  const known = board.content?.menu.flatMap((section) => section.pages) ?? []
  const found = known.find(({ href }) => href.split("?")[0] === page)
  return found ? (inside ? link.href : found.href) : ""
}

// ---- drawing

/**
 * Draws content, once the modules for its cards are there.
 * @param {Content} content @returns {Promise<any>}
 */
function show(content) {
  const turn = ++board.turn
  const missing = [...kinds(content)].filter((kind) => !board.ready[kind])
  if (!missing.length) return paint(content)
  return Promise.allSettled(missing.map(load)).then(() =>
    turn === board.turn ? paint(content) : undefined
  )
}

/** Kinds of its cards, and what those need. @param {Content} content */
function kinds({ rows }) {
  const { modules, needs } = board.about
  const found = new Set()
  const look = (/** @type {Part[]} */ parts) => {
    for (const { draws, parts: inner } of parts) {
      if (draws in modules) [draws, ...(needs[draws] ?? [])].forEach((name) => found.add(name))
      look(inner ?? [])
    }
  }
  rows.forEach((row) => row.columns.forEach(look))
  return found
}

/** @param {Content} content @returns {Promise<any>} */
function paint(content) {
  const said = JSON.stringify(content)
  board.root.removeAttribute("aria-busy")
  board.root.classList.remove("late")
  if (said === board.said) return Promise.resolve()
  const before = board.content
  if (before) board.scrolled.set(normal(before.address), scroller()?.scrollTop ?? 0)
  board.said = said
  board.content = content
  Object.assign(board.about, content.spoken)
  document.documentElement.lang = content.language
  document.title = content.window
  const drawn = board.parts.draw(board, content)
  if (before && before.page + before.subject !== content.page + content.subject) {
    const at = board.returning ? board.scrolled.get(normal(content.address)) ?? 0 : 0
    scroller()?.scrollTo(0, at)
    if (!document.activeElement?.checkVisibility() || document.activeElement === document.body) {
      begins()
    }
  }
  board.returning = false
  return Promise.all(drawn)
}

/** Leads who came by a link of the page before, which is gone, to where the new one begins. */
function begins() {
  const title = board.root.querySelector("h1")
  title?.setAttribute("tabindex", "-1")
  title?.focus({ preventScroll: true })
}

/** What scrolls: Streamlit's, or before it is there the frame of the first content. */
function scroller() {
  return board.first ?? board.root.closest('[data-testid="stMain"]')
}

/** Draws every figure in the colours of the theme. */
async function recolour() {
  ink(board.root)
  return (await load("card")).recolour()
}

const INKS = [
  "confirmed",
  "awaiting",
  "late",
  "silent",
  "open",
  "not-applicable",
  "withdrawn",
  "delayed",
  "announced",
  "ink",
]

/**
 * Sets the colours of the theme by what they mean; whether they are others than before.
 * @param {HTMLElement} root
 */
function ink(root) {
  const written = getComputedStyle(root).getPropertyValue("--st-chart-categorical-colors")
  if (written === board.inks) return false
  board.inks = written
  const palette = written.split(",")
  INKS.forEach((name, at) => root.style.setProperty(`--${name}`, palette[at]?.trim() ?? ""))
  root.style.setProperty("--before", "#9fb0cc")
  return true
}

// ---- addresses

/** @param {string} path */
function absolute(path) {
  return new URL(path, document.baseURI).href
}

/** Page and parameters in one order, so that two addresses of one choice are equal. @param {string} href */
function normal(href) {
  const { pathname, searchParams } = new URL(absolute(href))
  const pairs = [...searchParams].sort(([name, value], [other, its]) =>
    name === other ? (value < its ? -1 : 1) : name < other ? -1 : 1
  )
  return `${pathname.split("/").pop()}?${new URLSearchParams(pairs)}`
}

/** @param {string} written */
function parse(written) {
  const here = absolute(".").replace(/\/$/, "")
  return JSON.parse(
    written.replace(HERE, here).replace(HERE_WRITTEN, encodeURIComponent(here)),
  )
}
