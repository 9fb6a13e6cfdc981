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

/** A drawing stands in a paragraph of its own, a figure among the words. */
function startPlacing(form, field, refuse) {
  const placing = form.querySelector("[data-placing]");
  if (!placing) return;
  placing.hidden = false;
  placing.addEventListener("click", (event) => {
    const kind = event.target.closest("button")?.dataset.kind;
    if (!kind) return;
    const chosen = (name) => placing.querySelector(`[data-${name}]`).value;
    const names = { scatter: () => `${chosen("metric")}, ${chosen("other")}`, pareto: () => chosen("sheet") };
    const mark = `{{${kind}: ${(names[kind] ?? (() => chosen("metric")))()}}}`;
    const placed = kind === "figure" ? insert(field, mark) : insertBlock(field, mark);
    if (!placed) refuse(`There is no room for a ${kind}: a box holds 10,000 characters.`);
  });
}
