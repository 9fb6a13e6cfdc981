"""Small multiples of experiments: grey for what was expected, a dot for what was seen."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from a3tracker.rendering.multiples import NARROW, WIDE, all_multiples, multiples

SVG = "{http://www.w3.org/2000/svg}"


def trial(number: int, **change: Any) -> dict[str, Any]:
    return {
        "id": number, "day": f"2026-06-{number % 28 + 1:02}", "tried": "Called five",
        "expected": "Three answer", "observed": "Two", "learned": "", "measure": "Answers",
        "unit": "calls", "low": 3.0, "high": 4.0,
        "seen": 2.0, **change,
    }  # fmt: skip


def drawn(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def dots(svg: str) -> list[float]:
    return [float(dot.get("cy", "")) for dot in drawn(svg).iter(f"{SVG}circle")]


def test_one_number_alone_is_no_comparison() -> None:
    thin = {key: value for key, value in trial(2).items() if key not in ("measure", "low", "high", "seen")}
    assert multiples([trial(1), thin], 2026) == ()
    assert multiples([], 2026) == ()
    assert len(multiples([trial(1), trial(2)], 2026)) == 1


def test_each_is_said_in_words() -> None:
    rows = [trial(1), trial(2, seen=5.0), trial(3, seen=3.5), trial(4, seen=None, observed="")]
    (figure,) = all_multiples(rows, 2026)
    title = drawn(figure).findtext(f"{SVG}title") or ""
    assert title == (
        "Answers, calls. 2 Jun: expected 3–4 calls, seen 2 calls, below. "
        "3 Jun: expected 3–4 calls, seen 5 calls, above. "
        "4 Jun: expected 3–4 calls, seen 3.5 calls, as expected. "
        "5 Jun: expected 3–4 calls, still open."
    )
    assert drawn(figure).get("role") == "img"


def test_one_measure_has_one_scale_and_another_unit_another() -> None:
    rows = [trial(1, low=0.0, high=10.0, seen=4.0), trial(2, seen=4.0), trial(3, unit="%", seen=4.0)]
    calls, percent = all_multiples(rows, 2026)
    assert len(set(dots(calls))) == 1
    assert len(dots(calls)) == 2
    assert dots(percent) != dots(calls)[:1]


def test_an_open_one_has_its_range_and_no_dot() -> None:
    (figure,) = all_multiples([trial(1, seen=None)], 2026)
    assert dots(figure) == []
    assert "open" in "".join(drawn(figure).itertext())


def test_the_newest_stand_on_the_sheet_and_all_of_them_in_the_list() -> None:
    rows = [trial(number) for number in range(1, 21)]
    (figure,) = multiples(rows, 2026)
    wide, narrow = figure.split("multiples-narrow")
    assert (wide.count("<circle"), narrow.count("<circle")) == (WIDE, NARROW)
    assert "21 Jun" in wide
    assert "2 Jun<" not in wide
    assert sum(len(dots(strip)) for strip in all_multiples(rows, 2026)) == len(rows)


def test_what_people_typed_is_escaped() -> None:
    (figure,) = all_multiples([trial(1, measure="<b>&", unit='"')], 2026)
    assert "<b>" not in figure
    assert drawn(figure) is not None


number = st.floats(-1e12, 1e12, allow_nan=False)


@given(st.lists(st.tuples(number, number, st.none() | number), min_size=2, max_size=12))
def test_nothing_is_drawn_outside_of_its_drawing(found: list[tuple[float, float, float | None]]) -> None:
    rows = [
        trial(place, low=min(one, other), high=max(one, other), seen=seen)
        for place, (one, other, seen) in enumerate(found, 1)
    ]
    (figure,) = multiples(rows, 2026)
    for svg in re.findall(r"<svg.*?</svg>", figure):
        root = drawn(svg)
        _left, _top, width, height = (float(part) for part in root.get("viewBox", "").split())
        for bar in root.iter(f"{SVG}rect"):
            top, tall = float(bar.get("y", "")), float(bar.get("height", ""))
            assert 0 <= top <= top + tall <= height
            assert 0 <= float(bar.get("x", "")) <= width
        assert all(0 <= y <= height for y in dots(svg))
