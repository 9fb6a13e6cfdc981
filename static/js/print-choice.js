// The print page: what no earlier print has told of a paper is told by the fit meter of the sheet below it.

const HARD_TO_READ = 6.5;
const SMALLEST = 6.6; // On an A3; what does not fit at this size is cut.

export function startPrintChoice(form) {
  const desk = document.querySelector("[data-desk]");
  desk?.addEventListener("sheet-measured", () => tell(form, desk));
  if (desk?.measured) tell(form, desk);
}

function tell(form, desk) {
  const { size, over } = desk.measured;
  const cuts = over.map(({ box, lines }) => `${labelOf(desk, box)}: ${lines === 1 ? "1 line" : `${lines} lines`} more on screen`);
  for (const place of form.querySelectorAll("[data-unknown]")) {
    const onPaper = Math.round((size || SMALLEST) * place.dataset.zoom * 10) / 10;
    const parts = [`about ${onPaper} pt`];
    if (onPaper < HARD_TO_READ && place.dataset.halves) parts.push(`hard to read: take ${place.dataset.halves}`);
    place.textContent = [...parts, ...cuts].join(" · ");
    place.classList.toggle("print-hard", parts.length > 1 || cuts.length > 0);
  }
}

function labelOf(desk, box) {
  return desk.querySelector(`.panel[data-box="${box}"] h3`)?.textContent.trim() ?? box;
}
