// @ts-check
// The bar on top (search, languages, address, documents), the filters, and what is chosen of them.
/** @import { Files, Filter, FilterBar, FilterDay, Frame, Switch } from "./sent.d.ts" */
/** @import { Board } from "./types.d.ts" */

const FEW = 8
/** @type {Board} */
let board
/** @type {typeof import("./elements.js").element} */
let element
/** @type {typeof import("./elements.js").press} */
let press

/** Takes the board that the filters belong to. @param {Board} made */
export function begin(made) {
  board = made
  ;({ element, press } = board.ready.elements)
}

// ---- the bar on top

/** Draws the bar on top. @param {HTMLElement} place @param {Frame} content */
export function top(place, { languages, documents }) {
  const { words, search } = board.about
  if (!place.firstChild) {
    place.innerHTML = `<search class="search"></search><nav></nav>
      <button type="button" class="copy"></button><button type="button" class="papers"></button>
      <div popover></div>`
    board.ready.search.attach(place.querySelector("search"), board)
  }
  const input = place.querySelector("input")
  input.placeholder = words.search
  input.ariaLabel = place.querySelector("[role=listbox]").ariaLabel = search.label
  const here = () => board.absolute(board.content.address)
  place.querySelector(".copy").replaceWith(board.ready.elements.copier(words, words.copy, here))
  const nav = place.querySelector("nav")
  nav.ariaLabel = words.language
  nav.replaceChildren(
    ...Object.entries(languages).map(([lang, { label, href, chosen }]) => {
      const said = { href, lang, hreflang: lang, label }
      const current = { "aria-current": chosen ? "true" : null }
      return element("a", { ...said, ...current }, lang.toUpperCase())
    }),
  )
  const list = /** @type {HTMLElement} */ (place.querySelector("[popover]"))
  const button = /** @type {HTMLButtonElement} */ (place.querySelector(".papers"))
  const { label, offered, more } = documents
  opens(button, list, "documents-list")
  button.textContent = label
  // The notes on each country stand last, as their list is long.
  const all = papers(offered.toSorted((one, other) => one.each.length - other.each.length))
  list.replaceChildren(all, element("a", { class: "way", href: more.href }, more.label))
  board.ready.elements.roveEach(list.querySelectorAll("li:not(:has(ul))"))
}

/** Documents as a list with their forms. @param {readonly Files[]} files @returns {HTMLElement} */
function papers(files) {
  const lines = files.map(({ label, links, each }) => {
    const forms = links.map(({ href, label }) => element("a", { href, download: "" }, label))
    const inside = element("details", { open: "" }, element("summary", {}, label), papers(each))
    return element("li", {}, ...(each.length ? [inside] : [element("span", {}, label), ...forms]))
  })
  return element("ul", {}, ...lines)
}

// ---- filters

/** @type {Map<string, { button: HTMLButtonElement, list: HTMLElement, fill: () => void }>} */
const known = new Map()

/** Draws the filters; open lists stay open. @param {HTMLElement} place @param {Frame} content */
export function bar(place, { filters }) {
  if (!filters) return place.replaceChildren()
  const { label, chips, summary } = filters
  if (!place.firstChild) {
    const sheet = element("div", { class: "sheet flow", role: "group" })
    const all = press("", () => all.ariaExpanded = String(sheet.classList.toggle("open")), {
      class: "all",
      "aria-expanded": "false",
    })
    place.append(all, sheet, element("span", { class: "summary quiet", role: "status" }))
    known.clear()
  }
  const [all, sheet, said] = place.children
  all.textContent = chips.length ? `${label} (${chips.length})` : label
  sheet.ariaLabel = label
  said.textContent = summary
  for (const [name, { button, list }] of known) {
    if (filters.filters.some((one) => one.name === name)) continue
    button.remove()
    list.remove()
    known.delete(name)
  }
  for (const filter of filters.filters) {
    if (!known.has(filter.name)) {
      const button = press("", () => {}, { class: "cut", "data-name": filter.name })
      const list = element("div", { class: "filter", role: "group" })
      opens(button, list, `filter-${filter.name}`)
      list.addEventListener("beforetoggle", () => known.get(filter.name)?.fill())
      known.set(filter.name, { button, list, fill: () => {} })
    }
    const one = known.get(filter.name)
    const { button, list } = one
    one.fill = () => fill(list, filter, filters)
    button.textContent = filter.button
    button.classList.toggle("set", filter.set)
    list.ariaLabel = filter.label
    if (list.matches(":popover-open")) one.fill() // A closed list costs nothing at a choice.
  }
  // An element that is put in again closes its list: only where the filters are others.
  const inOrder = filters.filters.flatMap(({ name }) => {
    const { button, list } = known.get(name)
    return [button, list]
  })
  if (inOrder.some((one, at) => sheet.children[at] !== one)) sheet.append(...inOrder)
}

