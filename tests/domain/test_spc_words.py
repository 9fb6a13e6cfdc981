"""One sentence says what a chart means, and never more than it can bear."""

from __future__ import annotations

import pytest

from a3tracker.domain.spc import Options, Wanted, xmr
from a3tracker.domain.spc_limits import Value
from a3tracker.domain.spc_words import icon_words, limits_words, point_words, sentence

FLAT: list[Value] = [10.0, 12.0, 9.0, 11.0, 10.0, 12.0, 9.0, 11.0, 10.0, 12.0, 9.0, 11.0]
HIGH: list[Value] = [11.0, 12.0, 11.0, 12.0, 11.0, 12.0, 11.0]
LABELS = [f"month {number}" for number in range(1, 40)]
PLAIN = Options()
FALL = Options(wanted=Wanted.DECREASE)
EITHER = Options(wanted=Wanted.NEUTRAL)


@pytest.mark.parametrize(
    ("values", "options", "said"),
    [
        (FLAT, PLAIN, "Retention shows no change"),
        (FLAT, Options(target=11.0), "Retention shows no change; the 90 % target is hit and miss"),
        (FLAT, Options(target=1.0), "Retention shows no change; the 90 % target is met"),
        (FLAT, Options(target=40.0), "Retention shows no change; the 90 % target is missed"),
        ([*FLAT, *HIGH], PLAIN, "Retention improving since month 12"),
        ([*FLAT, *HIGH], FALL, "Retention worsening since month 12"),
        ([*FLAT, *HIGH], EITHER, "Retention higher since month 12"),
        ([*FLAT, 30.0], PLAIN, "Retention improved in month 13"),
        ([*FLAT, 30.0], FALL, "Retention worsened in month 13"),
        ([*FLAT, -9.0], EITHER, "Retention was low in month 13"),
        ([*FLAT, None], PLAIN, "Retention has no figure for month 13"),
        ([], PLAIN, "Retention has no figures yet"),
        ([None, None], PLAIN, "Retention has no figures yet"),
        ([5.0], Options(target=4.0), "Retention has 1 figure; limits need 5"),
        (FLAT[:4], PLAIN, "Retention has 4 figures; limits need 5"),
        (FLAT[:8], PLAIN, "Retention shows no change; trial limits (n = 8)"),
        ([5.0, None] * 6, PLAIN, "Retention has too few figures in a row for limits"),
    ],
)
def test_a_chart_says_what_it_means(values: list[Value], options: Options, said: str) -> None:
    assert sentence(xmr(values, options), "Retention", LABELS, "90 %") == said


def test_a_new_level_is_spoken_of_since_it_began() -> None:
    assert (
        sentence(xmr([*FLAT, *FLAT], rebases=[12]), "Churn", LABELS) == "Churn shows no change since month 13"
    )
    short = xmr([*FLAT, 30.0, 31.0], Options(target=3.0), rebases=[12])
    assert sentence(short, "Churn", LABELS) == "Churn has 2 figures since month 13; limits need 5"


def test_what_came_before_a_freeze_is_not_counted_as_the_change() -> None:
    chart = xmr([*FLAT, *(30.0, 31.0, 30.0)], Options(target=25.0), freezes=[12])
    assert sentence(chart, "Retention", LABELS, "25 %") == (
        "Retention improving since month 13; by the frozen limits the 25 % target is missed"
    )


def test_the_period_of_a_change_is_said_to_be_neither() -> None:
    chart = xmr([*FLAT, 30.0], mixed=[12])
    assert (
        sentence(chart, "Retention", LABELS) == "Retention of month 13 is part before, part after the change"
    )


def test_icons_have_their_words_once_there_are_limits() -> None:
    assert icon_words(xmr([*FLAT, 30.0], Options(target=11.0))) == ("Improving", "Hit and miss")
    assert icon_words(xmr([*FLAT, 30.0], Options(target=99.0, wanted=Wanted.DECREASE))) == (
        "Worsening",
        "Meets target",
    )
    assert icon_words(xmr(FLAT)) == ("No change",)
    assert icon_words(xmr(FLAT[:4], Options(target=11.0))) == ()


def test_limits_say_when_they_are_on_trial() -> None:
    assert limits_words(xmr(FLAT[:11]).groups[0]) == "trial limits (n = 11)"
    assert limits_words(xmr(FLAT[:3]).groups[0]) == "run chart (n = 3)"
    assert limits_words(xmr(FLAT).groups[0]) == ""
    assert limits_words(xmr([None]).groups[0]) == ""


def test_the_table_says_why_a_point_is_a_signal() -> None:
    values = [*FLAT, *HIGH, None, 40.0, 3.0]
    said = [point_words(point) for point in xmr(values, mixed=[21], freezes=[12]).points]
    assert said[0] == ""
    assert said[12] == "7 above the mean in a row"
    assert said[19:] == ["no figure", "above the limits", "the change falls into this period"]
