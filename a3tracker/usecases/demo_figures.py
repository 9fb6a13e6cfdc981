"""The demo's definitions and figures: real ones alone, with their source in the definition."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from a3tracker.db.base import db
from a3tracker.db.definitions import Definition, DefinitionVersion
from a3tracker.db.flows import Flow
from a3tracker.db.metrics import ChartChange, Measurement, Metric
from a3tracker.domain.definitions import PARTS, Meaning, checked_meaning, checked_term
from a3tracker.domain.figures import Figure
from a3tracker.domain.flow_entries import TERMS, FlowEntry, parse_entry
from a3tracker.domain.metrics import Kind, MetricChange, checked_metric
from a3tracker.domain.periods import parse_period
from a3tracker.domain.readings import ChangeKind, LimitsChange, checked_change
from a3tracker.usecases.demo_setting import Filled, moment, read_toml
from a3tracker.usecases.figures import make_metrics
from a3tracker.usecases.transaction import now


def fill_figures(folder: Path, filled: Filled) -> None:
    """Definitions, flows and measures of all segments; called inside a writing transaction."""
    for plain in read_toml(folder / "figures.toml")["segment"]:
        segment, author = filled.segments[plain["key"]], filled.people[plain["author"]]
        terms = {one["term"]: _define(segment, author, one) for one in plain.get("definition", [])}
        entries = [_enter(segment, author, flow) for flow in plain.get("flow", [])]
        db.session.flush()
        make_metrics(segment, entries)
        for metric in plain.get("metric", []):
            measured = _measure(segment, author, metric, terms)
            for change in metric.get("change", []):
                _change_limits(filled, measured, metric, change)
        db.session.flush()


def _define(segment: int, author: int, plain: dict[str, Any]) -> int:
    definition = Definition(segment_id=segment, term=checked_term(plain["term"]), created_at=now())
    db.session.add(definition)
    db.session.flush()
    meaning = checked_meaning(Meaning(**{part: plain.get(part, "") for part in PARTS}))
    db.session.add(
        DefinitionVersion(
            definition_id=definition.id, number=1, valid_from=plain["valid_from"],
            made_by=author, made_at=now(), **vars(meaning),
        )
    )  # fmt: skip
    return definition.id


def _enter(segment: int, author: int, plain: dict[str, Any]) -> FlowEntry:
    typed = {term: str(plain[term]) for term in TERMS if term in plain}
    entry = parse_entry(typed, "", None)
    assert entry is not None
    row = Flow(segment_id=segment, period=plain["period"], version=1, entered_by=author, entered_at=now())
    row.write(entry)
    db.session.add(row)
    return entry


def _measure(segment: int, author: int, plain: dict[str, Any], terms: dict[str, int]) -> int:
    said = {name: plain.get(name, "") for name in ("name", "kind", "side", "wanted", "unit")}
    change = checked_metric(MetricChange(**said, definition=terms[plain["term"]], own_pace=False))
    metric = Metric(
        segment_id=segment, name=change.name, kind=change.kind, side=change.side, unit=change.unit,
        wanted=change.wanted, definition_id=change.definition, created_at=now(),
    )  # fmt: skip
    db.session.add(metric)
    db.session.flush()
    for period, value in plain["figures"].items():
        figure = Figure(*value) if change.kind == Kind.PROPORTION else Figure(value=value)
        row = Measurement(metric_id=metric.id, period=period, version=1, entered_by=author, entered_at=now())
        row.write(figure)
        db.session.add(row)
    return metric.id


def _change_limits(filled: Filled, metric: int, measured: dict[str, Any], plain: dict[str, Any]) -> None:
    """A freeze or a rebase as somebody recorded it on that day."""
    shown = [parse_period(period) for period in measured["figures"]]
    said = LimitsChange(
        ChangeKind(plain["kind"]), parse_period(plain["period"]), plain["name"], plain["reason"]
    )
    change = checked_change(said, shown)
    db.session.add(
        ChartChange(
            metric_id=metric, kind=change.kind.value, period=str(change.period), mixed=change.mixed,
            name=change.name, reason=change.reason, made_by=filled.people[plain["by"]],
            made_at=moment(filled, plain["days"]),
        )
    )  # fmt: skip
