"""The bundled faces have the characters people write, and both the PDF and the browser take them."""

import io
import logging
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from playwright.sync_api import Browser, Route
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from tests.glyphs import missing_glyphs

STATIC = Path(__file__).parents[1] / "static"
FONTS = STATIC / "fonts"

TEXT = {
    "latin": "Straße façade naïve Łódź čeština Şişli ½ × · … “quoted” – €",
    "greek": "Ελληνικά γράμματα",
    "cyrillic": "Русский українська",
    "signs": "✓ ✗ ▲ △ ▼ ▽ ◆ ■ □ ● ○ ≥ ≤ ≠ ≈ ± − → ← ↔ ↑ ↓ ⇒",
}
SIGNS = "✓✗▲△▼▽◇◆■□●○★☆≥≤→←↔⇔↻⚠①②③☐☑☒∈"
LOOKS = ("font-weight: 400", "font-weight: 600", "font-weight: 700", "font-style: italic")


@pytest.mark.parametrize("face", sorted(FONTS.glob("SourceSans3-*.woff2")), ids=lambda path: path.stem)
def test_each_text_face_has_every_alphabet(face: Path) -> None:
    assert not set("".join(TEXT.values())) - characters(face)


def test_the_face_for_signs_has_all_of_them() -> None:
    assert not set(SIGNS) - characters(FONTS / "A3Symbols.woff2")


@pytest.mark.pdf
@pytest.mark.parametrize("look", LOOKS)
def test_nothing_prints_as_an_empty_box(look: str) -> None:
    pdf = printed(f'<p style="{look}">{SIGNS} {" ".join(TEXT.values())}</p>')
    assert not missing_glyphs(pdf)


@pytest.mark.pdf
def test_an_empty_box_is_noticed(caplog: pytest.LogCaptureFixture) -> None:
    """The check above can fail: this character is in no font."""
    caplog.set_level(logging.CRITICAL, "weasyprint")
    assert len(missing_glyphs(printed("<p>\U000fff00</p>"))) == 1


@pytest.mark.browser
def test_the_browser_takes_every_face(chromium: Browser) -> None:
    page = chromium.new_page()
    page.route("**/*", answer)
    page.goto("http://fonts.test/page")
    page.evaluate("Promise.all([...document.fonts].map(face => face.load()))")
    states = page.evaluate("[...document.fonts].map(face => face.status)")
    page.close()
    assert states == ["loaded"] * 5


def answer(route: Route) -> None:
    """A site that has the static files and one page."""
    path = STATIC / route.request.url.split("/", 3)[3]
    if path.is_file():
        route.fulfill(path=path)
    else:
        route.fulfill(body='<link rel="stylesheet" href="/css/fonts.css">', content_type="text/html")


def printed(body: str) -> bytes:
    """The PDF of a page in the bundled faces."""
    fonts = FontConfiguration()
    style = CSS(STATIC / "css" / "fonts.css", font_config=fonts)
    family = '<style>body { font-family: "Source Sans 3", "A3 Symbols" }</style>'
    pdf: bytes = HTML(string=family + body).write_pdf(stylesheets=[style], font_config=fonts)
    return pdf


def characters(face: Path) -> set[str]:
    """Every character the face can draw."""
    return {chr(code) for code in TTFont(io.BytesIO(face.read_bytes())).getBestCmap()}
