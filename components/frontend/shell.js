// @ts-check
// What Streamlit's own frame lacks: words in the reader's language, a menu that is a list, and on a
// phone a menu that closes when a page is chosen and stays closed. Streamlit sets the attributes that
// are set here once, and does not look at them again.
/** @import { Board } from "./types.d.ts" */

const PHONE = 768
const REMEMBERED = "stSidebarCollapsed"
/** Streamlit's test id or label of an element to the name of our words for it. */
const LABELS = /** @type {const} */ ([
  ["[data-testid=stLogoLink]", "home"],
  ["[data-testid=stSidebar], [data-testid=stSidebarNav]", "menu"],
  ["[data-testid=stSidebarCollapseButton] button", "menu_close"],
  ["[data-testid=stExpandSidebarButton]", "menu_open"],
])
const SECTIONS = "[data-testid=stSidebarNavItems]"

/** Mends the frame, now and whenever it changes. @param {Board} board */
export function begin(board) {
  let waits = 0
  const later = () => {
    cancelAnimationFrame(waits)
    waits = requestAnimationFrame(() => mend(board))
  }
  new MutationObserver(later).observe(document.querySelector("#root"), {
    childList: true,
    subtree: true,
  })
  addEventListener("pagehide", forget)
  mend(board)
}

/** Sets our words and roles where they are missing. @param {Board} board */
function mend(board) {
  const { words } = board.about
  const skip = document.querySelector("[data-testid=stSkipToContent]")
  if (skip && skip.textContent !== words.skip) skip.textContent = words.skip
  for (const [found, name] of LABELS) {
    for (const one of document.querySelectorAll(found)) one.setAttribute("aria-label", words[name])
  }
  for (const list of document.querySelectorAll(SECTIONS)) {
    list.setAttribute("role", "none")
    for (const section of list.children) {
      section.setAttribute("role", "list")
      const title = section.querySelector("header")
      title?.setAttribute("role", "none")
      section.setAttribute("aria-label", title?.querySelector("p")?.textContent ?? words.menu)
    }
  }
}

/** On a phone an open menu covers the page: the next load begins without it. */
function forget() {
  if (innerWidth > PHONE) return
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(REMEMBERED)) localStorage.removeItem(key)
  }
}

/** Closes the menu of a phone, as the reader has chosen a page of it. */
export function chosen() {
  if (innerWidth > PHONE) return
  const button = document.querySelector("[data-testid=stSidebarCollapseButton] button")
  if (button instanceof HTMLElement) button.click()
}
