// Writes the column's name into each cell of a wide table, so that a phone can show a row as a small card.

const NARROW = 3; // A table with so few columns is read as a table on a phone, too.

/** Names the cells of the row tables and of the wide tables in the texts inside `root`. */
export function labelRows(root) {
  for (const table of root.querySelectorAll("table.rows, .panel-text table")) {
    const head = table.tHead?.rows[0];
    if (!head || (head.cells.length <= NARROW && !table.matches(".rows"))) continue;
    const names = [...head.cells].map((cell) => cell.textContent.trim());
    for (const row of [...table.tBodies].flatMap((body) => [...body.rows])) {
      for (const [index, cell] of [...row.cells].entries()) {
        if (names[index] && !cell.matches(".row-link")) cell.dataset.label = names[index];
      }
    }
    table.classList.add("rows-labelled");
  }
}
