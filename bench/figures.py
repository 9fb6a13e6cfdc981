"""Flows and cohorts against pandas, a file on its way in, and a segment's page with twelve charts."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask

from a3tracker.db.base import db
from a3tracker.db.flows import Flow
from a3tracker.db.metrics import Measurement, Metric, metrics_of
from a3tracker.db.people import actor_of, person_with_email
from a3tracker.db.segments import Segment
from a3tracker.domain.cohorts import cohorts
from a3tracker.domain.imports import ColumnMap
from a3tracker.domain.periods import CalendarPeriod, Length
from a3tracker.domain.transactions import covered, grouped
from a3tracker.domain.windows import window_flows
from a3tracker.jobs.importing import work_on_import
from a3tracker.usecases.figures import make_metrics
from a3tracker.usecases.imports import bring_file, map_columns
from a3tracker.usecases.transaction import now, writing
from bench.rows import Row, cpu_seconds, ratio
from bench.world import measured_app, signed_in

ROWS, WINDOW, ROUNDS, CHARTS = 70_000, 90, 5, 12
#: Where pandas is, when it is not beside the program; it is no part of it.
PYTHON = "A3TRACKER_PANDAS_PYTHON"
Bought = list[tuple[str, date, int]]


def rows() -> Iterator[Row]:
    """The rows of the figures."""
    bought = invented()
    yield from _against_pandas(bought)
    with measured_app() as app:
        yield _import(app, bought)
        yield _segment_page(app)


def invented() -> Bought:
    """Purchases of 23,000 customers over 900 days, the same each time."""
    chance, first, found = random.Random(1), date(2024, 1, 1), list[tuple[str, date, int]]()
    begun = [int(720 * chance.random() ** 1.5) for _ in range(ROWS // 3)]
    for number in range(ROWS):
        who = number % len(begun)
        after = int(chance.expovariate(1 / 120)) if number >= len(begun) else 0
        found.append((f"C{who:06d}", first + timedelta(min(899, begun[who] + after)), 10))
    return found


def _against_pandas(bought: Bought) -> Iterator[Row]:
    name = f"flow and cohorts of {ROWS:,} transactions / pandas"
    with TemporaryDirectory() as folder:
        path = _file(Path(folder), bought, "customer,day,amount")
        python = os.environ.get(PYTHON, sys.executable)
        script = [
            python,
            str(Path(__file__).with_name("pandas_tables.py")),
            str(path),
            str(WINDOW),
            str(ROUNDS),
        ]
        answer = subprocess.run(script, capture_output=True, text=True, check=False)
    if "No module named 'pandas'" in answer.stderr:
        said = "Skipped: “{}”, because pandas is missing. Name a Python that has it in {}."
        print(said.format(name, PYTHON), file=sys.stderr)
        return
    if answer.returncode:
        raise RuntimeError(answer.stderr)
    measured = json.loads(answer.stdout)
    assert measured["totals"] == _totals(bought), "the tables are not the same"
    ours = cpu_seconds(lambda: _totals(bought), ROUNDS)
    yield Row(name, ours / measured["seconds"], 2.0)


def _totals(bought: Bought) -> list[int]:
    """Both tables, and what their columns come to."""
    purchases = grouped(bought)
    assert purchases
    flows = [one.flow for one in window_flows(purchases, covered(purchases, Length.MONTH), WINDOW)]
    columns = ("start", "new", "won_back", "lost", "end")
    active = sum(cell.active for cell in cohorts(purchases, Length.MONTH))
    return [*(sum(getattr(flow, column) for flow in flows) for column in columns), active]


def _import(app: Flask, bought: Bought) -> Row:
    """From the file in the folder to the preview: looked into, read, counted and staged."""
    folder = Path(app.instance_path) / "imports"
    folder.mkdir(mode=0o700)
    with app.app_context():
        person = person_with_email("lindqvist@example.org")
        assert person
        actor, segment = actor_of(person, now().date()), _segment_id()
        path = _file(folder, bought, "customer,date,amount")
        begun = time.perf_counter()
        import_id = bring_file(actor, segment, "transactions", "shop.csv", "b" * 64, path.stat().st_size)
        path.rename(folder / str(import_id))
        work_on_import(import_id)
        map_columns(actor, segment, import_id, ColumnMap(("customer", "day", "amount")))
        work_on_import(import_id)
        taken = time.perf_counter() - begun
    return Row("seconds for 10,000 imported rows", taken / ROWS * 10_000, 8.0)


def _segment_page(app: Flask) -> Row:
    """Thirty-six months of a flow and of own measures: twelve charts on one page."""
    with app.app_context():
        segment = _segment_id()
        _fill(segment)
        assert len(metrics_of(segment)) == CHARTS
    client, stranger = signed_in(app, "lindqvist@example.org"), app.test_client()
    page = f"/segments/{segment}"
    value = ratio(lambda: client.get(page), lambda: stranger.get("/bench/empty"), 15)
    return Row(f"a segment's page with {CHARTS} charts / empty route", value, None)


def _fill(segment: int) -> None:
    months = [CalendarPeriod(Length.MONTH, 2023 * 12 + number) for number in range(36)]
    with writing():
        made = {"entered_at": now(), "version": 1}
        flows = [
            Flow(segment_id=segment, period=str(month), starts=1000, new=50 + month.index % 7, won_back=0,
                 lost=50 + month.index % 7, ends=1000, moved_in=0, moved_out=0, **made)
            for month in months
        ]  # fmt: skip
        db.session.add_all(flows)
        db.session.flush()
        make_metrics(segment, [flow.entry for flow in flows])
        db.session.flush()
        for number in range(CHARTS - len(metrics_of(segment))):
            metric = Metric(
                segment_id=segment, name=f"Measure {number}", kind="value", side="other", created_at=now()
            )
            db.session.add(metric)
            db.session.flush()
            db.session.add_all(
                Measurement(metric_id=metric.id, period=str(month), value=float(month.index % 11), **made)
                for month in months
            )


def _segment_id() -> int:
    return db.session.query(Segment.id).filter_by(name="New account holders on a desktop").scalar()


def _file(folder: Path, bought: Bought, heading: str) -> Path:
    path = folder / "purchases.csv"
    lines = [heading, *(f"{customer},{day},{amount}" for customer, day, amount in bought)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
