"""Where the A3s of a chain lead: those of streams that the person does not see lead nowhere."""

from __future__ import annotations

from flask import url_for

from a3tracker.domain.access import Action, Place, may
from a3tracker.domain.chains import Link
from a3tracker.web.guard import actor


def chain_address(link: Link) -> str | None:
    """The sheet of a link, or None when the person who asks may not see it."""
    seen = may(actor(), Action.SEE, Place(link.stream))
    return url_for("a3s.show", number=link.number) if seen else None
