// Two texts of one box, side by side; the panel comes from the <template> beside the box form.

/** Shows the panel before the form; `choose(text)` is called with the text that somebody kept. */
export function showConflict(editor, form, { yours, theirs, message }, choose) {
  const template = editor.querySelector("[data-conflict-template]");
  const panel = template.content.firstElementChild.cloneNode(true);
  panel.querySelector("[data-yours]").value = yours;
  panel.querySelector("[data-theirs]").value = theirs;
  panel.querySelector("[data-both]").value = joined(theirs, yours);
  if (message) panel.querySelector("[data-conflict-message]").textContent = message;
  panel.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = event.target.elements.text.value;
    panel.remove();
    form.hidden = false;
    form.elements.text.focus();
    choose(text);
  });
  form.hidden = true;
  form.before(panel);
  panel.focus();
  return panel;
}

/** Both texts under one another; what one holds already is not repeated. */
function joined(theirs, yours) {
  if (yours.includes(theirs.trim())) return yours;
  if (theirs.includes(yours.trim())) return theirs;
  return `${theirs.trimEnd()}\n\n${yours.trimStart()}`;
}
