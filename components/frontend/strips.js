// @ts-check
// Names, each with a small bar and a number, as a list or as tiles side by side; each is a link.
/** @import { Strips } from "./sent.d.ts" */
/** @import { InkBoard } from "./types.d.ts" */

/** @param {HTMLElement} place @param {Strips} body @param {InkBoard} board */
export function draw(place, body, board) {
  const { inks } = board.ready
  place.classList.add("strips")
  place.classList.toggle("across", body.across)
  const rows = body.rows.map((row) =>
    inks.element(
      "li",
      {},
      inks.element(
        "a",
        {
          href: row.href,
          title: row.label,
          "aria-label": row.label,
          "aria-current": row.chosen ? "true" : null,
          "data-at": row.id,
        },
        inks.element("span", { class: "name" }, row.name),
        inks.element("span", { class: "bar" }, ...inks.pieces(row.bar)),
        inks.element("b", {}, row.reached),
        ...(row.small ? [inks.element("span", { class: "small" }, row.small)] : []),
      ),
    )
  )
  inks.redraw(place, [
    inks.element("ul", { class: "rows", "aria-label": body.label }, ...rows),
    ...(body.across ? [] : [inks.legend(body.key, "piece")]),
  ])
}
