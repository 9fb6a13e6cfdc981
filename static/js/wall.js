// A sheet on the wall: set as large as the screen allows, and led by keys that follow the links of the page.
const SMALLEST = 7, LARGEST = 44;

/** Sets the type of the sheet as large as its frame holds; on a narrow screen it is read by scrolling. */
export function fill(frame) {
  const sheet = frame.querySelector(".sheet");
  if (!matchMedia("(min-width: 62rem)").matches) return sheet.style.removeProperty("font-size");
  let low = SMALLEST, high = LARGEST;
  while (high - low > 0.25) {
    const size = (low + high) / 2;
    sheet.style.fontSize = `${size}px`;
    if (fits(frame)) low = size; else high = size;
  }
  sheet.style.fontSize = `${low}px`;
}

/** Follows the link of a key, unless somebody types; Escape leaves the field first. */
export function leadByKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const field = document.activeElement?.closest("input, textarea, select");
    if (field) return event.key === "Escape" ? field.blur() : undefined;
    const link = [...document.querySelectorAll("[data-keys]")].find((one) => one.dataset.keys.split(" ").includes(event.key));
    if (!link) return;
    event.preventDefault();
    const target = link.hash && document.querySelector(link.hash);
    if (target) target.focus();
    else location.assign(link.href);
  });
}

function fits(frame) {
  return frame.scrollHeight <= frame.clientHeight && frame.scrollWidth <= frame.clientWidth;
}
