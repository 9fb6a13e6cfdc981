"""Which characters a PDF prints as an empty box. Extracted text is no proof: it comes back intact."""

import io

import pikepdf
from fontTools.ttLib import TTFont


def missing_glyphs(pdf: bytes) -> list[str]:
    """The font and number of every glyph drawn that its embedded font does not have, page by page.

    WeasyPrint draws a missing character with a number beyond the font's last glyph, not with glyph 0.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [missing for page in document.pages for missing in missing_in(page.obj)]


def missing_in(canvas: pikepdf.Object) -> list[str]:
    """The same for one page or one drawing on it: both have resources and a stream of operators."""
    resources = canvas.get("/Resources", pikepdf.Dictionary())
    fonts = resources.get("/Font", pikepdf.Dictionary())
    counts = {name: glyph_count(font) for name, font in fonts.items()}
    missing = [
        f"{fonts[name].BaseFont} glyph {glyph}"
        for name, glyph in drawn(canvas)
        if glyph == 0 or glyph >= counts[name]
    ]
    for drawing in resources.get("/XObject", pikepdf.Dictionary()).values():
        if drawing.Subtype == "/Form":
            missing += missing_in(drawing)
    return missing


def glyph_count(font: pikepdf.Object) -> int:
    """How many glyphs the embedded font has."""
    if font.Subtype != "/Type0":  # A bitmap font, as of emoji, has one procedure for each glyph.
        return 1 << 16
    descriptor = font.DescendantFonts[0].FontDescriptor
    program = descriptor.get("/FontFile2") or descriptor.get("/FontFile3")
    return int(TTFont(io.BytesIO(program.read_bytes()))["maxp"].numGlyphs)


def drawn(canvas: pikepdf.Object) -> list[tuple[str, int]]:
    """(name of the font, number of the glyph) for every glyph that is drawn."""
    found: list[tuple[str, int]] = []
    name = ""
    for operands, operator in pikepdf.parse_content_stream(canvas):
        if str(operator) == "Tf":
            name = str(operands[0])
        elif str(operator) in ("Tj", "TJ"):
            parts = operands[0] if str(operator) == "TJ" else operands
            for part in parts:
                if isinstance(part, pikepdf.String):
                    text = bytes(part)
                    found += [(name, int.from_bytes(text[i : i + 2], "big")) for i in range(0, len(text), 2)]
    return found
