// @ts-check
// Walks a deck of slides by keyboard, clicker, buttons or swipe. Once it has begun, it asks nothing
// of any server.
//
// `mount(component, parts)` is the page's component, where slides are chosen first
// (slide_tiles.js); `open(parts)` is for the file that opens from disk; the parts are `hands` of
// slide_keys.js and `presenter` of presenter.js. Slides, bar and the presenter's window are elements
// already (components/documents/html); here they are moved and get a place in the address. A slide
// is laid out once, on a wall of 1920 x 1080, and scaled to any screen (`scaled`): it looks
// the same on each, and nothing moves from slide to slide. Where that would be too small to read,
// it is a page of one column.
/** @import { Component, Deck, Listen, SlideParts, Walk, Walked, WalkParts } from "./types.d.ts" */
const WALL = { width: 1920, height: 1080 }
const READABLE = 0.45
const SMALLEST = 0.4
const SMALLER = 0.05
/** @type {WeakMap<HTMLElement, Walked & { written: string, tiles: any }>} */
const decks = new WeakMap()

// ---- the page

/** @param {Component<ArrayBuffer>} component @param {SlideParts} parts */
export function mount({ data, parentElement }, { tiles, ...parts }) {
  const sent = JSON.parse(new TextDecoder().decode(data))
  const [page, dialog, root] = [".choose-slides", ".wall", ".deck"].map((name) =>
    parentElement.querySelector(name)
  )
  const written = JSON.stringify(sent.content)
  const before = decks.get(root)
  if (before?.written !== written) {
    before?.stop()
    before?.tiles.stop()
    root.replaceChildren(
      ...new DOMParser().parseFromString(sent.content.slides, "text/html").body.childNodes,
    )
    const picture = async (/** @type {HTMLElement} */ section, /** @type {string} */ key) => {
      const { saveSlide } = await import(new URL(sent.picture, document.baseURI).href)
      const library = new URL(sent.pictures, document.baseURI).href
      return saveSlide(section, { name: sent.content.names[key], library })
    }
    const present = (/** @type {string} */ key) => deck.present(key)
    const offered = tiles(page, root, sent.content, { ...parts, present, picture })
    const deck = walk(root, sent.content, {
      ...parts,
      at: before?.key() ?? sent.at,
      theme: before?.theme() ?? sent.theme,
      page,
      dialog,
      chosen: offered.chosen,
    })
    decks.set(root, { ...deck, written, tiles: offered })
    if (sent.at) deck.present(sent.at)
  }
  const deck = decks.get(root)
  dialog.setAttribute("aria-label", sent.content.words.label)
  return () => {
    deck.stop()
    deck.tiles.stop()
    decks.delete(root)
  }
}

// ---- the file

/** @param {WalkParts} parts */
export function open(parts) {
  const content = JSON.parse(document.getElementById("content").textContent)
  const asked = () => decodeURIComponent(location.hash.slice(1))
  const dark = matchMedia("(prefers-color-scheme: dark)").matches
  const deck = walk(document.querySelector(".deck"), content, {
    ...parts,
    at: asked(),
    theme: dark ? "dark" : "light",
  })
  addEventListener("hashchange", () => deck.show(asked()))
}

// ---- the deck

/**
 * @param {HTMLElement} root
 * @param {Deck} content
 * @param {Walk} options
 * @returns {Walked}
 */
