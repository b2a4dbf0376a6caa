// @ts-check
// Draws the frame of a page and the parts of its layout. A part that is the same is not touched, so
// that focus, zoom, open lists and selection outlive a choice.
/** @import { Files, Frame, Option as Choice } from "./sent.d.ts" */
/** @import { Board, Part } from "./types.d.ts" */

const PHONE = 640 // Pixels up to which there is room for little.
/** @type {Board} */
let board
/** @type {Record<string, HTMLElement>} */
const frame = {}
/** @type {Map<string, { element: HTMLElement, said: string }>} */
let drawn = new Map()
let shape = ""
/** @type {any} */
let cards
/** @type {any} */
let filters
/** @type {typeof import("./inks.js").element} */
let element

/** @param {Board} made */
export async function begin(made) {
  board = made
  const needed = ["card", "filters", "inks", "search"].map((name) => board.load(name))
  ;[cards, filters] = await Promise.all(needed)
  element = board.ready.inks.element
  filters.begin(board.ready.inks)
  for (
    const name of ["skips", "top", "filters", "chips", "marking", "head", "notices", "rows", "foot"]
  ) {
    frame[name] = element("div", { class: `board-${name}` })
  }
  frame.skips.role = "toolbar"
  board.root.append(...Object.values(frame))
}

/** @param {Frame} content @returns {Promise<any>[]} */
export function draw(content) {
  patch("top", [content.languages, content.documents], () => filters.top(board, frame.top, content))
  patch("filters", content.filters, () => filters.bar(board, frame.filters, content))
  patch("chips", content.filters, () => filters.chips(board, frame.chips, content))
  patch("marking", content.marking, () => frame.marking.textContent = content.marking)
  const { name, title, lead, sentence, back } = content
  patch("head", [name, title, lead, sentence, back], () => head(content))
  patch("notices", content.notices, () => {
    frame.notices.replaceChildren(...content.notices.map((one) => text(one)))
  })
  patch("foot", content.foot, () => frame.foot.replaceChildren(...content.foot.map(inFoot)))
  follow(content)
  const drawing = rows(content)
  skips()
  return drawing
}

/** Ways for the keyboard to what stands further down: one stop, and arrow keys between them. */
function skips() {
  const { press, redraw, rove } = board.ready.inks
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

/** A page that is not in the menu. @param {Choice} page */
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

// ---- rows of the layout

/** @param {Frame} content @returns {Promise<any>[]} */
function rows({ page, subject, rows }) {
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
    frame.rows.replaceChildren(...rows.map((row, y) => {
      const columns = made[y].map((nodes) => element("div", { class: "column" }, ...nodes))
      const line = element("div", { class: row.aligned ? "row aligned" : "row" }, ...columns)
      const widths = row.widths.map((width) => `minmax(0, ${width}fr)`)
      line.style.setProperty("--widths", widths.join(" "))
      line.style.setProperty("--parts", `${Math.max(...row.columns.map(({ length }) => length))}`)
      return line
    }))
    if (frame.rows.contains(focused)) focused.focus({ preventScroll: true })
  }
  // In its place, so that a figure knows its width; parts within a part come after it.
  for (const one of filling) one()
  cards.settle()
  // Whoever chose goes on from there.
  if (held && frame.rows.contains(held) && document.activeElement !== focused) {
    const place = `[data-at="${CSS.escape(focused.dataset.at ?? "")}"]`
    const next = held.contains(focused) ? focused : held.querySelector(place)
    if (next instanceof HTMLElement) next.focus({ preventScroll: true })
  }
  // Whoever asked for one more list goes on at its title.
  const [fresh, ...others] = [...drawn].filter(([id, { element }]) =>
    !kept.has(id) && element.querySelector(":scope > .card")
  )
  if (again && held && fresh && !others.length) fresh[1].element.querySelector("h2").focus()
  return drawing
}

/**
 * @param {HTMLElement} node @param {Part} part @param {string} place @param {Promise<any>[]} drawing
 * @param {(part: Part, place: string) => HTMLElement} make
 */
function fill(node, part, place, drawing, make) {
  const inner = () => part.parts.map((one, at) => make(one, `${place}.${at}`))
  switch (part.kind) {
    case "card":
      drawing.push(cards.draw(board, node, part))
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

const HEADINGS = /** @type {const} */ ({ header: "h2", subheader: "h3" })

/** @param {Part} part */
function text({ tone, html }) {
  const heading = HEADINGS[/** @type {keyof HEADINGS} */ (tone)]
  const role = tone === "refused" ? "alert" : null
  const node = element(heading ?? "div", { class: `text ${tone}`, role })
  node.innerHTML = heading ? html.replace(/^<p>|<\/p>\s*$/g, "") : html
  return node
}

/** @param {"li" | "p"} tag @param {Node[]} inside */
function flow(tag, ...inside) {
  return element(tag, { class: "flow" }, ...inside)
}

/** @type {Record<string, (part: any) => HTMLElement>} */
const PLAIN = {
  text,
  link: ({ label, href }) => element("a", { class: "way", href }, label),
  file: ({ label, href }) => element("a", { class: "way", href, download: "" }, label),
  files: ({ heads, files }) => {
    /** @param {Files} one */
    const forms = ({ links }) =>
      links.map(({ href, label }) => element("a", { href, download: "" }, label))
    const head = heads.map((/** @type {string} */ text) => element("th", { scope: "col" }, text))
    const lines = files.flatMap((/** @type {Files} */ one) => {
      const says = element("p", { class: "quiet small" }, one.says)
      const name = element("th", { scope: "row" }, one.label, says)
      const line = element("tr", {}, name, element("td", {}, flow("p", ...forms(one))))
      const each = one.each.map((one) =>
        element("li", {}, element("span", {}, one.label), flow("p", ...forms(one)))
      )
      const inside = element("td", { colspan: "2" }, element("ul", {}, ...each))
      return each.length ? [line, element("tr", {}, inside)] : [line]
    })
    const { table } = board.ready.inks
    const made = table(heads[0], head, element("tbody", {}, ...lines))
    return element("div", { class: "files" }, made)
  },
  choices: ({ label, options }) => {
    const { link } = board.ready.inks
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
    const form = element(
      "form",
      { class: "field", action: pathname, method: "get" },
      ...[...searchParams].map(([name, value]) =>
        element("input", { type: "hidden", name, value })
      ),
      element("label", {}, element("span", {}, label), input),
      element("button", { type: "submit" }, board.about.words.go),
    )
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
    const copy = board.ready.inks.copier(words, words.copy, text)
    return element("div", { class: "code" }, element("pre", { tabindex: "0" }, text), copy)
  },
  offer: ({ open, html, text, write, href }) => {
    const words = element("div", { class: "text" })
    words.innerHTML = html
    const way = write ? [element("a", { class: "way", href }, write)] : []
    const summary = element("summary", {}, open)
    return element("details", { class: "fold" }, summary, words, ...way, PLAIN.code({ text }))
  },
}
