// @ts-check
// A card as a picture to take along: a copy of it with its marking, choice and source, as
// dom-to-image-more draws it. And a slide, which has all of these already.
/** @import { SentCard } from "./sent.d.ts" */
/** @import { Board } from "./types.d.ts" */

const SHARP = 2 // Pixels of a PNG for each of the screen.
// 192 pixels an inch, by a chunk of PNG: in a document, letters are as large as on the screen.
const DENSE = [0, 0, 0, 9, 112, 72, 89, 115, 0, 0, 29, 135, 0, 0, 29, 135, 1, 143, 229, 241, 101]
const HEAD = 33 // Bytes of a PNG before which no such chunk stands.
/** Pixels from which on a figure has room for its words; of the rest title and source can be read. */
const NARROWEST = { ".time-axis": 940, ".country-map": 640, ".place": 360 }
const DEEP = 5 // Pixels by which letters reach below their line.
// A picture has no stand-ins for letters that ours lacks, and lines break where they do here.
const LETTERS = "'Noto Sans', 'Noto Signs', sans-serif"
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
  copy.classList.remove("bare")
  copy.querySelector("h2").removeAttribute("class")
  for (const group of copy.querySelectorAll("details")) group.open ||= group.dataset.group !== ""
  const [, least] = Object.entries(NARROWEST).find(([figure]) => copy.querySelector(figure))
  const width = Math.max(section.offsetWidth, least)
  Object.assign(copy.style, { width: `${width}px`, height: "auto", border: "0", padding: "16px" })
  Object.assign(copy.style, { position: "absolute", left: "-99999px" })
  copy.style.fontFamily = LETTERS
  for (const place of copy.querySelectorAll(".place")) place.classList.add("whole")
  copy.querySelector(".subtitle").textContent = card.subtitle
  const below = said.map((words) => element("p", { class: "subtitle quiet small" }, words))
  below[0].style.marginTop = "8px"
  copy.append(...below)
  if (card.marking) copy.prepend(element("p", { class: "board-marking" }, card.marking))
  for (const size of ["least", "tiny", "small"]) copy.style.setProperty(`--${size}`, SMALLEST)
  section.after(copy)
  number(copy, board.ready.elements)
  explain(copy, board.ready.elements)
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
export async function saveSlide(board, section, name) {
  section.style.fontFamily = LETTERS
  try {
    await take(board, section, name, {
      width: section.offsetWidth,
      height: section.offsetHeight,
      scale: 1,
      bgcolor: getComputedStyle(section).backgroundColor,
      style: { position: "static", translate: "none", scale: "none", opacity: "1" },
    })
  } finally {
    section.style.fontFamily = ""
  }
}

/**
 * Numbers the meetings whose names have no room, and says below who they are: in a picture nobody
 * can point at them.
 * @param {HTMLElement} copy @param {typeof import("./elements.js")} make
 */
function number(copy, { element }) {
  const said = element("ul", { class: "numbered flow small" })
  /** @type {NodeListOf<HTMLElement>} */
  const marks = copy.querySelectorAll(".lane .meeting")
  for (const mark of marks) {
    const name = mark.nextElementSibling
    const named = name?.matches(".text")
    if (named && name.clientHeight > name.scrollHeight - DEEP) continue
    if (named) name.remove()
    const at = `${said.childElementCount + 1}`
    mark.after(element("b", { class: "small", style: `left: ${mark.style.left}` }, at))
    said.append(element("li", {}, element("b", {}, at), ` ${mark.getAttribute("aria-label")}`))
  }
  if (said.firstChild) copy.querySelector(".time-axis").append(said)
}

/**
 * Says below a list what its marks mean.
 * @param {HTMLElement} copy @param {typeof import("./elements.js")} make
 */
function explain(copy, { element }) {
  /** @type {NodeListOf<HTMLElement>} */
  const marks = copy.querySelectorAll(".events div:not([hidden]) > ul .ink")
  const words = new Map([...marks].map(({ title, className }) => [title, className]))
  const key = [...words].map(([word, look]) =>
    element("li", {}, element("i", { class: look }), word)
  )
  if (key.length) {
    copy.querySelector(".place").after(element("ul", { class: "key flow quiet small" }, ...key))
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
