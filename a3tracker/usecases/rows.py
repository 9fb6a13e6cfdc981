"""Facts as rows: people, experiments and checks of an A3, and what was expected before Do."""

from __future__ import annotations

from dataclasses import replace

from a3tracker.db import countermeasures as countermeasures_rows
from a3tracker.db import experiments as experiments_rows
from a3tracker.db import not_to_do as not_to_do_rows
from a3tracker.db import predictions as predictions_rows
from a3tracker.db.a3s import Placed
from a3tracker.db.base import db
from a3tracker.db.causes import Cause as CauseRow
from a3tracker.db.metrics import metric_in
from a3tracker.db.people import Person, people_of_stream
from a3tracker.db.rows import TABLES, Row, row_count, row_of, rows_in
from a3tracker.db.series import unit_of
from a3tracker.db.standards import Step, close_gap
from a3tracker.domain import predictions
from a3tracker.domain import rows as domain
from a3tracker.domain.access import Action, Actor
from a3tracker.domain.causes import Cause
from a3tracker.domain.checks import Check, checked_check, of_metric
from a3tracker.domain.control_points import is_locked
from a3tracker.domain.countermeasures import Countermeasure
from a3tracker.domain.cycles import CYCLES, Panel
from a3tracker.domain.errors import Invalid, NotFound, OutOfDate, WrongState
from a3tracker.domain.experiments import STAYS, Experiment, checked_experiment
from a3tracker.domain.facts import Fact
from a3tracker.domain.not_to_do import NotToDo
from a3tracker.domain.predictions import ExpectedRange, Prediction
from a3tracker.domain.stages import Stage
from a3tracker.domain.standards import Held
from a3tracker.domain.tallies import Tally, checked_tally
from a3tracker.usecases.a3s import found_a3, open_a3, touch
from a3tracker.usecases.boxes import note_writer
from a3tracker.usecases.causes import cause_in, ensure_may_go
from a3tracker.usecases.countermeasures import ensure_removable, keep_from_lock, planned
from a3tracker.usecases.not_to_do import ask_for_yes, stopped
from a3tracker.usecases.predictions import lock_row
from a3tracker.usecases.standards import checked_held, checked_training
from a3tracker.usecases.transaction import journal, now, writing

#: More rows than this cannot be read on one sheet, nor in one meeting.
MOST_ROWS = 200
Measured = Check | Prediction | ExpectedRange


def found_row(actor: Actor, number: int, panel: Panel, row_id: int) -> Row:
    """One row of an A3 that the actor sees."""
    row = row_of(found_a3(actor, number).a3.id, panel, row_id)
    if row is None:
        raise NotFound("This row is not there any more. Somebody removed it.")
    return row


def row_to_edit(actor: Actor, number: int, panel: Panel, row_id: int) -> Row:
    """One row when it may still be changed; `WrongState` for one that is locked."""
    row = found_row(actor, number, panel, row_id)
    _ensure_not_locked(row)
    return row


def add_row(actor: Actor, number: int, panel: Panel, fact: Fact, contact: str = "") -> int:
    """Add a row; `contact` names somebody new for a Locate box, who does not sign in. The row's id."""
    with writing():
        return added_row(actor, open_a3(actor, number, Action.WRITE_A3), panel, fact, contact).id


def added_row(actor: Actor, placed: Placed, panel: Panel, fact: Fact, contact: str = "") -> Row:
    """The new row. Called inside a writing transaction, for an A3 that the actor may write on."""
    _ensure_drawn(placed, panel)
    checked = _checked(placed, fact, None, contact)
    twice = _locked_already(placed, panel, checked)
    if twice is not None:
        return twice
    row = TABLES[panel](a3_id=placed.a3.id)
    row.write(checked)  # type: ignore[arg-type]
    keep_from_lock(placed, row)
    if isinstance(row, predictions_rows.Prediction | predictions_rows.ExpectedRange) and row.reason:
        # It was said on this day and for this reason; that is never changed either.
        lock_row(actor.id, placed, row)
    if isinstance(row, experiments_rows.Experiment):
        row.logged_by = actor.id
    db.session.add(row)
    db.session.flush()
    _note(actor, placed, "added a row to", panel, row.id)
    _ask(actor, placed, row)
    return row


def edit_row(
    actor: Actor, number: int, panel: Panel, row_id: int, fact: Fact, version: int, contact: str = ""
) -> None:
    """Change a row; an older form is refused, so that nothing of somebody else's is overwritten."""
    with writing():
        placed = open_a3(actor, number, Action.WRITE_A3)
        row = found_row(actor, number, panel, row_id)
        _ensure_not_locked(row)
        checked = _checked(placed, fact, row.fact(), contact)
        if checked == row.fact():
            return
        if row.version != version:
            raise OutOfDate(
                "Somebody else changed this row meanwhile. It is shown as it stands now, with yours.",
                version=row.version,
            )
        row.write(checked)  # type: ignore[arg-type]
        row.version += 1
        _note(actor, placed, "edited a row of", panel, row_id)
        _ask(actor, placed, row)


def remove_row(actor: Actor, number: int, panel: Panel, row_id: int) -> None:
    """Remove a row; removing it twice is harmless."""
    with writing():
        placed = open_a3(actor, number, Action.WRITE_A3)
        row = row_of(placed.a3.id, panel, row_id)
        if row is not None:
            _ensure_not_locked(row)
            _ensure_unfinished(row)
            if isinstance(row, countermeasures_rows.Countermeasure):
                ensure_removable(placed, row)
            if isinstance(row, CauseRow):
                ensure_may_go(placed, row)
            db.session.delete(row)
            if isinstance(row, Step):
                close_gap(placed.a3.id, row.place)
            _note(actor, placed, "removed a row of", panel, row_id)


