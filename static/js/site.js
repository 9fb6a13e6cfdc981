// What every page does. The modules of the sheet are loaded only where there is a sheet or an editor.

const summary = document.querySelector("[data-error-summary]");
summary?.focus();
summary?.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#"]');
  const field = link && document.getElementById(link.getAttribute("href").slice(1));
  if (!field) return;
  event.preventDefault();
  field.scrollIntoView({ block: "center" });
  field.focus();
});

const parts = [];
const sheet = document.querySelector(".sheet");
if (sheet) parts.push(import("./labels.js").then(({ labelRows }) => labelRows(sheet)));
if (document.querySelector("[data-desk], .box-form")) parts.push(import("./open-box.js"));
const print = document.querySelector("form[data-print-choice]");
if (print) parts.push(import("./print-choice.js").then(({ startPrintChoice }) => startPrintChoice(print)));
const preview = document.querySelector("[data-preview-pdf]");
if (preview) parts.push(import("./preview.js").then(({ startPreview }) => startPreview(preview)));
if (document.querySelector("[data-comment-desk]")) parts.push(import("./comment-on.js"));
if (document.querySelector("form[data-reading]")) parts.push(import("./reading.js"));
const figures = document.querySelector("form[data-figures]");
if (figures) parts.push(import("./grid.js").then(({ offerGridPaste, showNewest }) => { offerGridPaste(figures); showNewest(figures); }));
const pull = document.querySelector("form[data-pull]");
if (pull) parts.push(import("./pull.js").then(({ slide }) => slide(pull)));
const wall = document.querySelector("[data-wall]");
if (wall) parts.push(import("./wall.js").then(async ({ fill, leadByKeys }) => { leadByKeys(); await document.fonts.ready; fill(wall); addEventListener("resize", () => fill(wall)); }));
if (document.querySelector("form[data-log]") || somethingWaits()) parts.push(import("./experiments.js"));
// Until then a link is followed as a link and a paste goes where the browser puts it.
Promise.all(parts).then(() => { document.documentElement.dataset.ready = ""; });

/** Whether this device holds an experiment that could not be sent yet. */
function somethingWaits() {
  try {
    return Object.keys(localStorage).some((name) => name.startsWith("experiment-"));
  } catch {
    return false; // A forbidden store holds nothing.
  }
}
