// @ts-check
// The bar on top (search, languages, address, documents), the filters, and what is chosen of them.
/** @import { Board, Content, Filter } from "./types.d.ts" */

const GAP = 4

// ---- the bar on top

/** @param {Board} board @param {HTMLElement} place @param {Content} content */
export function top(board, place, { languages, documents }) {
  const { words } = board.about
  if (!place.firstChild) {
    place.innerHTML = `<form role="search" action="actions" method="get" class="search">
      <input name="q" type="search"><kbd>Ctrl K</kbd><div></div></form><nav></nav>
      <button type="button" class="copy"></button><button type="button" class="papers"></button>
      <div popover></div>`
    const form = /** @type {HTMLFormElement} */ (place.querySelector("form"))
    form.onsubmit = (event) => event.preventDefault()
    board.ready.search.attach(form.querySelector("input"), form.querySelector("div"), {
      address: "search",
      query: () => `?${board.content.address.split("?")[1]}`,
      words: board.about.search,
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
  place.querySelector(".copy").textContent = words.copy
  const nav = place.querySelector("nav")
  nav.setAttribute("aria-label", words.language)
  nav.replaceChildren(...languages.map(({ code, name, href, current }) =>
    element("a", {
      href,
      lang: code,
      hreflang: code,
      title: name,
      "aria-label": name,
      ...(current ? { "aria-current": "true" } : {}),
    }, code.toUpperCase())
  ))
  const button = /** @type {HTMLButtonElement} */ (place.querySelector(".papers"))
  const list = /** @type {HTMLElement} */ (place.querySelector("[popover]"))
  button.textContent = documents.label
  opens(button, list, "documents-list")
  list.replaceChildren(
    element(
      "ul",
      {},
      ...documents.offered.map(({ label, forms }) =>
        element(
          "li",
          {},
          element("span", {}, label),
          ...forms.map((form) => element("a", { href: form.href, download: "" }, form.label)),
        )
      ),
    ),
    element("a", { class: "way", href: documents.more.href }, documents.more.label),
  )
}

// ---- filters

/** @type {Map<string, { button: HTMLButtonElement, list: HTMLElement }>} */
const known = new Map()

/** @param {Board} board @param {HTMLElement} place @param {Content} content */
export function bar(board, place, { filters }) {
  if (!filters) return place.replaceChildren()
  const { words } = board.about
  let sheet = /** @type {HTMLElement} */ (place.querySelector(".sheet"))
  if (!sheet) {
    sheet = element("div", { class: "sheet" })
    const button = element("button", { type: "button", class: "all", "aria-expanded": "false" })
    button.onclick = () => {
      const open = sheet.classList.toggle("open")
      button.setAttribute("aria-expanded", String(open))
    }
    place.replaceChildren(button, sheet, element("span", { class: "summary", role: "status" }))
    known.clear()
  }
  place.querySelector(".all").textContent = filters.chips.length
    ? `${words.filters} (${filters.chips.length})`
    : words.filters
  place.querySelector(".summary").textContent = filters.summary
  for (const name of [...known.keys()]) {
    if (!filters.filters.some((one) => one.name === name)) {
      known.get(name).button.remove()
      known.get(name).list.remove()
      known.delete(name)
    }
  }
  for (const filter of filters.filters) {
    if (!known.has(filter.name)) {
      const button = /** @type {HTMLButtonElement} */ (element("button", { type: "button" }))
      const list = element("div", { popover: "auto", class: "filter" })
      sheet.append(button, list)
      opens(button, list, `filter-${filter.name}`)
      known.set(filter.name, { button, list })
    }
    const { button, list } = known.get(filter.name)
    button.textContent = filter.said || filter.label
    button.classList.toggle("set", filter.set)
    button.dataset.name = filter.name
    fill(board, list, filter)
  }
}

/** @param {Board} board @param {HTMLElement} list @param {Filter} filter */
function fill(board, list, filter) {
  const focused = list.contains(document.activeElement)
    ? /** @type {HTMLInputElement} */ (document.activeElement).value
    : null
  const sought = /** @type {HTMLInputElement | null} */ (list.querySelector("input[type=search]"))
    ?.value ?? ""
  const scrolled = list.querySelector("ul")?.scrollTop ?? 0
  const parts = []
  if (filter.help) parts.push(element("p", { class: "help" }, filter.help))
  if (filter.options.length > 8) {
    const search = /** @type {HTMLInputElement} */ (
      element("input", { type: "search", "aria-label": filter.label, placeholder: filter.label })
    )
    search.value = sought
    search.oninput = () => narrow(list, search.value)
    parts.push(search)
  }
  let group = ""
  const items = filter.options.flatMap((option) => {
    const head = option.group && option.group !== group
      ? [element("li", { class: "group", role: "presentation" }, option.group)]
      : []
    group = option.group ?? ""
    const input = /** @type {HTMLInputElement} */ (element("input", {
      type: filter.single ? "radio" : "checkbox",
      name: filter.name,
      value: option.code,
    }))
    input.checked = option.chosen
    input.onchange = () =>
      filter.single ? board.go(option.href) : toggle(board, filter.name, option.code)
    const label = element(
      "label",
      option.count === 0 ? { class: "zero" } : {},
      input,
      element("span", {}, option.label),
    )
    if (option.written !== undefined) label.append(element("small", {}, option.written))
    return [...head, element("li", { "data-text": plain(option.label) }, label)]
  })
  if (items.length) parts.push(element("ul", {}, ...items))
  for (const day of filter.days ?? []) {
    const input = /** @type {HTMLInputElement} */ (element("input", {
      type: "date",
      name: day.name,
      value: day.value,
      min: day.least,
      max: day.most,
    }))
    input.disabled = Boolean(day.disabled)
    input.onchange = () => {
      const query = now(board)
      query.delete(day.name)
      if (input.value) query.set(day.name, input.value)
      board.go(`${board.content.page}?${query}`)
    }
    parts.push(
      element(
        "label",
        { class: "field" },
        element("span", {}, day.label),
        input,
        ...(day.help ? [element("small", {}, day.help)] : []),
      ),
    )
  }
  list.replaceChildren(...parts)
  if (sought) narrow(list, sought)
  const ul = list.querySelector("ul")
  if (ul) ul.scrollTop = scrolled
  if (focused !== null) {
    const again = [...list.querySelectorAll("input")].find((input) =>
      input.type === "search" ? focused === sought && focused !== "" : input.value === focused
    )
    again?.focus()
  }
}

/** The parameters of the newest choice, drawn or not. @param {Board} board */
function now(board) {
  return new URL(board.absolute(board.pending || board.content.address)).searchParams
}

/** @param {Board} board @param {string} name @param {string} code */
function toggle(board, name, code) {
  const query = now(board)
  const chosen = query.getAll(name)
  query.delete(name)
  const after = chosen.includes(code) ? chosen.filter((one) => one !== code) : [...chosen, code]
  for (const one of after) query.append(name, one)
  board.go(`${board.content.page}?${query}`)
}

/** @param {HTMLElement} list @param {string} text */
function narrow(list, text) {
  const sought = plain(text)
  for (const item of list.querySelectorAll("li")) {
    item.hidden = !(item.dataset.text ?? "").includes(sought)
  }
}

/** @param {string} text */
function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
}

/** @param {HTMLElement} place @param {Content} content */
export function chips(place, { filters }) {
  if (!filters?.chips.length) return place.replaceChildren()
  place.replaceChildren(
    ...filters.chips.map(({ label, href, help }) =>
      element(
        "a",
        { class: "chip", href, "aria-label": help ?? label },
        label,
        element("span", { "aria-hidden": "true" }, "×"),
      )
    ),
    element("a", { class: "way", href: filters.clear.href }, filters.clear.label),
  )
}

// ---- lists that open below a button

/** @param {HTMLButtonElement} button @param {HTMLElement} list @param {string} id */
function opens(button, list, id) {
  list.id = id
  list.setAttribute("popover", "auto")
  button.setAttribute("popovertarget", id)
  list.addEventListener("beforetoggle", (event) => {
    const { left, bottom } = button.getBoundingClientRect()
    const open = /** @type {ToggleEvent} */ (event).newState === "open"
    button.setAttribute("aria-expanded", String(open))
    if (!open) return
    list.style.setProperty("top", `${bottom + GAP}px`)
    list.style.setProperty("left", `${Math.max(GAP, Math.min(left, innerWidth - 330))}px`)
    list.style.setProperty("--room", `${innerHeight - bottom - 3 * GAP}px`)
  })
}

/** @param {string} tag @param {Record<string, string>} attributes @param {...(Node | string)} inside @returns {HTMLElement} */
function element(tag, attributes, ...inside) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  made.append(...inside)
  return made
}
