// @ts-check
// What is known of one thing: its name as a link, and a line each for what is known of it.
/** @import { Facts, Said } from "./sent.d.ts" */
/** @import { Board } from "./types.d.ts" */

/** @param {HTMLElement} place @param {Facts} body @param {Board} board */
export function draw(place, body, board) {
  const { element, link, redraw } = board.ready.inks
  /** @param {Said} one */
  const said = ({ text, address }) => address ? link(address, {}, text) : text
  place.classList.add("facts")
  const lines = body.facts.flatMap((fact) => [
    element("dt", { class: "quiet" }, fact.about),
    element("dd", {}, ...fact.said.flatMap((one, at) => (at ? [" · ", said(one)] : [said(one)]))),
  ])
  redraw(place, [
    element("p", {}, element("b", {}, said(body.name))),
    element("dl", {}, ...lines),
  ])
}
