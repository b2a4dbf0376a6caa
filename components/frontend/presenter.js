// @ts-check
// The presenter's view: a second window, for the screen of who speaks. It shows the slide that the
// room sees, the next one, the notes and the time; the room sees none of it. Its keys are those of
// the slides, and it needs no server.
/** @import { Presented } from "./types.d.ts" */
const POPUP = "popup,width=1180,height=740"
const SECOND = 1000
const MINE = /body\.presenter|@font-face/

/** The presenter's view of a deck, not yet open. @param {Presented} deck */
export function presenter({ root, fit, keyed, step, black, turned }) {
  /** @type {Window | null} */
  let view = null
  let begun = 0
  let ticking = 0
  return { open, update, close, isOpen: () => Boolean(view) }

  /** Opens it, or brings it to the front; whether there is one. */
  function open() {
    if (view) {
      view.focus()
      return true
    }
    view = globalThis.open("", "", POPUP)
    if (!view) return false
    furnish(view.document)
    view.addEventListener("keydown", keyed)
    view.addEventListener("pagehide", () => close())
    ticking = setInterval(tick, SECOND)
    restart()
    turned()
    return true
  }

  function close() {
    view?.close()
    view = null
    clearInterval(ticking)
  }

  /** Gives a new window its styles, elements and keys. @param {Document} page */
  function furnish(page) {
    page.documentElement.lang = document.documentElement.lang
    for (const style of document.querySelectorAll("style")) {
      if (MINE.test(style.textContent)) page.head.append(page.importNode(style, true))
    }
    const template = /** @type {HTMLTemplateElement} */ (root.querySelector("template"))
    page.title = template.dataset.title
    page.body.className = "presenter"
    page.body.append(page.importNode(template.content, true))
    fit(page, /** @type {any} */ (page.defaultView).ResizeObserver)
    /** @type {Record<string, () => void>} */
    const acts = { previous: () => step(-1), next: () => step(1), black, restart }
    page.querySelector("footer").onclick = ({ target }) =>
      acts[/** @type {HTMLButtonElement} */ (target).name]?.()
  }

  /**
   * Shows the slide, the next one and the notes, where the window is open.
   * @param {HTMLElement} section of the slide that the room sees
   * @param {HTMLElement | undefined} next @param {string} position
   */
  function update(section, next, position) {
    if (!view) return
    const page = view.document
    copy(page.querySelector(".now"), section)
    copy(page.querySelector(".next"), next)
    page.querySelector(".position").textContent = position
    const notes = page.querySelector(".told-notes")
    const told = [...section.closest(".tile").querySelectorAll(".speaker p")]
    notes.replaceChildren(...told.map((one) => page.importNode(one, true)))
    notes.scrollTop = 0
  }

  /**
   * A picture of a slide: its elements as they are drawn.
   * @param {HTMLElement} place @param {HTMLElement | undefined} section
   */
  function copy(place, section) {
    place.dataset.theme = root.dataset.theme
    place.textContent = section ? "" : place.dataset.last
    if (!section) return
    const picture = /** @type {HTMLElement} */ (place.ownerDocument.importNode(section, true))
    picture.inert = true
    place.append(picture)
  }

  function restart() {
    begun = Date.now()
    tick()
  }

  function tick() {
    if (view.closed) return close()
    const page = view.document
    const now = new Date()
    page.querySelector(".clock").textContent = now.toTimeString().slice(0, 5)
    page.querySelector(".elapsed").textContent = new Date(now.getTime() - begun).toISOString()
      .slice(11, 19)
  }
}
