"""A segment's metrics: those that follow from its customer flow, and leading measures of one's own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from a3tracker.domain.errors import Invalid
from a3tracker.domain.figures import Figure, parse_figure
from a3tracker.domain.flow_entries import parse_count
from a3tracker.domain.rates import FlowMetric
from a3tracker.domain.rows import SHORT, TAKT_REFUSED, MeasureSide, names_takt, text_of
from a3tracker.domain.spc import Wanted

UNIT = 20
PACE_REFUSED: Final = (
    "What our own capacity sets tells how busy we are, not what the market wants: raising it only pushes "
    "products at customers. Measure the share of demand, retention or acquisition instead: they follow from "
    "the segment's figures by themselves."
)


class Kind(StrEnum):
    """What a metric's figure of one period is."""

    FLOW = "flow"
    PROPORTION = "proportion"
    COUNT = "count"
    VALUE = "value"


#: What people may add, in words.
OWN_KINDS: Final = {
    Kind.PROPORTION: "a proportion: x of n, such as 18 of 60 prospects",
    Kind.COUNT: "a count within the period, such as 12 trials",
    Kind.VALUE: "a value, such as 3.5 days",
}
#: The stored word for a direction, and what the chart calls it.
DIRECTIONS: Final = {"up": Wanted.INCREASE, "down": Wanted.DECREASE, "": Wanted.NEUTRAL}


@dataclass(frozen=True)
class MetricChange:
    """What somebody says about a metric; `definition` is a definition's id."""

    name: str
    kind: str = Kind.PROPORTION
    side: str = MeasureSide.OTHER
    unit: str = ""
    wanted: str = ""
    definition: int | None = None
    own_pace: bool | None = None


@dataclass(frozen=True)
class Derived:
    """How a rate of the flow stands among the metrics; `term` is the word whose definition it uses."""

    name: str
    side: MeasureSide
    wanted: str
    term: str


_A, _R, _O = MeasureSide.ACQUISITION, MeasureSide.RETENTION, MeasureSide.OTHER
DERIVED: Final = {
    FlowMetric.RETENTION: Derived("Retention", _R, "up", "active"),
    FlowMetric.CHURN: Derived("Churn", _R, "down", "lost"),
    FlowMetric.ACQUISITION: Derived("Acquisition rate", _A, "up", "new"),
    FlowMetric.GROSS_ADDS: Derived("Gross-add rate", _A, "up", "new"),
    FlowMetric.CONVERSION: Derived("Conversion", _A, "up", "qualified"),
    FlowMetric.WIN_BACK: Derived("Win-back rate", _A, "up", "won back"),
    FlowMetric.NET_GROWTH: Derived("Net growth", _O, "up", "customer"),
    FlowMetric.SHARE: Derived("Share of demand", _O, "up", "market demand"),
    FlowMetric.GROSS_REVENUE: Derived("Gross revenue retention", _R, "up", "customer"),
    FlowMetric.NET_REVENUE: Derived("Net revenue retention", _R, "up", "customer"),
    FlowMetric.ACQUISITION_COST: Derived("Acquisition cost", _A, "down", "new"),
}
#: What each rate is taken of; the acquisition rate and the gross-add rate are two different things.
OF_WHAT: Final = {
    FlowMetric.RETENTION: "kept, of those at the start",
    FlowMetric.CHURN: "lost, of those at the start",
    FlowMetric.ACQUISITION: "new, of the reachable non-customers",
    FlowMetric.GROSS_ADDS: "all who came first, of those at the start",
    FlowMetric.CONVERSION: "new, of the qualified prospects",
    FlowMetric.WIN_BACK: "won back, of the former customers",
    FlowMetric.NET_GROWTH: "new and won back less lost, of those at the start",
    FlowMetric.SHARE: "demand that we served, of the segment's demand",
    FlowMetric.GROSS_REVENUE: "start less cut and left, of the start",
    FlowMetric.NET_REVENUE: "the same with what they added",
    FlowMetric.ACQUISITION_COST: "spend for each customer who came",
}


def checked_metric(change: MetricChange) -> MetricChange:
    """The change trimmed and whole. Takt, and what our own capacity sets, is refused with another way."""
    wrong: dict[str, str] = {}
    if change.kind not in set(OWN_KINDS):
        wrong["kind"] = "Choose what its figure is."
    if change.side not in set(MeasureSide):
        wrong["side"] = "Choose its side."
    if change.wanted not in DIRECTIONS:
        wrong["wanted"] = "Choose the direction that is wanted."
    if change.own_pace is None:
        wrong["own_pace"] = "Answer this with yes or no."
    elif change.own_pace:
        wrong["own_pace"] = PACE_REFUSED
    if names_takt(change.name) or names_takt(change.unit):
        wrong["name"] = TAKT_REFUSED
    if wrong:
        raise Invalid("The metric cannot be taken.", wrong)
    name = text_of(change.name, "name", SHORT, "Name what is measured.")
    unit = "" if change.kind == Kind.PROPORTION else text_of(change.unit, "unit", UNIT)
    return replace(change, name=name, unit=unit)


def is_rate(kind: str, source: str = "") -> bool:
    """Whether its figures lie between 0 and 1 and are written as percent."""
    return kind == Kind.PROPORTION or (kind == Kind.FLOW and source != FlowMetric.ACQUISITION_COST)


def parse_measurement(kind: str, typed: str, field: str) -> Figure | None:
    """The figure of one period as its kind asks for it; None for an empty cell."""
    if kind == Kind.COUNT:
        count = parse_count(typed, field)
        return None if count is None else Figure(value=float(count))
    figure = parse_figure(typed, field)
    if figure is not None and (figure.x is not None) != (kind == Kind.PROPORTION):
        wanted = (
            "Type counts such as 18 of 60." if kind == Kind.PROPORTION else "Type one number, such as 3.5."
        )
        raise Invalid("A figure is of another kind.", {field: wanted})
    return figure


def parse_target(typed: str, rate: bool, field: str = "value") -> float:
    """A target as typed, 90 % stored as 0.9; `Invalid` when it is none."""
    figure = parse_figure(typed, field)
    if figure is None or figure.value is None:
        raise Invalid("The target cannot be read.", {field: "Type one number, such as 90 %."})
    return figure.value / 100 if rate else figure.value
