// @ts-check
// Walks a deck of slides by keyboard, clicker, buttons or swipe. Once it has begun, it asks nothing
// of any server.
//
// `mount(component, draw)` is the page's component, `open(draw)` is for the file that opens from
// disk; `draw` is that of chart.js. The slides are elements already (components/documents/html);
// here they get a bar, a place in the address, and their charts. A slide is laid out once, on a
// wall of 1920 x 1080, and scaled to any screen: it looks the same on each, and nothing moves from
// slide to slide. Where that would be too small to read (`reading`), it is a page of one column.
/** @import { Component, Deck, Draw, Made, SlideChart, Walk, Walked } from "./types.d.ts" */
const WALL = { width: 1920, height: 1080 }
const READABLE = 0.45
const NARROW = 0.54
const SIZES = new Set(["size", "minsize", "height", "l", "r", "t", "b", "width"])
/** @type {Record<string, number>} */
const STEPS = {
  ArrowRight: 1,
  ArrowDown: 1,
  PageDown: 1,
  " ": 1,
  ArrowLeft: -1,
  ArrowUp: -1,
  PageUp: -1,
}
const SWIPE = 48
const PATIENCE = 4000
/** @type {WeakMap<HTMLElement, Walked>} */
const decks = new WeakMap()

// ---- the page

/** @param {Component<ArrayBuffer>} component @param {Draw} draw */
export function mount({ data, parentElement, setTriggerValue }, draw) {
  const sent = JSON.parse(new TextDecoder().decode(data))
  const dialog = parentElement.querySelector("dialog")
  const root = dialog.querySelector(".deck")
  const written = JSON.stringify(sent.content)
  const before = decks.get(root)
  if (before?.written !== written) {
    before?.stop()
    root.querySelector(".slides").replaceChildren(
      ...new DOMParser().parseFromString(sent.content.slides, "text/html").body.childNodes,
    )
    const deck = walk(root, sent.content, {
      draw,
      written,
      source: new URL(sent.source, document.baseURI).href,
      at: before?.key() ?? sent.at,
      theme: before?.theme() ?? sent.theme,
      told: sent.told,
      offers: sent.offers,
      write: (key) => {
        const address = new URL(location.href)
        address.searchParams.set("slide", key)
        history.replaceState(history.state, "", address)
      },
      leave: () => setTriggerValue("left", true),
      want: (ending) => setTriggerValue("wanted", ending),
    })
    decks.set(root, deck)
  }
  const deck = decks.get(root)
  if (sent.file) deck.save(sent.file)
  // A modal dialog stands above everything else of the page, and nothing under it can be reached:
  // neither the frame, nor what Streamlit says when its server is gone.
  dialog.setAttribute("aria-label", sent.content.words.label)
  dialog.oncancel = (/** @type {Event} */ event) => {
    event.preventDefault()
    deck.leave()
  }
  dialog.onclose = () => dialog.isConnected && dialog.showModal()
  if (!dialog.open) dialog.showModal()
  return () => decks.get(root).stop()
}

// ---- the file

