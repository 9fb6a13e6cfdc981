"""What the demo's standard says of its figures, its text, its triggers and its chart are one story."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

import a3tracker
from a3tracker.db.a3s import a3_by_id
from a3tracker.db.base import db
from a3tracker.db.metrics import ChartChange
from a3tracker.db.predictions import ExpectedRange
from a3tracker.db.revisions import written_now
from a3tracker.db.triggers import Trigger
from a3tracker.domain.series import Series, figures_in
from a3tracker.domain.spc import Meaning
from a3tracker.domain.triggers import limits_as_range
from a3tracker.usecases import demo
from a3tracker.usecases.boxes import BoxText
from tests import factories

FOLDER = Path(a3tracker.__file__).parent / "demo"
MEASURE = "Share that came back"


@pytest.fixture(autouse=True)
def _filled(app: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "hash_password", factories.hash_of)
    assert demo.fill_demo(FOLDER, lambda text: BoxText(text, f"<p>{len(text)}</p>", 1))


def standard() -> tuple[ExpectedRange, Series]:
    """The range of A3-10 and the chart that stands on its sheet."""
    row = db.session.scalars(select(ExpectedRange).where(ExpectedRange.measure == MEASURE)).one()
    known = figures_in(written_now(a3_by_id(row.a3_id)).content.rows)
    return row, known[row.metric_id or 0]


def test_the_range_of_the_standard_is_the_limits_that_its_chart_shows() -> None:
    row, series = standard()
    assert limits_as_range(series, "proportion", "") == (row.low, row.high)
    assert f"outside {row.low}–{row.high} %" in row.trigger
    text = written_now(a3_by_id(row.a3_id)).content.boxes["select"]
    assert f"within {row.low} and {row.high} %" in text


def test_what_stands_out_on_its_chart_was_triggered() -> None:
    row, series = standard()
    reading = series.reading
    concerns = {
        str(period)
        for period, point in zip(reading.periods, reading.chart.points, strict=True)
        if point.meaning is Meaning.CONCERN
    }
    assert concerns == {"1998-04", "1998-05", "1998-06"}
    assert set(db.session.scalars(select(Trigger.period).where(Trigger.a3_id == row.a3_id))) == concerns


def test_the_freeze_has_its_person_day_and_reason() -> None:
    change = db.session.scalars(select(ChartChange)).one()
    row, _ = standard()
    assert (change.kind, change.period, change.metric_id) == ("freeze", "1998-03", row.metric_id)
    assert change.made_by
    assert change.reason
    assert row.locked_at
    assert change.made_at < row.locked_at
