"""One A3's PDF through the program against bare WeasyPrint on the same HTML, styles and fonts."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from statistics import median

from weasyprint import CSS, HTML

from a3tracker.db.a3s import a3_by_number
from a3tracker.db.reviews import rounds_of
from a3tracker.db.revisions import latest_revision
from a3tracker.rendering import pdf
from a3tracker.rendering.live import revision_sheet
from a3tracker.rendering.paperhtml import html_for
from a3tracker.rendering.papers import PAPERS
from bench.rows import Row
from bench.world import measured_app

TIMES = 15


def rows() -> Iterator[Row]:
    """The rows of the paper: A3-2 of the demo, a sheet that must shrink to fit."""
    with measured_app() as app, app.app_context():
        placed = a3_by_number(2)
        assert placed
        revision = latest_revision(placed.a3.id)
        assert revision
        rounds = rounds_of(placed.a3.id)

        def job() -> pdf.PrintJob:
            return pdf.PrintJob(revision_sheet(placed, revision, "http://127.0.0.1:8000", rounds))

        pdf.load()
        size = pdf.render_sheet(job()).size_pt
        bare = _bare(job(), size)
        known = _by_turns(lambda: pdf.print_sheet(replace(job(), size_pt=size)), bare)
        yield Row("warm A3 PDF through the program / bare WeasyPrint, same HTML", known, 1.10)
        first = _by_turns(lambda: pdf.print_sheet(job()), bare)
        yield Row(f"the same, finding its size ({size:g} pt) / bare WeasyPrint", first, 3.2)


def _bare(job: pdf.PrintJob, size: float) -> Callable[[], object]:
    """WeasyPrint alone with the recipe: parsed styles, loaded fonts, one layout at the known size."""
    html, style = html_for(job.sheet, "a3"), PAPERS["a3"].style(size)

    def render() -> object:
        sheets = [*pdf._styles(), CSS(string=style, font_config=pdf._fonts())]
        document = HTML(string=html, base_url=job.sheet.link, url_fetcher=pdf.HandedIn({}))
        return document.write_pdf(stylesheets=sheets, font_config=pdf._fonts(), pdf_variant="pdf/ua-1")

    return render


def _by_turns(work: Callable[[], object], yardstick: Callable[[], object]) -> float:
    """The ratio of median wall times: the work forks a child, whose CPU time is not ours."""
    work()
    yardstick()
    pairs = [(_wall(work), _wall(yardstick)) for _ in range(TIMES)]
    return median(pair[0] for pair in pairs) / median(pair[1] for pair in pairs)


def _wall(work: Callable[[], object]) -> float:
    before = time.perf_counter()
    work()
    return time.perf_counter() - before
