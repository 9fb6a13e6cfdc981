"""The chain in the head of a sheet and on a page, with few A3s and with many."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from a3tracker.domain.chains import Link
from a3tracker.rendering.chains import chain_line, chain_svg

DAY = datetime(2026, 3, 1, tzinfo=UTC)


def link(number: int, parent: int | None = None, segment: int = 1) -> Link:
    moment, name = DAY + timedelta(days=number), f"New account holders on device {segment}"
    return Link(
        number, number, "PDCA", number, parent, f"Title <{number}>", "do", None, segment, name, 1, moment
    )


def way(count: int) -> list[Link]:
    return [link(number, number - 1 or None) for number in range(1, count + 1)]


def test_three_stand_in_the_head_with_their_own_set_apart() -> None:
    assert chain_line(way(3), 2) == "△ A3-1 → [△ A3-2 loop 2] → △ A3-3 loop 3"


@pytest.mark.parametrize("here", range(1, 41))
def test_of_forty_the_head_names_the_first_and_those_around_its_own(here: int) -> None:
    line = chain_line(way(40), here)
    named = [int(number) for number in re.findall(r"A3-(\d+)", line)]
    assert named[0] == 1
    assert here in named
    assert named == sorted(set(named))
    assert len(named) <= 8
    assert len(line) < 200


def test_forty_branches_are_counted_in_the_head_and_all_stand_on_the_page() -> None:
    links = [link(1), *(link(number, 1, segment=number) for number in range(2, 42))]
    assert chain_line(links, 1).endswith(", and 37 more")
    drawn = chain_svg(links, 1, lambda one: f"/a3/{one.number}")
    assert drawn.count("<a ") == 41
    assert "Title &lt;41&gt;" in drawn
    assert len(set(re.findall(r'<text x="(\d+)" y="(\d+)" font-size="10"', drawn))) == 41


@pytest.mark.parametrize("here", range(1, 42))
def test_of_forty_branches_the_head_names_its_own(here: int) -> None:
    line = chain_line([link(1), *(link(number, 1, segment=number) for number in range(2, 42))], here)
    assert f"[△ A3-{here}" in line
    assert len(line) <= 220
    assert line.endswith(" more")


@pytest.mark.parametrize("here", range(1, 41))
def test_a_long_way_through_many_segments_names_its_own_in_the_head(here: int) -> None:
    links = [link(number, number - 1 or None, segment=number) for number in range(1, 41)]
    line = chain_line(links, here)
    assert f"[△ A3-{here}" in line
    assert len(line) <= 220


def test_segments_that_begin_alike_are_told_apart() -> None:
    line = chain_line([link(1), link(2, 1, segment=2), link(3, 1, segment=3)], 1)
    assert "on device 2" in line
    assert "on device 3" in line
