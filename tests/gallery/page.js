// Draws every card of the page with the scripts of the dashboard, in the scheme of the
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
for (const [name, address] of Object.entries(given.modules)) {
  ready[name] = await import(address)
}
const board = { about, ready, root, absolute: (address) => address, content: { address: "" } }
ready.rows.begin(board)
for (const place of document.querySelectorAll("[data-card]")) {
  const sent = document.getElementById(`${place.parentElement.id}-content`)
  await ready.rows.drawCard(place, JSON.parse(sent.textContent))
}
await document.fonts.ready
root.dataset.ready = "true"
