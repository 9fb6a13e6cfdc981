"""The code that leads from the paper back to the live A3."""

from __future__ import annotations

import functools
from html import escape

import segno

#: Four modules of white on each side are part of the drawing: a phone needs them.
QUIET = 4


@functools.lru_cache(maxsize=512)
def qr_svg(address: str) -> str:
    """An inline SVG without style attributes, one path of runs; "" when there is no address."""
    if not address:
        return ""
    code = segno.make_qr(address, error="m", boost_error=True)
    size = code.symbol_size(border=QUIET)[0]
    return (
        f'<svg class="qr" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" role="img" '
        f'shape-rendering="crispEdges"><title>QR code that leads to {escape(address)}</title>'
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path fill="#000" d="{_runs(code)}"/></svg>'
    )


def _runs(code: segno.QRCode) -> str:
    """The dark modules as rectangles, one for each run in a row."""
    parts: list[str] = []
    for y, row in enumerate(code.matrix, start=QUIET):
        x = 0
        while x < len(row):
            run = next((end for end in range(x, len(row)) if not row[end]), len(row)) - x
            if run:
                parts.append(f"M{x + QUIET} {y}h{run}v1h-{run}z")
            x += run or 1
    return "".join(parts)
