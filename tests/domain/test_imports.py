"""What the columns of a file hold: guessed from headings, chosen by a person, refused where it cannot be."""

import pytest

from a3tracker.domain.errors import Invalid
from a3tracker.domain.imports import (
    BadCell,
    BadCells,
    ColumnMap,
    Shape,
    checked_map,
    fields_of,
    guessed,
    map_of,
)

TRANSACTIONS, SUBSCRIPTIONS = fields_of(Shape.TRANSACTIONS), fields_of(Shape.SUBSCRIPTIONS)
FIGURES = fields_of(Shape.FIGURES, {7: "Trials that lead to an order"})


@pytest.mark.parametrize(
    ("headings", "found"),
    [
        (["customer_id", "date", "amount"], ("customer", "day", "amount")),
        (["Amount", "Date", "Customer ID"], ("amount", "day", "customer")),
        (["Kundennummer", "Datum", "Betrag"], ("customer", "day", "amount")),
        (["household_key", "basket", "transaction_timestamp"], ("customer", "", "day")),
        (["InvoiceDate", "Customer", "Country"], ("day", "customer", "")),
        (["id", "x", "y"], ("customer", "", "")),
    ],
)
def test_the_columns_of_purchases_are_known_by_their_headings(
    headings: list[str], found: tuple[str, ...]
) -> None:
    assert guessed(headings, TRANSACTIONS) == found


def test_the_columns_of_contracts_are_known_by_their_headings() -> None:
    assert guessed(["Client", "Start date", "End date"], SUBSCRIPTIONS) == ("customer", "start", "end")
    assert guessed(["id", "term_start", "term_end"], SUBSCRIPTIONS) == ("customer", "start", "end")


def test_the_columns_of_figures_are_known_by_letter_word_and_the_name_of_a_measure() -> None:
    headings = ["Month", "S", "N", "W", "L", "E", "Marketing spend", "Trials that lead to an order", "Remark"]
    found = ("period", "start", "new", "won_back", "lost", "end", "spend", "m7", "")
    assert guessed(headings, FIGURES) == found
    assert guessed(["Quarter", "Opening", "New customers", "Lost"], FIGURES) == (
        "period",
        "start",
        "new",
        "lost",
    )


def test_german_headings_of_figures_are_known() -> None:
    headings = [
        "Monat",
        "Anfang",
        "Neu",
        "Zurückgewonnen",
        "Verloren",
        "Ende",
        "Ausgaben",
        "Umsatz am Anfang",
    ]
    found = ("period", "start", "new", "won_back", "lost", "end", "spend", "revenue_start")
    assert guessed(headings, FIGURES) == found
    assert guessed(["Quartal", "Neukunden", "Zurück"], FIGURES) == ("period", "new", "won_back")


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (("end",), "The file has E but not S, N, W, L: name their columns, or leave out E."),
        (("new", "lost"), "The file has N, L but not S, W, E: name their columns, or leave out N, L."),
        (("start", "new", "won_back"), "The file has S, N, W but not L, E"),
    ],
)
def test_terms_that_no_row_can_do_without_are_asked_for_once(columns: tuple[str, ...], said: str) -> None:
    with pytest.raises(Invalid) as refusal:
        checked_map(ColumnMap(("period", *columns)), FIGURES, len(columns) + 1)
    assert said in refusal.value.fields["columns"]


@pytest.mark.parametrize(
    "columns", [("new", "won_back", "lost"), ("start", "new", "won_back", "end"), ("spend",)]
)
def test_terms_that_follow_from_the_others_need_no_column(columns: tuple[str, ...]) -> None:
    assert checked_map(ColumnMap(("period", *columns)), FIGURES, len(columns) + 1)


def test_a_needed_column_must_be_named() -> None:
    with pytest.raises(Invalid) as refusal:
        checked_map(ColumnMap(("customer", "")), TRANSACTIONS, 2)
    assert refusal.value.fields == {"columns": "Say which column holds this: day."}


def test_one_field_comes_from_one_column() -> None:
    with pytest.raises(Invalid) as refusal:
        checked_map(ColumnMap(("customer", "day", "day")), TRANSACTIONS, 3)
    assert list(refusal.value.fields) == ["column-2"]


@pytest.mark.parametrize("columns", [("period", ""), ("period", "nonsense")])
def test_a_file_brings_at_least_one_figure(columns: tuple[str, ...]) -> None:
    with pytest.raises(Invalid):
        checked_map(ColumnMap(columns), FIGURES, 2)


@pytest.mark.parametrize("window", [0, -1, 3651])
def test_a_window_lasts_from_a_day_to_ten_years(window: int) -> None:
    with pytest.raises(Invalid, match="columns"):
        checked_map(ColumnMap(("customer", "day"), window=window), TRANSACTIONS, 2)


def test_a_map_is_kept_whole() -> None:
    columns = checked_map(ColumnMap(("customer", "day"), "dmy", ",", "utc", 90), TRANSACTIONS, 3)
    assert columns.columns == ("customer", "day", "")
    assert map_of(columns.plain()) == columns


def test_of_many_bad_cells_the_first_are_kept_and_all_are_counted() -> None:
    bad = BadCells()
    for row in range(150):
        bad.add([BadCell(row, "a", "b", "c", "d")] * 2)
    assert (len(bad.first), bad.cells, bad.rows) == (200, 300, 150)
