// The preview is the PDF itself, where the browser shows PDFs; elsewhere the link beside it opens it.

export function startPreview(place) {
  if (!navigator.pdfViewerEnabled) return;
  const frame = document.createElement("iframe");
  frame.className = "pdf-frame";
  frame.title = place.dataset.title;
  // The sheet needs the room that the viewer would give to a column of small pages.
  frame.src = `${place.dataset.previewPdf}#navpanes=0&view=Fit`;
  place.replaceChildren(frame);
}
