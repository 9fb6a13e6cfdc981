// An experiment that cannot be sent waits on this device and goes out by itself: once, by the key of its form.

import { clock, dropDraft, keepDraft } from "./drafts.js";
import { token } from "./token.js";

const START = "experiment-";
const AGAIN = 20000;
const KEPT = "Kept on this device. It is sent when you are back.";
const SIGNED_OUT = "You are signed out. Kept on this device; it is sent after you sign in.";
const NOT_KEPT = "It could not be sent, and this device keeps nothing. Leave this page open and try again.";

const person = document.querySelector('meta[name="person"]')?.content;
const form = document.querySelector("form[data-log]");
let sending = false;

form?.addEventListener("submit", (event) => { event.preventDefault(); log(); });
window.addEventListener("online", sendKept);
setInterval(() => { if (kept().length) sendKept(); }, AGAIN);
sendKept();

/** Sends what the form holds; it is kept first, so that not even a page that dies loses it. */
async function log() {
  if (!form.checkValidity()) return navigator.onLine ? form.submit() : form.reportValidity();
  const entry = { action: form.action, fields: filled(form), where: form.dataset.log, since: Date.now(), at: clock(new Date()) };
  const safe = keepDraft(keyOf(entry), { ...entry, text: "" });
  sending = true;
  const answer = await send(entry);
  sending = false;
  if (answer.state === "taken") {
    dropDraft(keyOf(entry));
    return location.assign(answer.address);
  }
  if (answer.state === "refused") {
    dropDraft(keyOf(entry));
    return form.submit(); // The server says at the fields what is wrong.
  }
  if (!safe) return tell(NOT_KEPT);
  tell(answer.state === "signed-out" ? SIGNED_OUT : KEPT, answer.state === "signed-out" ? answer.address : "");
  form.reset();
  form.elements.once.value = newKey();
  form.elements.note.value = ""; // The note goes with the one that waits.
}

/** Sends what waits, one after the other; what the server refuses is shown with its words. */
async function sendKept() {
  if (sending || !person) return;
  sending = true;
  let sent = 0;
  for (const entry of kept()) {
    const answer = await send(entry);
    if (answer.state === "taken") {
      dropDraft(keyOf(entry));
      sent += 1;
    } else if (answer.state === "refused") showRefused(entry, answer.message);
    else break;
  }
  sending = false;
  if (sent) announce(sent);
}

/** One request; answers {state: "taken", "refused", "signed-out" or "later"}. */
async function send(entry, again = false) {
  const body = new FormData();
  for (const [name, value] of entry.fields) body.append(name, value);
  body.set("csrf_token", token());
  const headers = { Accept: "application/json", "X-CSRFToken": token() };
  let response;
  try {
    response = await fetch(entry.action, { method: "POST", body, headers });
  } catch {
    return { state: "later" };
  }
  const answer = await response.json().catch(() => ({}));
  if (response.ok && answer.address) return { state: "taken", address: answer.address };
  if (response.status === 401) return { state: "signed-out", address: answer.sign_in ?? "/sign-in" };
  if (response.status === 400 && !answer.fields && !again && (await renewed(entry.action))) return send(entry, true);
  const final = [400, 403, 404, 409].includes(response.status);
  return final ? { state: "refused", message: reasons(answer) } : { state: "later" };
}

/** A page that is older than the session gets the token of a new one. */
async function renewed(address) {
  const page = await fetch(address, { cache: "no-store" }).then((response) => response.text()).catch(() => "");
  const fresh = new DOMParser().parseFromString(page, "text/html").querySelector('meta[name="csrf-token"]')?.content;
  if (!fresh) return false;
  document.querySelector('meta[name="csrf-token"]').content = fresh;
  for (const input of document.querySelectorAll('input[name="csrf_token"]')) input.value = fresh;
  return true;
}

function reasons(answer) {
  const said = Object.values(answer.fields ?? {}).flat();
  return said.length ? said.join(" ") : (answer.message ?? "");
}

/** What the form holds, without the token: that one belongs to the page that sends. */
function filled(from) {
  return [...new FormData(from)].filter(([name]) => name !== "csrf_token");
}

/** The entries of this person on this device, in the order in which they were kept. */
function kept() {
  try {
    const names = Object.keys(localStorage).filter((name) => name.startsWith(`${START}${person}-`));
    const entries = names.map((name) => JSON.parse(localStorage.getItem(name)));
    return entries.filter((entry) => entry?.fields).sort((one, other) => one.since - other.since);
  } catch {
    return [];
  }
}

function keyOf(entry) {
  return `${START}${person}-${Object.fromEntries(entry.fields).once}`;
}

function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function tell(words, address = "") {
  const out = form.querySelector("[data-kept]");
  out.textContent = words;
  if (!address) return;
  const link = document.createElement("a");
  Object.assign(link, { href: address, target: "_blank", rel: "opener", textContent: "Sign in, then come back here" });
  out.append(" ", link);
}

function announce(count) {
  const words = count === 1 ? "The experiment that waited on this device is logged." : `${count} experiments that waited on this device are logged.`;
  if (form) form.querySelector("[data-kept]").textContent = "";
  const said = flash(words);
  const link = document.createElement("a");
  Object.assign(link, { href: location.href, textContent: "Load the page again to see it" });
  if (!form) said.append(" ", link);
}

/** Nothing typed is lost: the words stand on the page until somebody takes them away. */
function showRefused(entry, message) {
  if (document.getElementById(keyOf(entry))) return;
  const { tried = "", expected = "" } = Object.fromEntries(entry.fields);
  const said = flash(`An experiment of ${entry.where} from ${entry.at} was not taken. ${message} You wrote: ${tried} · ${expected}`);
  said.id = keyOf(entry);
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "button", textContent: "Discard it" });
  button.addEventListener("click", () => { dropDraft(keyOf(entry)); said.remove(); });
  said.append(" ", button);
}

function flash(words) {
  const said = document.createElement("p");
  said.className = "flash";
  said.textContent = words;
  document.querySelector(".flashes").append(said);
  return said;
}
