// Draws every figure and card of the page with the scripts of the dashboard, in the scheme of the
// address.
const given = JSON.parse(document.getElementById("given").textContent)
const scheme = new URLSearchParams(location.search).get("scheme") ?? "light"
const root = document.documentElement
for (const [name, value] of Object.entries(given.schemes[scheme])) {
  root.style.setProperty(name, value)
}
root.style.colorScheme = scheme
// A card draws its figure when a reader comes near: here each is drawn at once.
globalThis.IntersectionObserver = class {
  constructor(seen) {
    this.seen = seen
  }
  observe() {
    queueMicrotask(() => this.seen([{ isIntersecting: true }]))
  }
  disconnect() {}
}

const { about } = given
const ready = {}
for (const [name, address] of Object.entries({ ...given.modules, ...given.parts })) {
  ready[name] = await import(address)
}
const board = { about, ready, absolute: (address) => address, content: { address: "" } }
ready.rows.begin(board)
for (const place of document.querySelectorAll("[data-kind]")) {
  const { kind, alt } = place.dataset
  await ready[kind].draw(place, JSON.parse(content(place)), board, { opens: "#CODE", alt })
}
for (const place of document.querySelectorAll("[data-card]")) {
  await ready.rows.drawCard(place, JSON.parse(content(place)))
}
await document.fonts.ready
root.dataset.ready = "true"

function content(place) {
  const section = place.closest("section")
  return document.getElementById(`${section.id}-content`).textContent
}
