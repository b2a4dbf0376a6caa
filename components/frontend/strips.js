// @ts-check
// A list of names, each with a small bar and a number; each line is a link.
/** @import { Strips } from "./types.d.ts" */
import { element, legend, pieces, redraw } from "./inks.js"

/** @param {HTMLElement} place @param {Strips} body */
export function draw(place, body) {
  place.classList.add("strips")
  const rows = body.rows.map((row) =>
    element(
      "li",
      {},
      element(
        "a",
        {
          href: row.href,
          title: row.label,
          "aria-label": row.label,
          "aria-current": row.chosen ? "true" : null,
          "data-at": row.id,
        },
        element("span", { class: "name" }, row.name),
        element("span", { class: "bar" }, ...pieces(row.bar)),
        element("b", {}, row.reached),
      ),
    )
  )
  redraw(place, [
    element("ul", { class: "rows", "aria-label": body.label }, ...rows),
    legend(body.key, "piece"),
  ])
}
