// The text tools: bold, list and link by the toolbar element; table and picture by our own two buttons.

import "../vendor/markdown-toolbar-element.js";
import { insertBlock } from "./insert.js";
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
}
