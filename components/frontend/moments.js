// @ts-check
// Priorities down, time across, a link for each milestone. One stop for the tab key; arrow keys move
// inside. On a narrow screen a title stands above its axis.
/** @import { InkBoard, Moments, MomentsMark, MomentsRow } from "./types.d.ts" */

/** @type {typeof import("./inks.js")} */
let inks // what the board has loaded before this
/** @type {WeakSet<HTMLElement>} */
const drawn = new WeakSet()

/** @param {HTMLElement} place @param {Moments} body @param {InkBoard} board */
export function draw(place, body, board) {
  inks = board.ready.inks
  if (!drawn.has(place)) {
    drawn.add(place)
    place.classList.add("moments")
    place.addEventListener("keydown", move)
    place.addEventListener("focusin", (event) => stop(place, /** @type {any} */ (event.target)))
  }
  place.classList.toggle("with-earlier", body.earlier)
  const rows = body.rows.map((row) => line(body, row))
  inks.redraw(place, [
    inks.legend(body.key),
    head(body),
    inks.element("ul", { class: "rows", "aria-label": body.label }, ...rows),
  ])
  stop(place, place.querySelector(".rows a"))
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

/** @param {MomentsRow} row @param {MomentsMark} one */
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

/** The tab key stops at this link. @param {HTMLElement} place @param {HTMLElement} at */
function stop(place, at) {
  if (!at?.closest(".rows")) return
  for (const one of place.querySelectorAll(".rows a")) one.setAttribute("tabindex", "-1")
  at.setAttribute("tabindex", "0")
}

/** @param {KeyboardEvent} event */
function move(event) {
  const from = /** @type {HTMLElement} */ (event.target).closest?.(".rows a")
  if (!from || event.altKey || event.ctrlKey || event.metaKey) return
  const row = from.closest("li")
  const across = linksOf(row)
  const at = across.indexOf(/** @type {HTMLAnchorElement} */ (from))
  const next = {
    ArrowLeft: () => across[at - 1],
    ArrowRight: () => across[at + 1],
    ArrowUp: () => nearest(row.previousElementSibling, from, at),
    ArrowDown: () => nearest(row.nextElementSibling, from, at),
    Home: () => across[0],
    End: () => across.at(-1),
  }[event.key]
  if (!next) return
  event.preventDefault()
  next()?.focus()
}

/** The links of a row from left to right. @param {Element} row */
function linksOf(row) {
  return [...row.querySelectorAll("a")]
}

/** The link of a row that stands nearest to one of another. @param {Element | null} row @param {Element} from @param {number} at */
function nearest(row, from, at) {
  if (!row) return undefined
  const links = linksOf(row)
  if (at === 0) return links[0]
  const left = (/** @type {Element} */ one) => one.getBoundingClientRect().left
  const far = (/** @type {Element} */ one) => Math.abs(left(one) - left(from))
  return links.slice(1).sort((one, other) => far(one) - far(other))[0] ?? links[0]
}
