"""Which printouts are done with."""

from __future__ import annotations

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import aliased

from a3tracker.db.ahead import is_ahead
from a3tracker.db.base import db
from a3tracker.db.printouts import Printout
from a3tracker.db.revisions import Revision
from a3tracker.domain.keeping import Ends


def outlived(ends: Ends, most: int) -> list[Printout]:
    """Printouts that nobody needs any more; a page goes with its pack. One that is wanted stays."""
    newer, older = aliased(Revision), aliased(Revision)
    outdated = exists().where(
        older.id == Printout.revision_id, newer.a3_id == older.a3_id, newer.number > older.number
    )
    done = Printout.state == "done"
    unopened = Printout.opened_at.is_(None) | (Printout.opened_at < ends.kept)
    gone = (
        (done & (Printout.done_at < ends.kept) & unopened)
        | ((Printout.state == "failed") & (Printout.done_at < ends.failed))
        | (done & is_ahead() & (Printout.done_at < ends.ahead) & outdated)
    )
    query = select(Printout).where(Printout.kind != "page", gone).order_by(Printout.id).limit(most)
    return list(db.session.scalars(query))


def forget_printouts(identities: list[int]) -> None:
    """Remove these rows; a pack takes its pages along."""
    db.session.execute(delete(Printout).where(Printout.id.in_(identities)))
