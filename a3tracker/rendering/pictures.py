"""Pictures that people paste: opened, scaled, and written anew, so that nothing but pixels is kept."""

from __future__ import annotations

import hashlib
import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from a3tracker.domain.errors import Invalid

MOST_PIXELS = 25_000_000
LONGEST_SIDE = 8_000
KEPT_SIDE = 2_000

_FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
_ONLY = "Only PNG, JPEG, WebP and GIF pictures are taken."
_BOMBS = (Image.DecompressionBombWarning, Image.DecompressionBombError)


@dataclass(frozen=True)
class Reencoded:
    """The picture as it is kept; `sha` is the SHA-256 of `data`."""

    data: bytes
    extension: str
    sha: str
    width: int
    height: int


def reencode(data: bytes) -> Reencoded:
    """The picture, upright, at most 2,000 pixels a side, without metadata; `Invalid` says why not."""
    # WeasyPrint, where it is loaded, lets half a picture pass for all of Pillow; an upload must be whole.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
                _ensure_size(picture)
                return _written(_plain(picture), photo=picture.format == "JPEG")
    except Invalid:
        raise
    except UnidentifiedImageError:
        raise Invalid(_ONLY) from None
    except (OSError, SyntaxError, ValueError, *_BOMBS) as fault:
        raise Invalid(f"The picture is damaged. {_ONLY}") from fault


def _ensure_size(picture: Image.Image) -> None:
    """Refuse by what the file says of itself, before a single pixel is decoded."""
    width, height = picture.size
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        raise Invalid(
            f"The picture is too large: {width:,} × {height:,} pixels. Make it smaller than "
            f"{LONGEST_SIDE:,} pixels a side and 25 million in all."
        )
    if min(width, height) < 1:
        raise Invalid(f"The picture is empty. {_ONLY}")


def _plain(picture: Image.Image) -> Image.Image:
    """The first frame, upright and scaled, in colours that every browser and the printer know."""
    if picture.mode.startswith(("I", "F")):
        # Sixteen bits of grey; Pillow's own conversion would clip them to white.
        picture = picture.convert("I").point(lambda value: value / 256, "L")
    has_alpha = picture.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in picture.info
    plain = ImageOps.exif_transpose(picture).convert("RGBA" if has_alpha else "RGB")
    plain.thumbnail((KEPT_SIDE, KEPT_SIDE))
    # Comments, places and profiles of the camera stay behind.
    plain.info.clear()
    return plain


def _written(picture: Image.Image, photo: bool) -> Reencoded:
    """A photograph as JPEG, everything else as PNG."""
    target = io.BytesIO()
    if photo:
        picture.save(target, "JPEG", quality=85, optimize=True)
    else:
        picture.save(target, "PNG", optimize=True)
    data = target.getvalue()
    sha = hashlib.sha256(data).hexdigest()
    return Reencoded(data, "jpg" if photo else "png", sha, picture.width, picture.height)