/**
 * What a list holds; who uses it goes on where they were.
 * @param {HTMLElement} list @param {Filter} filter @param {FilterBar} words
 */
function fill(list, filter, words) {
  const now = JSON.stringify(filter)
  if (list.dataset.said === now) return
  list.dataset.said = now
  if (recount(list, filter)) return
  const active = /** @type {HTMLInputElement} */ (document.activeElement)
  const focused = list.contains(active) && active.type !== "search" ? active.value : null
  const before = /** @type {HTMLInputElement | null} */ (list.querySelector("input[type=search]"))
  const { scrollTop } = list
  const said = { type: "search", "aria-label": words.search, placeholder: words.search }
  const search = before ?? element("input", said)
  search.oninput = () => narrow(list, search.value)
  search.onchange = (event) => event.stopPropagation() // It chooses nothing.
  search.onkeydown = (event) => {
    if (event.key !== "Enter") return
    event.preventDefault() // It would press what has the focus once the list is closed.
    const items = [...list.querySelectorAll("li")]
    items.find((item) => item.dataset.text && !item.hidden)?.querySelector("input").click()
  }
  if (!before && filter.options.length > FEW) list.append(search)
  for (const part of [...list.children]) if (part !== search) part.remove()
  if (filter.options.length) {
    const nothing = element("p", { class: "nothing", hidden: "" }, words.nothing)
    list.append(options(filter), nothing)
  }
  list.append(...help(filter), ...filter.days.map((day) => dayField(day)))
  for (const one of filter.lists) {
    const heading = element("p", { class: "group quiet small" }, one.label)
    list.append(heading, options(one), ...help(one))
  }
  if (filter.switch) list.append(turn(filter.switch))
  if (search.value) narrow(list, search.value)
  const again = [...list.querySelectorAll("input")].find(({ value }) => value === focused)
  again?.focus({ preventScroll: true })
  list.scrollTop = scrollTop
}

/**
 * Write other counts of the same options in place: to draw them anew takes longer than all else.
 * @param {HTMLElement} list @param {Filter} filter
 */
function recount(list, filter) {
  const places = [...list.querySelectorAll("ul label")]
  const same = filter.options.length && !filter.single &&
    places.length === filter.options.length &&
    filter.options.every(({ code }, at) => places[at].querySelector("input").value === code)
  if (!same) return false
  filter.options.forEach((option, at) => state(places[at], option))
  if (filter.switch) list.lastElementChild.replaceWith(turn(filter.switch))
  return true
}

/** What a choice changes of an option. @param {Element} place @param {Filter["options"][0]} option */
function state(place, { label, said, count, chosen }) {
  const input = place.querySelector("input")
  input.checked = chosen
  input.ariaLabel = said
  place.querySelector("span").textContent = label
  place.querySelector("small").textContent = count
  place.classList.toggle("zero", count === "0")
}

/** A paragraph of help; nothing where there is none. @param {Filter} filter */
function help({ help }) {
  return help ? [element("p", { class: "quiet" }, help)] : []
}

/** The options of a filter as a list; one choice as radio buttons. @param {Filter} filter */
function options({ name, single, options }) {
  let before = ""
  const items = options.flatMap((option) => {
    const { code, label, href, group } = option
    const begins = group && group !== before
    before = group
    const type = single ? "radio" : "checkbox"
    const input = element("input", { type, name, value: code })
    input.onchange = () => board.go(single ? href : toggled(name, code))
    const place = element("label", {}, input, element("span", {}), element("small", {}))
    state(place, option)
    return [
      begins && element("li", { class: "group quiet small" }, group),
      element("li", { "data-text": plain(label) }, place),
    ]
  })
  return element("ul", {}, ...items)
}

