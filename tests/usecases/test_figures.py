"""Entering a segment's figures: what balances is taken, whole; nobody's figures are overwritten unseen."""

from datetime import timedelta

import pytest

from a3tracker.db.base import db
from a3tracker.db.flows import Flow, flows_of
from a3tracker.db.metrics import metrics_of
from a3tracker.db.segments import Segment
from a3tracker.domain.errors import Invalid, NotAllowed, NotFound, OutOfDate, WrongState
from a3tracker.domain.metrics import MetricChange
from a3tracker.domain.periods import Length, parse_period, period_of
from a3tracker.domain.rates import FlowMetric, rate_of
from a3tracker.usecases.figures import TypedColumn, TypedMeasurement, enter_figures
from a3tracker.usecases.metrics import add_metric
from a3tracker.usecases.segments import archive_segment
from a3tracker.usecases.transaction import now
from tests import factories
from tests.journal import acts
from tests.world import World


def column(period: str, *cells: str, reason: str = "", version: int = 0, **more: str) -> TypedColumn:
    """S, N, W, L and E of a period as typed, and other rows by name."""
    rows = dict(zip(("start", "new", "won_back", "lost", "end"), cells, strict=False))
    return TypedColumn(parse_period(period), {**rows, **more}, reason, version)


def enter(world: World, *columns: TypedColumn, role: str = "member") -> int:
    return enter_figures(world.actor(role), world.segment, columns)


def kept(world: World, period: str) -> Flow:
    return flows_of(world.segment)[parse_period(period)]


def test_a_member_enters_a_quarter_and_cdnow_is_read_rightly(world: World) -> None:
    db.session.get_one(Segment, world.segment).period = "quarter"
    db.session.commit()
    assert enter(world, column("1997Q4", "4,263", "0", "2158", "2200", "4221")) == 1
    row = kept(world, "1997Q4")
    rate = rate_of(FlowMetric.RETENTION, row.entry.figures)
    assert rate
    assert round(rate.value or 0, 4) == 0.4839
    assert (row.version, row.computed, row.entered_by) == (1, "", world.people["member"])
    assert acts()[-1] == ("entered figures of", "segment", world.segment)


@pytest.mark.parametrize("missing", range(5))
def test_any_one_term_that_is_missing_follows_from_the_others(world: World, missing: int) -> None:
    cells = ["100", "20", "5", "15", "110"]
    cells[missing] = ""
    enter(world, column("2026-01", *cells))
    row = kept(world, "2026-01")
    assert (row.starts, row.new, row.won_back, row.lost, row.ends) == (100, 20, 5, 15, 110)
    assert row.computed == ("start", "new", "won_back", "lost", "end")[missing]


def test_the_start_follows_from_the_period_before(world: World) -> None:
    enter(world, column("2026-01", "100", "20", "0", "10"), column("2026-02", "", "5", "0", "15"))
    row = kept(world, "2026-02")
    assert (row.starts, row.ends, row.computed) == (110, 100, "end")


def test_a_sum_that_does_not_balance_is_refused_with_the_sum_and_nothing_is_saved(world: World) -> None:
    with pytest.raises(Invalid) as refusal:
        enter(
            world,
            column("2026-01", "100", "20", "5", "15", "110"),
            column("2026-02", "110", "1", "0", "0", "9"),
        )
    assert "110 + 1 + 0 − 0 = 111, but the end says 9" in refusal.value.fields["2026-02-end"]
    assert not flows_of(world.segment)


def test_one_refusal_names_the_cells_of_the_flow_and_of_measures_together(world: World) -> None:
    trials = add_metric(world.actor("member"), world.segment, MetricChange("Trials", "count", own_pace=False))
    wrong = [TypedMeasurement(trials, parse_period("2026-01"), "many")]
    with pytest.raises(Invalid) as refusal:
        enter_figures(
            world.actor("member"), world.segment, [column("2026-02", "110", "1", "0", "0", "9")], wrong
        )
    assert set(refusal.value.fields) == {"2026-02-end", f"m{trials}-2026-01"}
    assert not flows_of(world.segment)


@pytest.mark.parametrize("period", ["1899-12", "2199-01"])
def test_a_period_that_cannot_be_is_refused_at_its_cell(world: World, period: str) -> None:
    trials = add_metric(world.actor("member"), world.segment, MetricChange("Trials", "count", own_pace=False))
    cell = TypedMeasurement(trials, parse_period(period), "3")
    with pytest.raises(Invalid) as refusal:
        enter_figures(world.actor("member"), world.segment, [column(period, "1", "0", "0", "0")], [cell])
    assert set(refusal.value.fields) == {f"{period}-start", f"m{trials}-{period}"}
    assert enter(world, column(period)) == 0, "what is empty is no figure"


def test_figures_of_the_period_that_comes_next_are_taken(world: World) -> None:
    coming = period_of(now().date() + timedelta(days=1), Length.MONTH)
    assert enter(world, column(str(coming), "1", "0", "0", "0"))


def test_two_missing_terms_cannot_be_computed(world: World) -> None:
    with pytest.raises(Invalid) as refusal:
        enter(world, column("2026-01", "100", "", "", "15", "110"))
    assert set(refusal.value.fields) == {"2026-01-new", "2026-01-won_back"}


