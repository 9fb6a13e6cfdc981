"""Operational definitions of a segment, kept by the coordinators of its stream."""

from __future__ import annotations

from datetime import date

from sqlalchemy.exc import IntegrityError

from a3tracker.db.base import db
from a3tracker.db.definitions import Definition, DefinitionVersion, definition_in, versions_of
from a3tracker.db.metrics import metrics_of
from a3tracker.domain.access import Action, Actor
from a3tracker.domain.definitions import (
    Meaning,
    checked_meaning,
    checked_term,
    ensure_changed,
    ensure_later,
)
from a3tracker.domain.errors import Invalid, NotFound, OutOfDate, WrongState
from a3tracker.domain.metrics import DERIVED, Kind
from a3tracker.domain.rates import FlowMetric
from a3tracker.usecases.segments import found_segment, segment_to_write
from a3tracker.usecases.transaction import journal, now, writing


def found_definition(actor: Actor, segment_id: int, definition_id: int) -> Definition:
    """The definition; `NotFound` when it is none of a segment that the actor sees."""
    found_segment(actor, segment_id)
    definition = definition_in(segment_id, definition_id)
    if definition is None:
        raise NotFound("There is no such definition.")
    return definition


def add_definition(actor: Actor, segment_id: int, term: str, meaning: Meaning, valid_from: date) -> int:
    """Define a term; returns the definition's id."""
    term, meaning = checked_term(term), checked_meaning(meaning)
    with writing():
        segment_to_write(actor, segment_id, Action.DEFINE_TERMS)
        definition = Definition(segment_id=segment_id, term=term, created_at=now())
        db.session.add(definition)
        _flush_named(term)
        _add_version(actor, definition, 1, meaning, valid_from)
        _use_in_rates(definition)
        journal(actor.id, "added", "definition", definition.id, segment=segment_id)
        return definition.id


def add_version(
    actor: Actor, segment_id: int, definition_id: int, meaning: Meaning, valid_from: date, newest_seen: int
) -> int:
    """Say what the term means from a day on; what it meant before stays. Returns the version's number."""
    meaning = checked_meaning(meaning)
    with writing():
        definition = _to_change(actor, segment_id, definition_id)
        if definition.archived_at is not None:
            raise WrongState("This definition is archived. Bring it back first.")
        newest = versions_of(definition_id)[0]
        if newest.number != newest_seen:
            raise OutOfDate(
                "Somebody else added a version meanwhile: see its page. Yours is below.",
                version=newest.number,
            )
        ensure_changed(meaning, newest.meaning)
        ensure_later(valid_from, newest.valid_from)
        _add_version(actor, definition, newest.number + 1, meaning, valid_from)
        journal(
            actor.id, "added a version to", "definition", definition_id,
            segment=segment_id, version=newest.number + 1,
        )  # fmt: skip
        return newest.number + 1


def archive_definition(actor: Actor, segment_id: int, definition_id: int) -> None:
    """Put a definition aside; the charts that use it stay as they are."""
    with writing():
        _to_change(actor, segment_id, definition_id).archived_at = now()
        journal(actor.id, "archived", "definition", definition_id, segment=segment_id)


def bring_back_definition(actor: Actor, segment_id: int, definition_id: int) -> None:
    """Take an archived definition into use again."""
    with writing():
        _to_change(actor, segment_id, definition_id).archived_at = None
        journal(actor.id, "brought back", "definition", definition_id, segment=segment_id)


def _to_change(actor: Actor, segment_id: int, definition_id: int) -> Definition:
    segment_to_write(actor, segment_id, Action.DEFINE_TERMS)
    return found_definition(actor, segment_id, definition_id)


def _add_version(actor: Actor, definition: Definition, number: int, meaning: Meaning, day: date) -> None:
    db.session.add(
        DefinitionVersion(
            definition_id=definition.id,
            number=number,
            valid_from=day,
            made_by=actor.id,
            made_at=now(),
            **vars(meaning),
        )
    )


def _use_in_rates(definition: Definition) -> None:
    """The rates of the flow that wait for this term use it from now on."""
    for metric in metrics_of(definition.segment_id):
        waits = metric.kind == Kind.FLOW and metric.definition_id is None
        if waits and DERIVED[FlowMetric(metric.source)].term == definition.term.casefold():
            metric.definition_id = definition.id


def _flush_named(term: str) -> None:
    try:
        db.session.flush()
    except IntegrityError:
        sentence = f"“{term}” is defined in this segment already, perhaps archived. Add a version to it."
        raise Invalid("The term is taken.", {"term": sentence}) from None
