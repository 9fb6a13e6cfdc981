"""Starting an A3, its header, putting it aside, deleting it."""

from __future__ import annotations

from dataclasses import replace

from a3tracker.db.a3s import A3, Placed, a3_seen, next_number
from a3tracker.db.base import db
from a3tracker.db.boxes import Box, boxes_of
from a3tracker.db.people import people_in_teams
from a3tracker.db.pictures import Picture, pictures_of
from a3tracker.db.segments import Segment, segment_seen
from a3tracker.db.teams import Team, team_seen
from a3tracker.domain.a3s import HeaderChange, checked_header, label
from a3tracker.domain.access import Action, Actor, Place, ensure
from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.errors import Invalid, NotFound, OutOfDate, WrongState
from a3tracker.domain.stages import Stage
from a3tracker.usecases.transaction import journal, now, writing


def found_a3(actor: Actor, number: int) -> Placed:
    """The A3 with its surroundings; `NotFound` when the actor may not see it."""
    placed = a3_seen(actor, number)
    if placed is None:
        raise NotFound("There is no such A3, or it belongs to a value stream that you do not see.")
    return placed


def open_a3(actor: Actor, number: int, action: Action) -> Placed:
    """The A3 when the actor may do this and the A3 can still be written: not archived, not closed."""
    placed = found_a3(actor, number)
    ensure(actor, action, placed.place)
    ensure_open(placed)
    return placed


def ensure_open(placed: Placed) -> None:
    """`WrongState` for an A3 that is archived or closed."""
    if placed.a3.archived_at is not None:
        raise WrongState(f"{label(placed.a3.number)} is archived. Bring it back first.")
    if placed.a3.stage == Stage.CLOSED.value:
        raise WrongState(
            f"{label(placed.a3.number)} is closed: it stays as it was agreed. Start the next loop from it."
        )


def start_a3(actor: Actor, change: HeaderChange, copy_of: int | None = None) -> int:
    """Start an A3, empty or with the box texts of another one; returns its number."""
    change = checked_header(change)
    with writing():
        a3 = made_a3(actor, change)
        source = found_a3(actor, copy_of) if copy_of else None
        if source is not None:
            _copy_boxes(actor, source.a3, a3)
            copy_pictures(actor, source.a3, a3)
        journal(actor.id, "started", "a3", a3.id, copy_of=source.a3.id if source else None)
        return a3.number


def made_a3(actor: Actor, change: HeaderChange, parent: A3 | None = None) -> A3:
    """A new A3, empty, in the segment of its parent even when that was archived meanwhile.

    Called inside a writing transaction, with a header that was checked.
    """
    team, _segment = _surroundings(actor, change, parent.segment_id if parent else None)
    ensure(actor, Action.START_A3, Place(team.stream_id, team.id))
    a3 = A3(number=next_number(), cycle=change.cycle, created_at=now())
    touch(a3)
    a3.parent_id = parent.id if parent else None
    _write_header(a3, change)
    db.session.add(a3)
    db.session.flush()
    return a3


def edit_header(actor: Actor, number: int, change: HeaderChange, version: int) -> None:
    """Change title, owner, team, language or dates; an older form is refused, the same one twice is not."""
    with writing():
        placed = open_a3(actor, number, Action.WRITE_A3)
        change = checked_header(replace(change, cycle=placed.a3.cycle))
        if change == header_of(placed.a3):
            return
        team, _segment = _surroundings(actor, change, placed.a3.segment_id)
        ensure(actor, Action.WRITE_A3, Place(team.stream_id, team.id))
        if placed.a3.version != version:
            raise OutOfDate(
                "Somebody changed the header meanwhile. Look at what stands now, then save yours again.",
                version=placed.a3.version,
            )
        _write_header(placed.a3, change)
        placed.a3.version += 1
        touch(placed.a3)
        journal(actor.id, "edited the header of", "a3", placed.a3.id)


def archive_a3(actor: Actor, number: int) -> None:
    """Put an A3 aside; it can be brought back."""
    with writing():
        placed = found_a3(actor, number)
        ensure(actor, Action.ARCHIVE_A3, placed.place)
        placed.a3.archived_at = now()
        journal(actor.id, "archived", "a3", placed.a3.id)


def bring_back_a3(actor: Actor, number: int) -> None:
    """Take an archived A3 into use again."""
    with writing():
        placed = found_a3(actor, number)
        ensure(actor, Action.ARCHIVE_A3, placed.place)
        placed.a3.archived_at = None
        journal(actor.id, "brought back", "a3", placed.a3.id)


def header_of(a3: A3) -> HeaderChange:
    """The header as it stands."""
    return HeaderChange(
        a3.title,
        a3.segment_id,
        a3.cycle,
        a3.team_id,
        a3.owner_id,
        a3.language,
        a3.start,
        a3.target_end,
        a3.next_review,
    )


def touch(a3: A3) -> None:
    """Note that something on the A3 changed: for the lists, and for the revision taken when it rests."""
    a3.updated_at = a3.stirred_at = now()


def _surroundings(actor: Actor, change: HeaderChange, segment_now: int | None = None) -> tuple[Team, Segment]:
    """Team and segment of one stream, and an owner out of the team; `Invalid` names what does not fit.

    An archived segment takes no new A3; the A3s that are in it, as `segment_now` says, stay.
    """
    team, segment = team_seen(actor, change.team), segment_seen(actor, change.segment)
    if team is None or team.archived_at is not None:
        raise Invalid("Choose the team.", {"team": "Choose a team from the list."})
    if segment is None or (segment.archived_at is not None and segment.id != segment_now):
        raise Invalid("Choose the segment.", {"segment": "Choose a segment from the list."})
    if segment.stream_id != team.stream_id:
        raise Invalid(
            "Team and segment belong to different value streams.",
            {"team": "Choose a team of the segment's value stream."},
        )
    if change.owner not in {person.id for person in people_in_teams({team.id})}:
        raise Invalid(
            "The owner must be in the team.", {"owner": "Choose the coordinator or a member of the team."}
        )
    return team, segment


def _write_header(a3: A3, change: HeaderChange) -> None:
    a3.title, a3.segment_id, a3.team_id, a3.owner_id = change.title, change.segment, change.team, change.owner
    a3.language, a3.start = change.language, change.start
    a3.target_end, a3.next_review = change.target_end, change.next_review


def _copy_boxes(actor: Actor, source: A3, target: A3) -> None:
    """Carry over the texts of the boxes that both cycles have."""
    keys = {box.key for box in CYCLES[target.cycle].boxes}
    for key, box in boxes_of(source.id).items():
        if key in keys and box.text:
            db.session.add(
                Box(
                    a3_id=target.id,
                    key=key,
                    text=box.text,
                    html=box.html,
                    html_version=box.html_version,
                    updated_at=now(),
                    updated_by=actor.id,
                )
            )


def copy_pictures(actor: Actor, source: A3, target: A3) -> None:
    """Give an A3 the pictures of another, which its texts show."""
    for picture in pictures_of(source.id):
        db.session.add(
            Picture(
                a3_id=target.id,
                sha=picture.sha,
                extension=picture.extension,
                width=picture.width,
                height=picture.height,
                size=picture.size,
                added_by=actor.id,
                added_at=now(),
            )
        )
