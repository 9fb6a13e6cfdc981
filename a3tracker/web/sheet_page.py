"""What the page of a sheet offers around the paper: moves, the state of agreement, reasons when not."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask import current_app, request

from a3tracker.config import Config
from a3tracker.db.a3s import Placed
from a3tracker.db.audits import due_after
from a3tracker.db.learnings import touchpoints_in
from a3tracker.db.reviews import Round
from a3tracker.db.revisions import Written
from a3tracker.db.versions import locks_among
from a3tracker.domain.access import Action, Actor, Verdict, may
from a3tracker.domain.audits import RHYTHMS
from a3tracker.domain.control_points import Point
from a3tracker.domain.cycles import CYCLES, Outcome
from a3tracker.domain.predictions import Expected, Prediction
from a3tracker.domain.reviews import Move, Transition, moves_from, what_is_missing
from a3tracker.domain.rows import SHORT
from a3tracker.domain.stages import Stage
from a3tracker.rendering.live import Live, Since
from a3tracker.usecases.reviews import is_sustaining, may_decide, said_last_round
from a3tracker.web.check_hints import Hints
from a3tracker.web.near import Near, near_a3
from a3tracker.web.note_lines import Notes, notes_on
from a3tracker.web.sheet_hints import sheet_hints


@dataclass(frozen=True)
class Offer:
    """A move that leads on from here, whether the actor may make it, and what is still missing for it."""

    line: Transition
    verdict: Verdict
    missing: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Whether the actor may make it now."""
        return self.verdict.ok and not self.missing


@dataclass(frozen=True)
class Audit:
    """How often a standard is looked at, in words, and when it asks next; None while it is not in use."""

    rhythm: str
    due: date | None


@dataclass(frozen=True)
class SheetPage:
    """What `templates/components/panel.html` and the sheet's page need beside the sheet itself."""

    a3: int
    may_write: bool
    why_not: str
    offers: tuple[Offer, ...]
    outcomes: tuple[Outcome, ...]
    way: tuple[Point, ...]
    check_on: date | None
    round_outcomes: frozenset[str]
    may_plan: Verdict
    waiting: Round | None
    last: Round | None
    may_decide: Verdict
    may_archive: Verdict
    may_delete: Verdict
    may_see_coaching: Verdict
    newest_revision: int
    changed: bool
    #: Since which revision what was agreed last reads otherwise, if it does.
    changed_since: Since | None = None
    hints: Hints = field(default_factory=Hints)
    audit: Audit | None = None
    open: str | None = None
    form_html: str = ""
    #: What the learning of an end may be tagged with.
    touchpoints: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    near: Near | None = None
    notes: Notes = field(default_factory=Notes)


def sheet_page(actor: Actor, placed: Placed, rounds: list[Round], live: Live) -> SheetPage:
    """Everything around the paper, from the one table of moves and the one table of rules."""
    waiting = next((item for item in rounds if item.submission.decision is None), None)
    offers = _offers(actor, placed, live.written, rounds) if placed.a3.archived_at is None else ()
    writes, outcomes = may_write(actor, placed), CYCLES[placed.a3.cycle].outcomes
    return SheetPage(
        a3=placed.a3.number,
        may_write=writes.ok,
        why_not=writes.reason,
        offers=offers,
        way=live.way,
        check_on=_check_on(live.written.expected),
        round_outcomes=frozenset(one.key for one in outcomes if one.leads_to is Stage.DO),
        outcomes=outcomes,
        waiting=waiting,
        last=next((item for item in rounds if item.submission.decision in ("agreed", "returned")), None),
        may_decide=may_decide(actor, placed, waiting.submission if waiting else None),
        newest_revision=live.newest_revision,
        changed=live.changed,
        changed_since=live.since,
        hints=sheet_hints(actor, placed, live.written, writes=writes.ok),
        touchpoints=_touchpoints(placed, offers),
        causes=_causes(live.written),
        near=near_a3(actor, placed, live.written.content),
        audit=_audit(placed, live),
        notes=notes_on(actor, placed, writes=writes.ok, noted=live.written.noted),
        **_rights(actor, placed),
    )


def _rights(actor: Actor, placed: Placed) -> dict[str, Any]:
    asked = {
        "may_plan": Action.COORDINATE_A3,
        "may_archive": Action.ARCHIVE_A3,
        "may_delete": Action.DELETE_A3,
        "may_see_coaching": Action.SEE_COACHING,
    }
    return {key: may(actor, action, placed.place) for key, action in asked.items()}


def _touchpoints(placed: Placed, offers: tuple[Offer, ...]) -> tuple[str, ...]:
    """Those of the stream, for whoever may say now what was learned."""
    ends = any(offer.line.needs_outcome and offer.verdict for offer in offers)
    return tuple(touchpoints_in(placed.stream.id)) if ends else ()


def _causes(written: Written) -> tuple[str, ...]:
    return tuple(row["words"][:SHORT] for row in written.content.rows.get("causes", []))


def may_write(actor: Actor, placed: Placed) -> Verdict:
    """Whether the boxes open for this actor, and why not."""
    if placed.a3.archived_at is not None:
        return Verdict(False, "This A3 is archived. Bring it back to write on it.")
    if placed.a3.stage == Stage.CLOSED.value:
        return Verdict(False, "This A3 is closed and stays as it was agreed.")
    return may(actor, Action.WRITE_A3, placed.place)


def base_address() -> str:
    """Where links on paper lead: the configured address, else the one that this page was asked at."""
    config: Config = current_app.extensions["a3tracker"]
    return config.base_url or request.host_url.rstrip("/")


def _offers(actor: Actor, placed: Placed, written: Written, rounds: list[Round]) -> tuple[Offer, ...]:
    """The coordinator's moves from here; decisions have a page of their own."""
    stale = said_last_round(placed, rounds, written.content)
    cycle, lines = placed.a3.cycle, moves_from(Stage(placed.a3.stage), is_sustaining(placed))
    return tuple(
        Offer(
            line,
            may(actor, line.action, placed.place),
            what_is_missing(cycle, line, written.keys, written.expected, stale, written.countermeasures),
        )
        for line in lines
        if line.move in (Move.SUBMIT, Move.LOCK, Move.CHECK)
    )


def _audit(placed: Placed, live: Live) -> Audit | None:
    """Only a standard has a rhythm."""
    if not CYCLES[placed.a3.cycle].has_versions:
        return None
    checks = [date.fromisoformat(row["day"]) for row in live.written.content.rows.get("adherence", ())]
    due = due_after(placed.a3, checks, locks_among(live.dates))
    return Audit(RHYTHMS.get(placed.a3.audit_days or 0, ""), due)


def _check_on(expected: tuple[Expected, ...]) -> date | None:
    """The day that the predictions name for their Check: the last of them."""
    return max((row.day for row in expected if isinstance(row, Prediction) and row.day), default=None)
