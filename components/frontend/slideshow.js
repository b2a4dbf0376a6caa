// @ts-check
// Shows slides one at a time: by keyboard, clicker, mouse or swipe. Once it has begun, it asks
// nothing of any server.
//
// The elements are there already (`components/documents/html/show.html`): in the file that opens
// from disk (`open`), and on the page in a dialog (`slides.js`). A slide is laid out once, on
// 1920 x 1080, and scaled to its frame (`fit`), so it looks the same on each screen. On a phone that
// is held upright all slides are one page to read, as without scripts.
/** @import { Show } from "./types.d.ts" */
const WIDTH = 1920
const HEIGHT = 1080
const PHONE = "screen and (max-width: 860px) and (orientation: portrait)"
const SMALLEST = 0.4
const SMALLER = 0.05
const SHRUNK = ".numbers, .lines, .matrix, .stages, .places > div, .plot .name"
const SWIPE = 48 // Pixels.
const TYPING = 3000 // Milliseconds for which digits wait for Enter.
const REST = 1500 // Milliseconds without the mouse after which the bar goes.
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
  Home: -Infinity,
  End: Infinity,
}
/** @type {Record<string, string>} */
const ACTS = {
  b: "black",
  ".": "black",
  n: "notes",
  f: "full",
  g: "overview",
  o: "overview",
  "?": "help",
}
const SCROLLS = ["ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End", " "]

/** The file. @param {Pick<Show, "presenter">} parts */
export function open(parts) {
  const asked = () => decodeURIComponent(location.hash.slice(1))
  const dark = matchMedia("(prefers-color-scheme: dark)").matches
  const deck = show(/** @type {HTMLElement} */ (document.querySelector(".deck")), {
    ...parts,
    at: asked(),
    theme: dark ? "dark" : "light",
    moved: (key) => history.replaceState(null, "", `#${key}`),
  })
  addEventListener("hashchange", () => deck.turn(asked()))
}

/**
 * Draws the slides within an element at the size of their frames.
 * @param {ParentNode} within @param {typeof ResizeObserver} Watcher of their window
 */
export function fit(within, Watcher = ResizeObserver) {
  // A reader's own spacing of text makes a title higher: then the rest has less room.
  const watcher = new Watcher((entries) => {
    const frames = new Set(entries.map(({ target }) => target.closest(".frame")))
    for (const frame of /** @type {Set<HTMLElement>} */ (frames)) {
      const scale = Math.min(frame.clientWidth / WIDTH, frame.clientHeight / HEIGHT)
      frame.style.setProperty("--scale", `${scale}`)
      shrink(frame)
    }
  })
  for (const part of within.querySelectorAll(".frame, .head, .body li")) watcher.observe(part)
  document.fonts.ready.then(() => within.querySelectorAll(".frame").forEach(shrink))
}

