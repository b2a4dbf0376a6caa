// @ts-check
/** @param {HTMLElement} place @param {any[]} body */
export function draw(place, body) {
  place.innerHTML = body.map(() => "<div><span></span><b></b><small></small></div>").join("")
  body.forEach((metric, at) => {
    const [label, value, small] = place.children[at].children
    label.textContent = metric.label
    value.textContent = metric.value
    small.textContent = metric.small ?? ""
  })
}
