// Cells copied from a spreadsheet fill the grid of figures from the focused field on.

import { readCells } from "./paste.js";

/** Listens on every grid of the form; says below it how much was filled in. */
export function offerGridPaste(form) {
  form.addEventListener("paste", (event) => {
    const field = event.target.closest("[data-grid] input");
    const cells = field && cellsOf(event.clipboardData.getData("text/plain"));
    if (!cells) return;
    event.preventDefault();
    const { filled, over } = fill(field, cells);
    const left = over ? ` ${over} did not fit and were left out.` : "";
    form.querySelector("[data-pasted]").textContent = `${filled} cells were filled in and are not saved yet.${left}`;
  });
}

/** Where few periods fit side by side, the newest ones are seen first: they are the ones to enter. */
export function showNewest(form) {
  if (!matchMedia("(max-width: 46rem)").matches) return;
  const toEnd = (region) => { region.scrollLeft = region.scrollWidth; };
  form.querySelectorAll(".table-region").forEach(toEnd);
  form.querySelectorAll("details").forEach((fold) => fold.addEventListener("toggle", () => {
    fold.querySelectorAll(".table-region").forEach(toEnd);
  }));
}

/** Rows of cells: a rectangle, a single row or a single column; null for one cell alone. */
export function cellsOf(text) {
  const rows = readCells(text);
  if (rows) return rows;
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "").split("\n");
  return lines.length > 1 ? lines.map((line) => line.split("\t")) : null;
}

/** Puts the cells into the fields; a table that only fits when it is turned is turned. */
function fill(field, cells) {
  const body = field.closest("tbody");
  const rows = [...body.rows].map((row) => [...row.querySelectorAll("td")].map((cell) => cell.querySelector("input")));
  const top = [...body.rows].indexOf(field.closest("tr"));
  const left = rows[top].indexOf(field);
  const room = (block) => top + block.length <= rows.length && left + Math.max(...block.map((row) => row.length)) <= rows[top].length;
  const turned = cells[0].map((_, column) => cells.map((row) => row[column] ?? ""));
  let filled = 0;
  let over = 0;
  (room(cells) || !room(turned) ? cells : turned).forEach((row, down) => row.forEach((text, right) => {
    const target = rows[top + down]?.[left + right];
    if (!target) { over += 1; return; }
    target.value = text.trim();
    filled += 1;
  }));
  return { filled, over };
}