/** A field for a day, which chooses each valid one. @param {FilterDay} day */
function dayField({ name, label, value, first, last, help, fixed }) {
  const input = element("input", { type: "date", name, value, min: first, max: last })
  input.disabled = fixed
  input.onchange = () => {
    if (!input.checkValidity()) return
    const query = now()
    query.delete(name)
    if (input.value) query.set(name, input.value)
    board.go(`${board.content.page}?${query}`)
  }
  const words = element("span", {}, label)
  return element("label", { class: "day flow" }, words, input, element("small", {}, help))
}

/** A box that leads to the other state of a switch. @param {Switch} one */
function turn({ label, help, on, href }) {
  const input = element("input", { type: "checkbox", value: "1" })
  input.checked = on
  input.onchange = () => board.go(href)
  const words = element("span", {}, label)
  return element("label", { class: "day flow" }, input, words, element("small", {}, help))
}

/** The parameters of the newest choice, drawn or not. */
function now() {
  return new URL(board.absolute(board.root.ariaBusy ? board.here : board.content.address))
    .searchParams
}

/**
 * The address of the newest choice with an option more, or without it.
 * @param {string} name @param {string} code
 */
function toggled(name, code) {
  const query = now()
  if (query.has(name, code)) query.delete(name, code)
  else query.append(name, code)
  return `${board.content.page}?${query}`
}

/** Hides the options without a text. @param {HTMLElement} list @param {string} text */
function narrow(list, text) {
  const sought = plain(text)
  const items = [...list.querySelectorAll("li")]
  for (const item of items) item.hidden = !(item.dataset.text ?? "").includes(sought)
  const nothing = /** @type {HTMLElement} */ (list.querySelector(".nothing"))
  nothing.hidden = items.some(({ hidden }) => !hidden)
}

/** A text without accents and capitals. @param {string} text */
function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
}

/** Draws what is chosen. @param {HTMLElement} place @param {Frame} content */
export function chips(place, { filters }) {
  if (!filters?.chips.length) {
    const had = place.contains(document.activeElement)
    place.replaceChildren()
    const buttons = [...document.querySelectorAll(".board-filters button")]
    const button = /** @type {HTMLElement} */ (buttons.find((one) => one.checkVisibility()))
    if (had) button?.focus({ preventScroll: true })
    return
  }
  // Whoever takes one out goes on with the next.
  const links = filters.chips.map(({ label, href, help }, at) => {
    const about = { class: "chip", href, "data-at": `${at}`, "aria-label": help || label }
    return element("a", about, label, element("span", { "aria-hidden": "true" }, " ×"))
  })
  const { label, href } = filters.clear
  const clear = element("a", { class: "way", href, "data-at": `${links.length}` }, label)
  board.ready.elements.redraw(place, [
    ...links,
    filters.compare && comparing(filters.compare),
    filters.country && element("a", { class: "way", ...filters.country }, filters.country.label),
    clear,
  ])
}

/** What Escape leads back to after a comparison. */
let alone = ""

/**
 * A button that opens the list of countries: the one that is chosen there stands beside the others.
 * Escape on it takes that back.
 * @param {string} label
 */
function comparing(label) {
  const button = press(label, () => {
    alone = board.content.address
    const { list } = known.get("country")
    const { classList } = list.parentElement // On a phone the lists lie in a sheet.
    classList.add("open")
    list.addEventListener("change", () => {
      list.hidePopover()
      classList.remove("open")
    }, { once: true })
    list.showPopover({ source: button })
  }, { "data-at": "compare" })
  button.onkeydown = ({ key }) => {
    if (key === "Escape" && alone) board.go(alone)
  }
  return button
}

// ---- lists that open below a button (`board.css` says where)

/** @param {HTMLButtonElement} button @param {HTMLElement} list @param {string} id */
function opens(button, list, id) {
  if (list.id) return
  list.id = id
  list.popover = "auto"
  button.setAttribute("popovertarget", id)
  // Who has a keyboard goes on in the list, unless somebody quick is there already.
  list.addEventListener("toggle", (event) => {
    const opened = /** @type {ToggleEvent} */ (event).newState === "open"
    button.ariaExpanded = String(opened)
    const first = /** @type {HTMLElement | null} */ (list.querySelector("input, a"))
    const isThere = list.contains(document.activeElement)
    if (opened && !isThere && !matchMedia("(pointer: coarse)").matches) first?.focus()
  })
}
