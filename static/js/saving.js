// Saves the text of one box: three seconds after the first change, one request at a time, the last text wins.

import { clock, dropDraft, keepDraft } from "./drafts.js";
import { renewToken, token } from "./token.js";

const WAIT = 3000;
const RETRY = 10000;
const OUTLIVES = 15000; // A request that outlives its page may be small only; what a box holds is.
const OFFLINE = "Offline, kept on this device";
const SILENT = "The server does not answer, kept on this device";
const SIGNED_OUT = "You are signed out. Your text is kept on this device.";

/** Line ends as a text field has them, so that texts can be compared. */
export const plain = (text) => text.replace(/\r\n?/g, "\n");

/** `tell(words, kind, address)` shows the state; `onConflict(answer)` shows both texts; `onSaved(answer)` follows a save. */
export class Saver {
  #timer = 0;
  #flying = null; // the promise of the one save under way
  #sent = null; // the text last sent, until the server said that it holds it
  #blocked = false; // while a conflict waits for a choice
  #signedOut = false;

  paused = false; // while a draft of this device waits for a yes; typing is a yes

  constructor(form, { tell, onConflict, onSaved }) {
    Object.assign(this, { form, tell, onConflict, onSaved });
    this.field = form.elements.text;
    this.key = form.dataset.draftKey;
    this.version = Number(form.dataset.version);
    this.held = this.field.defaultValue; // what the server holds, as far as this page knows
  }

  get dirty() {
    return this.field.value !== this.held;
  }

  /** After each key: the draft at once, the save within three seconds of the first change. */
  changed() {
    if (this.#blocked) return;
    this.paused = false;
    if (!this.dirty && !this.#flying) return this.#settle();
    const kept = this.#draft();
    if (!this.#signedOut) this.tell(kept ? "Not saved yet" : "Not saved yet, and not kept on this device");
    this.#later(WAIT);
  }

  /** Saves now, after a save under way; answers whether the server holds the text. */
  async flush() {
    if (this.paused) return true;
    this.#stop();
    if (this.#flying) await this.#flying;
    if (this.dirty) await this.#save();
    return !this.dirty && !this.#blocked;
  }

  /** On the way out: the request outlives the page. One under way is not doubled; the draft covers the rest. */
  leave() {
    if (this.#blocked || this.paused || this.#signedOut || !this.dirty) return;
    this.#draft();
    this.#save();
  }

  /** The choice after a conflict: this text, on the version that the other one made. */
  choose(text, version, held) {
    this.#blocked = false;
    this.field.value = text;
    this.#take(Number(version), held);
    return this.dirty ? this.flush() : this.#settle();
  }

  #later(wait) {
    this.#timer ||= setTimeout(() => { this.#timer = 0; this.#save(); }, wait);
  }

  #stop() {
    clearTimeout(this.#timer);
    this.#timer = 0;
  }

  #settle() {
    this.#stop();
    dropDraft(this.key);
    this.tell("");
  }

  #draft() {
    return keepDraft(this.key, {
      version: this.version, text: this.field.value, sent: this.#sent, resume: this.#signedOut,
    });
  }

  #save() {
    if (this.#blocked || this.#flying || !this.dirty) return this.#flying;
    this.#flying = this.#send().finally(() => { this.#flying = null; });
    return this.#flying;
  }

  async #send(again = false) {
    if (this.#signedOut && !again) return this.#resume();
    this.#sent = this.field.value;
    this.#draft();
    const longest = Number(this.field.dataset.longest);
    const over = [...this.#sent].length - longest;
    if (over > 0) return this.#tooLong(over, longest);
    let response;
    try {
      response = await this.#request();
    } catch {
      return this.#failed(OFFLINE);
    }
    if (response.status === 400 && !again && (await renewToken(this.form.action)) === "ok") return this.#send(true);
    return this.#read(response, await response.json().catch(() => ({})));
  }

  /** In the words of the server, which is not asked: what was pasted may be larger than it reads at all. */
  #tooLong(over, longest) {
    const more = `${over.toLocaleString("en")} character${over === 1 ? "" : "s"}`;
    this.tell(`Not saved: Shorten this text by ${more}; a box holds ${longest.toLocaleString("en")}.`, "error");
  }

  #request() {
    const body = new FormData();
    body.set("csrf_token", token());
    body.set("version", String(this.version));
    body.set("text", this.#sent);
    const headers = { Accept: "application/json", "X-CSRFToken": token() };
    return fetch(this.form.action, { method: "POST", body, headers, keepalive: this.#sent.length < OUTLIVES });
  }

  #read(response, answer) {
    if (response.ok && answer.version !== undefined) return this.#saved(answer);
    if (response.status === 409 && answer.theirs !== undefined) return this.#conflict(answer);
    if (response.status === 401 || response.redirected) return this.#out(answer.sign_in);
    if (response.status >= 500 || response.status === 429) return this.#failed(SILENT);
    this.tell(`Not saved: ${answer.message ?? "the server did not take it. Copy your text and load the page again."}`, "error");
  }

  #take(version, text) {
    this.version = version;
    this.held = text;
    this.#sent = null;
    this.form.dataset.version = this.form.elements.version.value = String(version);
  }

  #saved(answer) {
    this.#signedOut = false;
    this.#take(answer.version, this.#sent);
    this.onSaved?.(answer);
    if (this.dirty) {
      this.#draft();
      return this.#later(WAIT);
    }
    dropDraft(this.key);
    this.tell(`Saved ${answer.at ? clock(new Date(answer.at)) : (answer.saved ?? "")}`.trim(), "saved");
  }

  #failed(words) {
    this.#draft();
    this.tell(words, "error");
    this.#later(RETRY);
  }

  #out(address) {
    this.#signedOut = true;
    this.#draft();
    this.tell(SIGNED_OUT, "error", address ?? "/sign-in");
    this.#later(RETRY);
  }

  /** After a 401: once a fresh page can be had, its token is taken and the text goes out. */
  async #resume() {
    const state = await renewToken(this.form.action);
    if (state === "ok") return this.#send(true);
    return state === "offline" ? this.#failed(OFFLINE) : this.#later(RETRY);
  }

  /** A save whose answer was lost comes back as our own text: that is no conflict. */
  #conflict(answer) {
    const theirs = plain(answer.theirs);
    if (theirs === this.#sent) return this.#saved({ ...answer, saved: "" });
    this.#blocked = true;
    this.#draft();
    this.tell("Not saved: two texts", "error");
    this.onConflict({ ...answer, theirs, yours: this.field.value });
  }
}
