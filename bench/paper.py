"""One A3's PDF through the program against bare and naive WeasyPrint and against Typst, on the same sheet."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask
from pikepdf import Pdf
from weasyprint import CSS, HTML

from a3tracker.config import asset_folder
from a3tracker.db.a3s import Placed, a3_by_number, last_number
from a3tracker.db.reviews import rounds_of
from a3tracker.db.revisions import Revision, latest_revision
from a3tracker.domain.fitting import LADDER
from a3tracker.rendering import pdf
from a3tracker.rendering.drawn import Sheet
from a3tracker.rendering.live import revision_sheet
from a3tracker.rendering.paperhtml import html_for
from a3tracker.rendering.papers import PAPERS
from a3tracker.rendering.typed_text import drawn_text
from bench.measured_sheet import measured_sheet
from bench.rows import Row, ratio
from bench.typst_sheet import faces_into, source_of
from bench.world import measured_app

TIMES, FEW = 15, 5
#: A3-2 of the demo, a full sheet that must shrink to fit; one with charts.
NUMBER, EDITED, CHARTED = 2, "act", 4


def rows() -> Iterator[Row]:
    """The rows of the paper."""
    with measured_app() as app, app.app_context():
        pdf.load()
        placed, sheet = _placed(), _sheet(NUMBER)
        assert sheet
        size = pdf.render_sheet(pdf.PrintJob(sheet)).size_pt
        charted = _sheet(CHARTED)
        assert charted
        usual = measured_sheet(sheet, charted)
        yield from _against_others(
            usual, pdf.render_sheet(pdf.PrintJob(usual)).size_pt, "", (1.10, 0.75, 7.0)
        )
        yield from _against_others(sheet, size, " of the demo's fullest sheet", (None, None, None))
        yield from _fitting(sheet, size)
        yield from _while_writing(app, placed, sheet, size)


def _against_others(
    sheet: Sheet, size: float, of: str, targets: tuple[float | None, float | None, float | None]
) -> Iterator[Row]:
    """The same sheet at the same size, in a child for each as the worker does it."""
    job, warm = pdf.PrintJob(sheet, size_pt=size), f"warm A3 PDF{of}"

    def ours() -> object:
        return pdf.print_sheet(job)

    bare, naive, typst = targets
    yield Row(f"{warm} / bare WeasyPrint, same HTML", ratio(ours, _bare(sheet, size), TIMES), bare)
    yield Row(f"{warm} / naive write_pdf", ratio(ours, _naive(sheet, size), TIMES), naive)
    if find_spec("typst") is None:
        print("Skipped: Typst is missing. ./run bench brings it.", file=sys.stderr)
        return
    yield Row(f"{warm} / Typst, same sheet", ratio(ours, _in_a_child(_typst(sheet, size)), TIMES), typst)


def _fitting(sheet: Sheet, size: float) -> Iterator[Row]:
    """What finding the size costs: nothing where all fits, a few layouts where it does not."""
    roomy = replace(sheet, left=sheet.left[:1], right=sheet.right[-1:])
    assert pdf.render_sheet(pdf.PrintJob(roomy)).size_pt == LADDER[0]
    fits = ratio(lambda: pdf.render_sheet(pdf.PrintJob(roomy)), _bare(roomy, LADDER[0]), TIMES)
    yield Row("fit check when it fits / plain render", fits, 1.05)
    worst = 0.0
    for shown in filter(None, map(_sheet, range(1, last_number() + 1))):
        found = pdf.render_sheet(pdf.PrintJob(shown)).size_pt
        plain = _bare(shown, found)
        worst = max(worst, ratio(lambda shown=shown: pdf.render_sheet(pdf.PrintJob(shown)), plain, FEW))
    yield Row("worst shrink of the demo's sheets / plain render", worst, 3.2)


def _while_writing(app: Flask, placed: Placed, sheet: Sheet, size: float) -> Iterator[Row]:
    """After an edit the size of the revision before is where the search begins."""
    right = tuple(
        replace(box, html=f"{box.html}<p>One more.</p>") if box.key == EDITED else box for box in sheet.right
    )
    edited = replace(sheet, right=right)
    after = ratio(
        lambda: pdf.print_sheet(pdf.PrintJob(edited, near_pt=size)),
        lambda: pdf.print_sheet(pdf.PrintJob(edited)),
        TIMES,
    )
    yield Row("new PDF after a one-box edit / full render", after, 1.0)
    text = "**12 of 40** stopped here.\n\n- one\n- two\n\n| a | b |\n|--|--|\n| 1 | 2 |\n\n" * 8
    job = pdf.PrintJob(sheet, size_pt=size)
    box = ratio(lambda: drawn_text(placed, text), lambda: pdf.print_sheet(job), TIMES)
    yield Row("box feedback from the server / full PDF", box, 0.08)


def _placed() -> Placed:
    found = a3_by_number(NUMBER)
    assert found
    return found


def _sheet(number: int) -> Sheet | None:
    """The newest revision of an A3 of the demo, as it prints."""
    placed = a3_by_number(number)
    revision: Revision | None = latest_revision(placed.a3.id) if placed else None
    if placed is None or revision is None:
        return None
    return revision_sheet(placed, revision, "http://127.0.0.1:8000", rounds_of(placed.a3.id))


def _bare(sheet: Sheet, size: float) -> Callable[[], bytes]:
    """WeasyPrint alone with the recipe: parsed styles, loaded fonts, one layout at the known size."""
    html, style = html_for(sheet, "a3"), PAPERS["a3"].style(size)

    def render() -> bytes:
        sheets = [*pdf._styles(), CSS(string=style, font_config=pdf._fonts())]
        document = HTML(string=html, base_url=sheet.link, url_fetcher=pdf.HandedIn({}))
        made = document.write_pdf(stylesheets=sheets, font_config=pdf._fonts(), pdf_variant="pdf/ua-1")
        return bytes(made)

    return render


def _naive(sheet: Sheet, size: float) -> Callable[[], bytes]:
    """As one would begin: a document that names its style sheets, and nothing kept from print to print."""
    css = asset_folder("static") / "css"
    names = ("fonts", "tokens", "sheet", "paper")
    links = "".join(f'<link rel="stylesheet" href="{(css / name).as_uri()}.css">' for name in names)
    style = f"<style>{PAPERS['a3'].style(size)}</style>"
    html = html_for(sheet, "a3").replace("</head>", f"{links}{style}</head>")
    return lambda: bytes(HTML(string=html).write_pdf())


def _typst(sheet: Sheet, size: float) -> Callable[[], bytes]:
    """With our faces, read once, and the tags of ours; it looks for no other faces."""
    # A peer, installed for measuring alone.
    import typst  # noqa: PLC0415

    source = source_of(sheet, size).encode()
    with TemporaryDirectory() as folder:
        faces_into(Path(folder))
        faces = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])

        def compiled() -> bytes:
            return bytes(typst.compile(source, font_paths=faces, pdf_standards="ua-1"))

        # Its threads would be missing in the children of a process that has used them.
        with Pdf.open(BytesIO(pdf.run_bounded(compiled))) as made:
            assert len(made.pages) == 1, "The same sheet takes one page."
    return compiled


def _in_a_child(work: Callable[[], bytes]) -> Callable[[], bytes]:
    """Forked as ours is, so that neither remembers the print before."""
    return lambda: pdf.run_bounded(work)
