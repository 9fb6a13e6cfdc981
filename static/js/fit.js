// The fit meter, for while somebody writes: at which size the sheet prints, else which boxes to shorten first.
// The server's own figure follows each save and decides.

import { Heights } from "./heights.js";
import { token } from "./token.js";

const PAUSE = 40; // Between keys of a row; the first key after a rest is answered at once.
const REST = 600;
const LONGEST = 15000; // What is longer than a box holds is refused at the save, and not sent with each key.
const POLITE = 1500; // Who listens to the page hears the figure once the fingers rest, not with each key.

/** Watches the sheet on the desk and says at which size it prints, and which boxes hold too many lines. */
export async function startFit(desk) {
  if (!desk.querySelector(".sheet") || !document.querySelector("[data-fit]")) return;
  await document.fonts.ready;
  const meter = new Meter(desk);
  meter.renew();
  desk.addEventListener("sheet-changed", () => meter.renew());
  desk.addEventListener("input", (event) => {
    if (event.target.matches(".box-form textarea")) meter.typed(event.target);
  });
}

class Meter {
  #timer = 0;
  #pressed = 0;
  #asked = null;
  #telling = 0;
  #told = null;

  constructor(desk) {
    this.desk = desk;
    this.heights = new Heights(() => this.measure());
  }

  /** The sheet was drawn anew, or a box was opened or closed. */
  renew() {
    this.heights.renew(this.desk.querySelector(".sheet"));
    this.#measureAhead(this.heights.sheet);
    const field = this.desk.querySelector(".box-form textarea");
    if (field && field.value !== field.defaultValue) this.preview(field); // The last figure stands until then.
    else this.measure();
  }

  /** While typing: at once after a rest, else when the fingers pause. */
  typed(field) {
    const rested = performance.now() - this.#pressed > REST;
    this.#pressed = performance.now();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.preview(field), rested ? 0 : PAUSE);
  }

  /** The draft's rough HTML goes into the copy; an answer that the next key overtook does not. */
  async preview(field) {
    this.#asked?.abort();
    if (field.value.length > LONGEST) return;
    this.#asked = new AbortController();
    const body = new FormData();
    body.set("text", field.value);
    try {
      const headers = { Accept: "application/json", "X-CSRFToken": token() };
      const response = await fetch(this.desk.dataset.preview, { method: "POST", body, headers, signal: this.#asked.signal });
      if (!response.ok) return;
      const { html } = await response.json();
      if (!field.isConnected) return;
      this.heights.write(field.form.dataset.box, html);
      this.measure();
    } catch {
      // Offline or overtaken by the next key: the last figure stands.
    }
  }

  measure() {
    const size = this.heights.largest();
    this.#say(size, size ? [] : this.heights.tooMany());
  }

  /** The other sizes, one after the other while nothing else happens. */
  #measureAhead(sheet) {
    const later = window.requestIdleCallback ?? setTimeout;
    later(() => {
      if (this.heights.sheet === sheet && this.heights.measureAhead()) this.#measureAhead(sheet);
    });
  }

  #say(size, over) {
    // Who prints the sheet is told of it, too (print-choice.js).
    this.desk.measured = { size, over };
    this.desk.dispatchEvent(new CustomEvent("sheet-measured"));
    const meter = document.querySelector("[data-fit]");
    const words = meter.querySelector("[data-fit-words]");
    meter.dataset.fit = over.length ? "over" : size < 7.5 ? "tight" : "well";
    const parts = over.length ? this.#shorten(over) : [`Prints at ${size.toFixed(1)} pt on A3`];
    const text = parts.map((part) => part.textContent ?? part).join("");
    if (words.textContent !== text) words.replaceChildren(...parts);
    this.#tell(text);
    const lines = new Map(over.map((one) => [one.box, one.lines]));
    for (const panel of this.desk.querySelectorAll(".panel[data-box]")) this.#mark(panel, lines.get(panel.dataset.box));
  }

  /** 12 lines too many for one sheet: shorten Plan (9), Check (3). */
  #shorten(over) {
    const longest = over.toSorted((one, other) => other.lines - one.lines);
    const total = over.reduce((all, { lines }) => all + lines, 0);
    const links = longest.flatMap(({ box, lines }) => [", ", this.#way(box), ` (${lines})`]);
    return [`${count(total)} too many for one sheet: shorten `, ...links.slice(1)];
  }

  /** A link that opens the box; where it is open already, it leads into its field. */
  #way(box) {
    const panel = () => this.desk.querySelector(`.panel[data-box="${box}"]`);
    const heading = () => panel().querySelector("h3 a");
    if (!heading()) return panel().querySelector("h3").textContent; // Nobody writes here.
    const link = Object.assign(document.createElement("a"), { href: heading().href, textContent: heading().textContent });
    link.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      panel().scrollIntoView({ block: "nearest" });
      const field = panel().querySelector(".box-form textarea");
      if (field) field.focus();
      else heading().click();
    });
    return link;
  }

  /** Says it to those who listen, once the fingers rest; what the page said when it came is read there. */
  #tell(text) {
    const told = document.querySelector("[data-fit-told]");
    this.#told ??= text;
    clearTimeout(this.#telling);
    this.#telling = setTimeout(() => {
      if (text === this.#told) return;
      this.#told = told.textContent = text;
    }, POLITE);
  }

  #mark(panel, lines) {
    const old = panel.querySelector(".fit-over");
    if (!lines) return old?.remove();
    const mark = old ?? Object.assign(document.createElement("p"), { className: "fit-over" });
    const field = panel.querySelector(".box-form textarea"); // An open box says it where somebody writes.
    const text = `${count(lines)} too many`;
    if (!old && field) field.after(mark);
    else if (!old) panel.append(mark);
    if (mark.textContent !== text) mark.textContent = text;
  }
}

const count = (lines) => (lines === 1 ? "1 line" : `${lines} lines`);
