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
    """Width and height of the one page."""
    (page,) = opened(pdf).pages
    left, bottom, right, top = (float(edge) for edge in page.mediabox)
    return (right - left) / 72 * 25.4, (top - bottom) / 72 * 25.4


def words(pdf: bytes) -> str:
    """All text of the page, spaces as one."""
    page = pypdfium2.PdfDocument(pdf)[0]
    return " ".join(page.get_textpage().get_text_bounded().split())


def picture(pdf: bytes, dots_per_inch: int = 150) -> Image.Image:
    """The page as it looks."""
    found: Image.Image = pypdfium2.PdfDocument(pdf)[0].render(scale=dots_per_inch / 72).to_pil()
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
    """Every font that the page names."""
    (page,) = opened(pdf).pages
    return list(page.Resources.Font.values())


def type_sizes(pdf: bytes) -> set[float]:
    """Every size in points at which a word is set on the page."""
    (page,) = opened(pdf).pages
    return {round(size, 2) for size in _sizes(page.obj, (1, 0, 0, 1, 0, 0))}


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
