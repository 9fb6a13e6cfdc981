// Words selected on the sheet of a review: a quiet button beside them fills the comment form with box, passage and occurrence.

const LONGEST = 600;
const MARKS = /[\s*_`~#>|\\\p{Cc}\p{Cf}]/gu; // What domain/passages.py leaves out, too.

const desk = document.querySelector("[data-comment-desk][data-may-comment]");
const form = document.querySelector("[data-comment-fields]")?.closest("form");
const button = Object.assign(document.createElement("button"), { type: "button", className: "button comment-on", hidden: true });
button.textContent = "Comment on this passage";
let chosen = null; // {box, passage, occurrence}

if (desk && form) {
  document.body.append(button);
  document.addEventListener("selectionchange", offer);
  button.addEventListener("pointerdown", (event) => event.preventDefault()); // The selection stays.
  button.addEventListener("click", fill);
}

/** Shows the button beside the selection, or hides it. */
function offer() {
  chosen = found(getSelection());
  button.hidden = !chosen;
  if (!chosen) return;
  const place = getSelection().getRangeAt(0).getBoundingClientRect();
  const left = Math.min(place.left, document.documentElement.clientWidth - button.offsetWidth - 8);
  button.style.left = `${Math.max(8, left) + scrollX}px`;
  button.style.top = `${place.bottom + scrollY + 6}px`;
}

/** Box, passage and occurrence of a selection that lies in one text, or in one table of rows; else null. */
function found(selection) {
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const text = within(range.startContainer);
  const passage = selection.toString().trim();
  if (!text || text !== within(range.endContainer) || !bare(passage) || passage.length > LONGEST) return null;
  const before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const occurrence = count(bare(text.textContent), bare(passage), bare(before.toString()).length);
  return { box: text.closest(".panel[data-box]").dataset.box, passage, occurrence };
}

function within(node) {
  const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  const text = element?.closest(".panel-text, table.rows");
  return text && desk.contains(text) ? text : null;
}

function bare(words) {
  return words.replace(MARKS, "");
}

/** Which occurrence of `words` in `text` begins at `start`, counted from 1. */
function count(text, words, start) {
  let number = 1;
  for (let at = text.indexOf(words); at >= 0 && at < start; at = text.indexOf(words, at + 1)) number += 1;
  return number;
}

function fill() {
  const { box, passage, body, occurrence } = form.elements;
  box.value = chosen.box;
  passage.value = chosen.passage;
  occurrence.value = chosen.occurrence;
  getSelection().removeAllRanges();
  body.focus();
  body.scrollIntoView({ block: "center" });
}
