// The fit meter: the sheet is copied out of sight at paper size and tried at each size of the ladder.
// The server's own figure follows each save and decides; this one is for while somebody writes.

import { token } from "./token.js";

const LADDER = [10.5, 10.0, 9.5, 9.0, 8.6, 8.2, 7.8, 7.4, 7.0, 6.6];
const PAPER = { width: 420, height: 297 }; // mm of an A3; the copy has its width and its margins (sheet.css)
const PAUSE = 250;

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
  #asked = null;

  constructor(desk) {
    this.desk = desk;
    this.probe = document.createElement("div");
    this.probe.className = "fit-probe";
    this.probe.setAttribute("aria-hidden", "true");
    this.probe.inert = true;
    this.probe.addEventListener("load", () => this.measure(), true);
    document.body.append(this.probe);
  }

  /** A fresh copy of the sheet as the server drew it, without editors, marks and ids. */
  renew() {
    const copy = this.desk.querySelector(".sheet").cloneNode(true);
    for (const extra of copy.querySelectorAll(".box-editor, .fit-over, .screen-only")) extra.remove();
    for (const open of copy.querySelectorAll(".panel-open")) open.classList.remove("panel-open");
    for (const node of [copy, ...copy.querySelectorAll("[id]")]) node.removeAttribute("id");
    this.probe.replaceChildren(copy);
    this.sheet = copy;
    const field = this.desk.querySelector(".box-form textarea");
    if (field && field.value !== field.defaultValue) this.typed(field);
    else this.measure();
  }

  /** While typing: the draft's rough HTML goes into the copy once the fingers rest. */
  typed(field) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.preview(field), PAUSE);
  }

  async preview(field) {
    this.#asked?.abort();
    this.#asked = new AbortController();
    const body = new FormData();
    body.set("text", field.value);
    try {
      const headers = { Accept: "application/json", "X-CSRFToken": token() };
      const response = await fetch(this.desk.dataset.preview, { method: "POST", body, headers, signal: this.#asked.signal });
      if (!response.ok) return;
      const { html } = await response.json();
      const { box } = field.form.dataset;
      const text = this.sheet.querySelector(`.panel[data-box="${box}"] .panel-text`);
      if (!text) return;
      text.innerHTML = html;
      this.measure();
    } catch {
      // Offline or overtaken by the next key: the last figure stands.
    }
  }

  measure() {
    const index = LADDER.findIndex((size) => this.#fits(size));
    const size = LADDER.at(index);
    const over = index < 0 ? this.#tooMany() : new Map();
    this.#say(size, over);
  }

  #set(size) {
    this.sheet.style.fontSize = `${size}pt`;
  }

  #fits(size) {
    this.#set(size);
    return this.#room() >= 0;
  }

  /** Height left on the paper in CSS pixels; below 0 when a side is too long. */
  #room() {
    const limit = (PAPER.height / PAPER.width) * this.sheet.getBoundingClientRect().width;
    return limit - this.sheet.getBoundingClientRect().height + 0.5;
  }

  /** What is too much on a side is charged to its boxes above an equal share, in lines. */
  #tooMany() {
    const room = this.#room();
    const sides = [...Map.groupBy(this.sheet.querySelectorAll(".panel[data-box]"), (panel) => panel.parentElement).values()];
    const heights = sides.map((panels) => panels.map((panel) => panel.getBoundingClientRect().height));
    const tallest = Math.max(...heights.map(sum));
    const lines = new Map();
    for (const [index, panels] of sides.entries()) {
      const share = equalShare(heights[index], tallest + room);
      for (const [at, panel] of panels.entries()) {
        const excess = heights[index][at] - share;
        if (excess > 0.5) lines.set(panel.dataset.box, linesBelow(panel, share));
      }
    }
    return lines;
  }

  #say(size, over) {
    const meter = document.querySelector("[data-fit]");
    const words = meter.querySelector("[data-fit-words]");
    const total = [...over.values()].reduce((one, other) => one + other, 0);
    meter.dataset.fit = total ? "over" : size < 7.5 ? "tight" : "well";
    const text = total
      ? `${count(total)} too many for one sheet, even at 6.6 pt`
      : `Prints at ${size.toFixed(1)} pt on A3`;
    if (words.textContent !== text) words.textContent = text;
    for (const panel of this.desk.querySelectorAll(".panel[data-box]")) this.#mark(panel, over.get(panel.dataset.box));
  }

  #mark(panel, lines) {
    const old = panel.querySelector(".fit-over");
    if (!lines) return old?.remove();
    const mark = old ?? Object.assign(document.createElement("p"), { className: "fit-over" });
    const field = panel.querySelector(".box-form textarea"); // An open box says it where somebody writes.
    if (field) field.after(mark);
    else panel.append(mark);
    mark.textContent = `${count(lines)} too many`;
  }
}

const sum = (numbers) => numbers.reduce((one, other) => one + other, 0);
const count = (lines) => (lines === 1 ? "1 line" : `${lines} lines`);

/** The height above which a box pays, when short boxes have given their room to the long ones. */
export function equalShare(heights, available) {
  let rest = available;
  const rising = heights.toSorted((one, other) => one - other);
  for (const [index, height] of rising.entries()) {
    const share = rest / (rising.length - index);
    if (height > share) return share;
    rest -= height;
  }
  return Infinity;
}

/** How many lines of a box reach below this height. A picture or a chart counts as the lines that it takes the room of. */
function linesBelow(panel, height) {
  const limit = panel.getBoundingClientRect().top + height + 0.5;
  const ends = textEnds(panel).filter((end) => end > limit).sort((one, other) => one - other);
  const lines = ends.filter((end, index) => index === 0 || end - ends[index - 1] > 3).length;
  const pictured = [...panel.querySelectorAll("img, .figure svg")].map((picture) => {
    const { top, bottom } = picture.getBoundingClientRect();
    return Math.max(0, Math.ceil((bottom - Math.max(top, limit)) / lineHeight(panel)));
  });
  return Math.max(1, lines + sum(pictured));
}

/** The lower edge of each line of text; two spans in one line give it twice. */
function textEnds(panel) {
  const walker = document.createTreeWalker(panel, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const ends = [];
  while (walker.nextNode()) {
    if (walker.currentNode.parentElement.closest("svg")) continue;
    range.selectNodeContents(walker.currentNode);
    for (const { bottom, width } of range.getClientRects()) if (width) ends.push(bottom);
  }
  return ends;
}

function lineHeight(panel) {
  const text = panel.querySelector(".panel-text") ?? panel;
  return parseFloat(getComputedStyle(text).lineHeight) || parseFloat(getComputedStyle(text).fontSize) * 1.35;
}
