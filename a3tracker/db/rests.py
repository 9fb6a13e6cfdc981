"""Which A3s rest: those that were written on since they were looked at last, and not for a while."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from a3tracker.db.a3s import A3
from a3tracker.db.base import db


def resting(quiet_since: datetime, most: int) -> list[int]:
    """Record ids, the longest at rest first; one statement that reads no A3 that was looked at already."""
    query = select(A3.id).where(A3.stirred_at <= quiet_since).order_by(A3.stirred_at, A3.id).limit(most)
    return list(db.session.scalars(query))


def resting_a3(a3: int, quiet_since: datetime) -> A3 | None:
    """The A3 if it still waits to be looked at; None when another worker did, or somebody wrote on it."""
    return db.session.scalar(select(A3).where(A3.id == a3, A3.stirred_at <= quiet_since))
