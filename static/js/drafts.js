// The text of a box on this device, from the first key until the server holds the same text.

/** Keeps a draft: {version it began from, text, sent: the text under way, at: time in words}. */
export function keepDraft(key, draft) {
  try {
    localStorage.setItem(key, JSON.stringify({ ...draft, at: clock(new Date()) }));
    return true;
  } catch {
    return false; // A full or forbidden store must not stop the writing; the server save still follows.
  }
}

/** The draft under this key, or null. */
export function readDraft(key) {
  try {
    const draft = JSON.parse(localStorage.getItem(key));
    return typeof draft?.text === "string" ? draft : null;
  } catch {
    return null;
  }
}

/** Forgets the draft. */
export function dropDraft(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was kept, so there is nothing to forget.
  }
}

/** 14:03, in the time of this device. */
export function clock(now) {
  return `${String(now.getHours()).padStart(2, "0")}:${String(now.getMinutes()).padStart(2, "0")}`;
}
