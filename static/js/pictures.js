// Pictures: scaled in the browser when huge, sent to the A3, and set into the text as Markdown.

import { insert } from "./insert.js";
import { token } from "./token.js";

const LONGEST = 2000;
const KINDS = ["image/png", "image/jpeg", "image/webp", "image/gif"];

/** Sends each file and puts its Markdown where the cursor stood; a refusal is told and leaves no trace in the text. */
export async function addPictures(field, files, address, refuse) {
  for (const [index, file] of files.entries()) {
    if (!KINDS.includes(file.type)) {
      refuse(`${file.name || "This file"} is no picture that can be used: take PNG, JPEG, WebP or GIF.`);
      continue;
    }
    const mark = placeholder(field, file, index);
    if (!insert(field, mark)) {
      refuse("There is no room for a picture: a box holds 10,000 characters.");
      continue;
    }
    try {
      replace(field, mark, await send(file, address));
    } catch (error) {
      replace(field, mark, "");
      refuse(error.message);
    }
  }
}

function placeholder(field, file, index) {
  const name = (file.name || "picture").replace(/[^\w .-]/g, "").slice(0, 40);
  const mark = `(${name} is on its way${index ? ` ${index + 1}` : ""} …)`;
  return field.value.includes(mark) ? mark.replace(" …", ` ${Date.now() % 1000} …`) : mark;
}

/** The writer may have typed on meanwhile: the cursor stays where it is in the text. */
function replace(field, mark, text) {
  const start = field.value.indexOf(mark);
  if (start < 0) return;
  const shift = (at) => (at <= start ? at : Math.max(start + text.length, at - mark.length + text.length));
  const [from, to] = [shift(field.selectionStart), shift(field.selectionEnd)];
  field.setRangeText(text, start, start + mark.length, "preserve");
  field.setSelectionRange(from, to);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

async function send(file, address) {
  const body = new FormData();
  body.set("csrf_token", token());
  body.set("picture", await scaled(file), file.name || "picture.png");
  let response;
  try {
    response = await fetch(address, { method: "POST", body, headers: { Accept: "application/json", "X-CSRFToken": token() } });
  } catch {
    throw new Error("The picture was not sent: the server cannot be reached. Paste it again in a moment.");
  }
  const answer = await response.json().catch(() => ({}));
  if (response.ok && answer.markdown) return answer.markdown;
  throw new Error(`The picture was not taken: ${answer.message ?? "the server refused it. Try a smaller one."}`);
}

/** The file itself when it is small enough; else a smaller one of the same shape (a moving GIF is left alone). */
async function scaled(file) {
  if (file.type === "image/gif") return file;
  let picture;
  try {
    picture = await createImageBitmap(file);
  } catch {
    throw new Error("The picture was not taken: this file cannot be read as a picture.");
  }
  const ratio = LONGEST / Math.max(picture.width, picture.height);
  if (ratio >= 1) return file;
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * ratio);
  canvas.height = Math.round(picture.height * ratio);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  const kind = file.type === "image/jpeg" ? "image/jpeg" : "image/png";
  return new Promise((done) => { canvas.toBlob((blob) => done(blob ?? file), kind, 0.9); });
}
