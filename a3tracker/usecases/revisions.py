"""Taking an immutable revision of what stands on an A3 now."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

from a3tracker.db.a3s import Placed
from a3tracker.db.base import db
from a3tracker.db.boxes import BoxLine
from a3tracker.db.kept_settings import keep_setting
from a3tracker.db.revisions import Revision, RevisionHtml, written_now
from a3tracker.domain.rests import WHY
from a3tracker.usecases.ahead import make_ahead
from a3tracker.usecases.transaction import journal, now

#: Whoever prints wants a paper, and gets that one.
PRINTED: Final = "printed"


def take_revision(person: int | None, placed: Placed, why: str) -> Revision:
    """The newest revision when nothing changed since, else a new one. Called inside a writing transaction."""
    written = written_now(placed)
    content, digest = written.content, written.content.digest()
    newest = written.newest
    if newest is not None and newest.digest == digest:
        if why not in (PRINTED, WHY):
            make_ahead(placed, newest)
        return newest
    revision = Revision(
        a3_id=placed.a3.id,
        number=newest.number + 1 if newest else 1,
        content=content.canonical(),
        digest=digest,
        why=why,
        taken_at=now(),
        taken_by=person,
    )
    db.session.add(revision)
    db.session.flush()
    if newest is not None:
        keep_setting(newest, placed)
    _keep_html(revision, written.boxes)
    if why != PRINTED:
        make_ahead(placed, revision)
    journal(person, "took a revision of", "a3", placed.a3.id, digest=digest, revision=revision.number)
    return revision


def _keep_html(revision: Revision, boxes: Mapping[str, BoxLine]) -> None:
    """Keep what the newest renderer among the boxes made; the others are converted anew when it is shown."""
    written = {key: box for key, box in boxes.items() if box.text.strip()}
    renderer = max((box.html_version for box in written.values()), default=0)
    if renderer:
        html = {key: box.html for key, box in written.items() if box.html_version == renderer}
        db.session.add(RevisionHtml(revision_id=revision.id, renderer=renderer, html=json.dumps(html)))
