// @ts-check
// A card as a picture to take along: its figure with title, marking, choice and source in it. And a
// slide, which has all of these already.
//
// Around the figure of a card everything is drawn as lines and text of SVG. A figure of Plotly is SVG too and
// lies in it as it is. Any other is HTML: its elements are copied with the styles that they have now
// into a `foreignObject`. Browsers draw that, other programs hardly: such a picture is a PNG only.
/** @import { Board, Card, Slide } from "./types.d.ts" */

const SVG = "http://www.w3.org/2000/svg"
const HTML = "http://www.w3.org/1999/xhtml"
const EDGE = 16
const SHARP = 2 // Pixels of a PNG for each of the screen.
const LONGEST = 16000 // Pixels of a side that a canvas has room for.
const NARROWEST = 360 // Pixels, so that title and source can be read.
const FAMILY = "Noto Sans"
/** What was resolved, what only moves, or what the size says already. */
const PASSED_OVER =
  /^(--|-webkit-|transition|animation|(min-|max-)?(inline|block)-size|cursor|perspective)/
/** @type {Record<string, Promise<string>>} */
const fonts = {}

/**
 * @param {Board} board @param {HTMLElement} section @param {Card} card @param {"png" | "svg"} form
 * @param {(() => Promise<any>) | undefined} paint draws the figure, which may not be drawn yet
 */
export async function save(board, section, card, form, paint) {
  const { text, width, height } = await drawn(board, section, card, paint)
  const type = form === "svg" ? "image/svg+xml" : "image/png"
  const file = form === "svg" ? new Blob([text], { type }) : await painted(text, width, height)
  offer(file, `${card.foot.picture.name}.${form}`)
}

/**
 * A slide as it is shown to a room, as PNG.
 * @param {HTMLElement} section @param {Slide} slide
 */
export async function saveSlide(section, { name, language, fonts }) {
  const [width, height] = [section.offsetWidth, section.offsetHeight]
  const paper = getComputedStyle(section.parentElement).backgroundColor
  const root = made("svg", { xmlns: SVG, lang: language, width, height })
  const figure = copied(section, { transform: "none", opacity: "1" }, { width, height })
  root.append(
    made("style", {}, (await Promise.all(Object.entries(fonts).map(face))).join("\n")),
    // What only a later part of a line asks for would come after the picture is painted.
    ...Object.keys(fonts).map((name) => made("text", { "font-family": name }, "\u25cf")),
    made("rect", { width, height, fill: plain(paper) }),
    figure,
  )
  const text = new XMLSerializer().serializeToString(root)
  offer(await painted(text, width, height, 1), `${name}.png`)
}

/** Hands a file to the reader. @param {Blob} file @param {string} name */
function offer(file, name) {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60000)
}

/**
 * The picture as SVG, and its size.
 * @param {Board} board @param {HTMLElement} section @param {Card} card
 * @param {(() => Promise<any>) | undefined} paint
 */
