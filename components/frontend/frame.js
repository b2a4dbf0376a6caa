// @ts-check
// What stands around the rows of a page: the bar on top, filters, title, notices, foot, and ways for
// the keyboard. What is the same is not touched, so that focus and open lists outlive a choice.
/** @import { Frame, Option } from "./sent.d.ts" */
/** @import { Board } from "./types.d.ts" */

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
  board.ready.filters.begin(board.ready.elements)
  for (
    const name of ["skips", "top", "filters", "chips", "marking", "head", "notices", "rows", "foot"]
  ) {
    frame[name] = element("div", { class: `board-${name}` })
  }
  frame.skips.role = "toolbar"
  board.root.append(...Object.values(frame))
  return frame.rows
}

/** @param {Frame} content */
export function draw(content) {
  const { filters, rows } = board.ready
  patch("top", [content.languages, content.documents], () => filters.top(board, frame.top, content))
  patch("filters", content.filters, () => filters.bar(board, frame.filters, content))
  patch("chips", content.filters, () => filters.chips(board, frame.chips, content))
  patch("marking", content.marking, () => frame.marking.textContent = content.marking)
  const { name, title, lead, sentence, back } = content
  patch("head", [name, title, lead, sentence, back], () => head(content))
  patch("notices", content.notices, () => {
    frame.notices.replaceChildren(...content.notices.map((one) => rows.text(one)))
  })
  patch("foot", content.foot, () => frame.foot.replaceChildren(...content.foot.map(inFoot)))
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
  redraw(frame.skips, [...(filter ? [way(words.filters, filter)] : []), ...ways])
  frame.skips.ariaLabel = words.skip_to
  rove(frame.skips, { links: "button", lines: () => [[...frame.skips.children]], within: "div" })
}

/** A page that is not in the menu. @param {Option} page */
function inFoot({ label, href, chosen }) {
  return element("a", { class: "quiet", href, "aria-current": chosen ? "page" : null }, label)
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

/** @param {Frame} content */
function head({ name, title, lead, sentence, back }) {
  const parts = []
  if (back) {
    parts.push(element("a", { class: "way back", href: board.listOf(back.href) }, back.label))
  }
  // The board leads here who came by a link of the page before.
  const heading = element("h1", { tabindex: "-1" })
  heading.innerHTML = title
  const line = element("div", { class: "title" })
  if (name) line.append(element("span", { class: "name quiet" }, name))
  line.append(heading)
  if (lead) {
    const said = { tabindex: "0", role: "note", title: lead, "aria-label": lead }
    // Beside the heading, not in it: a heading is read by its words alone.
    line.append(element("span", { class: "about quiet", ...said }, "i"))
  }
  parts.push(line)
  if (sentence) parts.push(element("p", { class: "sentence quiet" }, sentence))
  frame.head.replaceChildren(...parts)
}
