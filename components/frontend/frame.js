// @ts-check
// What stands around the rows of a page: the bar on top, filters, title, notices, foot, ways for the
// keyboard, and clicks on links. What is the same is not touched: focus and open lists outlive a choice.
/** @import { Frame } from "./sent.d.ts" */
/** @import { Board } from "./types.d.ts" */

const MENUS = '[data-testid="stSidebarNav"], #first > nav'
/** What holds a link of Streamlit's menu, which takes no click itself while its server is away. */
const HELD = "[data-testid=stSidebarNavLinkContainer]"
/** @type {Board} */
let board
/** @type {Record<string, HTMLElement>} */
const frame = {}
/** @type {typeof import("./elements.js").element} */
let element

/** @param {Board} made @returns {HTMLElement} where the rows stand */
export function begin(made) {
  board = made
  element = board.ready.elements.element
  board.ready.filters.begin(board)
  for (
    const name of ["skips", "top", "filters", "chips", "marking", "head", "notices", "rows", "foot"]
  ) {
    frame[name] = element("div", { class: `board-${name}` })
  }
  frame.skips.role = "toolbar"
  board.root.append(...Object.values(frame))
  board.root.addEventListener("click", clicked)
  document.addEventListener("click", menu, true)
  return frame.rows
}

/** Draws the parts that have changed. @param {Frame} content */
export function draw(content) {
  const { filters, rows } = board.ready
  patch("top", [content.languages, content.documents], () => filters.top(frame.top, content))
  patch("filters", content.filters, () => filters.bar(frame.filters, content))
  patch("chips", content.filters, () => filters.chips(frame.chips, content))
  patch("marking", content.marking, () => frame.marking.textContent = content.marking)
  const { name, title, lead, sentence } = content
  const back = content.back && board.wayBack(content)
  patch("head", [name, title, lead, sentence, back], () => head({ ...content, back }))
  patch("notices", content.notices, () => {
    frame.notices.replaceChildren(...content.notices.map((one) => rows.text(one)))
  })
  patch("foot", content.foot, () => {
    frame.foot.replaceChildren(
      ...content.foot.map(({ label, href, chosen }) =>
        element("a", { class: "quiet", href, "aria-current": chosen ? "page" : null }, label)
      ),
    )
  })
  follow(content)
}

/** Ways for the keyboard to what stands further down: one stop, and arrow keys between them. */
export function skips() {
  const { press, redraw, rove } = board.ready.elements
  const { words } = board.about
  const titles = /** @type {HTMLElement[]} */ ([...frame.rows.querySelectorAll(".card h2")])
    .filter((title) => title.checkVisibility())
  const filter = [...frame.filters.querySelectorAll("button")].find((one) => one.checkVisibility())
  /** @param {string} text @param {HTMLElement} target */
  const way = (text, target) => press(text, () => target.focus(), { "data-at": text })
  const ways = titles.map((title) => way(title.textContent, title))
  redraw(frame.skips, [filter && way(words.filters, filter), ...ways])
  frame.skips.ariaLabel = words.skip_to
  rove(frame.skips, { links: "button", lines: () => [[...frame.skips.children]], within: "div" })
}

/** Says in the menu that stands before Streamlit what its own will say. @param {Frame} content */
function follow({ menu }) {
  const nav = /** @type {HTMLElement} */ (document.querySelector("#first > nav"))
  if (!nav) return
  nav.parentElement.querySelector("a").textContent = board.about.words.skip
  nav.hidePopover()
  nav.querySelectorAll("span").forEach((span, at) => span.textContent = menu[at].label)
  const pages = menu.flatMap((section) => section.links)
  nav.querySelectorAll("a").forEach((link, at) => {
    Object.assign(link, { href: pages[at].href, textContent: pages[at].label })
    if (pages[at].chosen) link.setAttribute("aria-current", "page")
    else link.removeAttribute("aria-current")
  })
}

/** @type {Record<string, string>} */
const said = {}

/** @param {string} name @param {any} value @param {() => void} write */
function patch(name, value, write) {
  const now = JSON.stringify(value ?? null)
  if (said[name] === now) return
  said[name] = now
  write()
}

/** Draws the way back, the title and the sentence. @param {Frame} content */
function head({ name, title, lead, sentence, back }) {
  const { link, redraw, span } = board.ready.elements
  // The board leads here who came by a link of the page before.
  const heading = element("h1", { tabindex: "-1" })
  heading.innerHTML = title
  // Beside the heading, not in it: a heading is read by its words alone.
  const said = { class: "about quiet", tabindex: "0", role: "note", label: lead }
  const about = lead && element("span", said, "i")
  redraw(frame.head, [
    back && link(back.href, { class: "way back" }, back.label),
    element("div", { class: "title" }, name && span("name quiet", name), heading, about),
    sentence && element("p", { class: "sentence quiet" }, sentence),
  ])
}

// ---- a click on a link, of the page or of a menu

/** Follows a plain click on a link of ours. @param {MouseEvent} event */
function clicked(event) {
  const href = leadsTo(event)
  if (!href || event.defaultPrevented) return
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
  event.preventDefault()
  board.go(href)
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
  const link = /** @type {HTMLElement} */ (document.activeElement)
  link.blur() // The page that comes takes the focus.
  board.ready.shell?.chosen()
}

/**
 * The address of this dashboard that an event's link leads to; of the menu with the choice.
 * @param {Event} event
 */
function leadsTo(event) {
  const target = /** @type {Element} */ (event.target)
  const link = /** @type {HTMLAnchorElement} */ (
    target.closest?.("a[href]") ?? target.closest?.(HELD)?.querySelector("a[href]")
  )
  if (!link || link.target || link.hasAttribute("download")) return ""
  const inside = board.root.contains(link)
  if (!inside && !link.closest(MENUS)) return ""
  const { origin, pathname } = new URL(link.href)
  const page = pathname.split("/").pop()
  if (origin !== location.origin || pathname !== new URL(board.absolute(page)).pathname) return ""
  const { menu = [], foot = [] } = board.content ?? {}
  const known = [...menu.flatMap((section) => section.links), ...foot]
  const found = known.find(({ href }) => href.split("?")[0] === page)
  return found ? (inside ? link.href : found.href) : ""
}
