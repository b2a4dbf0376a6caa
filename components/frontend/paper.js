// @ts-check
// Makes the page ready for paper: light colours, the width of a sheet, every figure drawn.
//
// A browser prints what stands there when it has told so (`beforeprint`), and does not wait. So figures
// are drawn before by the keys for printing; from the menu of the browser those print that the reader
// has seen, and of the others what they say in words.
/** @import { Board } from "./types.d.ts" */

const PATIENCE = 8000 // Milliseconds until what is drawn by then is printed.

/** Prepares each print from now on. @param {Board} board */
export function begin(board) {
  addEventListener("beforeprint", () => turn(board, true))
  addEventListener("afterprint", () => turn(board, false))
  addEventListener("keydown", async (event) => {
    if (event.key.toLowerCase() !== "p" || !(event.ctrlKey || event.metaKey)) return
    if (document.querySelector(".deck")) return
    event.preventDefault()
    const late = new Promise((resolve) => setTimeout(resolve, PATIENCE))
    await Promise.race([board.ready.rows.renderNow(), late])
    print()
  })
}

/** Turns the look of paper on or off. @param {Board} board @param {boolean} on */
function turn(board, on) {
  document.documentElement.classList.toggle("paper", on)
  board.ready.rows.recolour()
}
