"""A picture is opened, set upright, scaled and written anew; whatever else is refused in words."""

from __future__ import annotations

import io
import struct
import zlib
from hashlib import sha256
from typing import Any

import pytest
from PIL import Image, PngImagePlugin

from a3tracker.domain.errors import Invalid
from a3tracker.rendering.pictures import reencode


def file(
    kind: str, size: tuple[int, int] = (40, 30), mode: str = "RGB", colour: Any = "red", **more: Any
) -> bytes:
    target = io.BytesIO()
    Image.new(mode, size, colour).save(target, kind, **more)
    return target.getvalue()


def opened(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


def refusal(data: bytes) -> str:
    with pytest.raises(Invalid) as refused:
        reencode(data)
    return str(refused.value)


@pytest.mark.parametrize(("kind", "kept"), [("PNG", "png"), ("JPEG", "jpg"), ("WEBP", "png"), ("GIF", "png")])
def test_the_four_kinds_are_taken_and_named_by_what_they_are_now(kind: str, kept: str) -> None:
    ready = reencode(file(kind))
    assert (ready.extension, ready.width, ready.height) == (kept, 40, 30)
    assert ready.sha == sha256(ready.data).hexdigest()
    assert opened(ready.data).format == {"png": "PNG", "jpg": "JPEG"}[kept]


def test_the_same_picture_is_the_same_file() -> None:
    assert reencode(file("PNG")).sha == reencode(file("PNG")).sha


def test_a_large_picture_is_scaled_to_what_paper_can_show() -> None:
    ready = reencode(file("JPEG", (4_000, 1_000)))
    assert (ready.width, ready.height) == (2_000, 500)


def test_a_picture_taken_with_the_camera_on_its_side_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    ready = reencode(file("JPEG", (40, 30), exif=exif.tobytes()))
    assert (ready.width, ready.height) == (30, 40)


def test_the_place_where_it_was_taken_and_all_words_in_the_file_are_gone() -> None:
    exif = Image.Exif()
    exif[0x010E] = "SECRET"
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", "SECRET")
    for data in (
        file("JPEG", exif=exif.tobytes(), comment=b"SECRET"),
        file("PNG", pnginfo=words),
        file("WEBP", exif=exif.tobytes(), xmp=b"SECRET"),
        file("PNG") + b"SECRET after the end",
    ):
        assert b"SECRET" in data
        assert b"SECRET" not in reencode(data).data


def test_what_is_clear_stays_clear() -> None:
    assert opened(reencode(file("PNG", mode="RGBA", colour=(0, 0, 0, 0))).data).getpixel((1, 1))[3] == 0
    clear = file("GIF", mode="P", colour=0, transparency=0)
    assert opened(reencode(clear).data).getpixel((1, 1))[3] == 0


def test_grey_of_sixteen_bits_is_not_clipped_to_white() -> None:
    grey = opened(reencode(file("PNG", mode="I;16", colour=0x8000)).data).convert("L")
    assert 120 <= grey.getpixel((1, 1)) <= 136


def test_a_picture_for_the_printing_press_is_taken() -> None:
    assert opened(reencode(file("JPEG", mode="CMYK", colour=(0, 255, 255, 0))).data).mode == "RGB"


def test_of_a_moving_picture_the_first_frame_is_kept() -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    target = io.BytesIO()
    frames[0].save(target, "GIF", save_all=True, append_images=frames[1:])
    kept = opened(reencode(target.getvalue()).data)
    assert getattr(kept, "n_frames", 1) == 1
    assert kept.convert("RGB").getpixel((1, 1)) == (255, 0, 0)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"just words",
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        b"<html><script>alert(1)</script></html>",
        b"GIF89a<script>alert(1)</script>",
        b"%PDF-1.7",
        file("TIFF"),
        file("BMP"),
        file("ICO"),
    ],
)
def test_everything_else_is_refused_with_the_kinds_that_are_taken(data: bytes) -> None:
    assert "PNG, JPEG, WebP and GIF" in refusal(data)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_picture_that_was_cut_off_is_refused(kind: str) -> None:
    noise = io.BytesIO()
    Image.effect_noise((200, 200), 80).convert("RGB").save(noise, kind)
    assert "damaged" in refusal(noise.getvalue()[: len(noise.getvalue()) // 2])


@pytest.mark.parametrize("size", [(8_001, 10), (10, 8_001), (5_001, 5_000), (60_000, 60_000)])
def test_a_picture_too_large_to_open_is_refused_by_what_its_head_says(size: tuple[int, int]) -> None:
    """The file holds no pixels at all: nothing can have been decoded."""
    refused = refusal(head_of_png(*size))
    assert "too large" in refused or "damaged" in refused


def head_of_png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"")
