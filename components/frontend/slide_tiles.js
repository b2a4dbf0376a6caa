// @ts-check
// The page on which slides are chosen: each is a small picture with a box to tick, and can be shown
// or taken by itself. What is ticked stands in the address, so that it can be sent and Back undoes
// it; without a choice there, every slide is ticked.
/** @import { DeckPage, Tiles } from "./types.d.ts" */
const CHOICE = "slides"

/**
 * @param {HTMLElement} page
 * @param {HTMLElement} root
 * @param {DeckPage} content
 * @param {(key: string) => void} present
 * @param {(section: HTMLElement, key: string) => Promise<void>} picture
 */
export function tiles(page, root, content, present, picture) {
  const { keys, words, files, show, leftOut } = content
  const ending = new AbortController()
  /** @type {Record<string, HTMLInputElement>} */
  const boxes = {}
  const first = made("button", "primary", words.present, { type: "button" })
  first.onclick = () => chosen().length && present(chosen()[0])
  const count = made("span", "count", "", { role: "status" })
  const taken = ["pptx", "html"].map((form) => made("a", "take", words[form], { download: "" }))
  page.querySelector(".tools").replaceChildren(
    first,
    button(words.all, () => pick(keys)),
    button(words.none, () => tick([])),
    count,
    made("span", "between"),
    ...taken,
    button(words.print, () => print()),
  )
  for (const section of [...root.querySelectorAll(".slide")]) {
    tile(/** @type {HTMLElement} */ (section))
  }
  page.querySelector(".left-out").replaceChildren(
    ...(leftOut.length ? [made("h2", "", words.left_out), list(leftOut)] : []),
  )
  addEventListener("popstate", () => tick(asked()), { signal: ending.signal })
  tick(asked())
  return {
    chosen,
    // What an older run of the page was asked for is not what is ticked now.
    mark: (/** @type {string} */ told) => told === written() && tick(asked()),
    stop: () => ending.abort(),
  }

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
    first.toggleAttribute("disabled", !picked.length)
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
    history.pushState({}, "", here)
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
    const [frame, opens] = [
      made("div", "frame"),
      button("", () => present(key), show[key]),
    ]
    opens.className = "opens"
    opens.dataset.opens = key
    const box = boxes[key] = /** @type {HTMLInputElement} */ (made("input", "", "", {
      type: "checkbox",
      value: key,
    }))
    box.onchange = () => pick(chosen())
    const label = made("label", "what")
    label.append(box, made("span", "", title))
    const one = made("p", "one", words.one)
    one.append(made("a", "", words.pptx, { href: file("pptx", [key]), download: "" }))
    const takes = button(words.png, async () => {
      takes.disabled = true
      await picture(section, key).catch(() => takes.textContent = words.failed)
      takes.disabled = false
    })
    one.append(takes)
    const whole = made("div", "tile")
    section.replaceWith(whole)
    frame.append(section, opens)
    whole.append(frame, label, one, section.querySelector(".speaker"))
  }
}

/** @param {string[]} texts */
function list(texts) {
  const all = made("ul", "")
  all.append(...texts.map((text) => made("li", "", text)))
  return all
}

/** @param {string} text @param {() => void} act @param {string} [label] */
function button(text, act, label) {
  const one = /** @type {HTMLButtonElement} */ (made("button", "", text, {
    type: "button",
    ...(label ? { "aria-label": label } : {}),
  }))
  one.onclick = act
  return one
}

/**
 * @param {string} tag
 * @param {string} name
 * @param {string} [text]
 * @param {Record<string, string>} [attributes]
 */
function made(tag, name, text = "", attributes = {}) {
  const element = document.createElement(tag)
  if (name) element.className = name
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  element.textContent = text
  return element
}
