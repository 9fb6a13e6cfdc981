"""Two contents of an A3 compared, with the names that their ids stand for."""

from __future__ import annotations

from a3tracker.db.people import names_of
from a3tracker.db.revision_history import place_names
from a3tracker.domain.revisions import Content
from a3tracker.rendering.changes import Change, changes_between, people_in


def compared(before: Content, after: Content) -> tuple[Change, ...]:
    """What differs, in one statement however much it is; in three when the A3 went to another place."""
    names = names_of(people_in(before, after))
    moved = (before.team, before.segment) != (after.team, after.segment)
    places = place_names({before.team, after.team}, {before.segment, after.segment}) if moved else {}
    return changes_between(before, after, names, places)