/** @param {Draw} draw */
export function open(draw) {
  const content = JSON.parse(document.getElementById("content").textContent)
  const asked = () => decodeURIComponent(location.hash.slice(1))
  const dark = matchMedia("(prefers-color-scheme: dark)").matches
  const deck = walk(document.querySelector(".deck"), content, {
    draw,
    at: asked(),
    theme: dark ? "dark" : "light",
    write: (key) => history.replaceState(null, "", `#${key}`),
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
  const stage = element(root, ".stage")
  const slides = element(root, ".slides")
  const sections = keys.map((key) => element(slides, `#${CSS.escape(key)}`))
  const bar = build("nav", "bar", { "aria-label": words.label })
  const panel = build("aside", "panel", { "aria-label": words.notes, tabindex: "0", hidden: "" })
  const said = build("p", "heard", { "aria-live": "polite" })
  const told = build("p", "told", { role: "status" }, options.told ?? "")
  const ending = new AbortController()
  /**
   * @param {EventTarget} target
   * @param {string} kind
   * @param {(event: any) => void} act
   * @param {AddEventListenerOptions} [more]
   */
  const listen = (target, kind, act, more) =>
    target.addEventListener(kind, act, { signal: ending.signal, ...more })
  /** @type {Record<string, HTMLElement>} */
  const buttons = {}
  let at = Math.max(0, keys.indexOf(options.at))
  let reading = false
  let drawing = 0

  slides.tabIndex = 0
  slides.setAttribute("role", "group")
  slides.setAttribute("aria-label", words.keys)
  stage.append(told, bar)
  root.append(said, panel)
  root.classList.add("walked")
  furnish()
  colour(options.theme)
  fit()
  show(keys[at], options.at !== undefined && options.at !== "")
  drawAll()
  slides.focus({ preventScroll: true })

  const watcher = new ResizeObserver(() => fit())
  watcher.observe(root)
  listen(document, "keydown", keyed)
  listen(document, "fullscreenchange", () => slides.focus())
  swiped()
  return {
    written: options.written,
    key: () => keys[at],
    theme: () => root.dataset.theme,
    show,
    leave,
    save,
    stop,
  }

  /** @param {string} key */
  function show(key, write = true) {
    const place = keys.indexOf(key)
    if (place < 0) return
    at = place
    sections.forEach((section, number) => section.toggleAttribute("data-shown", number === at))
    slides.scrollTop = 0
    const position = `${at + 1} / ${keys.length}`
    buttons.position.textContent = position
    buttons.previous.setAttribute("aria-disabled", String(at === 0))
    buttons.next.setAttribute("aria-disabled", String(at === keys.length - 1))
    said.textContent = `${position}: ${sections[at].querySelector(".title").textContent}`
    speak()
    drawOne(sections[at])
    if (write) options.write(key)
  }

  /** @param {number} by */
  function step(by) {
    told.textContent = ""
    show(keys[Math.min(Math.max(at + by, 0), keys.length - 1)])
  }

  // ---- the bar

  function furnish() {
    button("previous", "‹", () => step(-1), words.previous)
    buttons.position = build("span", "position")
    bar.append(buttons.position)
    button("next", "›", () => step(1), words.next)
    bar.append(build("span", "between"))
    button("notes", words.notes, () => turn(Boolean(panel.hidden))).setAttribute(
      "aria-expanded",
      "false",
    )
    button("theme", "", () => colour(root.dataset.theme === "dark" ? "light" : "dark"))
    if (document.fullscreenEnabled) button("full", words.full, whole)
    for (const ending of options.offers ?? []) button(ending, words[ending], () => want(ending))
    if (options.leave) button("leave", words.leave, leave)
  }

  /**
   * @param {string} name
   * @param {string} text
   * @param {() => void} act
   * @param {string} [label]
   */
  function button(name, text, act, label) {
    const made = build("button", name, {
      type: "button",
      ...(label ? { "aria-label": label, title: label } : {}),
    }, text)
    made.onclick = act
    bar.append(made)
    buttons[name] = made
    return made
  }

  /** @param {string} theme */
  function colour(theme) {
    root.dataset.theme = theme
    const palette = content.palettes[theme]
    root.style.setProperty("--st-chart-categorical-colors", palette.join(","))
    palette.forEach((value, number) => root.style.setProperty(`--colour-${number + 1}`, value))
    buttons.theme.textContent = theme === "dark" ? words.light : words.dark
    if (sections[at].hasAttribute("data-shown")) {
      drawOne(sections[at])
      drawAll()
    }
  }

  function whole() {
    if (document.fullscreenElement) document.exitFullscreen()
    else root.requestFullscreen()
  }

  /** @param {boolean} on */
  function turn(on) {
    panel.hidden = !on
    root.classList.toggle("noted", on)
    buttons.notes.setAttribute("aria-expanded", String(on))
    speak()
    fit()
    if (!on) slides.focus()
  }

  function speak() {
    if (panel.hidden) return
    const close = build("button", "close", { type: "button" }, words.close)
    close.onclick = () => turn(false)
    const paragraphs = [...sections[at].querySelectorAll(".speaker p")].map((one) =>
      one.cloneNode(true)
    )
    panel.replaceChildren(close, build("h2", "", {}, words.notes), ...paragraphs)
    panel.scrollTop = 0
  }

  /** @param {string} ending */
  function want(ending) {
    buttons[ending].setAttribute("aria-busy", "true")
    options.want(ending)
    waiting(() => buttons[ending].getAttribute("aria-busy"))
  }

  /** @param {Made} made */
  function save({ name, mime, ending, bytes, refused }) {
    buttons[ending].removeAttribute("aria-busy")
    if (refused) {
      told.textContent = refused
      return
    }
    const link = document.createElement("a")
    link.href = URL.createObjectURL(
      new Blob([Uint8Array.from(atob(bytes), (one) => one.charCodeAt(0))], { type: mime }),
    )
    link.download = name
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), PATIENCE)
  }

  function leave() {
    if (!options.leave) return
    options.leave()
    waiting(() => root.isConnected)
  }

  /**
   * Where the server has gone, it is said that it does not answer, and the slides stay.
   * @param {() => unknown} still
   */
  function waiting(still) {
    setTimeout(() => {
      if (still() && !ending.signal.aborted) told.textContent = words.gone
    }, PATIENCE)
  }

  // ---- keys and swipes

  /** @param {any} event */
  function keyed(event) {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return
    const { key, target } = event
    /** @param {string} selector */
    const on = (selector) => target.closest?.(selector)
    const scrolls = on(".panel") || (reading && on(".slides"))
    if ((key === " " || key === "Enter") && on("button, summary, a")) return
    if (key !== "Escape" && !key.startsWith("Page") && on(".roadmap-chart")) return
    if (on(".panel") && ["Home", "End"].includes(key)) return
    if (scrolls && ["ArrowUp", "ArrowDown", " "].includes(key)) return
    if (key in STEPS) step(event.shiftKey ? -STEPS[key] : STEPS[key])
    else if (key === "Home") step(-at)
    else if (key === "End") step(keys.length - 1 - at)
    else if (key === "n") turn(Boolean(panel.hidden))
    else if (key === "f" && buttons.full) whole()
    else if (key === "Escape") escape(on)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  /** @param {(selector: string) => unknown} on */
  function escape(on) {
    if (on(".roadmap-chart")) slides.focus()
    else if (!panel.hidden) turn(false)
    else leave()
  }

  function swiped() {
    /** @type {Touch | undefined} */
    let from
    listen(slides, "touchstart", ({ touches }) => {
      from = touches.length === 1 ? touches[0] : undefined
    }, { passive: true })
    listen(slides, "touchend", ({ changedTouches: [to] }) => {
      if (!from) return
      const [across, down] = [to.clientX - from.clientX, to.clientY - from.clientY]
      if (Math.abs(across) > SWIPE && Math.abs(across) > 2 * Math.abs(down)) {
        step(across < 0 ? 1 : -1)
      }
    }, { passive: true })
  }

  // ---- room

  function fit() {
    const beside = panel.hidden ? 0 : panel.offsetWidth
    const [width, height] = [root.clientWidth, root.clientHeight]
    const small = Math.min(width / WALL.width, height / WALL.height) < READABLE
    const room = small ? width : width - beside
    const scale = Math.min(room / WALL.width, height / WALL.height)
    const [left, top] = [(room - scale * WALL.width) / 2, (height - scale * WALL.height) / 2]
    stage.style.transform = small ? "" : `translate(${left}px, ${top}px) scale(${scale})`
    if (small === reading) return
    reading = small
    root.classList.toggle("reading", reading)
    drawAll()
  }

  // ---- charts

  /** @param {HTMLElement} section */
  function drawOne(section) {
    const plot = element(section, ".roadmap-chart")
    const chart = content.charts[section.id]
    if (!chart || (reading && !section.hasAttribute("data-shown"))) return undefined
    plot.style.height = ""
    const height = plot.clientHeight - 2
    const figure = reading
      ? smaller(chart)
      : { ...chart.figure, layout: { ...chart.figure.layout, height } }
    const { language: locale, locale: locales } = content
    const more = {
      alt: plot.dataset.alt,
      keys: words.figure,
      locale,
      locales,
      source: options.source,
    }
    return options.draw(plot, figure, more)
  }

  // One after the other when nothing else is to be done, so that each is there before the reader
  // turns to its slide.
  async function drawAll() {
    const mine = ++drawing
    delete root.dataset.ready
    for (const section of [...sections.slice(at), ...sections.slice(0, at)]) {
      await drawOne(section)
      await new Promise((done) => {
        setTimeout(done)
      })
      if (mine !== drawing || ending.signal.aborted) return
    }
    root.dataset.ready = "true"
  }

  function stop() {
    ending.abort()
    watcher.disconnect()
    for (const one of [bar, panel, said, told]) one.remove()
  }
}

/** @param {SlideChart} chart @returns {SlideChart["figure"]} */
function smaller({ figure, narrow }) {
  const { data, layout } = structuredClone(figure)
  for (const [name, more] of Object.entries(narrow)) {
    layout[name] = typeof more === "object" ? { ...layout[name], ...more } : more
  }
  return JSON.parse(
    JSON.stringify({ data, layout }),
    (name, value) => (SIZES.has(name) && typeof value === "number" ? value * NARROW : value),
  )
}

/**
 * @param {Element} within
 * @param {string} selector
 */
function element(within, selector) {
  return /** @type {HTMLElement} */ (within.querySelector(selector))
}

/**
 * @param {string} tag
 * @param {string} name
 * @param {Record<string, string>} [attributes]
 * @param {string} [text]
 */
function build(tag, name, attributes = {}, text = "") {
  const element = document.createElement(tag)
  if (name) element.className = name
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  element.textContent = text
  return element
}