function walk(root, content, options) {
  const { keys, words } = content
  const { page, dialog } = options
  const stage = find(root, ".stage")
  const slides = find(root, ".slides")
  const sections = keys.map((key) => find(slides, `#${CSS.escape(key)}`))
  const bar = find(stage, ".bar")
  const said = find(root, ":scope > .heard")
  const told = find(stage, ".told")
  const ending = new AbortController()
  /** @type {Listen} */
  const listen = (target, kind, act, more) =>
    target.addEventListener(kind, act, { signal: ending.signal, ...more })
  const keyed = options.hands(slides, listen, {
    showing,
    reading: () => !root.classList.contains("scaled"),
    step,
    turn: (number) => show(walked()[number - 1]),
    blank,
    present: openSecond,
    whole,
    leave: () => root.dataset.blank ? blank("") : leave(),
  })
  const second = options.presenter({ ...options, root, words, keyed, step, blank, turned: opened })
  /** @type {Record<string, () => void>} */
  const acts = {
    previous: () => step(-1),
    next: () => step(1),
    notes: openSecond,
    theme: () => root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark",
    full: whole,
    leave,
  }
  let at = Math.max(0, keys.indexOf(options.at))
  let printing = false

  slides.tabIndex = 0
  slides.setAttribute("role", "group")
  slides.setAttribute("aria-label", words.keys)
  button("full").hidden = !document.fullscreenEnabled
  button("leave").hidden = !page
  listen(bar, "click", ({ target }) => acts[target.closest("button")?.name]?.())
  root.classList.add("walked")
  root.classList.toggle("sorted", Boolean(page))
  root.dataset.theme = options.theme
  fit()
  if (page) sections.forEach((section) => section.inert = true)
  else show(keys[at], options.at !== "")
  if (!page) slides.focus({ preventScroll: true })

  document.fonts.ready.then(fit)
  // A reader's own spacing of text makes a title higher: then the rest has less room.
  const watcher = new ResizeObserver(fit)
  for (const part of [root, ...sections.map((section) => find(section, ".head"))]) {
    watcher.observe(part)
  }
  listen(document, "fullscreenchange", () => slides.focus())
  listen(window, "beforeprint", () => print(true))
  listen(window, "afterprint", () => print(false))
  return { key: () => keys[at], theme: () => root.dataset.theme, show, present, stop }

  /** Whether slides are shown one by one, and not beside each other to be chosen. */
  function showing() {
    return !root.classList.contains("sorted")
  }

  /** The slides that are walked: those that are chosen, and the one that is shown. */
  function walked() {
    const chosen = options.chosen?.() ?? keys
    return keys.filter((key, place) => place === at || chosen.includes(key))
  }

  /** @param {string} key */
  function show(key, write = true) {
    const place = keys.indexOf(key)
    if (place < 0) return
    at = place
    sections.forEach((section, number) => section.toggleAttribute("data-shown", number === at))
    slides.scrollTop = 0
    const among = walked()
    const now = among.indexOf(key)
    const position = `${now + 1} / ${among.length}`
    find(bar, ".position").textContent = position
    button("previous").setAttribute("aria-disabled", String(now === 0))
    button("next").setAttribute("aria-disabled", String(now === among.length - 1))
    said.textContent = `${position}: ${sections[at].querySelector(".title").textContent}`
    second.update(sections[at], sections[keys.indexOf(among[now + 1])], position)
    if (write) address(key)
  }

  /** Where the reader is, so that it can be sent: on the page a parameter, in the file a part. */
  function address(/** @type {string} */ key) {
    const here = new URL(location.href)
    if (!page) here.hash = key
    else if (key) here.searchParams.set("slide", key)
    else here.searchParams.delete("slide")
    here.search = here.search.replaceAll("%2C", ",")
    history.replaceState(page ? history.state : null, "", here)
  }

  /** @param {number} by */
  function step(by) {
    const among = walked()
    blank("")
    told.textContent = ""
    show(among[Math.min(Math.max(among.indexOf(keys[at]) + by, 0), among.length - 1)])
  }

  // ---- from the page to the wall, and back

  /**
   * A modal dialog stands above everything else of the page, and nothing under it can be reached:
   * neither the frame, nor what Streamlit says when its server is gone.
   * @param {boolean} on
   */
  function raise(on) {
    if (on) {
      dialog.replaceChildren(root)
      dialog.showModal()
    } else {
      find(page, ".shown").append(root)
      dialog.close()
    }
    sections.forEach((section) => section.inert = !on)
    fit()
  }

  /** @param {string} key */
  function present(key) {
    root.classList.remove("sorted")
    dialog.oncancel = (/** @type {Event} */ event) => {
      event.preventDefault()
      leave()
    }
    dialog.onclose = () => showing() && !printing && dialog.isConnected && dialog.showModal()
    raise(true)
    show(key)
    slides.focus({ preventScroll: true })
  }

  function leave() {
    if (!page || !showing()) return
    if (document.fullscreenElement) document.exitFullscreen()
    second.close()
    blank("")
    told.textContent = ""
    root.classList.add("sorted")
    raise(false)
    address("")
    find(page, `[data-opens="${keys[at]}"]`).focus()
  }

  /**
   * What stands in the top layer is printed on one page: it is left as long as that takes.
   * @param {boolean} on
   */
  function print(on) {
    printing = on
    if (page && showing()) raise(!on)
    else fit()
  }

  // ---- the bar

  /** @param {string} name */
  function button(name) {
    return find(bar, `[name=${name}]`)
  }

  function openSecond() {
    if (!second.open()) told.textContent = words.blocked
  }

  function whole() {
    if (document.fullscreenElement) document.exitFullscreen()
    else root.requestFullscreen()
  }

  /** With the presenter's window open, the room sees slides and no buttons. @param {boolean} on */
  function opened(on) {
    root.classList.toggle("room", on)
    if (!on) return slides.focus()
    show(keys[at], false)
  }

  /** Covers the slide, until it is asked for again. @param {string} shade */
  function blank(shade) {
    if (shade && root.dataset.blank !== shade) root.dataset.blank = shade
    else delete root.dataset.blank
  }

  // ---- room

  function fit() {
    const [width, height] = [root.clientWidth, root.clientHeight]
    const scale = Math.min(width / WALL.width, height / WALL.height)
    const scaled = !showing() || printing || scale >= READABLE
    const [left, top] = [(width - scale * WALL.width) / 2, (height - scale * WALL.height) / 2]
    root.classList.toggle("scaled", scaled)
    stage.style.transform = showing() && scaled
      ? `translate(${left}px, ${top}px) scale(${scale})`
      : ""
    const tile = slides.querySelector(".frame")
    if (tile && !showing()) root.style.setProperty("--scale", `${tile.clientWidth / WALL.width}`)
    sections.forEach((section) => shrink(section, scaled))
  }

  function stop() {
    ending.abort()
    watcher.disconnect()
    second.close()
  }
}

/** @param {Element} within @param {string} selector */
function find(within, selector) {
  return /** @type {HTMLElement} */ (within.querySelector(selector))
}

/**
 * Draws numbers, lines and tables smaller where they are longer than their room, and of names as
 * many lines as their rows have room for: as they are made they fit, but a reader may set more
 * space between letters and lines. A page to read scrolls.
 * @param {HTMLElement} section
 * @param {boolean} scaled
 */
function shrink(section, scaled) {
  const names = /** @type {NodeListOf<HTMLElement>} */ (section.querySelectorAll(".plot .name"))
  for (const name of names) {
    const height = name.parentElement.clientHeight / names.length
    const lines = Math.max(1, Math.floor(height / parseFloat(getComputedStyle(name).lineHeight)))
    name.style.webkitLineClamp = scaled ? `${lines}` : ""
  }
  for (const one of section.querySelectorAll(".numbers, .lines, .matrix")) {
    const { style, parentElement: room } = /** @type {HTMLElement} */ (one)
    let zoom = 1
    style.zoom = ""
    while (scaled && zoom > SMALLEST && room.scrollHeight > room.clientHeight + 1) {
      zoom -= SMALLER
      style.zoom = `${zoom}`
    }
  }
}
