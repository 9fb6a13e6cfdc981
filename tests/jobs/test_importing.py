"""From a file to figures: the worker's part, with the person's clicks between."""

from __future__ import annotations

import stat
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from a3tracker.db.base import db
from a3tracker.db.flows import flows_of
from a3tracker.db.import_rows import Contract, Purchase
from a3tracker.db.imports import wanted_imports
from a3tracker.domain.periods import Length, parse_period
from a3tracker.domain.transactions import Transaction, covered, grouped
from a3tracker.domain.windows import window_flows
from a3tracker.jobs import importing
from a3tracker.usecases import import_work
from a3tracker.usecases.figures import TypedColumn, enter_figures
from a3tracker.usecases.transaction import now
from tests.files_to_bring import PURCHASES, Bringing
from tests.sites import Site
from tests.visitor import Visitor
from tests.workbooks import Formula, Serial, workbook
from tests.world import World

SAMPLE = Path(__file__).parents[1] / "reference"


@pytest.fixture
def bringing(app: Flask, as_: Callable[[str], Visitor]) -> Bringing:
    """A member of the team, at the page of files."""
    return Bringing(app, as_("member"))


def flow_of(bringing: Bringing, period: str) -> tuple[int | None, ...] | None:
    """S, N, W, L and E as they are kept."""
    with bringing.app.app_context():
        row = flows_of(1).get(parse_period(period))
        return (row.starts, row.new, row.won_back, row.lost, row.ends) if row else None


def rows_kept(bringing: Bringing) -> int:
    with bringing.app.app_context():
        return db.session.query(Purchase).count() + db.session.query(Contract).count()


def left_in_folder(site: Site) -> list[str]:
    return sorted(path.name for path in (site.instance / "imports").iterdir())


def test_purchases_become_flows_with_the_window_that_is_named(bringing: Bringing, site: Site) -> None:
    page = bringing.whole(PURCHASES, window="40")
    assert "The figures are in" in page
    assert [flow_of(bringing, month) for month in ("2026-01", "2026-02", "2026-03")] == [
        None,
        None,
        (2, 0, 1, 0, 3),
    ]
    assert rows_kept(bringing) == 6
    assert left_in_folder(site) == []


def test_the_sample_of_cdnow_becomes_the_flows_of_the_arithmetic(bringing: Bringing) -> None:
    text = (SAMPLE / "cdnow_sample" / "transactions.csv").read_text()
    bringing.whole(text, window="90")
    heading, *rows = (line.split(",") for line in text.splitlines())
    who, day = heading.index("customer_id"), heading.index("date")
    purchases = grouped(Transaction(row[who], date.fromisoformat(row[day][:10]), 0) for row in rows)
    assert purchases
    expected = window_flows(purchases, covered(purchases, Length.MONTH), 90)
    with bringing.app.app_context():
        kept = {period: row.entry.flow for period, row in flows_of(1).items()}
    losing = purchases.since + timedelta(90)
    assert kept == {one.period: one.flow for one in expected if one.period.first >= losing}


def test_contracts_of_the_senators_come_in(bringing: Bringing) -> None:
    text = (SAMPLE / "senators_subscription" / "subscriptions.csv").read_text()
    page = bringing.whole(text, "subscriptions", until="2013-10-01", counted="contracts")
    assert "Contracts are counted" in page
    assert "933 contracts" in page
    assert rows_kept(bringing) == 933


def test_a_workbook_is_read_with_its_days_and_the_values_of_its_formulas(bringing: Bringing) -> None:
    rows = [
        ["Customer", "Date", "Amount"],
        ["anna", Serial(46023), Formula("1+1", 2.0)],
        [12, Serial(46053.75), 1.234],
        [],
        ["anna", Serial(46081), Formula("A1", None)],
    ]
    bringing.whole(workbook(rows, first=3), window="10")
    assert flow_of(bringing, "2026-02") == (1, 0, 1, 1, 1)


def test_the_first_row_of_a_file_without_headings_is_a_row(bringing: Bringing) -> None:
    bringing.choose(PURCHASES.partition("\n")[2])
    assert "so the columns are numbered" in bringing.browser.read(bringing.page)
    page = bringing.map(column_0="customer", column_1="day", window="40")
    assert "6 purchases" in page


def test_a_file_of_the_past_half_is_replaced_by_a_newer_one(bringing: Bringing) -> None:
    bringing.whole(PURCHASES, window="40")
    newer = "customer,date,amount\nanna,2026-03-01,1\ndora,2026-03-31,1\n"
    page = bringing.whole(newer, window="40")
    assert "Earlier rows of these days are replaced" in page
    assert flow_of(bringing, "2026-03") == (2, 1, 0, 0, 3)
    bringing.browser.send(f"{bringing.page}/undo")
    assert flow_of(bringing, "2026-03") == (2, 0, 1, 0, 3)
    bringing.work()
    assert rows_kept(bringing) == 6


