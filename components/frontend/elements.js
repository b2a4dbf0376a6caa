// @ts-check
// What all that is drawn shares: elements, links, buttons, tables, and one stop for the tab key.
/** @import { Attributes, Inside, Roving } from "./types.d.ts" */
const BACK = 2000 // Milliseconds after which a button no longer says that it has copied.
const FIRST = 20 // Rows of a list that a phone shows first.
/** @type {Record<string, string>} */
const ROLES = { TABLE: "table", TR: "row", TD: "cell" }

/**
 * An element with its attributes and what is in it; an attribute without a value is left out. A
 * `label` says what is only drawn, to who points at it and to who listens.
 * @template {keyof HTMLElementTagNameMap} T @param {T} tag @param {Attributes} attributes
 * @param {...Inside} inside
 */
export function element(tag, { label, ...attributes }, ...inside) {
  const made = document.createElement(tag)
  const every = { title: label, "aria-label": label, ...attributes }
  for (const [name, value] of Object.entries(every)) {
    if (value !== undefined && value !== null) made.setAttribute(name, value)
  }
  made.append(.../** @type {Node[]} */ (inside.filter(Boolean)))
  return made
}

/** A part of a line, of a class or of none. @param {string} name @param {...Inside} inside */
export function span(name, ...inside) {
  return element("span", { class: name || null }, ...inside)
}

/**
 * A link. The focus finds it again by its key.
 * @param {string} href @param {Attributes} attributes @param {...Inside} inside
 */
export function link(href, { key = href, ...attributes }, ...inside) {
  return element("a", { href, "data-at": key, ...attributes }, ...inside)
}

/** A button. @param {string} text @param {() => void} act @param {Attributes} [attributes] */
export function press(text, act, attributes = {}) {
  const made = element("button", { type: "button", ...attributes }, text)
  made.onclick = act
  return made
}

/**
 * A button that copies a text, and for a while says so.
 * @param {Record<string, string>} words @param {string} label
 * @param {() => string} text what it is then
 */
export function copier(words, label, text) {
  const made = press(label, async () => {
    await navigator.clipboard.writeText(text())
    made.textContent = words.copied
    setTimeout(() => made.textContent = label, BACK)
  }, { class: "copy" })
  return made
}

/** @type {Map<string, Promise<unknown>>} */
const libraries = new Map()

/** Loads a library that is no module, once; if that fails, again when it is asked for again. @param {string} source */
export function library(source) {
  const asked = libraries.get(source) ?? new Promise((resolve, reject) => {
    const script = document.createElement("script")
    Object.assign(script, { src: source, onload: resolve, onerror: reject })
    document.head.append(script)
  })
  libraries.set(source, asked)
  asked.catch(() => libraries.delete(source))
  return asked
}

/**
 * A table. Its roles are written, as a browser forgets them where a cell is drawn as a line.
 * @param {string} label @param {Node[]} heads cells of its first row @param {...Node} sections
 */
export function table(label, heads, ...sections) {
  const head = element("thead", {}, element("tr", {}, ...heads))
  const made = element(
    "table",
    {},
    element("caption", { class: "unseen" }, label),
    head,
    ...sections,
  )
  for (const one of [made, ...made.querySelectorAll("thead, tbody, tfoot, tr, th, td")]) {
    const scope = one instanceof HTMLTableCellElement ? one.scope : ""
    const role = scope.startsWith("row") ? "rowheader" : scope && "columnheader"
    one.setAttribute("role", role || (ROLES[one.tagName] ?? "rowgroup"))
  }
  return made
}

/**
 * Of many rows a phone shows the first (`table.css`), and all of them once they are asked for.
 * @param {HTMLElement} place @param {Element[]} rows as they are listed @param {string} whole what asks for all
 */
export function shorten(place, rows, whole) {
  rows.forEach((row, at) => row.classList.toggle("later", at >= FIRST))
  const act = () => {
    place.classList.add("whole")
    const next = /** @type {HTMLElement} */ (place.querySelector("tr.later"))
    next.tabIndex = -1
    next.focus()
  }
  place.querySelector("table + button")?.remove()
  if (rows.length > FIRST) place.querySelector("table").after(press(whole, act))
}

