// @ts-check
// A field that searches everywhere, after the pattern "combobox" of WAI-ARIA: the field keeps the
// focus, the arrow keys move through what was found, Enter opens it. Each result is a link.

/**
 * @typedef {{ title: string, detail: string, address: string }} Found
 * @typedef {{ kind: string, name: string, found: Found[], more: Found | null }} Group
 * @typedef {{ said: string, groups: Group[] }} Answer
 * @typedef {object} Options
 * @property {string} address where the server answers, relative to the page: `search`
 * @property {string | (() => string)} query parameters of the page as it is now
 * @property {() => { label: string, unanswered: string }} words of the language as it is now
 */

const PAUSE = 120 // milliseconds after the last key
const PATIENCE = 8000 // milliseconds for an answer
const EDITABLE = "input, textarea, select, [contenteditable]:not([contenteditable=false])"
let fields = 0

/**
 * Make a field and an empty element beside it a search. Returns a function that undoes it.
 * @param {HTMLInputElement} input
 * @param {HTMLElement} list
 * @param {Options} options
 */
export function attach(input, list, { address, query, words }) {
  const id = `search-${++fields}`
  const found = make("div", { role: "listbox", id, tabindex: "-1", "aria-label": words().label })
  const sentence = make("p", { "aria-hidden": "true" })
  const said = make("p", { role: "status", class: "unseen" })
  const gone = new AbortController()
  /** @type {AbortController | undefined} */
  let asking
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let soon
  let asked = ""
  let opens = false // Enter was pressed before the answer came
  let active = -1

  set(input, {
    role: "combobox",
    "aria-label": words().label,
    "aria-autocomplete": "list",
    "aria-controls": id,
    "aria-expanded": "false",
    autocomplete: "off",
    spellcheck: "false",
  })
  list.classList.add("search-list")
  list.replaceChildren(found, sentence)
  list.hidden = true
  list.after(said)

  const results = () => /** @type {HTMLAnchorElement[]} */ ([...found.querySelectorAll("a")])

  /** @param {number} place */
  function mark(place) {
    active = place
    results().forEach((result, at) => result.setAttribute("aria-selected", String(at === place)))
    const chosen = results()[place]
    if (chosen) {
      input.setAttribute("aria-activedescendant", chosen.id)
      chosen.scrollIntoView({ block: "nearest" })
    } else input.removeAttribute("aria-activedescendant")
  }

  function close() {
    clearTimeout(soon)
    asking?.abort()
    asked = said.textContent = ""
    opens = false
    list.hidden = true
    input.setAttribute("aria-expanded", "false")
    mark(-1)
  }

  /** @param {Answer} answer */
  function show({ said: told, groups }) {
    found.replaceChildren(...groups.map(group))
    results().forEach((result, at) => set(result, { id: `${id}-${at}` }))
    sentence.textContent = groups.length ? "" : told
    said.textContent = told
    list.hidden = false
    found.scrollTop = 0
    input.setAttribute("aria-expanded", String(groups.length > 0))
    mark(-1)
    if (opens) results()[0]?.click()
    opens = false
  }

  /** @param {Group} of */
  function group({ kind, name, found: own, more }) {
    const head = make("div", { id: `${id}-${kind}`, class: "name quiet" }, name)
    const whole = make("div", { role: "group", "aria-labelledby": head.id })
    const links = own.map(link)
    if (more) links.push(link(more))
    links.at(-1)?.classList.toggle("more", Boolean(more))
    whole.append(head, ...links)
    return whole
  }

  /** @param {string} reason */
  function fail(reason) {
    asked = "" // the same text can be asked again
    show({ said: reason, groups: [] })
  }

  async function ask() {
    const text = input.value.trim()
    if (text === asked) return
    asking?.abort()
    if (!text) {
      close()
      return
    }
    asked = text
    const mine = (asking = new AbortController())
    const late = setTimeout(() => {
      if (asking === mine && !mine.signal.aborted) fail(words().unanswered)
      mine.abort()
    }, PATIENCE)
    const parameters = new URLSearchParams(typeof query === "function" ? query() : query)
    parameters.set("text", text)
    try {
      const answer = await fetch(`${address}?${parameters}`, { signal: mine.signal })
      const body = await answer.json()
      if (asking !== mine || mine.signal.aborted) return
      if (answer.ok) show(body)
      else fail(body.error.message)
    } catch {
      if (asking === mine && !mine.signal.aborted) fail(words().unanswered)
    } finally {
      clearTimeout(late)
    }
  }

  function askSoon() {
    clearTimeout(soon)
    asking?.abort()
    asked = ""
    opens = false
    soon = setTimeout(ask, PAUSE)
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    if (event.isComposing) return
    const n = list.hidden ? 0 : results().length
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault()
      if (!n) ask()
      else if (event.key === "ArrowDown") mark(active + 1 < n ? active + 1 : 0)
      else mark(active > 0 ? active - 1 : n - 1)
    } else if (event.key === "Enter") {
      event.preventDefault()
      const current = asked && asked === input.value.trim()
      if (n && current) results()[Math.max(active, 0)].click()
      else {
        clearTimeout(soon)
        ask()
        opens = Boolean(input.value.trim())
      }
    } else if (event.key === "Escape") {
      event.preventDefault() // a field for search would lose its text
      if (!list.hidden) event.stopPropagation()
      close()
    }
  }

  /** @param {KeyboardEvent} event */
  function onShortcut(event) {
    const place = event.composedPath()[0]
    const typing = place !== input && place instanceof Element && place.matches(EDITABLE)
    const chord = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
    const asks = chord
      ? event.key.toLowerCase() === "k"
      : event.key === "/" && !event.altKey && !event.ctrlKey && !event.metaKey && place !== input
    if (!asks || typing || event.defaultPrevented) return
    event.preventDefault()
    input.focus()
    input.select()
  }

  const signal = gone.signal
  input.addEventListener("input", askSoon, { signal })
  input.addEventListener("keydown", onKey, { signal })
  input.addEventListener("focusout", close, { signal })
  // A press on a result leaves the focus in the field, so that the list stays until it is opened.
  list.addEventListener("pointerdown", (event) => event.preventDefault(), { signal })
  list.addEventListener("mousedown", (event) => event.preventDefault(), { signal })
  list.addEventListener("click", (event) => {
    const away = event.ctrlKey || event.metaKey || event.shiftKey
    if (!away && event.target instanceof Element && event.target.closest("a")) close()
  }, { signal })
  input.ownerDocument.addEventListener("keydown", onShortcut, { signal })

  return () => {
    close()
    gone.abort()
    said.remove()
    list.replaceChildren()
  }
}

/** @param {Found} found */
function link({ title, detail, address }) {
  const result = /** @type {HTMLAnchorElement} */ (make("a", { role: "option", tabindex: "-1" }))
  result.href = address
  result.append(make("span", {}, title))
  if (detail) result.append(make("small", {}, detail))
  return result
}

/**
 * @param {string} name
 * @param {Record<string, string>} attributes
 */
function make(name, attributes, text = "") {
  const element = document.createElement(name)
  set(element, attributes)
  element.textContent = text
  return element
}

/**
 * @param {Element} element
 * @param {Record<string, string>} attributes
 */
function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
}
