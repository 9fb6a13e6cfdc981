"""Customer segments: what a segment needs and what is refused, each at its field."""

from dataclasses import replace

import pytest

from a3tracker.domain.errors import Invalid
from a3tracker.domain.segments import SegmentChange, checked_segment, zones

GOOD = SegmentChange(stream=1, name="Phone customers", job="Put a mistake right at once")


def test_a_segment_with_a_name_and_a_job_is_enough() -> None:
    assert checked_segment(GOOD) == GOOD


def test_everything_is_kept_trimmed_and_the_currency_in_capitals() -> None:
    change = checked_segment(replace(GOOD, name=" Phone customers ", persona=" Ann ", currency=" nok "))
    assert (change.name, change.persona, change.currency) == ("Phone customers", "Ann", "NOK")


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", " "),
        ("name", "n" * 121),
        ("job", ""),
        ("job", "j" * 601),
        ("handling", "h" * 601),
        ("persona", "p" * 2401),
        ("customers_customers", "c" * 2401),
        ("leading_cycle", "ABCD"),
        ("time_zone", "Mars/Base"),
        ("time_zone", ""),
        ("currency", "EURO"),
        ("currency", ""),
        ("period", "year"),
    ],
)
def test_what_is_wrong_is_named_at_its_field(field: str, typed: str) -> None:
    with pytest.raises(Invalid) as refusal:
        checked_segment(replace(GOOD, **{field: typed}))
    assert list(refusal.value.fields) == [field]


@pytest.mark.parametrize("cycle", ["", "EDCA", "PDCA", "SDCA"])
def test_the_leading_cycle_is_one_of_the_three_or_none_yet(cycle: str) -> None:
    assert checked_segment(replace(GOOD, leading_cycle=cycle)).leading_cycle == cycle


def test_the_time_zones_are_places_and_utc() -> None:
    assert {"UTC", "Europe/Oslo", "America/New_York"} <= set(zones())
    assert list(zones()) == sorted(zones())