async function drawn(board, section, card, paint) {
  const place = /** @type {HTMLElement} */ (section.querySelector(".place"))
  const hidden = place.hidden // A figure whose table is open has no size.
  place.hidden = false
  const figure = await figureOf(place, paint).finally(() => place.hidden = hidden)
  const style = getComputedStyle(section)
  const faint = plain(getComputedStyle(section.querySelector(".subtitle")).color)
  const family = style.fontFamily
  const inner = Math.max(figure.width, NARROWEST)
  const width = Math.ceil(inner) + 2 * EDGE
  const root = made("svg", { xmlns: SVG, lang: board.content.language, width })
  const fontFace = await face([FAMILY, board.absolute(board.about.font)])
  root.append(
    made("title", {}, card.title),
    made("desc", {}, card.alt || card.subtitle),
    made("style", {}, fontFace),
    made("rect", { width: "100%", height: "100%", fill: style.backgroundColor }),
  )
  let y = EDGE
  /** @param {string} words @param {number} size @param {number} weight @param {string} fill */
  const write = (words, size, weight, fill) => {
    for (const line of lines(words, `${weight} ${size}px ${family}`, inner)) {
      y += Math.round(size * 1.35)
      const look = { "font-family": family, "font-size": size, "font-weight": weight, fill }
      root.append(made("text", { x: EDGE, y: y - Math.round(size * 0.3), ...look }, line))
    }
  }
  if (card.marking) {
    const frame = made("rect", { x: EDGE, y, width: inner, height: 26, fill: "none" })
    const red = style.getPropertyValue("--late").trim() || style.color
    frame.setAttribute("stroke", red)
    frame.setAttribute("stroke-width", "2")
    const words = { x: EDGE + 10, y: y + 18, "font-family": family, "font-size": 13, fill: red }
    root.append(frame, made("text", { ...words, "font-weight": 700 }, card.marking))
    y += 34
  }
  write(card.title, 16, 600, style.color)
  if (card.subtitle) write(card.subtitle, 12, 400, faint)
  y += 8
  figure.node.setAttribute("x", String(EDGE))
  figure.node.setAttribute("y", String(y))
  root.append(figure.node)
  y += figure.height + 8
  for (const words of card.foot.picture.said) write(words, 11, 400, faint)
  const height = y + EDGE
  root.setAttribute("height", String(height))
  root.setAttribute("viewBox", `0 0 ${width} ${height}`)
  return { text: new XMLSerializer().serializeToString(root), width, height }
}

/**
 * @param {string} name @param {Record<string, string | number>} attributes @param {string} [text]
 */
function made(name, attributes, text = "") {
  const node = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value))
  node.textContent = text
  return node
}

/** A colour as every program reads it. @param {string} colour */
function plain(colour) {
  const pen = document.createElement("canvas").getContext("2d")
  pen.fillStyle = colour
  pen.fillRect(0, 0, 1, 1)
  const [red, green, blue] = pen.getImageData(0, 0, 1, 1).data
  return `rgb(${red}, ${green}, ${blue})`
}

/** A text in lines of a width. @param {string} words @param {string} font @param {number} width */
function lines(words, font, width) {
  const pen = document.createElement("canvas").getContext("2d")
  pen.font = font
  /** @type {string[]} */
  const found = []
  for (const word of words.split(" ")) {
    const longer = found.length ? `${found.at(-1)} ${word}` : word
    if (found.length && pen.measureText(longer).width <= width) found[found.length - 1] = longer
    else found.push(word)
  }
  return found
}

/**
 * A typeface as it is written into a picture, which may ask for nothing.
 * @param {[string, string]} font its name and address
 */
async function face([family, address]) {
  fonts[address] ??= fetch(address).then((answer) => answer.blob()).then(encoded)
  fonts[address].catch(() => delete fonts[address])
  return `@font-face { font-family: "${family}"; font-weight: 100 900; src: url(${await fonts[
    address
  ]}) }`
}

/** @param {Blob} blob @returns {Promise<string>} */
function encoded(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(blob)
  })
}

/**
 * @param {string} text @param {number} width @param {number} height
 * @param {number} sharp pixels of the PNG for each of the picture @returns {Promise<Blob>}
 */
async function painted(text, width, height, sharp = SHARP) {
  const image = new Image()
  // As a blob it would close the canvas for reading.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`
  await image.decode()
  const scale = Math.min(sharp, LONGEST / Math.max(width, height))
  const canvas = document.createElement("canvas")
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => blob ? resolve(blob) : reject(Error("no picture")), "image/png")
  )
}

// ---- the figure

/**
 * @param {HTMLElement} place @param {(() => Promise<any>) | undefined} paint
 * @returns {Promise<{ node: Element, width: number, height: number }>}
 */
