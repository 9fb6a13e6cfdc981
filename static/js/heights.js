// How high a sheet stands on paper: a copy of it out of sight, tried at sizes of the ladder. Typing changes one box
// only, so that box stands alone in a second copy, and what was measured of the others holds until they are drawn anew.

const LADDER = [10.5, 10.0, 9.5, 9.0, 8.6, 8.2, 7.8, 7.4, 7.0, 6.6]; // As domain/fitting.py.
const SHRINK = 0.65;
const PAPER = { width: 420, height: 297 }; // mm of an A3; the copy has its width and its margins (sheet.css)

export class Heights {
  #near = 0; // the step of the ladder that was right last
  #rest = new Map(); // step → what the whole sheet measures there
  #alone = null; // the box that is written in: {panel, side, place}

  /** `changed` is called when a picture came in late, and what was measured is no longer true. */
  constructor(changed) {
    this.probes = [0, 1].map(() => {
      const probe = document.createElement("div");
      probe.className = "fit-probe";
      probe.setAttribute("aria-hidden", "true");
      probe.inert = true;
      return probe;
    });
    const [whole, alone] = this.probes;
    whole.addEventListener("load", () => { this.#rest.clear(); changed(); }, true);
    alone.addEventListener("load", changed, true);
    document.body.append(...this.probes);
  }

  /** A fresh copy of the sheet as the server drew it, without editors, marks and ids. */
  renew(drawn) {
    const copy = drawn.cloneNode(true);
    for (const extra of copy.querySelectorAll(".box-editor, .fit-over, .screen-only")) extra.remove();
    for (const open of copy.querySelectorAll(".panel-open")) open.classList.remove("panel-open");
    for (const node of [copy, ...copy.querySelectorAll("[id]")]) node.removeAttribute("id");
    this.sheet = copy;
    this.sides = [...copy.querySelectorAll(".side")];
    this.panels = this.sides.map((side) => [...side.querySelectorAll(":scope > .panel[data-box]")]);
    this.#rest.clear();
    this.#alone = null;
    this.probes[0].replaceChildren(copy);
    this.probes[1].replaceChildren();
    this.limit = (PAPER.height / PAPER.width) * copy.getBoundingClientRect().width + 0.5;
  }

  /** The box with what is being typed; the server made this HTML safe. */
  write(box, html) {
    if (this.#alone?.panel.dataset.box !== box) this.#setApart(box);
    const text = this.#alone?.panel.querySelector(".panel-text");
    if (text) text.innerHTML = html;
  }

  /** The largest size in points at which everything fits; undefined when not even the smallest will do. */
  largest() {
    let [fits, fails, at] = [LADDER.length, -1, this.#near];
    while (fits - fails > 1) {
      const total = this.#total(at);
      if (total <= this.limit) fits = at;
      else fails = at;
      if (fits < LADDER.length) at = fits - 1;
      else at = Math.max(fails + 1, guess(at, this.limit / total));
    }
    this.#near = Math.min(fits, LADDER.length - 1);
    return LADDER[fits];
  }

  /** At the smallest size, what is too much on a side is charged to its boxes above an equal share: [{box, lines}]. */
  tooMany() {
    const last = LADDER.length - 1;
    const { panels } = this.#measured(last);
    const excess = this.#total(last) - this.limit + 0.5;
    const available = Math.max(...panels.map(sum)) - excess;
    this.#set(this.sheet, last); // What is counted below stands in lines of this size.
    return panels.flatMap((heights, side) => {
      const share = equalShare(heights, available);
      return heights.flatMap((height, place) => {
        if (height - share <= 0.5) return [];
        const panel = this.#isAlone(side, place) ? this.#alone.panel : this.panels[side][place];
        return [{ box: panel.dataset.box, lines: linesBelow(panel, share) }];
      });
    });
  }

  /** Measures the whole sheet at one more size, if one is left, so that nobody waits for it while typing. */
  measureAhead() {
    const step = LADDER.findIndex((_, at) => !this.#rest.has(at));
    if (step >= 0) this.#whole(step);
    return step >= 0;
  }

  #total(step) {
    const { bare, heads, panels } = this.#measured(step);
    return bare + Math.max(...panels.map((heights, side) => heads[side] + sum(heights)));
  }

  /** The whole sheet's heights with that of the box that stands alone in its place. */
  #measured(step) {
    const whole = this.#rest.get(step) ?? this.#whole(step);
    if (!this.#alone) return whole;
    this.#set(this.#alone.sheet, step);
    const { panel, side, place } = this.#alone;
    const panels = whole.panels.with(side, whole.panels[side].with(place, height(panel)));
    return { ...whole, panels };
  }

  #whole(step) {
    this.#set(this.sheet, step);
    const panels = this.panels.map((side) => side.map(height));
    const filled = this.sides.map((side, at) => this.panels[at].at(-1).getBoundingClientRect().bottom - side.getBoundingClientRect().top);
    const heads = filled.map((all, side) => all - sum(panels[side]));
    const whole = { bare: height(this.sheet) - Math.max(...filled), heads, panels };
    this.#rest.set(step, whole);
    return whole;
  }

  /** A sheet with nothing in it but this box, in a side as wide as its own. */
  #setApart(box) {
    const side = this.panels.findIndex((panels) => panels.some((panel) => panel.dataset.box === box));
    if (side < 0) return;
    const place = this.panels[side].findIndex((panel) => panel.dataset.box === box);
    const [sheet, body, ...sides] = [this.sheet, this.sides[0].parentElement, ...this.sides].map((node) => node.cloneNode(false));
    const panel = this.panels[side][place].cloneNode(true);
    sides[side].append(panel);
    body.append(...sides);
    sheet.append(body);
    this.probes[1].replaceChildren(sheet);
    this.#alone = { sheet, panel, side, place };
  }

  #isAlone(side, place) {
    return this.#alone?.side === side && this.#alone.place === place;
  }

  #set(sheet, step) {
    sheet.style.fontSize = `${LADDER[step]}pt`;
  }
}

const sum = (numbers) => numbers.reduce((one, other) => one + other, 0);
const height = (node) => node.getBoundingClientRect().height;

/** The step at which what is so much too high should fit, as domain/fitting.py guesses it. */
function guess(step, ratio) {
  const wanted = LADDER[step] * ratio ** SHRINK;
  const found = LADDER.findIndex((size) => size <= wanted);
  return found < 0 ? LADDER.length - 1 : found;
}

/** The height above which a box pays, when short boxes have given their room to the long ones. */
function equalShare(heights, available) {
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
