"""How a chain of A3s is laid out."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from a3tracker.domain.chains import Link, chain_until, laid_out

DAY = datetime(2026, 3, 1, tzinfo=UTC)


def link(number: int, parent: int | None = None, segment: int = 1) -> Link:
    moment = DAY + timedelta(days=number)
    return Link(number, number, "PDCA", 1, parent, "x", "do", None, segment, "Dentists", 1, moment)


def test_one_way_stands_in_one_row_and_a_branch_opens_another() -> None:
    places = laid_out([link(1), link(2, 1), link(3, 2), link(4, 2, segment=2), link(5, 4, segment=2)])
    drawn = [(one.link.number, one.depth, one.row, one.elsewhere) for one in places]
    assert drawn == [(1, 0, 0, False), (2, 1, 0, False), (3, 2, 0, False), (4, 2, 1, True), (5, 3, 1, False)]


def test_an_old_revision_shows_the_chain_of_its_day() -> None:
    links = [link(1), link(2, 1), link(3, 2)]
    assert [one.number for one in chain_until(links, DAY + timedelta(days=2))] == [1, 2]


@given(st.lists(st.integers(0, 30), max_size=30))
def test_each_is_drawn_once_and_no_two_in_one_place(parents: list[int]) -> None:
    links = [link(number, parent % number or None) for number, parent in enumerate(parents, start=1)]
    places = laid_out(links)
    assert sorted(one.link.number for one in places) == [one.number for one in links]
    assert len({(one.depth, one.row) for one in places}) == len(links)
