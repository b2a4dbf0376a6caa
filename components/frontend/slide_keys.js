// @ts-check
// The keys of the slides: those of a keyboard, and those that clickers send; and a swipe.
/** @import { Hands, Listen } from "./types.d.ts" */
/** @type {Record<string, number>} */
const STEPS = {
  ArrowRight: 1,
  ArrowDown: 1,
  PageDown: 1,
  " ": 1,
  Enter: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
  PageUp: -1,
}
/** @type {Record<string, string>} */
const BLANKS = { b: "black", ".": "black", w: "white", ",": "white" }
const SCROLLS = ["ArrowUp", "ArrowDown", " "]
const ENDS = ["Home", "End"]
const SWIPE = 48 // Pixels.
const TYPING = 3000 // Milliseconds for which digits wait for Enter.

/**
 * Listens to keys and swipes; returns what takes a key, for other windows.
 * @param {HTMLElement} slides
 * @param {Listen} listen
 * @param {Hands} act
 */
export function hands(slides, listen, act) {
  let typed = ""
  let typing = 0
  listen(document, "keydown", keyed)
  swiped()
  return keyed

  /** @param {any} event */
  function keyed(event) {
    if (!act.showing()) return
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return
    const { key, target } = event
    /** @param {string} selector */
    const on = (selector) => target.closest?.(selector)
    if ((key === " " || key === "Enter") && !typed && on("button, summary, a")) return
    if (on(".told-notes") && [...SCROLLS, ...ENDS].includes(key)) return
    if (act.reading() && on(".slides") && SCROLLS.includes(key)) return
    const digits = typed
    typed = ""
    if (/^\d$/.test(key)) type(digits + key)
    else if (key === "Enter" && digits) act.turn(+digits)
    else if (key in STEPS) act.step(event.shiftKey ? -STEPS[key] : STEPS[key])
    else if (key === "Home") act.step(-Infinity)
    else if (key === "End") act.step(Infinity)
    else if (key in BLANKS) act.blank(BLANKS[key])
    else if (key === "n") act.present()
    else if (key === "f") act.whole()
    else if (key === "Escape") act.leave()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  /** Digits are a place once Enter follows. @param {string} digits */
  function type(digits) {
    typed = digits
    clearTimeout(typing)
    typing = setTimeout(() => typed = "", TYPING)
  }

  function swiped() {
    /** @type {Touch | undefined} */
    let from
    listen(slides, "touchstart", ({ touches }) => {
      from = act.showing() && touches.length === 1 ? touches[0] : undefined
    }, { passive: true })
    listen(slides, "touchend", ({ changedTouches: [to] }) => {
      if (!from) return
      const [across, down] = [to.clientX - from.clientX, to.clientY - from.clientY]
      if (Math.abs(across) > SWIPE && Math.abs(across) > 2 * Math.abs(down)) {
        act.step(across < 0 ? 1 : -1)
      }
    }, { passive: true })
  }
}
