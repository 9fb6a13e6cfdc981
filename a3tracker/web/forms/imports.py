"""Forms of an import: the file with its shape, and what its columns hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_wtf.file import FileField
from wtforms import DateField, RadioField, SelectField, StringField
from wtforms.validators import Optional

from a3tracker.domain.errors import Invalid
from a3tracker.domain.imports import SHAPES, ColumnMap, Field, Shape
from a3tracker.domain.subscriptions import Counted
from a3tracker.web.forms import Form


class FileForm(Form):
    """Which file, and what one row of it is."""

    file = FileField("File", description="CSV, TSV or XLSX, up to 64 MB. The first row holds the headings.")
    shape = RadioField("One row of it is", choices={shape.value: words for shape, words in SHAPES.items()})


class ColumnsForm(Form):
    """How the cells of a file are read; its columns are added by `columns_form`."""

    order = SelectField(
        "Days such as 03/04/2024",
        choices={"": "by the column itself", "dmy": "day first: 3 April", "mdy": "month first: March 4"},
    )
    decimal = SelectField(
        "Decimal sign", choices={"": "by the column itself", ".": "point: 1,234.50", ",": "comma: 1.234,50"}
    )
    times = SelectField(
        "Times without a zone", choices={"local": "are in the segment's zone", "utc": "are in UTC"}
    )
    counted = RadioField(
        "What is counted",
        choices={
            Counted.CUSTOMERS.value: "customers: two contracts at a time are one",
            Counted.CONTRACTS.value: "contracts: each is counted by itself",
        },
    )
    window = StringField(
        "Activity window N, in days", [Optional()], description="Empty: taken from the gaps in the file."
    )
    until = DateField("The file is complete up to", [Optional()], description="Empty: its last day.")

    def change(self, width: int) -> ColumnMap:
        """What was chosen."""
        return ColumnMap(
            columns=tuple(str(self._fields[f"column-{place}"].data or "") for place in range(width)),
            order=self.order.data if self.order else "",
            decimal=self.decimal.data,
            times=self.times.data if self.times else "local",
            window=days_typed(self.window.data) if self.window else None,
            until=self.until.data if self.until else None,
            counted=self.counted.data if self.counted else Counted.CUSTOMERS.value,
        )


def columns_form(
    shape: str, headings: Sequence[str], fields: Sequence[Field], offered: ColumnMap
) -> ColumnsForm:
    """The form for a file with these headings, filled with what is offered."""
    choices = {
        "": "leave out",
        **{one.key: f"{one.label}{' (needed)' if one.needed else ''}" for one in fields},
    }
    places: dict[str, Any] = {
        f"column-{place}": SelectField(heading, choices=choices) for place, heading in enumerate(headings)
    }
    made: Any = type("ColumnsFormOfFile", (ColumnsForm,), places)
    columns = {f"column-{place}": key for place, key in enumerate(offered.columns)}
    form: ColumnsForm = made(data={**vars(offered), **columns})
    left_out = {
        Shape.FIGURES: ("times", "counted", "window", "until"),
        Shape.TRANSACTIONS: ("counted",),
        Shape.SUBSCRIPTIONS: ("window",),
    }
    for name in left_out[Shape(shape)]:
        del form[name]
    return form


def days_typed(typed: str | None) -> int | None:
    """A number of days; None for an empty field."""
    text = (typed or "").strip()
    if not text:
        return None
    if not text.isdecimal() or len(text) > 5:
        raise Invalid("The window cannot be read.", {"window": "Give whole days, such as 90."})
    return int(text)