def _checked(placed: Placed, fact: Fact, before: Fact | None, contact: str) -> Fact:
    """The fact after its own rules."""
    if isinstance(fact, Countermeasure):
        return planned(placed, fact, before if isinstance(before, Countermeasure) else None)
    if isinstance(fact, NotToDo):
        return stopped(placed, fact, before if isinstance(before, NotToDo) else None)
    if isinstance(fact, Cause):
        return cause_in(placed, fact, before if isinstance(before, Cause) else None)
    if isinstance(fact, Tally):
        return checked_tally(fact)
    if isinstance(fact, Held):
        return checked_held(placed, fact, before)
    if isinstance(fact, Check | Prediction | ExpectedRange):
        fact = _with_metric(placed, fact, before)
    if isinstance(fact, Check):
        return checked_check(fact)
    if isinstance(fact, Prediction):
        return _in_time(placed, predictions.checked_prediction(fact))
    known = {known.id for known in people_of_stream(placed.stream.id)}
    if isinstance(fact, Experiment):
        return checked_experiment(fact, before if isinstance(before, Experiment) else None, known)
    if isinstance(fact, ExpectedRange):
        if fact.responsible not in {None, *known}:
            raise Invalid("Choose somebody from the list.", {"responsible": "Choose somebody from the list."})
        return _in_time(placed, predictions.checked_range(fact))
    return _checked_person(placed, fact, before, contact, known)


def _checked_person(
    placed: Placed, fact: domain.PersonRow, before: Fact | None, contact: str, known: set[int]
) -> Fact:
    person = fact.person or _contact(placed, contact)
    known |= {person} if not fact.person else set()
    if person not in known and not (isinstance(before, domain.PersonRow) and before.person == person):
        raise Invalid(
            "Choose somebody from the list.", {"person": "Choose somebody from the list, or name a contact."}
        )
    return checked_training(placed, domain.checked_person_row(replace(fact, person=person)))


def _with_metric(placed: Placed, fact: Measured, before: Fact | None) -> Measured:
    """The row with what its metric says of itself; one that is in use, unless it was chosen before."""
    if fact.metric is None:
        return fact
    metric = metric_in(placed.a3.segment_id, fact.metric)
    if metric is None or (metric.archived_at is not None and fact.metric != getattr(before, "metric", None)):
        raise Invalid("Choose a metric of the segment.", {"metric": "Choose one from the list."})
    unit = unit_of(metric, placed.segment)
    if isinstance(fact, Check):
        return of_metric(fact, metric.name, metric.side, unit)
    if isinstance(fact, Prediction):
        return predictions.of_metric(fact, metric.name, unit)
    if unit and fact.unit.strip() not in ("", unit):
        raise Invalid("The unit is another one.", {"unit": f"{metric.name} is kept in {unit}."})
    return replace(fact, unit=unit or fact.unit)


def _in_time(placed: Placed, row: predictions.E) -> predictions.E:
    """Before the lock as it is; after it with the date and the reason of a later one."""
    if is_locked(Stage(placed.a3.stage)):
        return predictions.later(row, now().date())
    return predictions.at_first(row)


def _locked_already(placed: Placed, panel: Panel, fact: Fact) -> Row | None:
    """A later row that says just this: the button was pressed twice, and both would stay."""
    if not isinstance(fact, Prediction | ExpectedRange) or not fact.reason:
        return None
    return next((row for row in rows_in(placed.a3.id, panel) if row.fact() == fact), None)


def _ensure_not_locked(row: Row) -> None:
    if getattr(row, "locked_at", None) is not None:
        raise WrongState(
            "This was locked before Do and is never changed. Add a later one: it stands beside it, "
            "with its date and the reason."
        )


def _ensure_unfinished(row: Row) -> None:
    if isinstance(row, experiments_rows.Experiment) and row.fact().finished:
        raise WrongState(STAYS)


def _ask(actor: Actor, placed: Placed, row: Row) -> None:
    """What is not to be done needs the manager's yes."""
    if isinstance(row, not_to_do_rows.NotToDo):
        ask_for_yes(actor, placed, row)


def _contact(placed: Placed, name: str) -> int:
    """A new contact of the stream: somebody who stands on sheets and does not sign in."""
    name = domain.text_of(name, "contact", domain.SHORT, "Choose somebody, or give the name of a contact.")
    person = Person(name=name, contact_of=placed.stream.id, created_at=now())
    db.session.add(person)
    db.session.flush()
    return person.id


def _ensure_drawn(placed: Placed, panel: Panel) -> None:
    if not any(panel in box.panels for box in CYCLES[placed.a3.cycle].boxes):
        raise NotFound("No box of this cycle holds such rows.")
    if row_count(placed.a3.id, panel) >= MOST_ROWS:
        raise Invalid(
            f"An A3 holds at most {MOST_ROWS} rows of a kind. Sum up older ones, or start the next loop."
        )


def _note(actor: Actor, placed: Placed, act: str, panel: Panel, row_id: int) -> None:
    touch(placed.a3)
    note_writer(placed.a3, actor)
    journal(actor.id, act, "a3", placed.a3.id, panel=panel.value, row=row_id)
