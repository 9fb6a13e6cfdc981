"""A flow balances, or it is refused with the sum; a broken chain needs a reason."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a3tracker.domain.errors import Invalid
from a3tracker.domain.flows import CustomerFlow, TypedFlow, balanced

COUNT = st.integers(0, 10**6)
CDNOW_97Q4 = {"start": 4263, "new": 0, "won_back": 2158, "lost": 2200, "end": 4221}


@st.composite
def flows(draw: st.DrawFn) -> dict[str, int]:
    """Five terms that balance."""
    start, new, won_back = draw(COUNT), draw(COUNT), draw(COUNT)
    lost = draw(st.integers(0, start))
    return {
        "start": start,
        "new": new,
        "won_back": won_back,
        "lost": lost,
        "end": start + new + won_back - lost,
    }


def typed(**terms: int | None) -> CustomerFlow:
    """The flow of the terms as they are typed."""
    return balanced(TypedFlow(**terms))  # type: ignore[arg-type]


def refusal(**terms: int | None) -> dict[str, str]:
    """The sentences at the fields."""
    with pytest.raises(Invalid) as refused:
        typed(**terms)
    return refused.value.fields


def test_a_real_quarter_in_which_many_came_back() -> None:
    flow = typed(**CDNOW_97Q4)
    assert flow.retention is not None
    assert round(100 * flow.retention, 2) == 48.39
    assert flow.churn == 2200 / 4263
    assert flow.net_growth == (2158 - 2200) / 4263
    assert flow.gross_add_rate == 0
    assert flow.computed is None


@given(flows(), st.sampled_from(["start", "new", "won_back", "lost", "end"]))
def test_any_one_missing_term_is_computed_and_marked(terms: dict[str, int], missing: str) -> None:
    flow = typed(**{**terms, missing: None})
    assert flow == CustomerFlow(**terms, computed=missing)


@given(flows(), COUNT, COUNT)
def test_a_flow_always_balances_with_those_who_moved(terms: dict[str, int], came: int, went: int) -> None:
    end = terms["end"] + came - went
    if end < 0:
        assert (
            "no count is below 0" in refusal(**{**terms, "end": None}, moved_in=came, moved_out=went)["end"]
        )
        return
    flow = typed(**{**terms, "end": None}, moved_in=came, moved_out=went)
    assert flow.end == end
    assert (flow.retention is None) == (flow.start == 0)
    assert flow.retention is None or 0 <= flow.retention <= 1


@given(flows(), st.integers(-1000, 1000).filter(bool))
def test_what_does_not_balance_is_refused(terms: dict[str, int], off: int) -> None:
    if terms["end"] + off >= 0:
        assert refusal(**{**terms, "end": terms["end"] + off}).keys() == {"end"}


def test_a_refusal_shows_the_sum() -> None:
    said = refusal(start=4263, new=0, won_back=2158, lost=2200, end=4200)["end"]
    assert said == "4,263 + 0 + 2,158 − 2,200 = 4,221, but the end says 4,200: 21 too few at the end."
    said = refusal(start=10, new=1, won_back=0, lost=2, end=12, moved_in=1, moved_out=0)["end"]
    assert said == "10 + 1 + 0 − 2 + 1 = 10, but the end says 12: 2 too many at the end."


def test_more_lost_than_there_were_is_refused() -> None:
    assert "11 lost out of 10" in refusal(start=10, new=5, won_back=0, lost=11, end=4)["lost"]
    assert "11 lost out of 10" in refusal(start=10, new=5, won_back=0, lost=None, end=4)["lost"]


def test_a_missing_term_that_would_be_below_zero_is_refused() -> None:
    said = refusal(start=10, new=None, won_back=0, lost=0, end=4)["new"]
    assert said == "The other numbers would make new customers −6, and no count is below 0."
    assert "−2" in refusal(start=2, new=0, won_back=0, lost=4, end=None)["end"]


def test_several_missing_terms_are_asked_for() -> None:
    assert refusal(start=10, new=None, won_back=0, lost=None, end=4).keys() == {"new", "lost"}


@pytest.mark.parametrize("count", [-1, 10**9 + 1])
def test_counts_lie_within_reason(count: int) -> None:
    assert refusal(**{**CDNOW_97Q4, "new": count}) == {"new": "Give a whole number from 0 to 1,000,000,000."}


def test_nobody_at_the_start_gives_no_rate() -> None:
    flow = typed(start=0, new=7, won_back=0, lost=0, end=7)
    assert (flow.retention, flow.churn, flow.gross_add_rate, flow.net_growth) == (None, None, None, None)


def test_those_who_join_and_leave_within_the_period_are_counted_apart() -> None:
    flow = typed(start=10, new=2, won_back=0, lost=1, end=11, joined_and_left=3)
    assert (flow.kept, flow.gross_adds, flow.retention, flow.gross_add_rate) == (9, 5, 0.9, 0.5)
