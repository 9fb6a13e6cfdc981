"""The review page: the revision that waits, or the newest, with everything that was said about it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from a3tracker.db.a3s import Placed
from a3tracker.db.comments import Reading, reading_of, sent_reviews_of
from a3tracker.db.people import names_of
from a3tracker.db.reviews import Round, rounds_of
from a3tracker.db.revisions import Revision, content_of, latest_revision, revision_numbered
from a3tracker.domain.control_points import POINT_WORDS
from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.errors import NotFound
from a3tracker.domain.revisions import changed_parts, read_content
from a3tracker.rendering.changes import Change, changes_between, people_in
from a3tracker.rendering.live import revision_sheet
from a3tracker.usecases.a3s import found_a3
from a3tracker.usecases.reviews import may_decide
from a3tracker.web.forms.comments import ReviewForm
from a3tracker.web.guard import actor
from a3tracker.web.sheet_page import base_address
from a3tracker.web.threads import talk_on


@dataclass(frozen=True)
class Since:
    """What changed since the revision that this person read before."""

    revision: int
    changes: tuple[Change, ...]


def review_page(
    number: int, form: ReviewForm | None = None, error: str = "", status: int = 200
) -> ResponseReturnValue:
    """The page as the actor may see it; what was typed into `form` is kept."""
    placed = found_a3(actor(), number)
    rounds = rounds_of(placed.a3.id)
    waiting = next((item for item in rounds if item.submission.decision is None), None)
    revision = waiting.revision if waiting else latest_revision(placed.a3.id)
    if revision is None:
        raise NotFound("There is nothing to review yet: no revision was taken of this A3.")
    return render_template(
        "reviews/show.html",
        a3=placed.a3,
        placed=placed,
        rounds=rounds,
        waiting=waiting,
        revision=revision,
        error=error,
        form=_form(placed, revision, form),
        point_words=POINT_WORDS,
        newer=_written_since(placed, revision),
        outcome=_outcome(placed.a3.cycle, waiting),
        verdict=may_decide(actor(), placed, waiting.submission if waiting else None),
        sent=sent_reviews_of(placed.a3.id),
        returned=_returned(rounds),
        **_read_by_the_actor(placed, revision, rounds),
    ), status


def changed_since(number: int, read: int) -> str:
    """What the newest submission changed against the revision that was read."""
    a3 = found_a3(actor(), number).a3
    before, newest = revision_numbered(a3.id, read), latest_revision(a3.id)
    if before is None or newest is None or before.number == newest.number:
        return ""
    parts = changed_parts(read_content(before.content), read_content(newest.content))
    return f"Changed: {', '.join(part_words(a3.cycle, part) for part in parts)}."


def part_words(cycle: str, part: str) -> str:
    """What a changed part is called on the page."""
    labels = {box.key: box.label for box in CYCLES[cycle].boxes}
    return labels.get(part, part.replace("_", " "))


def _read_by_the_actor(placed: Placed, revision: Revision, rounds: list[Round]) -> dict[str, object]:
    """The sheet of this revision, what was said about it, and what this person has read of it."""
    sheet = revision_sheet(placed, revision, base_address(), rounds)
    reading = reading_of(placed.a3.id, actor().id)
    return {
        "sheet": sheet,
        "talk": talk_on(actor(), placed, sheet),
        "is_read": reading is not None and reading.revision >= revision.number,
        "since": _since(placed, revision, reading),
    }


def _form(placed: Placed, revision: Revision, form: ReviewForm | None) -> ReviewForm:
    """What is sent next is about the revision that is shown now."""
    form = form or ReviewForm(formdata=None)
    form.offer(placed.a3.cycle)
    form.revision.data, form.digest.data = str(revision.number), revision.digest
    return form


def _written_since(placed: Placed, revision: Revision) -> list[str]:
    """What differs now from the revision that is shown."""
    parts = changed_parts(read_content(revision.content), content_of(placed))
    return [part_words(placed.a3.cycle, part) for part in parts]


def _since(placed: Placed, revision: Revision, reading: Reading | None) -> Since | None:
    """None when this person has read no earlier revision."""
    if reading is None:
        return None
    read = reading.revision if reading.revision < revision.number else reading.before
    before = revision_numbered(placed.a3.id, read) if read and read < revision.number else None
    if before is None:
        return None
    old, new = read_content(before.content), read_content(revision.content)
    places = {("team", placed.team.id): placed.team.name, ("segment", placed.segment.id): placed.segment.name}
    return Since(before.number, changes_between(old, new, names_of(people_in(old, new)), places))


def _returned(rounds: list[Round]) -> list[Round]:
    """The rounds that came back since the last agreement: their reasons still ask for an answer."""
    since: list[Round] = []
    for item in rounds:
        if item.submission.decision == "agreed":
            break
        if item.submission.decision == "returned":
            since.append(item)
    return since


def _outcome(cycle: str, shown: Round | None) -> str:
    """The word of the outcome that was proposed, if one was."""
    labels = {outcome.key: outcome.label for outcome in CYCLES[cycle].outcomes}
    return labels.get((shown.submission.outcome or "") if shown else "", "")