def test_a_question_of_the_file_leads_back_to_the_columns(bringing: Bringing) -> None:
    bringing.choose("customer,date,amount\nanna,03/04/2026,1\n")
    page = bringing.map()
    assert "What do the columns hold?" in page
    assert "Choose the order" in page
    assert "What would change" in bringing.map(order="dmy")


def test_figures_that_change_while_the_preview_is_open_make_a_new_preview(
    bringing: Bringing, world: World
) -> None:
    bringing.choose(PURCHASES)
    bringing.map(window="40")
    cells = {"start": "9", "new": "0", "won_back": "0", "lost": "0"}
    with bringing.app.app_context():
        enter_figures(world.actor("member"), 1, [TypedColumn(parse_period("2026-03"), cells)])
    page = bringing.take()
    assert "here is a new preview" in page
    assert flow_of(bringing, "2026-03") == (9, 0, 0, 0, 9)
    assert "The figures are in" in bringing.take()
    assert flow_of(bringing, "2026-03") == (2, 0, 1, 0, 3)


def test_another_window_counts_the_same_rows_anew(
    bringing: Bringing, monkeypatch: pytest.MonkeyPatch
) -> None:
    bringing.choose(PURCHASES)
    bringing.map(window="40")
    monkeypatch.setattr(import_work, "stage", None)
    fields = {
        "column-0": "customer",
        "column-1": "day",
        "column-2": "amount",
        "times": "local",
        "window": "90",
    }
    bringing.browser.send(f"{bringing.page}/columns", fields)
    bringing.work()
    assert "N = 90 days" in bringing.browser.read(bringing.page)
    assert rows_kept(bringing) == 6


def test_what_was_lost_is_known_from_the_rows(bringing: Bringing) -> None:
    bringing.choose(PURCHASES)
    bringing.browser.send(
        f"{bringing.page}/columns", {"column-0": "customer", "column-1": "day", "times": "local"}
    )
    with bringing.app.app_context():
        assert wanted_imports() == [bringing.import_id]
        importing.work_on_import(bringing.import_id)
        assert wanted_imports() == []


def test_a_worker_that_died_while_it_staged_begins_anew(
    bringing: Bringing, monkeypatch: pytest.MonkeyPatch
) -> None:
    bringing.choose(PURCHASES)
    bringing.browser.send(
        f"{bringing.page}/columns", {"column-0": "customer", "column-1": "day", "times": "local"}
    )
    monkeypatch.setattr(importing, "BATCH", 2)
    with monkeypatch.context() as broken:
        broken.setattr(importing.time, "sleep", _die)
        with pytest.raises(KeyboardInterrupt):
            bringing.work()
    assert rows_kept(bringing) == 2
    bringing.work()
    assert rows_kept(bringing) == 6
    assert "The figures are in" in bringing.take()


def _die(_seconds: float) -> None:
    raise KeyboardInterrupt


def test_a_file_is_readable_by_its_owner_alone(bringing: Bringing, site: Site) -> None:
    bringing.choose(PURCHASES)
    folder = site.instance / "imports"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_a_file_that_nobody_decides_on_is_gone_after_a_day(bringing: Bringing, site: Site) -> None:
    bringing.choose(PURCHASES)
    bringing.map()
    with bringing.app.app_context():
        importing.expire()
        assert left_in_folder(site) == [str(bringing.import_id), f"{bringing.import_id}.wrong.csv"]
        with time_machine.travel(now() + timedelta(hours=25), tick=False):
            importing.expire()
    assert left_in_folder(site) == []
    assert rows_kept(bringing) == 0


def test_a_reader_of_files_that_runs_wild_is_stopped_and_the_next_file_is_read(
    bringing: Bringing, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(importing, "opened", lambda _path: bytearray(8 * 1024**3))
        bringing.choose(PURCHASES)
    assert "more time or memory" in bringing.browser.read(bringing.page)
    assert "The figures are in" in bringing.whole(PURCHASES)


def test_seventy_thousand_purchases_are_taken_in_batches(
    bringing: Bringing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "BREATH", 0)
    day = date(2025, 1, 1)
    lines = [f"c{number % 20_000},{day + timedelta(number % 500)},1" for number in range(70_000)]
    bringing.whole("customer,date,amount\n" + "\n".join(lines) + "\n", window="60")
    assert rows_kept(bringing) == 70_000
