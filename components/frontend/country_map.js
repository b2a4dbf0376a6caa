// @ts-check
// Countries as shapes with a number each; the number is a link that chooses the country, and so is
// its shape. Small countries have theirs beside them, with a line.
/** @import { Map as CountryMap, Outlined } from "./sent.d.ts" */
/** @import { InkBoard } from "./types.d.ts" */
const SVG = "http://www.w3.org/2000/svg"

/** @param {HTMLElement} place @param {CountryMap} body @param {InkBoard} board */
export function draw(place, body, board) {
  /** @type {{ context: string, countries: Record<string, { d: string }> }} */
  const { context, countries } = board.ready.shapes.shapes
  place.classList.add("country-map")
  const focused = place.contains(document.activeElement)
    ? /** @type {HTMLElement} */ (document.activeElement).dataset.code
    : undefined
  const svg = shape("svg", { viewBox: `0 0 ${body.width} ${body.height}`, "aria-hidden": "true" })
  const land = { ...countries }
  body.countries.forEach(({ id }) => delete land[id])
  const d = [context, ...Object.values(land).map((one) => one.d)].join(" ")
  svg.append(shape("path", { class: "context", d }))
  const links = body.countries.map((country) => link(country.id, country, country.number))
  const outlines = body.countries.map((country, at) => outline(country, links[at], countries))
  const leads = body.countries.filter(({ lead }) => lead).map(({ lead, x, y }) =>
    shape("line", { class: "lead", x1: x, y1: y, x2: lead[0], y2: lead[1] })
  )
  // What is chosen lies above its neighbours, so that its border is whole.
  const above = outlines.filter((_, at) => body.countries[at].chosen)
  svg.append(...outlines.filter((one) => !above.includes(one)), ...above, ...leads)
  const list = document.createElement("ul")
  list.setAttribute("aria-label", body.label)
  list.append(...body.countries.map((country, at) => spot(country, links[at], body)))
  const frame = document.createElement("div")
  frame.className = "frame"
  frame.style.setProperty("--ratio", `${body.width} / ${body.height}`)
  frame.append(svg, list)
  place.replaceChildren(frame, ...apart(body))
  if (focused) {
    const found = /** @type {HTMLElement} */ (
      place.querySelector(`a[data-code="${CSS.escape(focused)}"]`)
    )
    found?.focus({ preventScroll: true })
  }
}

/**
 * @param {string} code
 * @param {{ label: string, chosen: boolean, href: string }} country
 * @param {string} text
 */
function link(code, { label, chosen, href }, text) {
  const made = document.createElement("a")
  made.setAttribute("href", href)
  made.setAttribute("aria-label", label)
  if (chosen) made.setAttribute("aria-current", "true")
  made.dataset.code = code
  made.title = label
  made.textContent = text
  return made
}

/**
 * The shape of a country: a click on it is one on its link.
 * @param {Outlined} country
 * @param {HTMLElement} link
 * @param {Record<string, { d: string }>} countries
 */
function outline({ id, tone, chosen, label }, link, countries) {
  const { d } = countries[id]
  const made = shape("path", { class: `land tone${tone}${chosen ? " chosen" : ""}`, d })
  const title = shape("title", {})
  title.textContent = label
  made.append(title)
  for (const kind of ["click", "pointerover"]) {
    made.addEventListener(kind, (/** @type {any} */ event) => {
      link.dispatchEvent(new event.constructor(kind, event))
    })
  }
  return made
}

/**
 * Where a number stands.
 * @param {Outlined} country
 * @param {HTMLElement} link
 * @param {CountryMap} body
 */
function spot({ x, y, tone, lead, chosen }, link, { width, height }) {
  const made = document.createElement("li")
  made.className = `tone${tone}${lead ? " beside" : ""}${chosen ? " chosen" : ""}`
  made.style.left = `${x / width * 100}%`
  made.style.top = `${y / height * 100}%`
  made.append(link)
  return made
}

/** Countries without an outline, as links in a line. @param {CountryMap} body */
function apart({ not_drawn, apart }) {
  if (!apart.length) return []
  const made = document.createElement("p")
  made.className = "apart small"
  made.append(not_drawn)
  for (const country of apart) {
    made.append(" ", link(country.id, country, `${country.name} ${country.number}`))
  }
  return [made]
}

/** @param {string} name @param {Record<string, any>} attributes @returns {SVGElement} */
function shape(name, attributes) {
  const made = /** @type {SVGElement} */ (document.createElementNS(SVG, name))
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  return made
}
