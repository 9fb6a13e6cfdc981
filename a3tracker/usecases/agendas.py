"""The agenda of a meeting: what it proposes is taken, other A3s are added, all of it is put in order."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from a3tracker.db.agendas import AgendaItem, items_of, standing_in
from a3tracker.db.base import db
from a3tracker.db.meetings import Held
from a3tracker.domain.access import Actor
from a3tracker.domain.agendas import Proposed, moved, proposal
from a3tracker.domain.errors import Invalid, OutOfDate
from a3tracker.domain.meetings import MOST_ITEMS, checked_minutes, looks_to
from a3tracker.usecases.meetings import coming_meeting
from a3tracker.usecases.transaction import journal, now, writing


def proposed_for(held: Held) -> tuple[Proposed, ...]:
    """What the agenda of this meeting proposes now, in the order in which a meeting asks."""
    day = held.meeting.day
    return proposal(standing_in(held), day, looks_to(day, held.meeting.rhythm), now().date())


def take_a3s(actor: Actor, meeting_id: int, numbers: Collection[int]) -> int:
    """Put open A3s of the stream or team on the agenda, proposed ones first and with their reasons; how many.

    One that stands on it already stays where it is.
    """
    with writing():
        held = coming_meeting(actor, meeting_id)
        standing = {one.a3 for one in standing_in(held) if one.number in numbers}
        if not standing:
            raise Invalid("Choose at least one A3 from the list.", {"a3s": "Choose an A3 from the list."})
        why = {one.a3: one.why for one in proposed_for(held)}
        present = items_of(meeting_id)
        new = _in_order(standing - {item.a3_id for item in present}, why)
        if len(present) + len(new) > MOST_ITEMS:
            sentence = f"An agenda holds at most {MOST_ITEMS} A3s. Take some off first."
            raise Invalid(sentence, {"a3s": sentence})
        last = max((item.place for item in present), default=0)
        for place, a3 in enumerate(new, start=last + 1):
            db.session.add(AgendaItem(meeting_id=meeting_id, a3_id=a3, place=place, why=why.get(a3, "")))
        held.meeting.agenda_version += 1
        journal(actor.id, "put on the agenda of", "meeting", meeting_id, count=len(new))
        return len(new)


def take_off(actor: Actor, meeting_id: int, item_id: int) -> None:
    """Take an A3 off the agenda; twice is harmless."""
    with writing():
        held = coming_meeting(actor, meeting_id)
        item = next((one for one in items_of(meeting_id) if one.id == item_id), None)
        if item is None:
            return
        db.session.delete(item)
        held.meeting.agenda_version += 1
        journal(actor.id, "took off the agenda of", "meeting", meeting_id, a3=item.a3_id)


def move_item(actor: Actor, meeting_id: int, item_id: int, up: bool, version: int) -> None:
    """Move an A3 up or down by one place in the order that was on the screen.

    `OutOfDate` when somebody else changed the agenda meanwhile, or took the A3 off it.
    """
    with writing():
        held = coming_meeting(actor, meeting_id)
        items = {item.id: item for item in items_of(meeting_id)}
        order = moved(list(items), item_id, up)
        if held.meeting.agenda_version != version:
            raise OutOfDate(
                "Somebody changed the agenda meanwhile. It is shown as it stands now: move it again."
            )
        if order == list(items):
            return
        for place, one in enumerate(order, start=1):
            items[one].place = place
        held.meeting.agenda_version += 1
        journal(actor.id, "moved an A3 on the agenda of", "meeting", meeting_id, a3=items[item_id].a3_id)


def plan_minutes(actor: Actor, meeting_id: int, minutes: Mapping[int, int | None]) -> None:
    """Set how many minutes each A3 gets, by item; items that went meanwhile are left out."""
    with writing():
        held = coming_meeting(actor, meeting_id)
        planned = {item: checked_minutes(given) for item, given in minutes.items()}
        changed = [
            item for item in items_of(meeting_id) if planned.get(item.id, item.minutes) != item.minutes
        ]
        for item in changed:
            item.minutes = planned[item.id]
        if changed:
            journal(actor.id, "planned the minutes of", "meeting", held.meeting.id, count=len(changed))


def _in_order(a3s: Collection[int], why: Mapping[int, str]) -> list[int]:
    """Those proposed in the order of the proposal, then the others as they were made."""
    proposed = [a3 for a3 in why if a3 in a3s]
    return proposed + sorted(set(a3s) - set(proposed))
