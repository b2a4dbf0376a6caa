// @ts-check
// The slides of a choice beside each other: each can be ticked, shown and taken. Their elements come
// from Python (`components/documents/html/choose.html`). What is ticked stands in the address, so
// that it can be sent and Back undoes it; without a choice there, every slide is ticked.
/** @import { SlideTiles } from "./sent.d.ts" */
/** @import { Board } from "./types.d.ts" */
const CHOICE = "slides"
const SHOWN = "slide"
const MOST = 20 // Slides that a phone shows first (`slide_tiles.css`).

/** @param {HTMLElement} place @param {SlideTiles} body @param {Board} board */
export function draw(place, { html }, board) {
  place.innerHTML = html
  const { presenter, slideshow } = board.ready
  const page = /** @type {HTMLElement} */ (place.querySelector(".choose-slides"))
  const [tools, count, template] = [".tools", ".count", "template"].map((
    name,
  ) => /** @type {any} */ (page.querySelector(name)))
  const boxes = /** @type {HTMLInputElement[]} */ ([...page.querySelectorAll("[type=checkbox]")])
  const files = /** @type {HTMLAnchorElement[]} */ ([...tools.querySelectorAll("a")])
  const whole = files.map(({ href }) => href)
  const keys = boxes.map(({ value }) => value)
  /** @type {Record<string, (key: string, button: HTMLButtonElement) => unknown>} */
  const acts = {
    present: (key) => present(key || chosen()[0], true),
    all: () => pick(keys),
    none: () => tick([]),
    print: () => print(),
    png: picture,
    own,
    earlier: (key) => move(key, -1),
    later: (key) => move(key, 1),
    more: () => {
      place.classList.add("whole")
      boxes[MOST].focus()
    },
  }
  page.onclick = ({ target }) => {
    const pressed = /** @type {HTMLElement} */ (target)
    const button = /** @type {HTMLButtonElement} */ (pressed.closest("button"))
    const tile = /** @type {HTMLElement} */ (pressed.closest(".tile"))
    if (button) acts[button.name](tile?.dataset.key, button)
    else if (pressed.closest(".frame")) present(tile.dataset.key, true)
  }
  page.onchange = ({ target }) => {
    if (boxes.includes(/** @type {any} */ (target))) pick(chosen())
  }
  addEventListener("popstate", back)
  addEventListener("beforeprint", printed)
  slideshow.fit(page)
  tick(asked())
  const shown = new URL(location.href).searchParams.get(SHOWN)
  // Who followed a link to a slide asked for it as a button does; a reload or a new tab does not.
  if (keys.includes(shown)) present(shown, navigator.userActivation?.isActive)

  function chosen() {
    return keys.filter((_, at) => boxes[at].checked)
  }

  /** The slides that the address names; all where it names none. */
  function asked() {
    const named = new URL(location.href).searchParams.get(CHOICE)?.split(",")
    return named ? keys.filter((key) => named.includes(key)) : keys
  }

  /** Whether these are all slides, as the deck has them. @param {string[]} picked */
  function isWhole(picked) {
    return `${picked}` === page.dataset.deck
  }

  /** Ticks these slides alone; the files then have them. @param {string[]} picked */
  function tick(picked) {
    const { nothing } = count.dataset
    for (const box of boxes) box.checked = picked.includes(box.value)
    count.textContent = picked.length ? `${picked.length} / ${keys.length}` : nothing
    tools.querySelector("[name=present]").disabled = !picked.length
    const some = isWhole(picked) ? "" : `&${CHOICE}=${picked.map(encodeURIComponent).join(",")}`
    files.forEach((file, at) => {
      if (picked.length) file.href = `${whole[at]}${some}`
      else file.removeAttribute("href")
    })
  }

  /** Ticks these slides alone, and writes them into the address. @param {string[]} picked */
  function pick(picked) {
    tick(picked)
    if (!picked.length) return
    const here = new URL(location.href)
    if (isWhole(picked)) here.searchParams.delete(CHOICE)
    else here.searchParams.set(CHOICE, picked.join(","))
    board.go(here.href)
  }

  /** The order is that of the address. @param {string} key @param {number} by */
  function move(key, by) {
    const picked = chosen()
    const at = picked.indexOf(key)
    if (at < 0 || !picked[at + by]) return
    ;[picked[at], picked[at + by]] = [picked[at + by], key]
    pick(picked)
  }

  /** A slide of words of one's own at the end, or what they add to the cover. */
  function own() {
    const [kind, words] = ["kind", "words"].map((name) => field(name).value)
    const lines = words.split("\n").filter((line) => line.trim()).map(encodeURIComponent)
    if (!lines.length) return field("words").focus()
    const [picked, key] = [chosen(), `${kind}:${lines.join("|")}`]
    const cover = picked.findIndex((one) => one.split(":")[0] === kind)
    if (kind === "text") picked.push(key)
    else picked.splice(Math.max(cover, 0), cover < 0 ? 0 : 1, key)
    pick(picked)
  }

  /** @param {string} name */
  function field(name) {
    return /** @type {HTMLTextAreaElement} */ (page.querySelector(`.own [name=${name}]`))
  }

  /** What the browser's Back leads to is seen. */
  function back() {
    dialog()?.close()
    if (page.isConnected) tick(asked())
    else removeEventListener("popstate", back)
  }

  /** Saves a slide as a PNG. @param {string} key @param {HTMLButtonElement} button */
  async function picture(key, button) {
    const section =
      /** @type {HTMLElement} */ (page.querySelector(`.slide[data-key="${CSS.escape(key)}"]`))
    if (button.ariaBusy) return
    button.ariaBusy = "true" // Disabled it would lose the focus.
    await board.load("picture")
      .then((module) => module.saveSlide(board, section, button.value))
      .catch(() => button.textContent = board.about.words.failed)
    button.ariaBusy = null
  }

  // ---- shown to a room, and on paper

  function dialog() {
    return /** @type {HTMLDialogElement} */ (document.querySelector("dialog.wall"))
  }

  /** Copies of what is ticked. @param {string} [key] of one that is not */
  function copies(key) {
    const picked = boxes.filter((box) => box.checked || box.value === key)
    return picked.map((box) => box.closest(".tile").cloneNode(true))
  }

  /**
   * In a dialog, which stands above all else, also above what Streamlit says when its server is gone.
   * @param {string} key @param {boolean} full whether on the whole screen
   */
  function present(key, full) {
    document.body.append(template.content.cloneNode(true))
    const before = /** @type {HTMLElement} */ (document.activeElement)
    const wall = dialog()
    const root = /** @type {HTMLElement} */ (wall.firstElementChild)
    root.querySelector(".slides").append(...copies(key))
    wall.showModal()
    const deck = slideshow.show(root, {
      ...presenter,
      at: key,
      theme: theme(),
      moved: address,
      leave: () => wall.close(),
    })
    wall.onclose = () => {
      deck.stop()
      wall.remove()
      address("")
      before.focus({ preventScroll: true })
    }
    if (full) root.requestFullscreen?.().catch(() => {}) // A browser may forbid it.
  }

  /** As the page has it; before Streamlit is there, as the browser has it. */
  function theme() {
    const scheme = getComputedStyle(page).colorScheme
    const dark = matchMedia("(prefers-color-scheme: dark)").matches
    return scheme === "dark" || (scheme !== "light" && dark) ? "dark" : "light"
  }

  /** Where the reader is, so that it can be sent. @param {string} key */
  function address(key) {
    const here = new URL(location.href)
    if (key) here.searchParams.set(SHOWN, key)
    else here.searchParams.delete(SHOWN)
    history.replaceState(history.state, "", here)
  }

  /** A ticked slide a page, and nothing else. */
  function printed() {
    if (!page.isConnected) return removeEventListener("beforeprint", printed)
    const paper = document.createElement("div")
    paper.className = "deck paper"
    paper.append(...copies())
    document.body.append(paper)
    addEventListener("afterprint", () => paper.remove(), { once: true })
  }
}
