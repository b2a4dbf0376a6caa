// @ts-check
// Draws the card of a page that stands in a frame of another site. Its numbers are there as a table
// already, and come to sight where this does not happen (`embed.css`).
const written = document.querySelector("#first-content").textContent
const { about } = JSON.parse(written)
const board = await import(new URL(about.board, document.baseURI).href)
await board.alone(document.querySelector("main"), written)
