"""What could stop the printer ends within bounds, in plain words, and the next sheet prints."""

from __future__ import annotations

import http.server
import io
import threading
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from a3tracker.rendering.bounded import Bounds, RenderFailed, TooLarge
from a3tracker.rendering.pdf import HandedIn, PrintJob, Rendered, print_sheet
from a3tracker.rendering.pictures import KEPT_SIDE
from tests.rendering import papertrail
from tests.rendering.figured import figured
from tests.rendering.sheets import sheet, with_html

pytestmark = pytest.mark.pdf

#: Short, so that the tests are; what is hostile takes minutes without.
SHORT = Bounds(cpu=3, wall=20)

USES = "".join(
    f'<g id="g{level}">' + f'<use href="#g{level - 1}"/>' * 10 + "</g>" for level in range(1, 9)
)  # ten times ten times ten …

HOSTILE = {
    "a cell over a million columns": '<table><tr><td colspan="1000000">x</td></tr></table>',
    "a drawing that uses itself a hundred million times": (
        f'<svg xmlns="http://www.w3.org/2000/svg"><title>x</title><g id="g0"><path d="M0 0h1"/></g>{USES}'
        '<use href="#g8"/></svg>'
    ),
    "thousands of quotations in quotations": "<blockquote>" * 5_000 + "x" + "</blockquote>" * 5_000,
    "a table in a table in a table": "<table><tr><td>" * 300 + "x" + "</td></tr></table>" * 300,
    "hundred thousand small parts": "<p>" + "<em>a</em> " * 100_000 + "</p>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_ends_within_bounds_names_the_box_and_the_next_sheet_prints(name: str) -> None:
    with pytest.raises((TooLarge, RenderFailed), match=r"too large to print: box “.+” is the largest"):
        print_sheet(PrintJob(with_html("plan", HOSTILE[name])), SHORT)
    assert len(papertrail.opened(print_sheet(PrintJob(sheet())).pdf).pages) == 1


ROW = "<tr><td>one</td><td>two</td></tr>"
PICTURE = f"/pictures/{'d' * 64}.png"
#: What is hard, and may still be one sheet: printed with a mark, or refused as what is hostile is.
HARD = {
    "two hundred quotations in quotations": "<blockquote>" * 200 + "<p>x</p>" + "</blockquote>" * 200,
    "forty lists in lists": "<ul><li>x" * 40 + "</li></ul>" * 40,
    "a table of three thousand rows": f"<table><tbody>{ROW * 3_000}</tbody></table>",
    "a megabyte that was pasted": f"<p>{'word ' * 210_000}</p>",
    "a megabyte in many paragraphs": f"<p>{'word ' * 40}</p>" * 5_000,
    "a cell over a thousand columns": '<table><tr><td colspan="1000">x</td></tr></table>',
}


def printed_or_refused(job: PrintJob) -> tuple[Rendered | None, str]:
    try:
        return print_sheet(job, SHORT), ""
    except (TooLarge, RenderFailed) as refusal:
        return None, str(refusal)


@pytest.mark.parametrize("name", HARD)
def test_what_is_hard_is_one_page_or_refused_with_the_name_of_its_box(name: str) -> None:
    rendered, refusal = printed_or_refused(PrintJob(with_html("plan", HARD[name])))
    if rendered is None:
        assert "too large to print: box “Plan” is the largest" in refusal
        return
    assert len(papertrail.opened(rendered.pdf).pages) == 1
    assert ("more on screen" in papertrail.words(rendered.pdf)) == bool(rendered.missing)


def test_the_largest_picture_that_is_kept_prints() -> None:
    pixels = io.BytesIO()
    Image.effect_noise((KEPT_SIDE, KEPT_SIDE), 90).save(pixels, "PNG")
    drawn = with_html("plan", f'<p><img src="{PICTURE}" alt="Sketch"></p>')
    rendered = print_sheet(PrintJob(drawn, pictures={PICTURE: pixels.getvalue()}))
    said = [str(part.Alt) for part in papertrail.elements(rendered.pdf) if part.S == "/Figure"]
    assert "Sketch" in said


@pytest.mark.parametrize("mark", [f"<svg>{USES}</svg>", "x" * 900, "{{chart: " * 400, "<use href='#a'/>"])
def test_a_mark_that_names_a_drawing_draws_nothing_but_words(mark: str) -> None:
    html = figured({"act": f"{{{{chart: {mark}}}}} and {{{{figure: {mark}}}}}"})
    rendered = print_sheet(PrintJob(html), SHORT)
    assert len(papertrail.opened(rendered.pdf).pages) == 1


@pytest.fixture
def visited() -> Iterator[tuple[str, list[str]]]:
    """The address of a server on this machine, and the paths that somebody asked it for."""
    asked: list[str] = []

    class Door(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as in the base class
            pass

    # A thread for each visitor: one who connects and says nothing must not hold up the end of the test.
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Door)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    thread.join()
    server.server_close()


def test_nothing_is_read_from_the_network_or_from_the_disk(
    visited: tuple[str, list[str]], tmp_path: Path
) -> None:
    address, asked = visited
    secret = tmp_path / "secret.txt"
    secret.write_text("the family silver")
    html = "".join(
        (
            f'<link rel="stylesheet" href="{address}/a.css">',
            f'<link rel="attachment" href="{secret.as_uri()}">',
            f'<link rel="attachment" href="{address}/attached">',
            f'<style>@import "{address}/b.css"; p {{ background: url({address}/c.png) }}',
            f"@font-face {{ font-family: x; src: url({address}/d.woff2) }}</style>",
            f'<img src="{address}/e.png" alt="x"><img src="{secret.as_uri()}" alt="x">',
            f'<object data="{secret.as_uri()}"></object><embed src="{address}/f">',
            f'<svg xmlns="http://www.w3.org/2000/svg"><title>x</title><image href="{address}/g.png"/>',
            f'<use href="{address}/h.svg#a"/><style>@import "{address}/i.css";</style></svg>',
            '<img src="data:image/svg+xml,<svg xmlns=\'http://www.w3.org/2000/svg\'/>" alt="x">',
        )
    )
    rendered = print_sheet(PrintJob(with_html("plan", f"<p>before</p>{html}<p>after</p>")), SHORT)
    assert asked == []
    streams = (part for part in papertrail.opened(rendered.pdf).objects if isinstance(part, pikepdf.Stream))
    assert not [stream for stream in streams if b"family silver" in stream.read_bytes()]
    assert "/EmbeddedFiles" not in papertrail.opened(rendered.pdf).Root.get("/Names", {})


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://127.0.0.1/",
        "https://example.org/x",
        "ftp://example.org/",
        "data:,x",
        "gopher:x",
        "",
    ],
)
def test_only_what_was_handed_in_is_answered(address: str) -> None:
    fetcher = HandedIn({"https://a3.example/pictures/x.png": b"pixels"})
    with pytest.raises(ValueError, match="not handed in"):
        fetcher.fetch(address)
    with pytest.raises(ValueError, match="not handed in"):
        fetcher(address)
    assert fetcher.fetch("https://a3.example/pictures/x.png").read() == b"pixels"
