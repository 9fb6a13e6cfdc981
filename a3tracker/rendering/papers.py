"""The papers that a sheet is printed on: their size, their margins, and what is scaled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_A3: Final = (420.0, 297.0)
_LEDGER: Final = (431.8, 279.4)
_LETTER: Final = (279.4, 215.9)
_A4: Final = (297.0, 210.0)
#: Tall enough for everything that the limits of a box let through.
_WITHOUT_END: Final = 9000.0
#: Not a word on the sheet is set smaller than this, in points as laid out.
SMALLEST: Final = 6.6


@dataclass(frozen=True)
class Paper:
    """`width` × `height` in mm is what is laid out; `zoom` makes the smaller papers of it.

    A4 and Letter are the A3 layout made smaller, so that a sheet looks the same on all papers. The two halves
    are its sides at full size, each upright on a page of its own: `pages` is two.
    """

    key: str
    words: str
    width: float
    height: float
    margin: float
    zoom: float = 1.0
    pages: int = 1

    @property
    def printed(self) -> tuple[float, float]:
        """Width and height of the paper itself, in mm."""
        return self.width * self.zoom, self.height * self.zoom

    def printed_pt(self, size: float) -> float:
        """The type size that stands on the paper, in points."""
        return round(size * self.zoom, 1)

    def style(self, size: float, *, tall: bool = False) -> str:
        """The style sheet of this paper at this type size; `tall` is a page without end, to measure on."""
        small = max(0.88 * size, SMALLEST)
        said = f" · type {self.printed_pt(size):g} pt on {self.words}" if self.zoom < 1 else ""
        height = _WITHOUT_END if tall else self.height
        return (
            f"@page{{size:{self.width:g}mm {height:g}mm;margin:{self.margin}mm {self.margin + 1}mm}}"
            f".sheet{{font-size:{size:g}pt;--sheet-small:{small:.3f}pt}}"
            f'.foot-size::after{{content:"{said}"}}'
        )


PAPERS: Final = {
    paper.key: paper
    for paper in (
        Paper("a3", "A3", *_A3, margin=9.5),
        Paper("ledger", "11×17", *_LEDGER, margin=9.5),
        Paper("a4", "A4", *_A3, margin=12, zoom=_A4[0] / _A3[0]),
        Paper(
            "letter",
            "Letter",
            _A3[0],
            _A3[0] * _LETTER[1] / _LETTER[0],
            margin=12.5,
            zoom=_LETTER[0] / _A3[0],
        ),
        Paper("a4-halves", "two A4 halves", _A4[1], _A4[0], margin=8.5, pages=2),
        Paper("letter-halves", "two Letter halves", _LETTER[1], _LETTER[0], margin=8.5, pages=2),
    )
}

#: Upright pages in full size, for the coach's card.
CARD_PAPERS: Final = {
    "a4": Paper("a4", "A4", 210.0, 297.0, margin=11),
    "letter": Paper("letter", "Letter", 215.9, 279.4, margin=11),
}
