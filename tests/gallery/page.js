// Draws every figure of the page with the scripts of the dashboard, in the scheme of the address.
const given = JSON.parse(document.getElementById("given").textContent)
const scheme = new URLSearchParams(location.search).get("scheme") ?? "light"
const root = document.documentElement
for (const [name, value] of Object.entries(given.schemes[scheme])) {
  root.style.setProperty(name, value)
}
root.style.colorScheme = scheme

const { draw } = await import(given.chart)
const inks = await import(given.inks)
for (const place of document.querySelectorAll(".roadmap-chart")) {
  const { alt, keys } = place.dataset
  await draw(place, content(place), { alt, keys, locale: given.locale, locales: given.locales })
}
for (const place of document.querySelectorAll("[data-component]")) {
  const name = place.dataset.component
  const { default: mount, draw } = await import(given.modules[name])
  // As Streamlit does it: styles of a component reach nothing else of the page.
  const inside = place.attachShadow({ mode: "open" })
  const style = document.createElement("style")
  style.textContent = given.styles[name]
  inside.append(style, place.querySelector("template").content.cloneNode(true))
  const text = content(place)
  if (draw) {
    draw(inside.lastElementChild, JSON.parse(text), { ready: { inks } })
    continue
  }
  const data = new TextEncoder().encode(text)
  mount({ data, parentElement: inside, setTriggerValue: () => {} })
}
for (const place of document.querySelectorAll("[data-board]")) {
  const name = place.dataset.board
  const style = document.createElement("style")
  style.textContent = given.styles[name]
  document.head.append(style)
  const module = await import(given.modules[name])
  module.draw(place, JSON.parse(content(place)))
}
await document.fonts.ready
root.dataset.ready = "true"

function content(place) {
  const section = place.closest("section")
  return document.getElementById(`${section.id}-content`).textContent
}
