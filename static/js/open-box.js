// Opens a box in place, on the paper: its neighbours stay, Back closes it, a link stays a link for those who want one.

import { Editor } from "./editor.js";
import { labelRows } from "./labels.js";

const desk = document.querySelector("[data-desk]");
let open = null; // {panel, editor, pushed: whether Back closes it}
let busy = false; // while a box is being fetched

if (desk) {
  desk.addEventListener("click", (event) => clicked(event));
  window.addEventListener("popstate", (event) => travel(event.state));
  import("./fit.js").then(({ startFit }) => startFit(desk));
}
for (const root of document.querySelectorAll(".box-editor")) {
  const home = root.querySelector("[data-close]").href;
  open = { panel: root.closest(".panel[data-box]"), editor: new Editor(root, { close: () => location.assign(home) }) };
}

function clicked(event) {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const panel = event.target.closest(".panel[data-box]");
  const link = panel && linkOf(panel);
  if (!link || event.target.closest(".box-editor")) return;
  const pressed = event.target.closest("a, button, input, label, summary, select, textarea");
  if (pressed && pressed !== link) return;
  if (!pressed && !getSelection().isCollapsed) return; // Somebody marks text to copy it.
  event.preventDefault();
  openBox(panel, link.href, true);
}

function linkOf(panel) {
  return panel.querySelector(`a[href$="/box/${panel.dataset.box}"]`);
}

async function openBox(panel, address, push) {
  if (busy || open?.panel === panel) return;
  busy = true;
  const ready = !open || (await shut());
  const fragment = ready && (await part(address, ".box-editor", { "X-Fragment": "1" }));
  busy = false;
  if (!ready) return;
  if (!fragment) return location.assign(address);
  const key = panel.dataset.box;
  panel.classList.add("panel-open");
  panel.append(fragment);
  open = { panel, pushed: push, editor: new Editor(fragment, { close: closeBox, saved: announce }) };
  if (push) history.pushState({ box: key }, "", address);
  fragment.querySelector("textarea").focus({ preventScroll: true });
  panel.scrollIntoView({ block: "nearest" });
  announce();
}

/** Somebody is done with the box: one step back in the history, or the sheet's address when there is none. */
async function closeBox() {
  if (open.pushed) return history.back();
  if (await shut()) history.replaceState({}, "", home());
}

/** Saves and takes the editor away; the box is drawn anew as the server sees it. Answers false when it must stay. */
async function shut() {
  const { panel, editor } = open;
  if (!(await editor.saver.flush())) return false;
  const fresh = await part(home(), `#${panel.id}`);
  editor.end();
  editor.root.remove();
  panel.classList.remove("panel-open");
  if (fresh) {
    labelRows(fresh);
    panel.replaceWith(fresh);
  }
  open = null;
  linkOf(fresh ?? panel)?.focus({ preventScroll: true });
  announce();
  return true;
}

async function travel(state) {
  const panel = state?.box && document.getElementById(`box-${state.box}`);
  if (panel) return openBox(panel, location.href, false);
  if (!open) return;
  const { box } = open.panel.dataset;
  if (!(await shut())) history.pushState({ box }, "", linkOf(open.panel).href);
}

/** One part of another page, ready to be set into this one; null when it cannot be had. */
async function part(address, selector, headers = {}) {
  try {
    const response = await fetch(address, { headers, cache: "no-store" });
    if (!response.ok || response.redirected) return null;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const found = page.querySelector(selector);
    return found && document.adoptNode(found);
  } catch {
    return null;
  }
}

function home() {
  return desk.dataset.home;
}

/** Tells the fit meter that a box was opened, closed or saved. */
function announce() {
  desk.dispatchEvent(new CustomEvent("sheet-changed"));
}
