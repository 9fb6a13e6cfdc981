// What is pasted or dropped into a box: cells from Excel become a Markdown table, pictures are sent.

import { insertBlock } from "./insert.js";
import { addPictures } from "./pictures.js";

/** Listens on a text field. Excel puts a picture of the cells beside their text: the text goes first. */
export function offerPaste(field, address, refuse) {
  field.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain");
    const rows = text && readCells(text);
    const files = [...event.clipboardData.files];
    if (rows) {
      event.preventDefault();
      if (!insertBlock(field, tableOf(rows))) refuse("This table is too long: a box holds 10,000 characters.");
    } else if (!text && files.length) {
      event.preventDefault();
      addPictures(field, files, address, refuse);
    }
  });
  field.addEventListener("dragover", (event) => {
    if (event.dataTransfer.types.includes("Files")) event.preventDefault();
  });
  field.addEventListener("drop", (event) => {
    const files = [...event.dataTransfer.files];
    if (!files.length) return;
    event.preventDefault();
    addPictures(field, files, address, refuse);
  });
}

/** Rows of cells when the text is a rectangle of tab-separated cells, else null. */
export function readCells(text) {
  if (!text.includes("\t")) return null;
  const rows = [[]];
  let rest = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "");
  for (;;) {
    const [cell, length] = nextCell(rest);
    rows.at(-1).push(cell);
    const end = rest[length];
    rest = rest.slice(length + 1);
    if (end === undefined) break;
    if (end === "\n") rows.push([]);
  }
  const width = rows[0].length;
  return width > 1 && rows.every((row) => row.length === width) ? rows : null;
}

/** The cell at the start and its length. Excel quotes a cell only when it holds a tab or a new line. */
function nextCell(text) {
  const quoted = /^"((?:[^"]|"")*)"(?=\t|\n|$)/.exec(text);
  if (quoted && /[\t\n]/.test(quoted[1])) return [quoted[1].replaceAll('""', '"'), quoted[0].length];
  const plain = /^[^\t\n]*/.exec(text)[0];
  return [plain, plain.length];
}

/** A Markdown table: the first row is its head; columns of figures stand to the right. */
export function tableOf(rows) {
  const cells = rows.map((row) => row.map(escaped));
  const rule = rows[0].map((_, column) => (figures(rows, column) ? "---:" : "---"));
  return [cells[0], rule, ...cells.slice(1)].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

/** What Markdown would read as a sign is kept as the sign that it is; a new line in a cell becomes a stroke. */
function escaped(cell) {
  return cell.trim().replace(/[\\|*`[]|(?<!\w)_|_(?!\w)/g, "\\$&").replaceAll("<", "&lt;").replace(/\s*\n\s*/g, " / ").replace(/\s+/g, " ");
}

function figures(rows, column) {
  const filled = rows.slice(1).map((row) => row[column].trim()).filter(Boolean);
  return filled.length > 0 && filled.every((cell) => /^[+\-−]?[\d.,'\u00a0\u202f ]*\d\s*[%€$£]?$/.test(cell));
}
