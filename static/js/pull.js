// Sliders for the numbers that somebody tries out: the answer is asked for while they move.

const WAIT = 120; // Milliseconds between the last move and the question.

/** Puts a slider below each field that slides, and shows the answer to every change. */
export function slide(form) {
  const answer = form.parentElement.querySelector("[data-pull-answer]");
  let timer;
  let asked = 0;
  const ask = async () => {
    const number = ++asked;
    const response = await fetch(`${form.dataset.pull}?${new URLSearchParams(new FormData(form))}`);
    if (!response.ok || number !== asked) return;
    // The server's own template, in which everything is escaped.
    answer.innerHTML = await response.text();
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  for (const field of form.querySelectorAll("[data-slides]")) addSlider(field);
}

function addSlider(field) {
  const slider = document.createElement("input");
  Object.assign(slider, { type: "range", min: "0", max: "100", step: "0.5" });
  slider.setAttribute("aria-label", `${field.dataset.slides}, slider`);
  slider.value = field.value || "0";
  slider.addEventListener("input", () => { field.value = slider.value; });
  field.addEventListener("input", () => { slider.value = field.value || "0"; });
  field.after(slider);
}
