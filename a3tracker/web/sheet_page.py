"""What the page of a sheet offers around the paper: moves, the state of agreement, reasons when not."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app, request

from a3tracker.config import Config
from a3tracker.db.a3s import Placed
from a3tracker.db.reviews import Round
from a3tracker.domain.access import Action, Actor, Verdict, may
from a3tracker.domain.cycles import CYCLES, Outcome
from a3tracker.domain.reviews import Move, Transition, moves_from, what_is_missing
from a3tracker.domain.stages import Stage
from a3tracker.rendering.live import Live
from a3tracker.usecases.reviews import may_decide


@dataclass(frozen=True)
class Offer:
    """A move that leads on from here, whether the actor may make it, and what is still missing for it."""

    line: Transition
    verdict: Verdict
    missing: tuple[str, ...]


@dataclass(frozen=True)
class SheetPage:
    """What `templates/components/panel.html` and the sheet's page need beside the sheet itself."""

    a3: int
    may_write: bool
    why_not: str
    offers: tuple[Offer, ...]
    outcomes: tuple[Outcome, ...]
    waiting: Round | None
    last: Round | None
    may_decide: Verdict
    may_archive: Verdict
    may_delete: Verdict
    newest_revision: int
    changed: bool
    open: str | None = None
    form_html: str = ""


def sheet_page(actor: Actor, placed: Placed, rounds: list[Round], live: Live) -> SheetPage:
    """Everything around the paper, from the one table of moves and the one table of rules."""
    waiting = next((item for item in rounds if item.submission.decision is None), None)
    writes = may_write(actor, placed)
    return SheetPage(
        a3=placed.a3.number,
        may_write=writes.ok,
        why_not=writes.reason,
        offers=_offers(actor, placed, live.written) if placed.a3.archived_at is None else (),
        outcomes=CYCLES[placed.a3.cycle].outcomes,
        waiting=waiting,
        last=next((item for item in rounds if item.submission.decision in ("agreed", "returned")), None),
        may_decide=may_decide(actor, placed, waiting.submission if waiting else None),
        may_archive=may(actor, Action.ARCHIVE_A3, placed.place),
        may_delete=may(actor, Action.DELETE_A3, placed.place),
        newest_revision=live.newest_revision,
        changed=live.changed,
    )


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


def _offers(actor: Actor, placed: Placed, written: frozenset[str]) -> tuple[Offer, ...]:
    """The coordinator's moves from here; decisions have a page of their own."""
    return tuple(
        Offer(line, may(actor, line.action, placed.place), what_is_missing(placed.a3.cycle, line, written))
        for line in moves_from(Stage(placed.a3.stage))
        if line.move in (Move.SUBMIT, Move.LOCK, Move.CHECK)
    )
