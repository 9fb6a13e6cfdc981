"""The rows of imported files: staged in short batches, counted once their import is done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Date, ForeignKey, String, delete, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from a3tracker.db.base import Base, db
from a3tracker.db.imports import Import, outside, replaced_days, taken_of
from a3tracker.domain.imports import Shape
from a3tracker.domain.subscriptions import Subscription

#: So many rows are read or deleted at once: nobody waits longer for the database than a blink.
BATCH = 5_000


class Purchase(Base):
    """One purchase. Rows are never de-duplicated: two alike are two."""

    __tablename__ = "transactions"

    import_id: Mapped[int] = mapped_column(ForeignKey("imports.id", ondelete="CASCADE"), index=True)
    customer: Mapped[str] = mapped_column(String(200))
    day: Mapped[date] = mapped_column(Date)
    amount: Mapped[float]


class Contract(Base):
    """One contract; it runs while it has no end."""

    __tablename__ = "subscriptions"

    import_id: Mapped[int] = mapped_column(ForeignKey("imports.id", ondelete="CASCADE"), index=True)
    customer: Mapped[str] = mapped_column(String(200))
    starts: Mapped[date] = mapped_column(Date)
    ends: Mapped[date | None] = mapped_column(Date)


def stage(import_id: int, shape: str, rows: Sequence[Sequence[Any]]) -> None:
    """Put rows beside their import: (customer, day, amount), or (customer, start, end) with ISO days."""
    if shape == Shape.TRANSACTIONS:
        values = [
            {"import_id": import_id, "customer": customer, "day": date.fromisoformat(day), "amount": amount}
            for customer, day, amount in rows
        ]
        # Past the mapper, which would look at each row by itself.
        db.session.execute(insert(Purchase.__table__), values)  # type: ignore[arg-type]
        return
    values = [
        {
            "import_id": import_id, "customer": customer, "starts": date.fromisoformat(start),
            "ends": date.fromisoformat(end) if end else None,
        }
        for customer, start, end in rows
    ]  # fmt: skip
    db.session.execute(insert(Contract.__table__), values)  # type: ignore[arg-type]


def unstage(import_id: int) -> int:
    """Delete a batch of an import's rows; returns how many went."""
    gone = 0
    for table in (Purchase, Contract):
        ids = list(db.session.scalars(select(table.id).where(table.import_id == import_id).limit(BATCH)))
        if ids:
            db.session.execute(
                delete(table).where(table.id >= min(ids), table.id <= max(ids), table.import_id == import_id)
            )
            gone += len(ids)
    return gone


def purchases_kept(segment: int) -> Iterator[list[tuple[str, date, float]]]:
    """The purchases of a segment that count, batch by batch; between two the database may be let go."""
    for span in _spans(segment, Shape.TRANSACTIONS):
        for rows in _batches(Purchase, Purchase.day, *span):
            yield [(row.customer, row.day, row.amount) for row in rows]


def contracts_kept(segment: int) -> Iterator[list[Subscription]]:
    """The contracts of a segment that count, batch by batch."""
    for span in _spans(segment, Shape.SUBSCRIPTIONS):
        for rows in _batches(Contract, Contract.starts, *span):
            yield [Subscription(row.customer, row.starts, row.ends) for row in rows]


def _spans(segment: int, shape: Shape) -> list[tuple[int, list[tuple[date, date]]]]:
    """The imports that count, each with the days that later ones have replaced."""
    taken: list[Import] = taken_of(segment, shape.value)
    return [(one.id, replaced_days(taken, one)) for one in taken]


def _batches(table: Any, day: Any, import_id: int, spans: list[tuple[date, date]]) -> Iterator[list[Any]]:
    after = 0
    while True:
        query = select(table.__table__).where(
            table.import_id == import_id, table.id > after, outside(day, spans)
        )
        rows = list(db.session.execute(query.order_by(table.id).limit(BATCH)))
        if not rows:
            return
        yield rows
        after = rows[-1].id
