// @ts-check
// Priorities down, time across, a link for each milestone. On a narrow screen a title stands above its
// axis.
/** @import { Moments, MomentsRow, Step } from "./sent.d.ts" */
/** @import { InkBoard } from "./types.d.ts" */

/** @type {typeof import("./inks.js")} */
let inks // what the board has loaded before this

/** @param {HTMLElement} place @param {Moments} body @param {InkBoard} board */
export function draw(place, body, board) {
  inks = board.ready.inks
  place.classList.add("moments")
  place.classList.toggle("with-earlier", body.earlier)
  const rows = body.rows.map((row) => line(body, row))
  inks.redraw(place, [
    inks.legend(body.key),
    head(body),
    inks.element("ul", { class: "rows", "aria-label": body.label }, ...rows),
  ])
  board.ready.roving.rove(place, { links: ".rows a", row: ".rows li", nearest })
}

/** @param {Moments} body */
function head({ words, years, start, before }) {
  const labels = years.map(({ label, at }) => placed(inks.element("span", {}, label), at))
  if (start) {
    const where = before ? "start before" : "start"
    labels.push(placed(inks.element("span", { class: where }, words.start), start))
  }
  return inks.element(
    "div",
    { class: "head", "aria-hidden": "true" },
    inks.element("span", { class: "title" }),
    inks.element("span", { class: "earlier" }, words.earlier),
    inks.element("span", { class: "axis" }, ...labels),
    inks.element("span", { class: "coming" }, words.coming),
    inks.element("span", { class: "since" }, words.since),
  )
}

/** @param {Moments} body @param {MomentsRow} row */
function line({ words, years, start }, row) {
  const axis = inks.element(
    "span",
    { class: "axis" },
    ...years.map(({ at }) => placed(inks.element("i", { class: "year" }), at)),
    ...(start ? [placed(inks.element("i", { class: "start" }), start)] : []),
    ...row.moments.map((one) => {
      const link = placed(mark(row, one), one.at)
      link.style.setProperty("--lane", String(one.lane))
      return link
    }),
  )
  axis.style.setProperty("--lanes", String(row.lanes))
  return inks.element(
    "li",
    {},
    inks.element("a", { class: "title", href: row.href, "data-at": row.id }, row.title),
    inks.element("span", { class: "earlier" }, ...row.earlier.map((one) => mark(row, one))),
    axis,
    inks.element("span", { class: "coming" }, ...row.coming.map((one) => mark(row, one))),
    inks.element("b", { class: "since", title: words.since }, row.reached),
  )
}

/** @param {MomentsRow} row @param {Step} one */
function mark({ id }, { ink, label, href }) {
  return inks.element("a", {
    class: `ink ${ink}`,
    href,
    title: label,
    "aria-label": label,
    "data-at": `${id}/${label}`,
  })
}

/** @param {HTMLElement} node @param {string} at */
function placed(node, at) {
  node.style.left = at
  return node
}

/** The link of a row that stands nearest to one of another. @param {HTMLAnchorElement} from @param {Element} row */
function nearest(from, row) {
  const links = [...row.querySelectorAll("a")]
  if (from.matches(".title")) return links[0]
  const left = (/** @type {Element} */ one) => one.getBoundingClientRect().left
  const far = (/** @type {Element} */ one) => Math.abs(left(one) - left(from))
  return links.slice(1).sort((one, other) => far(one) - far(other))[0] ?? links[0]
}