def test_more_cannot_be_lost_than_there_were(world: World) -> None:
    with pytest.raises(Invalid) as refusal:
        enter(world, column("2026-01", "100", "50", "0", "120", "30"))
    assert "counted apart" in refusal.value.fields["2026-01-lost"]


def test_a_break_of_the_chain_needs_its_reason(world: World) -> None:
    enter(world, column("2026-01", "100", "20", "0", "10", "110"))
    with pytest.raises(Invalid) as refusal:
        enter(world, column("2026-02", "108", "0", "0", "8", "100"))
    assert "Jan 2026 ended with 110, Feb 2026 starts with 108" in refusal.value.fields["2026-02-reason"]
    enter(world, column("2026-02", "108", "0", "0", "8", "100", reason="Two double entries found"))
    assert kept(world, "2026-02").break_reason == "Two double entries found"


def test_a_correction_that_would_break_the_chain_to_the_next_period_is_refused(world: World) -> None:
    enter(world, column("2026-01", "100", "20", "0", "10"), column("2026-02", "110", "0", "0", "10"))
    with pytest.raises(Invalid) as refusal:
        enter(world, column("2026-01", "100", "20", "0", "12", version=1))
    assert "2026-01-end" in refusal.value.fields


def test_a_missing_period_is_not_a_zero_and_breaks_nothing(world: World) -> None:
    enter(world, column("2026-01", "100", "0", "0", "10"), column("2026-03", "80", "0", "0", "0"))
    assert [str(period) for period in flows_of(world.segment)] == ["2026-01", "2026-03"]
    assert enter(world, column("2026-02")) == 0


def test_demand_may_be_known_where_the_customers_are_not(world: World) -> None:
    enter(world, column("2026-01", own_demand="25", market_demand="100"))
    row = kept(world, "2026-01")
    assert (row.starts, row.entry.flow) == (None, None)
    assert [metric.source for metric in metrics_of(world.segment)] == ["share of demand"]


def test_our_part_is_no_larger_than_the_demand(world: World) -> None:
    with pytest.raises(Invalid) as refusal:
        enter(world, column("2026-01", own_demand="101", market_demand="100"))
    assert "2026-01-own_demand" in refusal.value.fields


def test_more_revenue_cannot_go_than_there_was(world: World) -> None:
    with pytest.raises(Invalid) as refusal:
        enter(world, column("2026-01", revenue_start="100", revenue_churned="60", revenue_contraction="50"))
    assert "2026-01-revenue_churned" in refusal.value.fields


def test_rates_that_can_be_computed_become_metrics_once(world: World) -> None:
    enter(world, column("2026-01", "100", "20", "0", "10", reachable="500"))
    enter(world, column("2026-02", "110", "20", "0", "10"))
    sources = [metric.source for metric in metrics_of(world.segment)]
    assert sources == ["retention", "churn", "acquisition rate", "gross-add rate", "net growth"]
    assert {metric.side for metric in metrics_of(world.segment)} == {"retention", "acquisition", "other"}


def test_what_somebody_else_entered_meanwhile_is_not_overwritten(world: World) -> None:
    enter(world, column("2026-01", "100", "20", "0", "10"))
    with pytest.raises(OutOfDate):
        enter(world, column("2026-01", "100", "30", "0", "10"))
    assert kept(world, "2026-01").new == 20
    enter(world, column("2026-01", "100", "30", "0", "10", version=1))
    assert (kept(world, "2026-01").new, kept(world, "2026-01").version) == (30, 2)


def test_the_same_figures_sent_twice_change_nothing(world: World) -> None:
    enter(world, column("2026-01", "100", "20", "0", "10"))
    before = acts()
    assert enter(world, column("2026-01", "100", "20", "0", "10")) == 0
    assert acts() == before


def test_a_column_that_is_emptied_is_missing_again(world: World) -> None:
    enter(world, column("2026-01", "100", "20", "0", "10"))
    assert enter(world, column("2026-01", version=1)) == 1
    assert not flows_of(world.segment)


@pytest.mark.parametrize("role", ["manager", "deputy", "coordinator", "member", "owner"])
def test_these_enter_figures(world: World, role: str) -> None:
    assert enter(world, column("2026-01", "1", "0", "0", "0"), role=role)


@pytest.mark.parametrize("role", ["reader", "colleague", "administrator"])
def test_those_who_only_see_the_segment_do_not(world: World, role: str) -> None:
    with pytest.raises(NotAllowed, match="Ask a team with an open A3 here"):
        enter(world, column("2026-01", "1", "0", "0", "0"), role=role)


def test_another_team_does_once_it_has_an_open_a3_there(world: World) -> None:
    factories.a3(world.segment, world.other_team, world.people["colleague"])
    db.session.commit()
    assert enter(world, column("2026-01", "1", "0", "0", "0"), role="colleague")


@pytest.mark.parametrize("role", ["stranger", "stranger_manager", "nobody"])
def test_to_a_stranger_the_segment_is_not_there(world: World, role: str) -> None:
    with pytest.raises(NotFound):
        enter(world, column("2026-01", "1", "0", "0", "0"), role=role)


def test_an_archived_segment_takes_no_figures(world: World) -> None:
    archive_segment(world.actor("manager"), world.segment)
    with pytest.raises(WrongState, match="Bring it back first"):
        enter(world, column("2026-01", "1", "0", "0", "0"), role="manager")
