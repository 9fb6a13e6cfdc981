"""Setting up value streams, their managers, deputies and readers."""

from __future__ import annotations

from sqlalchemy.exc import IntegrityError

from a3tracker.db.a3_lists import Filters, a3_lines
from a3tracker.db.base import db
from a3tracker.db.people import Person
from a3tracker.db.streams import Deputy, StreamReader, ValueStream, readers_of, stream_seen
from a3tracker.db.teams import team_people
from a3tracker.domain.a3s import label
from a3tracker.domain.access import Action, Actor, Place, ensure
from a3tracker.domain.errors import Invalid, NotFound, WrongState
from a3tracker.domain.stages import Stage
from a3tracker.domain.streams import (
    DeputyChange,
    StreamChange,
    checked_deputy,
    checked_stream,
    ensure_manager_is_apart,
)
from a3tracker.usecases.transaction import journal, now, writing


def add_stream(actor: Actor, change: StreamChange) -> int:
    """Add a value stream; returns its id."""
    ensure(actor, Action.SET_UP_STREAMS)
    change = checked_stream(change)
    with writing():
        ensure_account(change.manager, "manager")
        stream = ValueStream(
            name=change.name, market=change.market, manager_id=change.manager, created_at=now()
        )
        db.session.add(stream)
        _flush_named(change.name)
        journal(actor.id, "added", "stream", stream.id, manager=change.manager)
        return stream.id


def edit_stream(actor: Actor, stream_id: int, change: StreamChange) -> None:
    """Change name, market or manager; the manager is in no team of the stream and owns no A3 in it."""
    with writing():
        stream = set_up_stream(actor, stream_id)
        change = checked_stream(change)
        if change.manager != stream.manager_id:
            ensure_account(change.manager, "manager")
            ensure_manager_is_apart(change.manager, team_people(stream_id))
            _ensure_owns_nothing(actor, change.manager, stream_id)
        stream.name, stream.market, stream.manager_id = change.name, change.market, change.manager
        _flush_named(change.name)
        journal(actor.id, "edited", "stream", stream_id, manager=change.manager)


def archive_stream(actor: Actor, stream_id: int) -> None:
    """Put a stream aside; nothing in it is lost."""
    with writing():
        set_up_stream(actor, stream_id).archived_at = now()
        journal(actor.id, "archived", "stream", stream_id)


def bring_back_stream(actor: Actor, stream_id: int) -> None:
    """Take an archived stream into use again."""
    with writing():
        set_up_stream(actor, stream_id).archived_at = None
        journal(actor.id, "brought back", "stream", stream_id)


def name_deputy(actor: Actor, stream_id: int, change: DeputyChange) -> None:
    """Name who stands in for the manager, from day to day."""
    with writing():
        stream = found_stream(actor, stream_id)
        ensure(actor, Action.NAME_DEPUTY, Place(stream_id))
        change = checked_deputy(change, stream.manager_id)
        ensure_account(change.person, "person")
        db.session.add(
            Deputy(
                stream_id=stream_id,
                person_id=change.person,
                first_day=change.first_day,
                last_day=change.last_day,
            )
        )
        journal(actor.id, "named a deputy for", "stream", stream_id, deputy=change.person)


def end_deputy(actor: Actor, stream_id: int, deputy_id: int) -> None:
    """Take a deputy back."""
    with writing():
        found_stream(actor, stream_id)
        ensure(actor, Action.NAME_DEPUTY, Place(stream_id))
        deputy = db.session.get(Deputy, deputy_id)
        if deputy is None or deputy.stream_id != stream_id:
            raise NotFound("There is no such deputy.")
        journal(actor.id, "ended a deputy of", "stream", stream_id, deputy=deputy.person_id)
        db.session.delete(deputy)


def invite_reader(actor: Actor, stream_id: int, person_id: int, may_comment: bool = False) -> None:
    """Let somebody read the stream, and perhaps comment; asking again changes only what he or she may."""
    with writing():
        found_stream(actor, stream_id)
        ensure(actor, Action.NAME_DEPUTY, Place(stream_id))
        ensure_account(person_id, "person")
        present = next((one for one in readers_of(stream_id) if one.person_id == person_id), None)
        if present is not None and present.may_comment == may_comment:
            return
        reader = present or StreamReader(stream_id=stream_id, person_id=person_id)
        reader.may_comment = may_comment
        db.session.add(reader)
        journal(
            actor.id, "invited a reader to", "stream", stream_id, reader=person_id, may_comment=may_comment
        )


def remove_reader(actor: Actor, stream_id: int, reader_id: int) -> None:
    """Take the invitation back."""
    with writing():
        found_stream(actor, stream_id)
        ensure(actor, Action.NAME_DEPUTY, Place(stream_id))
        reader = db.session.get(StreamReader, reader_id)
        if reader is None or reader.stream_id != stream_id:
            raise NotFound("There is no such reader.")
        journal(actor.id, "removed a reader of", "stream", stream_id, reader=reader.person_id)
        db.session.delete(reader)


def found_stream(actor: Actor, stream_id: int) -> ValueStream:
    """The stream; `NotFound` when the actor may not see it."""
    stream = stream_seen(actor, stream_id)
    if stream is None:
        raise NotFound("There is no such value stream.")
    return stream


def set_up_stream(actor: Actor, stream_id: int) -> ValueStream:
    """The stream, for somebody who may change it."""
    stream = found_stream(actor, stream_id)
    ensure(actor, Action.SET_UP_STREAMS, Place(stream_id))
    return stream


def stream_in_use(actor: Actor, stream_id: int, action: Action) -> ValueStream:
    """The stream, for somebody who may do this in it; `WrongState` while it is archived."""
    stream = found_stream(actor, stream_id)
    ensure(actor, action, Place(stream_id))
    if stream.archived_at is not None:
        raise WrongState(f"The value stream “{stream.name}” is archived. Bring it back first.")
    return stream


def ensure_account(person_id: int | None, field: str) -> None:
    """`Invalid` unless the person signs in and is not disabled; None passes."""
    if person_id is None:
        return
    person = db.session.get(Person, person_id)
    if person is None or person.email is None or person.archived_at is not None:
        raise Invalid("Choose somebody from the list.", {field: "Choose somebody from the list."})


def _ensure_owns_nothing(actor: Actor, manager: int | None, stream_id: int) -> None:
    """A manager cannot own an A3 that is still open in the same stream."""
    if manager is None:
        return
    owned, _more = a3_lines(actor, Filters(stream=stream_id, owner=manager))
    numbers = [label(line.number) for line in owned if line.stage != Stage.CLOSED.value]
    if numbers:
        sentence = f"This person owns {', '.join(numbers)}. Name another owner there first."
        raise Invalid("A manager cannot own an A3 of the same stream.", {"manager": sentence})


def _flush_named(name: str) -> None:
    try:
        db.session.flush()
    except IntegrityError:
        raise Invalid(
            "The name is taken.",
            {"name": f"There is a stream called “{name}” already, perhaps an archived one."},
        ) from None
