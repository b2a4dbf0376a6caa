// @ts-check
// Milestones in lists, one of which is seen: a mark, the day in words, the title as a link to the
// dossier, and who says so. Several lists are chosen as radio buttons are, by arrow keys too.
/** @import { Event as Milestone, Events } from "./sent.d.ts" */
/** @import { Board } from "./types.d.ts" */

/** @param {HTMLElement} place @param {Events} body @param {Board} board */
export function draw(place, body, board) {
  const { element, link, redraw, span } = board.ready.elements
  place.classList.add("events")
  const { lists, label } = body
  const wanted = lists.find(({ id }) => id === place.dataset.list) ?? lists[0]
  const drawn = lists.map(({ id, events, further, href }) =>
    element(
      "div",
      { hidden: id === wanted.id ? null : "" },
      element("ul", { "aria-label": label }, ...events.map(row)),
      further && link(href, { class: "further small" }, further),
    )
  )
  const tabs = lists.map(({ id, title, number }, at) => {
    const input = element("input", { class: "unseen", type: "radio", name: "list", "data-at": id })
    input.checked = id === wanted.id
    input.onchange = () => {
      place.dataset.list = id
      drawn.forEach((one, other) => one.hidden = other !== at)
    }
    return element("label", {}, input, `${title} `, element("b", {}, number))
  })
  const group = { class: "choices flow", role: "radiogroup", "aria-label": label }
  const form = element("form", group, ...tabs)
  redraw(place, lists.length > 1 ? [form, ...drawn] : drawn)

  /** @param {Milestone} event */
  function row({ ink, word, when, title, step, href, source, page }) {
    const about = { title: source, target: "_blank", rel: "noopener" }
    return element(
      "li",
      {},
      element("i", { class: `ink ${ink}`, title: word }),
      span("unseen", word),
      link(href, {}, title),
      span("when quiet small", when),
      span("step text quiet small", step, page && link(page, about, source)),
    )
  }
}
