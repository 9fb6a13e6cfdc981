"""What the print page knows of each paper before anything is printed, and the paper that was used last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import session as cookie

from a3tracker.db.a3s import Placed
from a3tracker.db.known_prints import Known, known_prints
from a3tracker.db.reviews import rounds_of
from a3tracker.db.revisions import latest_revision, revision_numbered
from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.errors import NotFound
from a3tracker.domain.papers import HALVES, HARD_TO_READ, PAPERS
from a3tracker.rendering import papers
from a3tracker.rendering.drawn import Sheet
from a3tracker.rendering.live import live_sheet, revision_sheet
from a3tracker.web.sheet_page import base_address


@dataclass(frozen=True)
class PaperChoice:
    """One paper: its type size in points and the lines that each box loses, where an earlier print told them.

    `zoom` is what the type of an A3 is multiplied with, `halves` the words of the paper that holds the same
    sheet at full size.
    """

    key: str
    words: str
    zoom: float
    halves: str
    size: float | None = None
    missing: tuple[tuple[str, int], ...] = ()

    @property
    def hard(self) -> bool:
        """Whether its type is known to be hard to read."""
        return self.size is not None and self.size < HARD_TO_READ


@dataclass(frozen=True)
class PrintChoice:
    """The sheet that would be printed, as of which revision (None for what stands now), on which papers."""

    sheet: Sheet
    revision: int | None
    papers: tuple[PaperChoice, ...]


def print_choice(placed: Placed, old: int | None) -> PrintChoice:
    """What stands now, or one old revision as it was."""
    rounds = rounds_of(placed.a3.id)
    if old is not None:
        revision = revision_numbered(placed.a3.id, old)
        if revision is None:
            raise NotFound(f"There is no revision {old} of A3-{placed.a3.number}.")
        sheet = revision_sheet(placed, revision, base_address(), rounds)
        return PrintChoice(sheet, old, _papers(placed.a3.cycle, known_prints(revision.id)))
    live = live_sheet(placed, base_address(), rounds)
    newest = None if live.changed else latest_revision(placed.a3.id)
    return PrintChoice(live.sheet, None, _papers(placed.a3.cycle, known_prints(newest.id) if newest else {}))


def last_paper() -> str:
    """The paper that this browser printed on last."""
    paper = cookie.get("paper")
    return paper if paper in PAPERS else "a3"


def last_card_paper() -> str:
    """A4, or Letter for whoever printed on a paper of those lands last."""
    return "letter" if last_paper() in ("ledger", "letter", "letter-halves") else "a4"


def keep_paper(paper: str) -> None:
    """The next print proposes it."""
    cookie["paper"] = paper


def _papers(cycle: str, known: Mapping[str, Known]) -> tuple[PaperChoice, ...]:
    labels = {box.key: box.label for box in CYCLES[cycle].boxes}
    found = []
    for key, words in PAPERS.items():
        earlier = known.get(key)
        choice = PaperChoice(key, words, papers.PAPERS[key].zoom, PAPERS.get(HALVES.get(key, ""), ""))
        if earlier is not None:
            longest = sorted(earlier.missing.items(), key=lambda one: -one[1])
            missing = tuple((labels.get(box, box), lines) for box, lines in longest)
            choice = PaperChoice(key, words, choice.zoom, choice.halves, earlier.size_pt, missing)
        found.append(choice)
    return tuple(found)
