"""What a metric may be, and how its figures are typed."""

from dataclasses import replace

import pytest

from a3tracker.domain.errors import Invalid
from a3tracker.domain.figures import Figure
from a3tracker.domain.metrics import (
    DERIVED,
    OF_WHAT,
    MetricChange,
    checked_metric,
    is_rate,
    parse_measurement,
    parse_target,
)
from a3tracker.domain.rates import FlowMetric

GOOD = MetricChange("Trials that lead to an order", side="acquisition", wanted="up", own_pace=False)


def test_a_leading_measure_is_taken_trimmed() -> None:
    assert checked_metric(replace(GOOD, name=" Trials ")).name == "Trials"


@pytest.mark.parametrize("name", ["Takt", "takt time of the desk", "Our Taktzeit"])
def test_a_metric_called_takt_is_refused_with_the_three_figures_instead(name: str) -> None:
    with pytest.raises(Invalid) as refusal:
        checked_metric(replace(GOOD, name=name))
    assert "share of demand, retention or acquisition instead" in refusal.value.fields["name"]


def test_what_our_own_capacity_sets_is_refused_with_the_three_figures_instead() -> None:
    with pytest.raises(Invalid) as refusal:
        checked_metric(replace(GOOD, own_pace=True))
    assert "share of demand, retention or acquisition instead" in refusal.value.fields["own_pace"]


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("kind", "ratio"),
        ("side", ""),
        ("wanted", "sideways"),
        ("own_pace", None),
        ("name", ""),
        ("unit", "u" * 21),
    ],
)
def test_what_cannot_be_is_said_at_its_field(field: str, typed: object) -> None:
    with pytest.raises(Invalid) as refusal:
        checked_metric(replace(GOOD, **{"kind": "value", field: typed}))
    assert field in refusal.value.fields


def test_every_rate_of_the_flow_has_its_place_and_its_denominator_in_words() -> None:
    assert set(DERIVED) == set(OF_WHAT) == set(FlowMetric)


@pytest.mark.parametrize(
    ("kind", "typed", "figure"),
    [
        ("proportion", "18 of 60", Figure(18, 60)),
        ("proportion", "18/60", Figure(18, 60)),
        ("count", "1,200", Figure(value=1200.0)),
        ("count", "0", Figure(value=0.0)),
        ("value", "3.5", Figure(value=3.5)),
        ("value", "", None),
    ],
)
def test_a_figure_is_read_as_its_kind_asks(kind: str, typed: str, figure: Figure | None) -> None:
    assert parse_measurement(kind, typed, "cell") == figure


@pytest.mark.parametrize(("kind", "typed"), [("proportion", "30"), ("count", "1.5"), ("value", "1 of 2")])
def test_a_figure_of_another_kind_is_refused(kind: str, typed: str) -> None:
    with pytest.raises(Invalid) as refusal:
        parse_measurement(kind, typed, "cell")
    assert "cell" in refusal.value.fields


def test_a_target_of_a_rate_is_typed_in_percent() -> None:
    assert parse_target("90 %", rate=True) == 0.9
    assert parse_target("3.5", rate=False) == 3.5
    for typed in ("", "18 of 60"):
        with pytest.raises(Invalid):
            parse_target(typed, rate=True)


def test_the_cost_of_acquisition_is_money_and_no_rate() -> None:
    assert is_rate("flow", "retention")
    assert is_rate("proportion")
    assert not is_rate("flow", "acquisition cost")
    assert not is_rate("count")
