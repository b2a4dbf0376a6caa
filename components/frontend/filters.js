// @ts-check
// The bar on top (search, languages, address, documents), the filters, and what is chosen of them.
/** @import { Filter, FilterBar, FilterDay, FilterOption, Frame, Switch } from "./sent.d.ts" */
/** @import { Board } from "./types.d.ts" */

const GAP = 4
const FEW = 8
const LEAST = 240 // Pixels that a list has at least, over its button where there is no room below.
/** @type {typeof import("./inks.js").element} */
let element
/** @type {typeof import("./inks.js").redraw} */
let redraw

/** @param {typeof import("./inks.js")} shared what makes an element in every module of the board */
export function begin(shared) {
  ;({ element, redraw } = shared)
}

// ---- the bar on top

/** @param {Board} board @param {HTMLElement} place @param {Frame} content */
export function top(board, place, { languages, documents }) {
  const { words } = board.about
  if (!place.firstChild) {
    place.innerHTML = `<form role="search" action="actions" method="get" class="search">
      <input name="q" type="search"><kbd class="quiet">Ctrl K</kbd><div></div></form><nav></nav>
      <button type="button" class="copy"></button><button type="button" class="papers"></button>
      <div popover></div>`
    const form = /** @type {HTMLFormElement} */ (place.querySelector("form"))
    form.onsubmit = (event) => event.preventDefault()
    board.ready.search.attach(form.querySelector("input"), form.querySelector("div"), {
      address: "search",
      query: () => `?${board.content.address.split("?")[1]}`,
      words: () => board.about.search,
    })
    const copy = /** @type {HTMLButtonElement} */ (place.querySelector(".copy"))
    copy.onclick = () =>
      navigator.clipboard.writeText(board.absolute(board.content.address)).then(() => {
        copy.textContent = board.about.words.copied
        setTimeout(() => copy.textContent = board.about.words.copy, 2000)
      })
  }
  const input = place.querySelector("input")
  input.placeholder = words.search
  for (const one of [input, place.querySelector("[role=listbox]")]) {
    one.setAttribute("aria-label", board.about.search.label)
  }
  place.querySelector(".copy").textContent = words.copy
  const nav = place.querySelector("nav")
  nav.setAttribute("aria-label", words.language)
  nav.replaceChildren(
    ...Object.entries(languages).map(([code, { label, href, chosen }]) =>
      element("a", {
        href,
        lang: code,
        hreflang: code,
        title: label,
        "aria-label": label,
        ...(chosen ? { "aria-current": "true" } : {}),
      }, code.toUpperCase())
    ),
  )
  const button = /** @type {HTMLButtonElement} */ (place.querySelector(".papers"))
  const list = /** @type {HTMLElement} */ (place.querySelector("[popover]"))
  button.textContent = documents.label
  opens(button, list, "documents-list")
  list.replaceChildren(
    element(
      "ul",
      {},
      ...documents.offered.map(({ label, links }) =>
        element(
          "li",
          {},
          element("span", {}, label),
          ...links.map((form) => element("a", { href: form.href, download: "" }, form.label)),
        )
      ),
    ),
    element("a", { class: "way", href: documents.more.href }, documents.more.label),
  )
}

// ---- filters

/** @type {Map<string, { button: HTMLButtonElement, list: HTMLElement, fill: () => void }>} */
const known = new Map()

