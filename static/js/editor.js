// One open box: a text field that grows, a draft with each key, saves by itself, both texts when two people wrote.

import { showConflict } from "./conflict.js";
import { dropDraft, readDraft } from "./drafts.js";
import { offerPaste } from "./paste.js";
import { Saver } from "./saving.js";
import { startToolbar } from "./toolbar.js";

/** Brings a `.box-editor` to life; `close()` is called when somebody wants to leave the box. */
export class Editor {
  #ends = new AbortController();

  constructor(root, { close = () => {}, saved = () => {} } = {}) {
    this.root = root;
    this.form = root.querySelector(".box-form");
    this.field = this.form.elements.text;
    this.close = close;
    this.saver = new Saver(this.form, {
      tell: (...state) => this.tell(...state),
      onConflict: (answer) => this.conflict(answer),
      onSaved: saved,
    });
    this.#listen();
    offerPaste(this.field, this.pictures, (words) => this.tell(words, "error"));
    startToolbar(this.form, this.pictures, (words) => this.tell(words, "error"));
    this.restore();
    grow(this.field);
  }

  get pictures() {
    return document.querySelector("[data-pictures]")?.dataset.pictures ?? `/a3/${this.form.dataset.a3}/pictures`;
  }

  #listen() {
    const signal = this.#ends.signal;
    const on = (target, name, deed) => target.addEventListener(name, deed, { signal });
    on(this.field, "input", () => { grow(this.field); this.saver.changed(); });
    on(this.form, "submit", (event) => { event.preventDefault(); this.save(); });
    on(this.root, "keydown", (event) => this.key(event));
    on(this.root, "click", (event) => this.click(event));
    on(this.root, "submit", (event) => this.mark(event));
    on(window, "pagehide", () => this.saver.leave());
    on(document, "visibilitychange", () => (document.hidden ? this.saver.leave() : this.again()));
    on(window, "online", () => this.again());
    on(window, "focus", () => this.again());
  }

  /** Saves now; a save without change still says so. */
  async save() {
    const clean = !this.saver.dirty;
    this.saver.paused = false;
    const said = this.form.querySelector(".saved").textContent;
    if ((await this.saver.flush()) && clean && !said) this.tell("Saved, nothing has changed", "saved");
  }

  /** Back online, or back from signing in: what was not saved goes out now. */
  again() {
    if (this.saver.dirty) this.saver.flush();
  }

  key(event) {
    if (event.isComposing) return;
    const held = event.ctrlKey || event.metaKey;
    if (event.key === "Escape") this.leave(event);
    else if (held && event.key === "Enter") this.leave(event);
    else if (held && event.key === "s") { event.preventDefault(); this.save(); }
  }

  click(event) {
    const link = event.target.closest("[data-close]");
    if (link && event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey) this.leave(event);
  }

  /** Leaves the box once the server holds its text; otherwise stays, and the state says why. */
  async leave(event) {
    event.preventDefault();
    if (await this.saver.flush()) this.close();
  }

  /** "Mark as ready" is a plain form; the text is saved before it goes. */
  async mark(event) {
    if (!event.target.matches("[data-mark]") || !this.saver.dirty) return;
    event.preventDefault();
    if (await this.saver.flush()) event.target.submit();
  }

  tell(words, kind = "", address = "") {
    const out = this.form.querySelector(".saved");
    if (out.textContent === words) return;
    out.dataset.kind = kind;
    out.textContent = words;
    if (!address) return;
    const link = document.createElement("a");
    Object.assign(link, { href: address, target: "_blank", rel: "opener", textContent: "Sign in, then come back here" });
    out.append(" ", link);
  }

  conflict({ yours, theirs, version, message, held = theirs }) {
    showConflict(this.root, this.form, { yours, theirs, message }, (text) => {
      this.saver.choose(text, version, held);
      grow(this.field);
    });
  }

  /** A draft of this device that the server does not hold is shown, and one word brings it back or away. */
  restore() {
    const { draftKey } = this.form.dataset;
    const draft = readDraft(draftKey);
    const { held, version, dirty } = this.saver;
    if (!draft || draft.text === held || draft.text === this.field.value) {
      return dirty ? this.saver.changed() : dropDraft(draftKey); // Somebody may type before this script is there.
    }
    if (dirty) {
      return this.conflict({ yours: this.field.value, theirs: draft.text, held, version, message: `This device also holds a text from ${draft.at} that was never saved. Choose what the box shall hold.` });
    }
    if (draft.version !== version && draft.sent !== held) {
      return this.conflict({ yours: draft.text, theirs: held, version, message: `This device holds a text from ${draft.at} that was never saved, and the box was changed since. Choose what it shall hold.` });
    }
    this.field.value = draft.text;
    if (draft.resume) return this.save();
    this.saver.paused = true;
    this.notice(draft);
  }

  notice(draft) {
    const notice = document.createElement("p");
    notice.className = "restored";
    notice.append(`This text from ${draft.at} was kept on this device and not saved. `);
    const button = (words, deed) => {
      const one = document.createElement("button");
      Object.assign(one, { type: "button", className: "button", textContent: words });
      one.addEventListener("click", () => { notice.remove(); deed(); this.field.focus(); });
      notice.append(one, " ");
    };
    button("Use it", () => this.save());
    button("Discard it", () => { this.field.value = this.saver.held; grow(this.field); this.saver.changed(); });
    this.form.prepend(notice);
    this.field.addEventListener("input", () => notice.remove(), { once: true });
  }

  /** Takes the ears off; the text was flushed before. */
  end() {
    this.#ends.abort();
  }
}

/** Browsers that know `field-sizing` grow by themselves; for the others the height follows the text. */
function grow(field) {
  if (CSS.supports("field-sizing", "content")) return;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 2}px`;
}
