// stub until the branch `tables` is merged
export function draw(place, body) {
  const table = document.createElement("table")
  const head = table.createTHead().insertRow()
  for (const column of body.columns) {
    const th = document.createElement("th")
    th.textContent = column.name
    head.append(th)
  }
  const rows = table.createTBody()
  for (const row of body.rows.slice(0, 60)) {
    const tr = rows.insertRow()
    row.cells.forEach((cell, at) => {
      const td = tr.insertCell()
      if (row.href && at === 0) {
        const a = document.createElement("a")
        a.href = row.href
        a.textContent = cell
        td.append(a)
      } else td.textContent = cell
    })
  }
  place.replaceChildren(table)
}
