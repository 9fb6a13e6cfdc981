"""A chart says one thing, in words and in marks that hold without colour."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree as Xml

import pytest

from a3tracker.domain.spc import Options, Variation, Wanted, xmr
from a3tracker.rendering.chart_icons import icons_svg
from a3tracker.rendering.chart_labels import LINE, TYPE, Label, moved_apart, shortened, text_width
from a3tracker.rendering.chart_plot import MOST_POINTS
from a3tracker.rendering.charts import NARROW, WIDE, Charted, chart_svg, moving_range_svg
from tests.rendering.charted import (
    AFTER,
    BEFORE,
    SVG,
    charted,
    frozen,
    months,
    of_every_kind,
    parts,
    percent,
    rebased,
    texts,
)

EVERY = pytest.mark.parametrize("drawn", of_every_kind())
SIZES = pytest.mark.parametrize("size", [WIDE, NARROW])


def marks(svg: str) -> dict[str, int]:
    """How many marks of each kind there are: every kind is one path."""
    found = [(part.get("class", ""), part.get("d", "")) for part in parts(svg, "path")]
    named = {kind.removeprefix("mark-"): path.count("M") for kind, path in found if "mark-" in kind}
    assert len(named) == sum("mark-" in kind for kind, _ in found)
    return named


def lines(svg: str, kind: str) -> list[Xml.Element]:
    return [part for part in parts(svg, "path") if part.get("class") == kind]


def ends(line: Xml.Element) -> tuple[float, float]:
    """From where to where a level goes."""
    left, _, right = re.fullmatch(r"M(\S+) (\S+)H(\S+)", line.get("d", "")).groups()
    return float(left), float(right)


@EVERY
@SIZES
def test_the_title_comes_first_and_is_the_sentence(drawn: Charted, size: object) -> None:
    root = Xml.fromstring(chart_svg(drawn, size))
    assert root[0].tag == f"{SVG}title"
    assert root[0].text == drawn.sentence
    assert root.get("role") == "img"


@EVERY
@SIZES
def test_it_needs_no_style_and_runs_nothing(drawn: Charted, size: object) -> None:
    for svg in (chart_svg(drawn, size), moving_range_svg(drawn, size), icons_svg(drawn.chart) or "<svg/>"):
        for part in Xml.fromstring(svg).iter():
            assert part.tag.removeprefix(SVG) in {"svg", "title", "path", "text", "g", "circle"}
            assert not [name for name in part.attrib if name in ("style", "id", "href") or name[:2] == "on"]
        assert "nan" not in svg
        assert "inf" not in svg


@EVERY
@SIZES
def test_everything_lies_on_the_drawing_and_no_words_on_others(drawn: Charted, size: object) -> None:
    boxes = []
    for text in parts(chart_svg(drawn, size), "text"):
        x, y, width = float(text.get("x")), float(text.get("y")), text_width(text.text)
        left = x - width / 2 if text.get("text-anchor") == "middle" else x
        assert left >= -0.1
        assert left + width <= size.width + 4
        assert TYPE * 0.7 <= y <= size.height
        boxes.append((left, left + width, y))
    for i, (left, right, y) in enumerate(boxes):
        for other_left, other_right, other_y in boxes[i + 1 :]:
            assert abs(y - other_y) > TYPE * 0.9 or right <= other_left or other_right <= left
    for part in parts(chart_svg(drawn, size), "path"):
        for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", part.get("d", "")):
            assert -1 <= float(x) <= size.width + 1
            assert -1 <= float(y) <= size.height + 1


@EVERY
def test_type_is_an_em_and_a_dot_large_enough_at_the_smallest_type(drawn: Charted) -> None:
    root = Xml.fromstring(chart_svg(drawn))
    # On the drawing itself a size of type would change the em of its own width.
    assert [part.get("font-size") for part in root.iter() if part.get("font-size")] == ["10"]
    assert root.get("font-size") is None
    assert root.get("font-family").startswith("'Source Sans 3',")
    assert float(root.get("width").removesuffix("em")) * 10 == WIDE.width
    unit_mm = 6.6 / 72 * 25.4 / 10
    for dots in lines(chart_svg(drawn), "mark-common"):
        assert all(
            2 * float(radius) * unit_mm >= 1.2 for radius in re.findall(r"a([\d.]+) ", dots.get("d", ""))
        )


def test_each_meaning_has_its_shape_fill_and_colour() -> None:
    good = chart_svg(charted([*BEFORE, *AFTER], freezes=[12]))
    bad = chart_svg(charted([*BEFORE, *AFTER], Options(wanted=Wanted.DECREASE), freezes=[12]))
    open_ = chart_svg(charted([*BEFORE, *AFTER], Options(wanted=Wanted.NEUTRAL), freezes=[12]))
    assert marks(good) == {"common": 11, "improvement-high": 9}
    assert marks(bad) == {"common": 11, "concern": 9}
    assert marks(open_) == {"common": 11, "neutral": 9}
    assert lines(good, "mark-common")[0].get("fill") == "#595959"
    assert lines(good, "mark-improvement-high")[0].get("fill") == "#005EB8"
    assert lines(open_, "mark-neutral")[0].get("fill") == "#490092"
    hollow = lines(bad, "mark-concern")[0]
    assert (hollow.get("fill"), hollow.get("stroke")) == ("#ffffff", "#C45500")
    shapes = {"improvement-high": good, "concern": bad, "neutral": open_}
    first = {
        name: lines(svg, f"mark-{name}")[0].get("d", "").partition("z")[0] for name, svg in shapes.items()
    }
    assert {name: path.count("L") + 1 for name, path in first.items()} == {
        "improvement-high": 3,
        "concern": 4,
        "neutral": 4,
    }


def test_a_fall_that_is_wanted_points_down() -> None:
    fallen = charted([*AFTER, *AFTER, *BEFORE[:4]], Options(wanted=Wanted.DECREASE), freezes=[16])
    assert marks(chart_svg(fallen))["improvement-low"] >= 4


def test_a_missing_figure_is_a_gap_and_a_mixed_one_hollow_and_alone() -> None:
    gap = lines(chart_svg(charted([*BEFORE, None, *BEFORE])), "joined")[0].get("d", "")
    assert gap.count("M") == 2
    svg = chart_svg(rebased())
    assert marks(svg)["mixed"] == 1
    assert lines(svg, "mark-mixed")[0].get("fill") == "#ffffff"
    assert lines(svg, "joined")[0].get("d", "").count("M") == 3


def test_old_limits_stay_and_the_lines_break_where_a_new_level_begins() -> None:
    svg = chart_svg(rebased())
    assert len(lines(svg, "mean")) == 2
    assert len(lines(svg, "limit")) == 4
    before, after = (ends(line) for line in lines(svg, "mean"))
    (upright,) = lines(svg, "turn")
    at = float(re.match(r"M(\S+) ", upright.get("d", ""))[1])
    assert before[1] < at < after[0]
    assert "suggested edit on · trial limits (n = 8)" in texts(svg)


def test_a_freeze_is_named_and_its_lines_go_on() -> None:
    svg = chart_svg(frozen())
    assert len(lines(svg, "mean")) == 1
    assert len(lines(svg, "turn")) == 1
    assert "suggested edit on" in texts(svg)


def test_the_lines_are_told_apart_without_colour_and_named_at_the_edge() -> None:
    svg = chart_svg(frozen())
    dashes = {kind: lines(svg, kind)[0].get("stroke-dasharray") for kind in ("mean", "limit", "target")}
    assert dashes["mean"] is None
    assert None not in (dashes["limit"], dashes["target"])
    assert dashes["limit"] != dashes["target"]
    assert {"mean 12.8 %", "upper 14.4 %", "lower 11.3 %", "target 16.0 %"} <= set(texts(svg))


def test_a_target_is_written_as_people_wrote_it() -> None:
    drawn = replace(frozen(), target="16 %")
    assert "the 16 % target" in drawn.sentence
    assert "target 16 %" in texts(chart_svg(drawn))


def test_no_more_than_the_last_36_points_are_drawn() -> None:
    svg = chart_svg(charted([*BEFORE] * 6, rebases=[12, 60], changes={12: "old", 60: "new"}))
    assert sum(marks(svg).values()) == MOST_POINTS
    assert "old" not in texts(svg)
    assert "new" in texts(svg)
    assert len(lines(svg, "mean")) == 2
    assert texts(svg)[-1] == months(72)[-1]


def test_a_run_chart_has_neither_limits_nor_icons() -> None:
    drawn = charted(BEFORE[:4], Options(target=13.0))
    svg = chart_svg(drawn)
    assert not lines(svg, "limit")
    assert "run chart (n = 4)" in texts(svg)
    assert icons_svg(drawn.chart) == ""


def test_a_constant_series_says_once_what_its_lines_are() -> None:
    assert "mean and limits 5.0 %" in texts(chart_svg(charted([5.0] * 14)))


def test_names_are_escaped_and_cut_to_the_room_there_is() -> None:
    drawn = charted([*BEFORE, *AFTER], changes={12: "<script>alert('&')</script> " * 9}, rebases=[12])
    svg = chart_svg(replace(drawn, name="<b>Retention</b>"))
    assert "<script" not in svg
    assert "<b>" not in svg
    assert parts(svg, "title")[0].text.startswith("<b>Retention</b>")
    assert [text for text in texts(svg) if text.endswith("…")]


def test_moving_ranges_have_one_limit_and_show_the_step() -> None:
    svg = moving_range_svg(frozen(), say_step=percent)
    assert marks(svg) == {"common": 18, "neutral": 1}
    assert {"mean 0.6 %", "limit 1.9 %"} <= set(texts(svg))
    assert parts(svg, "title")[0].text == (
        "Activation from each period to the next; a step is beyond the limit: Jan 2025"
    )


@pytest.mark.parametrize("wanted", Wanted)
@pytest.mark.parametrize("target", [None, 1.0, 12.8, 40.0])
def test_under_each_icon_stands_its_word(wanted: Wanted, target: float | None) -> None:
    for values in (BEFORE, [*BEFORE, 30.0], [*BEFORE, -9.0]):
        chart = xmr(values, Options(wanted=wanted, target=target))
        svg = icons_svg(chart)
        assert len(parts(svg, "circle")) == len(texts(svg)) == 1 + (chart.assurance is not None)
        assert parts(svg, "title")[0].text == "; ".join(texts(svg))


def test_no_two_icons_look_alike() -> None:
    drawings = {
        icons_svg(replace(xmr(BEFORE), variation=icon)).partition("</title>")[2] for icon in Variation
    }
    assert len(drawings) == len(Variation)


def test_labels_move_apart_and_keep_their_order() -> None:
    labels = [Label(str(at), at) for at in (50, 51, 52, 99, 100)]
    placed = moved_apart(labels, 10, 105)
    assert [label.at for label, _ in placed] == [50, 51, 52, 99, 100]
    assert all(lower - upper >= LINE - 1e-9 for (_, upper), (_, lower) in pairwise(placed))
    assert placed[-1][1] <= 105


def test_words_are_cut_with_an_ellipsis() -> None:
    assert shortened("a  price\nlist", 200) == "a price list"
    assert text_width(shortened("a price list for everybody", 60)) <= 60
    assert shortened("price", 3) == ""