/** Shows slides one by one. @param {HTMLElement} root @param {Show} options */
export function show(root, { presenter, at, theme, moved, leave }) {
  const [slides, bar, told, heard, help] = [".slides", ".bar", ".told", ":scope > .heard", ".help"]
    .map(
      (name) => /** @type {HTMLElement} */ (root.querySelector(name)),
    )
  const sections = /** @type {HTMLElement[]} */ ([...slides.querySelectorAll(".slide")])
  const keys = sections.map((section) => section.dataset.key)
  const phone = matchMedia(PHONE)
  const ending = new AbortController()
  /** @type {(target: EventTarget, kind: string, act: (event: any) => void, more?: {}) => void} */
  const listen = (target, kind, act, more) =>
    target.addEventListener(kind, act, { signal: ending.signal, ...more })
  const second = presenter({ root, fit, keyed, step, black, turned: () => write(false) })
  /** @type {Record<string, () => void>} */
  const acts = {
    previous: () => step(-1),
    next: () => step(1),
    notes: () => told.textContent = second.open() ? "" : told.dataset.blocked,
    theme: () => root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark",
    black,
    overview,
    help: () => help.togglePopover(),
    full,
    leave,
  }
  let place = Math.max(0, keys.indexOf(at))
  let typed = ""
  let typing = 0
  let resting = 0
  let stays = false

  root.dataset.theme = theme
  root.classList.add("walked")
  for (const section of sections) section.inert = false
  button("leave").hidden = !leave
  button("full").hidden = !document.fullscreenEnabled
  listen(document, "keydown", keyed)
  listen(bar, "click", ({ target }) => acts[target.closest("button")?.name]?.())
  listen(root, "pointermove", stir)
  listen(slides, "click", chosen)
  listen(document, "fullscreenchange", () => {
    if (!document.fullscreenElement && !stays && !second.isOpen()) leave?.()
    stays = false
  })
  listen(phone, "change", read)
  swiped()
  read()
  fit(root)
  stir()
  write(at !== "")
  slides.focus({ preventScroll: true })
  return { turn: (/** @type {string} */ key) => turn(keys.indexOf(key)), stop }

  // ---- slides

  /** Shows the slide at a place, if there is one. @param {number} number */
  function turn(number) {
    if (!sections[number]) return
    place = number
    delete root.dataset.black
    told.textContent = ""
    write(true)
  }

  /** Goes on by so many slides, at most to an end. @param {number} by */
  function step(by) {
    turn(Math.min(Math.max(place + by, 0), sections.length - 1))
  }

  /** Shows where the reader is. @param {boolean} moves whether the address says so, too */
  function write(moves) {
    sections.forEach((section, number) => section.toggleAttribute("data-shown", number === place))
    const now = sections[place]
    const position = `${place + 1} / ${sections.length}`
    bar.querySelector(".position").textContent = position
    button("previous").ariaDisabled = String(place === 0)
    button("next").ariaDisabled = String(place === sections.length - 1)
    heard.textContent = `${position}: ${now.querySelector(".title").textContent}`
    second.update(now, sections[place + 1], position)
    if (reading()) slides.scrollBy(0, now.getBoundingClientRect().top)
    else if (root.classList.contains("grid")) now.scrollIntoView({ block: "nearest" })
    if (moves) moved(keys[place])
  }

  function reading() {
    return root.classList.contains("reading")
  }

  function read() {
    root.classList.toggle("reading", phone.matches)
    write(false)
  }

  /** All slides beside each other, and back to the one that is marked. */
  function overview() {
    root.classList.toggle("grid")
    write(false)
  }

  /** Shows a slide that is pressed in the overview. @param {{ target: Element }} event */
  function chosen({ target }) {
    const section = root.classList.contains("grid") && target.closest(".frame")?.firstElementChild
    if (!section) return
    root.classList.remove("grid")
    turn(sections.indexOf(/** @type {HTMLElement} */ (section)))
  }

  /** Covers the slide, until it is asked for again. */
  function black() {
    root.toggleAttribute("data-black")
  }

  // ---- the bar

  /** The button of the bar with a name. @param {string} name */
  function button(name) {
    return /** @type {HTMLButtonElement} */ (bar.querySelector(`[name=${name}]`))
  }

  /** The room sees the bar while the mouse moves. */
  function stir() {
    root.classList.remove("resting")
    clearTimeout(resting)
    resting = setTimeout(() => root.classList.add("resting"), REST)
  }

  function full() {
    stays = Boolean(document.fullscreenElement)
    if (stays) document.exitFullscreen()
    else root.requestFullscreen()
  }

  function stop() {
    ending.abort()
    clearTimeout(resting)
    second.close()
  }

  // ---- keys and fingers

  /** @param {any} event of this window or of the presenter's */
  function keyed(event) {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return
    const { key, target } = event
    /** @param {string} selector */
    const on = (selector) => target.closest?.(selector)
    const presses = key === " " || key === "Enter"
    if (presses && !typed && on("button, summary, a")) return
    if (SCROLLS.includes(key) && (on(".told-notes") || reading())) return
    const digits = typed
    const covered = "black" in root.dataset || root.classList.contains("grid")
    typed = ""
    if (/^\d$/.test(key)) type(digits + key)
    else if (key === "Enter" && digits) turn(+digits - 1)
    else if (key === "Enter" && root.classList.contains("grid")) overview()
    else if (key in STEPS) {
      step(event.shiftKey ? -STEPS[key] : STEPS[key])
      root.classList.add("resting")
    } else if (key in ACTS) acts[ACTS[key]]()
    else if (key === "Escape" && covered) {
      delete root.dataset.black
      root.classList.remove("grid")
    } else return
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
      from = touches.length === 1 ? touches[0] : undefined
    }, { passive: true })
    listen(slides, "touchend", ({ changedTouches: [to] }) => {
      if (!from || reading()) return
      const [across, down] = [to.clientX - from.clientX, to.clientY - from.clientY]
      if (Math.abs(across) > Math.max(SWIPE, 2 * Math.abs(down))) step(across < 0 ? 1 : -1)
    }, { passive: true })
  }
}

/**
 * Draws names, numbers, lines and tables smaller where they are longer than their room: as they are
 * made they fit, but a reader may set more space between letters and lines. A page to read scrolls.
 * @param {Element} frame
 */
function shrink(frame) {
  const scaled = !frame.closest(".reading")
  for (const one of /** @type {NodeListOf<HTMLElement>} */ (frame.querySelectorAll(SHRUNK))) {
    const room = one.matches(".name") ? one : one.parentElement
    const isTooLong = () =>
      room.scrollHeight > room.clientHeight + 1 || room.scrollWidth > room.clientWidth + 1
    let zoom = 1
    one.style.zoom = ""
    while (scaled && zoom > SMALLEST && isTooLong()) {
      zoom -= SMALLER
      one.style.zoom = `${zoom}`
    }
  }
}
