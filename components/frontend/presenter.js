// @ts-check
// The presenter's view: a second window, for the screen of who speaks. It shows the slide that the
// room sees, the next one, the notes and the time; the room sees none of it. Its keys are those of
// the slides, and it needs no server.
/** @import { Presented } from "./types.d.ts" */
const POPUP = "popup,width=1180,height=740"
const SECOND = 1000
const WIDTH = 1920
const MINE = "body.presenter"

/** @param {Presented} deck */
export function presenter({ root, words, keyed, step, blank, turned }) {
  /** @type {Window | null} */
  let view = null
  let begun = 0
  let ticking = 0
  return { open, update, close }

  /** Opens it, or brings it to the front; whether there is one. */
  function open() {
    if (view && !view.closed) {
      view.focus()
      return true
    }
    view = globalThis.open("", "", POPUP)
    if (!view) return false
    furnish(view.document)
    view.addEventListener("keydown", keyed)
    view.addEventListener("pagehide", () => close())
    view.addEventListener("resize", fit)
    begun = Date.now()
    ticking = setInterval(tick, SECOND)
    tick()
    turned(true)
    return true
  }

  function close() {
    if (!view) return
    const closing = view
    view = null
    clearInterval(ticking)
    if (!closing.closed) closing.close()
    turned(false)
  }

  /** @param {Document} page */
  function furnish(page) {
    page.documentElement.lang = document.documentElement.lang
    page.title = words.notes
    for (const style of document.querySelectorAll("style")) {
      if (style.textContent.includes(MINE)) page.head.append(page.importNode(style, true))
    }
    page.body.className = "presenter"
    page.body.append(page.importNode(root.querySelector("template").content, true))
    /** @type {Record<string, () => void>} */
    const acts = {
      previous: () => step(-1),
      next: () => step(1),
      black: () => blank("black"),
      restart: () => {
        begun = Date.now()
        tick()
      },
    }
    page.querySelector("footer").onclick = ({ target }) =>
      acts[/** @type {HTMLButtonElement} */ (target).name]?.()
  }

  /**
   * @param {HTMLElement} section of the slide that the room sees
   * @param {HTMLElement | undefined} next
   * @param {string} position
   */
  function update(section, next, position) {
    if (!view) return
    const page = view.document
    copy(page.querySelector(".now"), section)
    copy(page.querySelector(".next"), next)
    page.querySelector(".position").textContent = position
    const notes = page.querySelector(".told-notes")
    const tile = section.closest(".tile") ?? section
    const told = [...tile.querySelectorAll(".speaker p")]
    notes.replaceChildren(...told.map((one) => page.importNode(one, true)))
    notes.scrollTop = 0
  }

  /**
   * A picture of a slide: its elements as they are drawn.
   * @param {Element} place
   * @param {HTMLElement | undefined} section
   */
  function copy(place, section) {
    place.setAttribute("data-theme", root.dataset.theme)
    place.textContent = section ? "" : words.last
    if (!section) return
    const picture = /** @type {HTMLElement} */ (place.ownerDocument.importNode(section, true))
    picture.inert = true
    picture.removeAttribute("id")
    picture.toggleAttribute("data-shown", true)
    place.append(picture)
    fit()
  }

  function fit() {
    const places = /** @type {NodeListOf<HTMLElement>} */ (view.document.querySelectorAll(".deck"))
    for (const place of places) {
      place.style.setProperty("--scale", `${place.clientWidth / WIDTH}`)
    }
  }

  function tick() {
    if (!view || view.closed) return close()
    const page = view.document
    const now = new Date()
    page.querySelector(".clock").textContent = now.toTimeString().slice(0, 5)
    page.querySelector(".elapsed").textContent = new Date(now.getTime() - begun).toISOString()
      .slice(11, 19)
  }
}
