// The preview is the PDF itself, where the browser shows PDFs; elsewhere the link beside it opens it.

export function startPreview(place) {
  if (!navigator.pdfViewerEnabled) return;
  const frame = document.createElement("iframe");
  frame.className = "pdf-frame";
  frame.title = place.dataset.title;
  frame.src = place.dataset.previewPdf;
  place.replaceChildren(frame);
}
