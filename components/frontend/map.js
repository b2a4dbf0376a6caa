// @ts-check
// Countries as shapes that can be chosen by mouse, finger or keyboard. Small ones get a larger
// target.
/** @import { Component, Countries } from "./types.d.ts" */
const SVG = "http://www.w3.org/2000/svg"
const TARGET = 13

/** @param {Component<Countries>} component */
export default function ({ data, parentElement, setTriggerValue }) {
  const svg = parentElement.querySelector("svg")
  svg.setAttribute("viewBox", `0 0 ${data.width} ${data.height}`)
  svg.setAttribute("role", "group")
  svg.setAttribute("aria-label", data.label)
  const focused = (parentElement.activeElement ?? document.activeElement)?.dataset?.code

  const land = shape("path", { d: data.context, class: "context", "aria-hidden": "true" })
  const groups = data.countries.map((country) => {
    const group = shape("g", {
      class: country.chosen ? "country chosen" : "country",
      tabindex: "0",
      role: "button",
      "aria-pressed": String(country.chosen),
      "aria-label": country.label,
    })
    group.dataset.code = country.id
    const title = shape("title", {})
    title.textContent = country.label
    group.append(title, shape("path", { d: country.d }))
    if (country.small) group.append(shape("circle", { cx: country.x, cy: country.y, r: TARGET }))
    const choose = () => setTriggerValue("chosen", country.id)
    group.onclick = choose
    group.onkeydown = (/** @type {KeyboardEvent} */ event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault()
        choose()
      }
    }
    return group
  })
  svg.replaceChildren(land, ...groups)
  groups.find((group) => group.dataset.code === focused)?.focus()

  /** @param {string} name @param {Record<string, any>} attributes */
  function shape(name, attributes) {
    const element = /** @type {any} */ (document.createElementNS(SVG, name))
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
    return element
  }
}
