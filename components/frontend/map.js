// @ts-check
// Countries as shapes with a number each; the number is a link that chooses the country, and so is
// its shape. Small countries have theirs beside them, with a line.
/** @import { Country, Map as CountryMap } from "./sent.d.ts" */
/** @import { Board } from "./types.d.ts" */
const SVG = "http://www.w3.org/2000/svg"

/** @param {HTMLElement} place @param {CountryMap} body @param {Board} board */
export function draw(place, body, board) {
  /** @type {{ context: string, disputed: string, countries: Record<string, { d: string }> }} */
  const { context, disputed, countries } = board.ready.shapes.shapes
  const { element, link, redraw, span } = board.ready.elements
  const { legend } = board.ready.barrows
  place.classList.add("country-map")
  const svg = shape("svg", { viewBox: `0 0 ${body.width} ${body.height}`, "aria-hidden": "true" })
  const land = { ...countries }
  body.countries.forEach(({ id }) => delete land[id])
  const d = [context, disputed, ...Object.values(land).map((one) => one.d)].join(" ")
  svg.append(shape("path", { class: "context", d }))
  const links = body.countries.map((one) => choice(one, span("name", `${one.name} `), one.number))
  const outlines = body.countries.map((country, at) => outline(country, links[at]))
  const leads = body.countries.filter(({ lead }) => lead).map(({ lead, x, y }) =>
    shape("line", { class: "lead", x1: x, y1: y, x2: lead[0], y2: lead[1] })
  )
  // What is chosen lies above its neighbours, so that its border is whole.
  const above = outlines.filter((_, at) => body.countries[at].chosen)
  svg.append(...outlines.filter((one) => !above.includes(one)), ...above, ...leads)
  const spots = body.countries.map((country, at) => spot(country, links[at]))
  const frame = element(
    "div",
    { class: "frame", style: `--ratio: ${body.width} / ${body.height}` },
    svg,
    element("ul", { "aria-label": body.label }, ...spots),
    legend(body.key, board),
  )
  // Countries without an outline are links in a line.
  const apart = body.apart.flatMap((one, at) => [
    at ? " · " : " ",
    choice(one, `${one.name} ${one.number}`),
  ])
  const line = element("p", { class: "apart small" }, body.not_drawn, ...apart)
  redraw(place, [frame, apart.length > 0 && line])

  /** @param {Country} country @param {(HTMLElement | string)[]} inside */
  function choice({ id, label, chosen, href }, ...inside) {
    return link(href, { key: id, label, "aria-current": chosen ? "true" : null }, ...inside)
  }

  /**
   * The shape of a country: a click on it is one on its link.
   * @param {Country} country @param {HTMLElement} link
   */
  function outline({ id, tone, chosen, label }, link) {
    const name = `land tone${tone}${chosen ? " chosen" : ""}`
    const made = shape("path", { class: name, d: countries[id].d })
    const title = shape("title", {})
    title.textContent = label
    made.append(title)
    made.onclick = (event) => link.dispatchEvent(new MouseEvent("click", event))
    return made
  }

  /** Where a number stands. @param {Country} country @param {HTMLElement} link */
  function spot({ x, y, tone, lead, chosen }, link) {
    const name = `tone${tone}${lead ? " beside" : ""}${chosen ? " chosen" : ""}`
    const style = `left: ${x / body.width * 100}%; top: ${y / body.height * 100}%`
    return element("li", { class: name, style }, link)
  }
}

/** @param {string} name @param {Record<string, any>} attributes @returns {SVGElement} */
function shape(name, attributes) {
  const made = /** @type {SVGElement} */ (document.createElementNS(SVG, name))
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  return made
}