/** @param {Board} board @param {HTMLElement} place @param {Frame} content */
export function bar(board, place, { filters }) {
  if (!filters) return place.replaceChildren()
  let sheet = /** @type {HTMLElement} */ (place.querySelector(".sheet"))
  if (!sheet) {
    sheet = element("div", { class: "sheet flow" })
    const button = element("button", { type: "button", class: "all", "aria-expanded": "false" })
    button.onclick = () => {
      const open = sheet.classList.toggle("open")
      button.setAttribute("aria-expanded", String(open))
    }
    place.replaceChildren(
      button,
      sheet,
      element("span", { class: "summary quiet", role: "status" }),
    )
    known.clear()
  }
  const all = /** @type {HTMLElement} */ (place.querySelector(".all"))
  all.textContent = filters.chips.length
    ? `${filters.label} (${filters.chips.length})`
    : filters.label
  sheet.setAttribute("role", "group")
  sheet.setAttribute("aria-label", filters.label)
  place.querySelector(".summary").textContent = filters.summary
  for (const [name, { button, list }] of known) {
    if (filters.filters.some((one) => one.name === name)) continue
    button.remove()
    list.remove()
    known.delete(name)
  }
  for (const filter of filters.filters) {
    if (!known.has(filter.name)) {
      const button =
        /** @type {HTMLButtonElement} */ (element("button", { type: "button", class: "cut" }))
      const list = element("div", { class: "filter", role: "group" })
      opens(button, list, `filter-${filter.name}`)
      list.addEventListener("beforetoggle", () => known.get(filter.name)?.fill())
      known.set(filter.name, { button, list, fill: () => {} })
    }
    const one = known.get(filter.name)
    const { button, list } = one
    one.fill = () => fill(board, list, filter, filters)
    button.textContent = filter.button
    button.classList.toggle("set", filter.set)
    button.dataset.name = filter.name
    list.setAttribute("aria-label", filter.label)
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
 * What a list holds.
 * @param {Board} board @param {HTMLElement} list @param {Filter} filter @param {FilterBar} words
 */
function fill(board, list, filter, words) {
  const said = JSON.stringify(filter)
  if (list.dataset.said === said) return
  list.dataset.said = said
  if (recount(board, list, filter)) return
  const active = /** @type {HTMLInputElement} */ (document.activeElement)
  const focused = list.contains(active) && active.type !== "search" ? active.value : null
  let search = /** @type {HTMLInputElement | null} */ (list.querySelector("input[type=search]"))
  const scrolled = list.scrollTop
  if (!search && filter.options.length > FEW) {
    search = /** @type {HTMLInputElement} */ (element("input", {
      type: "search",
      "aria-label": words.search,
      placeholder: words.search,
    }))
    search.oninput = () => narrow(list, search.value)
    list.append(search)
  }
  for (const part of [...list.children]) if (part !== search) part.remove()
  if (filter.options.length) {
    list.append(options(board, filter))
    list.append(element("p", { class: "nothing", hidden: "" }, words.nothing))
  }
  if (filter.help) list.append(element("p", { class: "quiet" }, filter.help))
  for (const day of filter.days) list.append(dayField(board, day))
  for (const one of filter.lists) {
    list.append(element("p", { class: "group quiet small" }, one.label), options(board, one))
    if (one.help) list.append(element("p", { class: "quiet" }, one.help))
  }
  if (filter.switch) list.append(turn(board, filter.switch))
  if (search?.value) narrow(list, search.value)
  list.scrollTop = scrolled
  if (focused !== null) {
    ;[...list.querySelectorAll("input")].find((input) => input.value === focused)?.focus()
  }
}

/**
 * The same options with other counts are written in place: focus and scroll stay where they are.
 * @param {Board} board @param {HTMLElement} list @param {Filter} filter
 */
function recount(board, list, filter) {
  const places = /** @type {NodeListOf<HTMLLabelElement>} */ (list.querySelectorAll("ul label"))
  const same = filter.options.length && !filter.single &&
    places.length === filter.options.length &&
    filter.options.every(({ code, label }, at) =>
      places[at].querySelector("input").value === code &&
      places[at].querySelector("span").textContent === label
    )
  if (!same) return false
  filter.options.forEach((option, at) => state(places[at], option))
  if (filter.switch) list.lastElementChild.replaceWith(turn(board, filter.switch))
  return true
}

/** What a choice changes of an option. @param {HTMLElement} label @param {FilterOption} option */
function state(label, { chosen, count, said }) {
  const input = label.querySelector("input")
  input.checked = chosen
  if (input.ariaLabel !== said) input.ariaLabel = said
  const small = label.querySelector("small")
  if (small.textContent !== count) small.textContent = count
  label.classList.toggle("zero", count === "0")
}

/** @param {Board} board @param {Filter} filter */
function options(board, filter) {
  let group = ""
  const items = filter.options.flatMap((option) => {
    const begins = option.group && option.group !== group
    group = option.group
    const input = /** @type {HTMLInputElement} */ (element("input", {
      type: filter.single ? "radio" : "checkbox",
      name: filter.name,
      value: option.code,
    }))
    const leads = () => filter.single ? option.href : toggled(board, filter.name, option.code)
    input.onchange = () => board.go(leads())
    const label = element(
      "label",
      {},
      input,
      element("span", {}, option.label),
      element("small", {}),
    )
    state(label, option)
    return [
      ...(begins ? [element("li", { class: "group quiet small" }, option.group)] : []),
      element("li", { "data-text": plain(option.label) }, label),
    ]
  })
  return element("ul", {}, ...items)
}

/** @param {Board} board @param {FilterDay} day */
function dayField(board, day) {
  const input = /** @type {HTMLInputElement} */ (element("input", {
    type: "date",
    name: day.name,
    value: day.value,
    min: day.first,
    max: day.last,
  }))
  input.disabled = day.fixed
  input.onchange = () => {
    if (!input.checkValidity()) return
    const query = now(board)
    query.delete(day.name)
    if (input.value) query.set(day.name, input.value)
    board.go(`${board.content.page}?${query}`)
  }
  return element(
    "label",
    { class: "day flow" },
    element("span", {}, day.label),
    input,
    element("small", {}, day.help),
  )
}

/** @param {Board} board @param {Switch} one */
function turn(board, { label, help, on, href }) {
  const input = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox", value: "1" }))
  input.checked = on
  input.onchange = () => board.go(href)
  return element(
    "label",
    { class: "day flow" },
    input,
    element("span", {}, label),
    element("small", {}, help),
  )
}

/** The parameters of the newest choice, drawn or not. @param {Board} board */
function now(board) {
  return new URL(board.absolute(board.root.ariaBusy ? board.here : board.content.address))
    .searchParams
}

/**
 * The address of the newest choice with an option more, or without it.
 * @param {Board} board @param {string} name @param {string} code
 */
function toggled(board, name, code) {
  const query = now(board)
  const chosen = query.getAll(name)
  query.delete(name)
  const after = chosen.includes(code) ? chosen.filter((one) => one !== code) : [...chosen, code]
  for (const one of after) query.append(name, one)
  return `${board.content.page}?${query}`
}

/** @param {HTMLElement} list @param {string} text */
function narrow(list, text) {
  const sought = plain(text)
  let none = true
  for (const item of list.querySelectorAll("li")) {
    item.hidden = !(item.dataset.text ?? "").includes(sought)
    none &&= item.hidden
  } /** @type {HTMLElement} */
  const nothing = /** @type {HTMLElement} */ (list.querySelector(".nothing"))
  nothing.hidden = !none
}

/** @param {string} text */
function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
}

/** @param {HTMLElement} place @param {Frame} content */
export function chips(place, { filters }) {
  if (!filters?.chips.length) {
    const had = place.contains(document.activeElement)
    place.replaceChildren()
    const buttons = /** @type {HTMLElement[]} */ ([
      ...document.querySelectorAll(".board-filters button"),
    ])
    if (had) buttons.find((one) => one.checkVisibility())?.focus({ preventScroll: true })
    return
  }
  // Whoever takes one out goes on with the next.
  redraw(place, [
    ...filters.chips.map(({ label, href, help }, at) =>
      element(
        "a",
        { class: "chip", href, "data-at": `${at}`, "aria-label": help || label },
        label,
        element("span", { "aria-hidden": "true" }, "×"),
      )
    ),
    element("a", {
      class: "way",
      href: filters.clear.href,
      "data-at": `${filters.chips.length}`,
    }, filters.clear.label),
  ])
}

// ---- lists that open below a button

/** @param {HTMLButtonElement} button @param {HTMLElement} list @param {string} id */
function opens(button, list, id) {
  list.id = id
  list.setAttribute("popover", "auto")
  button.setAttribute("popovertarget", id)
  list.addEventListener("beforetoggle", (event) => {
    const { left, bottom } = button.getBoundingClientRect()
    const least = Math.min(LEAST, innerHeight - 2 * GAP)
    const room = Math.max(innerHeight - bottom - 3 * GAP, least)
    const open = /** @type {ToggleEvent} */ (event).newState === "open"
    button.setAttribute("aria-expanded", String(open))
    if (!open) return
    list.style.setProperty("top", `${Math.min(bottom + GAP, innerHeight - room - GAP)}px`)
    list.style.setProperty("left", `${Math.max(GAP, Math.min(left, innerWidth - 330))}px`)
    list.style.setProperty("--room", `${room}px`)
  })
}