/**
 * Draw anew, and leave the focus on the link that had it.
 * @param {HTMLElement} place @param {Inside[]} inside
 */
export function redraw(place, inside) {
  const focused = /** @type {HTMLElement} */ (document.activeElement)
  const at = place.contains(focused) ? focused.dataset.at : undefined
  place.replaceChildren(.../** @type {Node[]} */ (inside.filter(Boolean)))
  if (at === undefined) return
  const next = /** @type {HTMLElement} */ (place.querySelector(`[data-at="${CSS.escape(at)}"]`))
  next?.focus({ preventScroll: true })
}

// ---- one stop for the tab key among all links of a figure; arrow keys, Home and End move inside

/** @type {WeakMap<HTMLElement, Roving>} */
const known = new WeakMap()

/**
 * Makes the links of a figure one stop; to be said after each drawing.
 * @param {HTMLElement} place @param {Roving} figure
 */
export function rove(place, figure) {
  if (!known.has(place)) {
    place.addEventListener("keydown", (event) => move(place, event))
    place.addEventListener("focusin", ({ target }) => stop(place, /** @type {any} */ (target)))
  }
  known.set(place, figure)
  const links = [...place.querySelectorAll(figure.links)]
  for (const link of links) link.setAttribute("tabindex", "-1")
  // All that is drawn is laid out at once, and not for each figure.
  queueMicrotask(() => {
    const first = links.find((one) => one.checkVisibility()) ?? links[0]
    first?.setAttribute("tabindex", "0")
  })
}

/** Rows of a long list, each one stop of the tab key. @param {Iterable<HTMLElement>} rows */
export function roveEach(rows) {
  const lines = (/** @type {HTMLElement} */ row) => [[...row.querySelectorAll("a")]]
  for (const row of rows) rove(row, { links: "a", lines, within: "*" })
}

/** The tab key stops at this link. @param {HTMLElement} place @param {Element | undefined} link */
function stop(place, link) {
  const { links } = known.get(place)
  if (!link?.matches(links)) return
  for (const one of place.querySelectorAll(links)) one.setAttribute("tabindex", "-1")
  link.setAttribute("tabindex", "0")
}

/** Moves the focus by a key. @param {HTMLElement} place @param {KeyboardEvent} event */
function move(place, event) {
  const { links, lines, within } = known.get(place)
  const from = /** @type {Element} */ (event.target).closest(links)
  if (!from || event.altKey || event.ctrlKey || event.metaKey) return
  const all = lines(place)
  const line = all.findIndex((one) => one.includes(from))
  const across = all[line]
  const at = across.indexOf(from)
  const { left, right } = from.closest(within).getBoundingClientRect()
  const meets = (/** @type {Element} */ link) => left <= middle(link) && middle(link) <= right
  /** @param {Element[][]} others in the order of their distance */
  const beyond = (others) => others.map((one) => nearest(from, one.filter(meets))).find(Boolean)
  const next = {
    ArrowLeft: () => across[at - 1],
    ArrowRight: () => across[at + 1],
    ArrowUp: () => beyond(all.slice(0, line).reverse()),
    ArrowDown: () => beyond(all.slice(line + 1)),
    Home: () => (across.length > 1 ? across : all.flat())[0],
    End: () => (across.length > 1 ? across : all.flat()).at(-1),
  }[event.key]
  if (!next) return
  event.preventDefault()
  const link = /** @type {HTMLElement | undefined} */ (next())
  link?.focus()
}

/** The link of a line that stands nearest to one of another. @param {Element} from @param {Element[]} line */
function nearest(from, line) {
  const far = line.map((link) => Math.abs(middle(link) - middle(from)))
  return line[far.indexOf(Math.min(...far))]
}

/** The middle of a link in pixels, across. @param {Element} link */
function middle(link) {
  const { left, right } = link.getBoundingClientRect()
  return (left + right) / 2
}
