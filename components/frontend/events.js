// @ts-check
// Milestones as a list: a mark, the day in words, and the title as a link to the dossier.
/** @import { Events } from "./types.d.ts" */

/** @param {HTMLElement} place @param {Events} body */
export function draw(place, body) {
  place.classList.add("events")
  const focused = place.contains(document.activeElement)
    ? document.activeElement.getAttribute("href")
    : null
  if (!body.events.length) {
    place.replaceChildren(element("p", "none", body.none))
    return
  }
  const list = element("ul", "")
  list.setAttribute("aria-label", body.label)
  list.append(...body.events.map(({ ink, word, when, title, step, href }) => {
    const mark = element("i", `ink ${ink}`)
    mark.title = word
    const name = element("a", "", title)
    name.setAttribute("href", href)
    name.title = `${title}: ${step}`
    const what = element("span", "what")
    what.append(name, element("span", "step", step))
    const item = element("li", "")
    item.append(mark, element("span", "word", word), element("span", "when", when), what)
    return item
  }))
  const further = element("p", "further")
  further.append(...body.further.map(({ label, href }) => {
    const link = element("a", "", label)
    link.setAttribute("href", href)
    return link
  }))
  place.replaceChildren(list, further)
  if (focused) {
    const link = /** @type {HTMLElement} */ (
      place.querySelector(`a[href="${CSS.escape(focused)}"]`)
    )
    link?.focus({ preventScroll: true })
  }
}

/** @param {string} tag @param {string} name @param {string} [text] */
function element(tag, name, text = "") {
  const made = document.createElement(tag)
  if (name) made.className = name
  made.textContent = text
  return made
}
