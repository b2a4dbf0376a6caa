// @ts-check
// A table whose cells are buttons. One stop for the tab key; arrow keys move inside.
/** @import { Component, Matrix, MatrixCell } from "./types.d.ts" */

/** @param {Component<ArrayBuffer>} component */
export default function ({ data: sent, parentElement, setTriggerValue }) {
  /** @type {Matrix} */
  const data = JSON.parse(new TextDecoder().decode(sent))
  const palette = getComputedStyle(parentElement.host ?? parentElement).getPropertyValue(
    "--st-chart-categorical-colors",
  ).split(",")
  const frame = parentElement.querySelector(".frame")
  frame.style.setProperty("--confirmed", palette[0])
  frame.style.setProperty("--awaiting", palette[1])
  const table = parentElement.querySelector("table")
  table.setAttribute("aria-label", data.label)
  const head = table.createTHead()
  const body = table.tBodies[0] ?? table.createTBody()
  const focused = parentElement.querySelector("button[tabindex='0']")?.dataset.at

  const header = document.createElement("tr")
  header.append(cell("th", data.corner, "col", "corner"))
  for (const column of data.columns) {
    const th = cell("th", column.short, "col")
    th.title = column.name
    th.setAttribute("aria-label", column.name)
    header.append(th)
  }
  head.replaceChildren(header)

  body.replaceChildren(...data.rows.map((row, y) => {
    const tr = document.createElement("tr")
    tr.append(cell("th", row.name, "row"))
    row.cells.forEach((item, x) => {
      const td = document.createElement("td")
      if (item.empty) {
        const dash = cell("span", "–", null, "empty")
        dash.title = item.label
        td.append(dash)
      } else {
        td.append(
          button(item, `${y}/${x}`, () => setTriggerValue("opened", [row.id, data.columns[x].id])),
        )
      }
      tr.append(td)
    })
    return tr
  }))

  const buttons = [...body.querySelectorAll("button")]
  const first = buttons.find((item) => item.dataset.at === focused) ?? buttons[0]
  if (first) first.tabIndex = 0
  table.onkeydown = (/** @type {KeyboardEvent} */ event) => {
    const step =
      { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key]
    const from = parentElement.activeElement ?? event.target
    if (!step || !from.dataset?.at) return
    event.preventDefault()
    let [y, x] = from.dataset.at.split("/").map(Number)
    for (;;) {
      y += step[0]
      x += step[1]
      if (y < 0 || x < 0 || y >= data.rows.length || x >= data.columns.length) return
      const next = buttons.find((item) => item.dataset.at === `${y}/${x}`)
      if (next) {
        buttons.forEach((item) => {
          item.tabIndex = -1
        })
        next.tabIndex = 0
        next.focus()
        return
      }
    }
  }

  /**
   * @param {string} tag
   * @param {string} text
   * @param {string | null} [scope]
   * @param {string} [name]
   */
  function cell(tag, text, scope, name) {
    const element = /** @type {any} */ (document.createElement(tag))
    element.textContent = text
    if (scope) element.scope = scope
    if (name) element.className = name
    return element
  }

  /** @param {MatrixCell} item @param {string} at @param {() => void} open */
  function button(item, at, open) {
    const element = document.createElement("button")
    element.type = "button"
    element.tabIndex = -1
    element.dataset.at = at
    element.className = item.mark
    element.title = item.label
    element.setAttribute("aria-label", item.label)
    element.onclick = open
    const bar = document.createElement("span")
    bar.className = "bar"
    for (const name of /** @type {const} */ (["confirmed", "awaiting"])) {
      const part = document.createElement("i")
      part.className = name
      part.style.width = `${item[name] * 100}%`
      bar.append(part)
    }
    element.append(cell("b", item.text), cell("span", item.sign, null, "sign"), bar)
    return element
  }
}
