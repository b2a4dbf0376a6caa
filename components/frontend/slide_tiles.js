// @ts-check
// The page on which slides are chosen: each is a small picture with a box to tick, and can be shown
// or taken by itself. What is ticked stands in the address, so that it can be sent and Back undoes
// it; without a choice there, every slide is ticked.
/** @import { DeckPage, TileParts } from "./types.d.ts" */
const CHOICE = "slides"

/**
 * @param {HTMLElement} page
 * @param {HTMLElement} root
 * @param {DeckPage} content
 * @param {TileParts} parts
 */
export function tiles(page, root, content, { element, press, present, picture }) {
  const { keys, words, files, show, leftOut } = content
  const ending = new AbortController()
  /** @type {Record<string, HTMLInputElement>} */
  const boxes = {}
  const first = press(words.present, () => present(chosen()[0]), { class: "primary" })
  const count = element("span", { class: "count", role: "status" })
  const taken = ["pptx", "html"].map((form) =>
    element("a", { class: "take", download: "" }, words[form])
  )
  page.querySelector(".tools").replaceChildren(
    first,
    press(words.all, () => pick(keys)),
    press(words.none, () => tick([])),
    count,
    element("span", { class: "between" }),
    ...taken,
    press(words.print, () => print()),
  )
  const sections = /** @type {HTMLElement[]} */ ([...root.querySelectorAll(".slide")])
  sections.forEach(tile)
  const lines = leftOut.map((text) => element("li", {}, text))
  const heading = element("h2", {}, words.left_out)
  const left = leftOut.length ? [heading, element("ul", {}, ...lines)] : []
  page.querySelector(".left-out").replaceChildren(...left)
  addEventListener("popstate", () => tick(asked()), { signal: ending.signal })
  tick(asked())
  return { chosen, stop: () => ending.abort() }

  function chosen() {
    return keys.filter((key) => boxes[key].checked)
  }

  function written() {
    return new URL(location.href).searchParams.get(CHOICE) ?? ""
  }

  /** The slides that the address names; all where it names none. */
  function asked() {
    const named = written().split(",")
    return written() ? keys.filter((key) => named.includes(key)) : keys
  }

  /** @param {string[]} picked */
  function tick(picked) {
    for (const key of keys) {
      boxes[key].checked = picked.includes(key)
      boxes[key].closest(".tile").toggleAttribute("data-chosen", boxes[key].checked)
    }
    count.textContent = picked.length ? `${picked.length} / ${keys.length}` : words.nothing
    first.disabled = !picked.length
    taken.forEach((link, place) => {
      const form = ["pptx", "html"][place]
      if (picked.length) link.setAttribute("href", file(form, picked))
      else link.removeAttribute("href")
    })
  }

  /** Writes a choice into the address, and tells of it as a browser tells of Back. */
  function pick(/** @type {string[]} */ picked) {
    tick(picked)
    if (!picked.length) return
    const here = new URL(location.href)
    if (picked.length === keys.length) here.searchParams.delete(CHOICE)
    else here.searchParams.set(CHOICE, picked.join(","))
    here.search = here.search.replaceAll("%2C", ",")
    if (here.href === location.href) return
    History.prototype.pushState.call(history, {}, "", here)
    dispatchEvent(new PopStateEvent("popstate", { state: {} }))
  }

  /** @param {string} form @param {string[]} picked */
  function file(form, picked) {
    const whole = new URL(files[form], document.baseURI)
    if (picked.length < keys.length) whole.search += `&${CHOICE}=${picked.join(",")}`
    return whole.href
  }

  /** @param {HTMLElement} section */
  function tile(section) {
    const key = section.id
    const title = section.querySelector(".title").textContent
    const about = { class: "opens", "data-opens": key, "aria-label": show[key] }
    const opens = press("", () => present(key), about)
    const box = boxes[key] = element("input", { type: "checkbox", value: key })
    box.onchange = () => pick(chosen())
    const label = element("label", { class: "what" }, box, element("span", {}, title))
    const alone = element("a", { href: file("pptx", [key]), download: "" }, words.pptx)
    const takes = press(words.png, async () => {
      takes.disabled = true
      await picture(section, key).catch(() => takes.textContent = words.failed)
      takes.disabled = false
    })
    const one = element("p", { class: "one" }, words.one, alone, takes)
    const whole = element("div", { class: "tile" })
    section.replaceWith(whole)
    const frame = element("div", { class: "frame" }, section, opens)
    whole.append(frame, label, one, section.querySelector(".speaker"))
  }
}
