// Somebody who stays on a revision for a while has read it: the next visit shows what changed since.

import { token } from "./token.js";

const LONG_ENOUGH = 8000;
const form = document.querySelector("form[data-reading]");
let looked = 0;

const clock = setInterval(() => {
  if (document.visibilityState === "visible") looked += 1000;
  if (looked < LONG_ENOUGH) return;
  clearInterval(clock);
  note();
}, 1000);

async function note() {
  const body = new FormData(form);
  body.set("csrf_token", token());
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    if (answer.ok) form.hidden = true;
  } catch {
    // Offline: the button stays.
  }
}
