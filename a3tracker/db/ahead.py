"""Printouts that nobody asked for yet: the sheet of each newest revision, so that Print need not wait."""

from __future__ import annotations

from sqlalchemy import ColumnElement, delete, select

from a3tracker.db.base import db
from a3tracker.db.printouts import Printout
from a3tracker.db.revisions import Revision


def is_ahead() -> ColumnElement[bool]:
    """Whether the program itself wants, or wanted, the printout. Pages of packs are no printouts alone."""
    return (Printout.kind == "sheet") & Printout.wanted_by.is_(None)


def made_ahead_of(revision: int, paper: str) -> Printout | None:
    """What is made ahead of this revision on this paper."""
    return db.session.scalar(
        select(Printout).where(is_ahead(), Printout.revision_id == revision, Printout.paper == paper)
    )


def forget_outdated(a3: int, revision: int) -> None:
    """What is still to be made of the A3's other revisions is not made any more."""
    others = select(Revision.id).where(Revision.a3_id == a3, Revision.id != revision)
    wanted = (is_ahead(), Printout.state == "wanted", Printout.revision_id.in_(others))
    db.session.execute(delete(Printout).where(*wanted))


def wanted_ahead() -> set[int]:
    """What is to be made ahead: it waits behind what somebody waits for."""
    return set(db.session.scalars(select(Printout.id).where(is_ahead(), Printout.state == "wanted")))
