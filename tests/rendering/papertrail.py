"""What a PDF says of itself, read without the program that made it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache

import pikepdf
import pypdfium2
from PIL import Image

Matrix = tuple[float, float, float, float, float, float]


@cache
def opened(pdf: bytes) -> pikepdf.Pdf:
    """The document, kept open: its parts are gone when it is."""
    return pikepdf.open(io.BytesIO(pdf))


def size_mm(pdf: bytes) -> tuple[float, float]:
    """Width and height of every page."""
    boxes = {tuple(float(edge) for edge in page.mediabox) for page in opened(pdf).pages}
    [(left, bottom, right, top)] = boxes
    return (right - left) / 72 * 25.4, (top - bottom) / 72 * 25.4


def words(pdf: bytes) -> str:
    """All text, spaces as one."""
    return " ".join(words_by_page(pdf))


def words_by_page(pdf: bytes) -> list[str]:
    """The text of each page, spaces as one."""
    texts = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]
    return [" ".join(text.split()) for text in texts]


def picture(pdf: bytes, dots_per_inch: int = 150, page: int = 0) -> Image.Image:
    """A page as it looks, the first one if no other is named."""
    found: Image.Image = pypdfium2.PdfDocument(pdf)[page].render(scale=dots_per_inch / 72).to_pil()
    return found


def elements(pdf: bytes) -> list[pikepdf.Dictionary]:
    """The elements of the structure tree in reading order."""
    return list(_below(opened(pdf).Root.StructTreeRoot.K))


def kinds(pdf: bytes) -> list[str]:
    """H1, Table, Figure … in reading order."""
    return [str(element.S).lstrip("/") for element in elements(pdf)]


def _below(node: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _below(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from _below(node.K)


def fonts(pdf: bytes) -> list[pikepdf.Dictionary]:
    """Every font that a page names."""
    return [font for page in opened(pdf).pages for font in page.Resources.Font.values()]


def type_sizes(pdf: bytes) -> set[float]:
    """Every size in points at which a word is set."""
    pages = (page.obj for page in opened(pdf).pages)
    return {round(size, 2) for page in pages for size in _sizes(page, (1, 0, 0, 1, 0, 0))}


def _sizes(canvas: pikepdf.Object, start: Matrix) -> Iterator[float]:
    now, kept, line, size = start, [], (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), 0.0
    drawings = canvas.get("/Resources", pikepdf.Dictionary()).get("/XObject", pikepdf.Dictionary())
    for operands, operator in pikepdf.parse_content_stream(canvas):
        match str(operator):
            case "q":
                kept.append(now)
            case "Q":
                now = kept.pop()
            case "cm":
                now = _times(tuple(float(part) for part in operands), now)
            case "Tf":
                size = float(operands[1])
            case "Tm":
                line = tuple(float(part) for part in operands)
            case "Tj" | "TJ":
                matrix = _times(line, now)
                yield size * (matrix[2] ** 2 + matrix[3] ** 2) ** 0.5
            case "Do" if drawings[str(operands[0])].Subtype == "/Form":
                yield from _sizes(drawings[str(operands[0])], now)


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)
