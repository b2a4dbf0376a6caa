// @ts-check
// A card as a picture to take along: a copy of it with its marking, choice and source, as
// dom-to-image-more draws it. And a slide, which has all of these already.
/** @import { SentCard } from "./sent.d.ts" */
/** @import { Board } from "./types.d.ts" */

const SHARP = 2 // Pixels of a PNG for each of the screen.
// 192 pixels an inch, by a chunk of PNG: in a document, letters are as large as on the screen.
const DENSE = [0, 0, 0, 9, 112, 72, 89, 115, 0, 0, 29, 135, 0, 0, 29, 135, 1, 143, 229, 241, 101]
const HEAD = 33 // Bytes of a PNG before which no such chunk stands.
const NARROWEST = 360 // Pixels, so that title and source can be read.
const SMALLEST = "0.78rem" // Letters: 5 points where 1200 pixels are 17 cm of a sheet.

/**
 * Saves a card as a PNG.
 * @param {Board} board @param {HTMLElement} section @param {SentCard} card
 * @param {(() => Promise<any>) | undefined} paint draws the figure, which may not be drawn yet
 */
export async function save(board, section, card, paint) {
  await paint?.()
  const { picture: name, said } = card.foot
  const { element } = board.ready.elements
  const copy = /** @type {HTMLElement} */ (section.cloneNode(true))
  copy.querySelector("footer").remove()
  copy.inert = true
  copy.querySelector("h2").removeAttribute("class")
  for (const group of copy.querySelectorAll("details")) group.open ||= group.dataset.group !== ""
  const width = Math.max(section.offsetWidth, NARROWEST)
  Object.assign(copy.style, { width: `${width}px`, height: "auto", border: "0", padding: "16px" })
  Object.assign(copy.style, { position: "absolute", left: "-99999px" })
  // A picture has no stand-ins for letters that ours lacks, and lines break where they do here.
  copy.style.fontFamily = "'Noto Sans', sans-serif"
  for (const place of copy.querySelectorAll(".place")) place.classList.add("whole")
  copy.querySelector(".subtitle").textContent = card.subtitle
  copy.append(...said.map((words) => element("p", { class: "subtitle quiet small" }, words)))
  if (card.marking) copy.prepend(element("p", { class: "board-marking" }, card.marking))
  for (const size of ["least", "tiny", "small"]) copy.style.setProperty(`--${size}`, SMALLEST)
  section.after(copy)
  for (const name of copy.querySelectorAll(".lane .text")) shorten(name)
  try {
    await take(board, copy, name, {
      width: width + widen(copy),
      scale: SHARP,
      bgcolor: getComputedStyle(section).backgroundColor,
      styleCaching: "relaxed",
      style: { position: "static" },
    })
  } finally {
    copy.remove()
  }
}

/**
 * A slide as it is shown to a room.
 * @param {Board} board @param {HTMLElement} section @param {string} name of the file
 */
export function saveSlide(board, section, name) {
  return take(board, section, name, {
    width: section.offsetWidth,
    height: section.offsetHeight,
    scale: 1,
    bgcolor: getComputedStyle(section.parentElement).backgroundColor,
    style: { position: "static", translate: "none", scale: "none", opacity: "1" },
  })
}

/** Leaves out the last words of a name that has more than its room. @param {Element} name */
function shorten(name) {
  const words = name.textContent.split(" ")
  while (words.length > 1 && name.scrollHeight > name.clientHeight) {
    words.pop()
    name.textContent = `${words.join(" ")}…`
  }
}

/** Shows what is scrolled out of sight. @param {HTMLElement} copy @returns pixels that it takes */
function widen(copy) {
  const parts = /** @type {HTMLElement[]} */ ([...copy.querySelectorAll(".place, .place *")])
  const scrolled = parts.filter((part) => /auto|scroll/.test(getComputedStyle(part).overflowX))
  const more = Math.max(0, ...scrolled.map((part) => part.scrollWidth - part.clientWidth))
  copy.style.width = `${copy.offsetWidth + more}px`
  for (const { style } of scrolled) Object.assign(style, { overflow: "visible", maxHeight: "none" })
  return more
}

/**
 * Saves an element as a PNG.
 * @param {Board} board @param {HTMLElement} node @param {string} name of the file
 * @param {Record<string, unknown>} options
 */
async function take(board, node, name, options) {
  await board.ready.elements.library(board.absolute(board.about.pictures))
  // Of others it would resolve addresses by an element `base`, which the policy refuses.
  const filterFonts = (/** @type {{ family: string }} */ { family }) => family.startsWith("noto")
  const drawn = await window.domtoimage.toBlob(node, { ...options, filterFonts })
  const parts = [drawn.slice(0, HEAD), new Uint8Array(DENSE), drawn.slice(HEAD)]
  const link = document.createElement("a")
  link.href = URL.createObjectURL(new Blob(parts, { type: drawn.type }))
  link.download = `${name}.png`
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60000)
}
