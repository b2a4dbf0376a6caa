// Draws every figure of the page with the scripts of the dashboard, in the scheme of the address.
const given = JSON.parse(document.getElementById("given").textContent)
const scheme = new URLSearchParams(location.search).get("scheme") ?? "light"
const root = document.documentElement
for (const [name, value] of Object.entries(given.schemes[scheme])) {
  root.style.setProperty(name, value)
}
root.style.colorScheme = scheme

const { draw } = await import(given.chart)
const ready = {}
for (const [name, address] of Object.entries(given.parts)) ready[name] = await import(address)
for (const place of document.querySelectorAll(".roadmap-chart")) {
  const { alt, keys } = place.dataset
  await draw(place, content(place), { alt, keys, locale: given.locale, locales: given.locales })
}
for (const place of document.querySelectorAll("[data-kind]")) {
  const { draw } = await import(given.modules[place.dataset.kind])
  draw(place, JSON.parse(content(place)), { ready }, { opens: "#CODE" })
}
await document.fonts.ready
root.dataset.ready = "true"

function content(place) {
  const section = place.closest("section")
  return document.getElementById(`${section.id}-content`).textContent
}
