// The CSRF token of this page, renewed after somebody signed in again.

const META = 'meta[name="csrf-token"]';

/** The token to send with a request. */
export function token() {
  return document.querySelector(META)?.content
    ?? document.querySelector('input[name="csrf_token"]')?.value
    ?? "";
}

/** Fetches a page anew and takes its token over; answers "ok", "signed-out" or "offline". */
export async function renewToken(address) {
  let response;
  try {
    response = await fetch(address, { headers: { "X-Fragment": "1" }, cache: "no-store" });
  } catch {
    return "offline";
  }
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = page.querySelector('.box-form input[name="csrf_token"]')?.value;
  if (!response.ok || !fresh) return response.status >= 500 ? "offline" : "signed-out";
  const meta = document.querySelector(META);
  if (meta) meta.content = fresh;
  for (const input of document.querySelectorAll('input[name="csrf_token"]')) input.value = fresh;
  return "ok";
}