async function figureOf(place, paint) {
  if (!paint) {
    // The card may be as high as the one beside it: what counts is what is in it.
    const { top, width } = place.getBoundingClientRect()
    const ends = [...place.children].map((one) => one.getBoundingClientRect().bottom - top)
    const size = { width, height: Math.max(...ends) }
    return { node: copied(place, { margin: "0" }, size), ...size }
  }
  await paint()
  const plot = /** @type {any} */ (place.querySelector(".js-plotly-plot"))
  const { clientWidth: width, clientHeight: height } = plot
  const asked = { format: "svg", width, height, imageDataOnly: true }
  const text = await window.Plotly.toImage(plot, asked)
  const node = new DOMParser().parseFromString(text, "image/svg+xml").documentElement
  return { node: document.importNode(node, true), width, height }
}

/**
 * HTML with the styles that it has.
 * @param {HTMLElement} place
 * @param {Record<string, string>} own what is another style than it has
 * @param {{ width: number, height: number }} size grows where something is scrolled
 */
function copied(place, own, size) {
  // In a frame of its own, or it would be laid out as what it stands among.
  const frame = document.createElement("div")
  const bare = document.createElement("span")
  bare.style.all = "initial"
  frame.append(bare)
  place.append(frame)
  const style = getComputedStyle(bare)
  const usual = [...style].filter((name) => !PASSED_OVER.test(name))
    .map((name) => /** @type {const} */ ([name, style.getPropertyValue(name)]))
  frame.remove()
  const node = document.createElementNS(SVG, "foreignObject")
  node.append(copyOf(place, getComputedStyle(place.parentElement), own, usual, size))
  node.setAttribute("width", String(Math.ceil(size.width) + 1))
  node.setAttribute("height", String(Math.ceil(size.height) + 1))
  return node
}

/**
 * @param {Element} node @param {CSSStyleDeclaration} around of its parent
 * @param {Record<string, string>} own what is another style than it has
 * @param {(readonly [string, string])[]} usual name and value of each style where none is set
 * @param {{ width: number, height: number }} size grows where something is scrolled
 * @returns {Element | string}
 */
function copyOf(node, around, own, usual, size) {
  const style = getComputedStyle(node)
  if (style.display === "none") return ""
  const drawing = node.namespaceURI === SVG
  // A span has no style of its own that would have to be taken back.
  const copy = drawing
    ? /** @type {Element} */ (node.cloneNode(false))
    : document.createElementNS(HTML, node.localName === "br" ? "br" : "span")
  copy.removeAttribute("class")
  copy.removeAttribute("id")
  if (!drawing && /auto|scroll/.test(style.overflowX + style.overflowY)) {
    size.width += node.scrollWidth - node.clientWidth
    size.height += node.scrollHeight - node.clientHeight
    own.overflow = "visible"
  }
  if (style.position === "sticky") own.position = "relative"
  dress(copy, style, around, own, usual)
  const inside = [...node.childNodes].map((child) => {
    if (child instanceof Text) return child.data
    return child instanceof Element ? copyOf(child, style, {}, usual, size) : ""
  })
  copy.append(...written(node, "::before", usual), ...inside, ...written(node, "::after", usual))
  return copy
}

/**
 * What a style writes before or after an element.
 * @param {Element} node @param {string} which @param {(readonly [string, string])[]} usual
 */
function written(node, which, usual) {
  const style = getComputedStyle(node, which)
  const { content } = style
  if (!content.startsWith('"') || style.display === "none") return []
  const words = document.createElementNS(HTML, "span")
  dress(words, style, getComputedStyle(node), {}, usual)
  words.textContent = content.slice(1, -1)
  return [words]
}

/**
 * Writes what of a style is neither usual nor that of the parent.
 * @param {Element} copy @param {CSSStyleDeclaration} style @param {CSSStyleDeclaration} around
 * @param {Record<string, string>} own @param {(readonly [string, string])[]} usual
 */
function dress(copy, style, around, own, usual) {
  const found = []
  for (const [name, value] of usual) {
    const now = style.getPropertyValue(name)
    if (now !== value || now !== around.getPropertyValue(name)) found.push(`${name}:${now}`)
  }
  for (const [name, value] of Object.entries(own)) found.push(`${name}:${value}`)
  copy.setAttribute("style", found.join(";"))
}
