"""The not-to-do list: an item takes work off somebody's plate, so the manager is asked for a yes."""

from __future__ import annotations

from a3tracker.db.a3s import Placed
from a3tracker.db.not_to_do import NotToDo, item_of
from a3tracker.db.people import people_of_stream
from a3tracker.db.streams import deciders_of
from a3tracker.domain import not_to_do as domain
from a3tracker.domain.access import Action, Actor
from a3tracker.domain.errors import Invalid, NotFound, OutOfDate
from a3tracker.domain.notices import Kind
from a3tracker.usecases.a3s import found_a3, open_a3, touch
from a3tracker.usecases.notices import tell
from a3tracker.usecases.reviews import ensure_apart
from a3tracker.usecases.transaction import journal, now, writing


def found_item(actor: Actor, number: int, row_id: int) -> NotToDo:
    """One line of the not-to-do list of an A3 that the actor sees."""
    row = item_of(found_a3(actor, number).a3.id, row_id)
    if row is None:
        raise NotFound("This line is not there any more. Somebody removed it.")
    return row


def stopped(placed: Placed, fact: domain.NotToDo, before: domain.NotToDo | None) -> domain.NotToDo:
    """The item after its rules; other words take the yes away."""
    known = {person.id for person in people_of_stream(placed.stream.id)} | {None}
    if fact.person not in known | ({before.person} if before else set()):
        raise Invalid("Choose somebody from the list.", {"person": "Choose somebody from the list."})
    return domain.checked_not_to_do(fact, before)


def ask_for_yes(actor: Actor, placed: Placed, row: NotToDo) -> None:
    """Tell those who decide that a line waits for their yes; called inside a writing transaction."""
    if row.agreed_on is None:
        tell(
            deciders_of(placed.stream, now().date()), Kind.ASKED_FOR_YES, placed.a3.id, actor.id, item=row.id
        )


def say_yes(actor: Actor, number: int, row_id: int, version: int) -> None:
    """The manager's yes to the words that were on the screen; nobody agrees their own. Twice is once."""
    with writing():
        placed, row = open_a3(actor, number, Action.DECIDE_A3), found_item(actor, number, row_id)
        ensure_apart(actor, placed, None)
        if row.agreed_on is not None:
            return
        if row.version != version:
            raise OutOfDate(
                "Somebody changed this line while you read it. Nothing was agreed: read it again.",
                version=row.version,
            )
        row.agreed_by, row.agreed_on = actor.id, placed.segment.today(now())
        touch(placed.a3)
        journal(actor.id, "said yes to a line not to do of", "a3", placed.a3.id, row=row.id)
