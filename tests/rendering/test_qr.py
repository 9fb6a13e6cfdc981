"""The code on the paper leads back to the live A3."""

from __future__ import annotations

import io

import zxingcpp
from PIL import Image, ImageDraw

from a3tracker.rendering.qr import qr_svg

ADDRESS = "https://a3.example/p/7/12"


def test_the_code_can_be_read() -> None:
    codes = zxingcpp.read_barcodes(painted(qr_svg(ADDRESS)))
    assert [code.text for code in codes] == [ADDRESS]


def test_the_drawing_says_where_it_leads_and_has_no_style_of_its_own() -> None:
    svg = qr_svg(ADDRESS)
    assert f"<title>QR code that leads to {ADDRESS}</title>" in svg
    assert "style" not in svg
    assert 'class="qr"' in svg


def test_without_an_address_there_is_no_code() -> None:
    assert qr_svg("") == ""


def painted(svg: str, scale: int = 6) -> Image.Image:
    """The runs of the path as pixels, white around them as in the drawing."""
    side = int(svg.split('viewBox="0 0 ')[1].split()[0])
    picture = Image.new("L", (side * scale, side * scale), 255)
    pen = ImageDraw.Draw(picture)
    for run in svg.split('fill="#000" d="M')[1].split('"')[0].split("M"):
        place, width = run.split("h")[0], int(run.split("h")[1].split("v")[0])
        x, y = (int(part) for part in place.split())
        pen.rectangle((x * scale, y * scale, (x + width) * scale - 1, (y + 1) * scale - 1), fill=0)
    kept = io.BytesIO()
    picture.save(kept, "PNG")
    return Image.open(kept)
