// The text tools: bold, list and link by the toolbar element; table, picture and figures by our own buttons.

import "../vendor/markdown-toolbar-element.js";
import { insert, insertBlock } from "./insert.js";
import { addPictures } from "./pictures.js";

const TABLE = "| Measure | Before | After |\n| --- | ---: | ---: |\n|  |  |  |\n|  |  |  |";

/** Shows the toolbar of a box form and wires its two own buttons; `refuse(words)` says what went wrong. */
export function startToolbar(form, address, refuse) {
  const toolbar = form.querySelector("markdown-toolbar");
  if (!toolbar) return;
  const field = form.elements.text;
  const chooser = toolbar.querySelector("[data-picture-file]");
  toolbar.hidden = false;
  toolbar.querySelector("[data-table]").addEventListener("click", () => {
    if (!insertBlock(field, TABLE)) refuse("There is no room for a table: a box holds 10,000 characters.");
  });
  toolbar.querySelector("[data-picture]").addEventListener("click", () => chooser.click());
  chooser.addEventListener("change", () => {
    addPictures(field, [...chooser.files], address, refuse);
    chooser.value = "";
  });
  startPlacing(form, field, refuse);
}

/** A chart stands in a paragraph of its own, a figure among the words. */
function startPlacing(form, field, refuse) {
  const placing = form.querySelector("[data-placing]");
  if (!placing) return;
  placing.hidden = false;
  placing.addEventListener("click", (event) => {
    const kind = event.target.closest("button")?.dataset.kind;
    if (!kind) return;
    const mark = `{{${kind}: ${placing.querySelector("select").value}}}`;
    const placed = kind === "chart" ? insertBlock(field, mark) : insert(field, mark);
    if (!placed) refuse(`There is no room for a ${kind}: a box holds 10,000 characters.`);
  });
}
