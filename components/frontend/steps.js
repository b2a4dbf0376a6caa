// @ts-check
// Countries across, priorities down, a link for each milestone. Where that is too narrow, the styles
// turn the table: a country is a row.
/** @import { SentCard, Steps, StepsCell } from "./sent.d.ts" */
/** @import { Board } from "./types.d.ts" */

/** @param {HTMLElement} place @param {Steps} body @param {Board} board @param {SentCard} card */
export function draw(place, body, board, { opens, slides }) {
  const { element, link, redraw, span, table } = board.ready.elements
  const { legend, pieces } = board.ready.barrows
  const { countries, words } = body
  place.classList.add("steps")
  place.classList.toggle("bars", body.bars)
  place.classList.toggle("many", body.many)
  place.style.setProperty("--priorities", `${body.rows.length}`)
  place.style.setProperty("--countries", `${countries.length}`)
  place.style.setProperty("--lines", `${countries.length + 3}`)
  const heads = [
    element("td", {}),
    ...countries.map(({ id, name, href }) => header("col", [link(href, { key: id }, name)])),
    header("col", [words.once], "once quiet", words.once_said),
    header("col", [words.beside], "beside quiet", words.beside_said),
  ]
  const rows = body.rows.map(({ id, number, name: named, title, href, cells, reached, beside }) => {
    const about = { key: id, label: title }
    const name = link(href, about, span("number short", number), span("title", named))
    return element(
      "tr",
      {},
      header("row", [name]),
      ...cells.map((cell, at) => field(cell, `${id}/${countries[at].id}`)),
      ...once(reached, beside),
    )
  })
  const foot = element(
    "tr",
    {},
    header("row", [words.reached], "", words.partners),
    ...countries.map(({ reached }) => element("td", {}, span("number", reached))),
    ...once(body.reached, body.beside),
  )
  const names = body.rows.map(({ title, href }) => element("li", {}, link(href, {}, title)))
  redraw(place, [
    legend(body.key, board),
    table(body.label, heads, element("tbody", {}, ...rows), element("tfoot", {}, foot)),
    element("ul", { class: "names" }, ...names),
  ])
  board.ready.panel?.offer(place, board, "td", toSlides)
  board.ready.elements.rove(place, { links: "table a:not(.panel a)", lines, within: "th, td" })

  /** The way to the slides on the country and the priority of a mark. @param {HTMLElement} mark */
  function toSlides(mark) {
    const cell = mark.closest("td")
    const row = body.rows[/** @type {HTMLTableRowElement} */ (cell.parentElement).rowIndex - 1]
    const { id, name } = countries[cell.cellIndex - 1]
    const href = slides.replace("COUNTRY", id).replace("PRIORITY", row.id)
    return link(href, {}, `${board.about.words.slides}: ${name}, ${row.name}`)
  }

  /** @param {string} scope @param {(Node | string)[]} inside @param {string} [name] @param {string} [said] */
  function header(scope, inside, name, said) {
    return element("th", { scope, class: name || null, title: said }, ...inside)
  }

  /** @param {string} reached @param {string} beside */
  function once(reached, beside) {
    const number = element("td", { class: "once quiet" }, span("number", reached))
    return [number, element("td", { class: "beside quiet" }, beside)]
  }

  /** @param {StepsCell} cell @param {string} at by which the focus finds it again */
  function field({ label, marks, href, text, bar }, at) {
    if (marks.length) {
      const links = marks.map((place) => {
        const { ink, label, action, id } = body.steps[place]
        const to = { key: `${at}/${place}`, label, "data-milestone": id }
        return link(opens.replace("CODE", action), { class: `ink ${ink}`, ...to })
      })
      return element("td", { class: "near" }, element("div", { class: "marks flow" }, ...links))
    }
    const inside = href
      ? link(href, { class: "cell", key: at, label }, text, span("bar", ...pieces(bar)))
      : element("span", { class: "none quiet", title: label, "aria-hidden": "true" }, "–")
    return element("td", {}, inside)
  }
}

/** The links of each line as it is seen. @param {HTMLElement} place */
function lines(place) {
  const rows = [...place.querySelector("table").rows].map((row) =>
    [...row.cells].filter((cell) => cell.checkVisibility())
  )
  const turned = getComputedStyle(place.querySelector("table")).gridAutoFlow === "column"
  const seen = turned ? rows[0].map((_, at) => rows.map((cells) => cells[at])) : rows
  return seen.map((cells) => cells.flatMap((cell) => [...cell.querySelectorAll("a")]))
}
