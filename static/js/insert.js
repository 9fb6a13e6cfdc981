// Sets text at the cursor of a field so that Ctrl+Z takes it back and the editor notices.

/** Replaces the selection, or the given range, with `text`. Answers false when it would not fit the field. */
export function insert(field, text, start = field.selectionStart, end = field.selectionEnd) {
  if (field.value.length - (end - start) + text.length > Number(field.dataset.longest)) return false;
  field.focus();
  field.setSelectionRange(start, end);
  if (!document.execCommand("insertText", false, text)) {
    field.setRangeText(text, start, end, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  return true;
}

/** Sets a block (a table, a picture) at the cursor, with an empty line before and after it. */
export function insertBlock(field, block) {
  const before = field.value.slice(0, field.selectionStart);
  const after = field.value.slice(field.selectionEnd);
  const lead = before === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  const tail = after.startsWith("\n\n") ? "" : after.startsWith("\n") ? "\n" : "\n\n";
  return insert(field, lead + block + tail);
}
