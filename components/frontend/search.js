// @ts-check
// A field that searches everywhere, after the pattern "combobox" of WAI-ARIA: the field keeps the
// focus, the arrow keys move through what was found, Enter opens it. Each result is a link.
/** @import { Board } from "./types.d.ts" */

/**
 * @typedef {{ title: string, detail: string, address: string }} Found
 * @typedef {{ kind: string, name: string, found: Found[], more: Found | null }} Group
 * @typedef {{ said: string, groups: Group[] }} Answer
 */

const PAUSE = 120 // milliseconds after the last key
const PATIENCE = 8000 // milliseconds for an answer
const EDITABLE = "input, textarea, select, [contenteditable]:not([contenteditable=false])"

/**
 * Makes the search of an empty element, which the server answers at `search`.
 * @param {HTMLElement} place @param {Board} board
 */
export function attach(place, board) {
  const { element } = board.ready.elements
  place.innerHTML = `<input name="q" type="search" role="combobox" aria-autocomplete="list"
    aria-controls="search-list" aria-expanded="false" autocomplete="off" spellcheck="false">
    <div class="search-list" hidden><div role="listbox" id="search-list" tabindex="-1"></div>
    <p aria-hidden="true"></p></div><p role="status" class="unseen"></p>`
  const input = place.querySelector("input")
  const [list, found] = place.querySelectorAll("div")
  const [sentence, status] = place.querySelectorAll("p")
  /** @type {AbortController | undefined} */
  let asking
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let soon
  let asked = ""
  let opens = false // Enter was pressed before the answer came
  let active = -1

  input.addEventListener("input", askSoon)
  input.addEventListener("keydown", onKey)
  input.addEventListener("focusout", close)
  // A press on a result leaves the focus in the field, so that the list stays until it is opened.
  list.addEventListener("mousedown", (event) => {
    event.preventDefault()
    place.dataset.leaves = ""
  })
  list.addEventListener("click", (event) => {
    const away = event.ctrlKey || event.metaKey || event.shiftKey
    if (away || !(/** @type {Element} */ (event.target).closest("a"))) return
    input.value = ""
    close()
  })
  document.addEventListener("keydown", onShortcut)

  function results() {
    return [...found.querySelectorAll("a")]
  }

  /** Marks a result as the active one; -1 marks none. @param {number} place */
  function mark(place) {
    active = place
    results().forEach((result, at) => result.ariaSelected = String(at === place))
    const chosen = results()[place]
    if (chosen) {
      input.setAttribute("aria-activedescendant", chosen.id)
      chosen.scrollIntoView({ block: "nearest" })
    } else input.removeAttribute("aria-activedescendant")
  }

  function close() {
    clearTimeout(soon)
    asking?.abort()
    asked = status.textContent = ""
    opens = false
    list.hidden = true
    input.ariaExpanded = "false"
    mark(-1)
  }

  /** @param {Answer} answer */
  function show({ said, groups }) {
    found.replaceChildren(...groups.map(group))
    results().forEach((result, at) => result.id = `search-${at}`)
    sentence.textContent = groups.length ? "" : said
    status.textContent = said
    list.hidden = false
    found.scrollTop = 0
    input.ariaExpanded = String(groups.length > 0)
    mark(-1)
    if (opens) results()[0]?.click()
    opens = false
  }

  /** @param {Group} of */
  function group({ kind, name, found, more }) {
    const head = element("div", { id: `search-${kind}`, class: "name quiet small" }, name)
    const links = [...found, ...(more ? [more] : [])].map(link)
    links.at(-1)?.classList.toggle("more", Boolean(more))
    return element("div", { role: "group", "aria-labelledby": head.id }, head, ...links)
  }

  /** @param {Found} found */
  function link({ title, detail, address }) {
    const about = { role: "option", tabindex: "-1", href: address }
    return element("a", about, element("span", {}, title), detail && element("small", {}, detail))
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
    if (!text) return close()
    asked = text
    const mine = asking = new AbortController()
    const signal = AbortSignal.any([mine.signal, AbortSignal.timeout(PATIENCE)])
    const parameters = new URLSearchParams(board.content.address.split("?")[1])
    parameters.set("text", text)
    try {
      const answer = await fetch(`search?${parameters}`, { signal })
      const body = await answer.json()
      if (mine.signal.aborted) return
      if (answer.ok) show(body)
      else fail(body.error.message)
    } catch {
      if (!mine.signal.aborted) fail(board.about.search.unanswered)
    }
  }

  function askSoon() {
    delete place.dataset.leaves
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
      place.dataset.leaves = "" // For a page that takes the focus, unless it is asked for here again.
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
    const from = /** @type {Element} */ (event.target)
    const chord = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
    const asks = chord
      ? event.key.toLowerCase() === "k"
      : event.key === "/" && !event.altKey && !event.ctrlKey && !event.metaKey && from !== input
    const typing = from !== input && from.matches?.(EDITABLE)
    if (!asks || typing || event.defaultPrevented) return
    event.preventDefault()
    delete place.dataset.leaves
    input.focus()
    input.select()
  }
}
