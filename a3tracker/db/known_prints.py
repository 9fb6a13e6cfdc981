"""What earlier printouts of a revision tell about the next: the type size on each paper, and what was cut."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import select

from a3tracker.db.base import db
from a3tracker.db.printouts import Printout


@dataclass(frozen=True)
class Known:
    """Type size on the paper in points, and the lines that each box lost, by its key."""

    size_pt: float | None
    missing: dict[str, int]


def known_prints(revision: int) -> dict[str, Known]:
    """The newest whole print of a revision on each paper that it was printed on."""
    columns = (Printout.paper, Printout.size_pt, Printout.missing)
    done = (Printout.kind == "sheet", Printout.state == "done", Printout.half_filled.is_(False))
    query = select(*columns).where(Printout.revision_id == revision, *done).order_by(Printout.id)
    return {paper: Known(size, json.loads(missing)) for paper, size, missing in db.session.execute(query)}
