"""The review page: the revision that waits, or the newest, with everything that was said about it."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from a3tracker.db.a3s import Placed
from a3tracker.db.comments import reading_of, sent_reviews_of
from a3tracker.db.reviews import Round, rounds_of
from a3tracker.db.revisions import Revision, latest_revision
from a3tracker.domain.control_points import POINT_WORDS
from a3tracker.domain.reviews import outcome_of
from a3tracker.domain.revisions import LEARNINGS, read_content
from a3tracker.domain.stages import Stage
from a3tracker.rendering.live import live_sheet, revision_sheet
from a3tracker.usecases.a3s import found_a3
from a3tracker.usecases.reviews import may_decide
from a3tracker.web.check_hints import guard_words
from a3tracker.web.forms.comments import ReviewForm
from a3tracker.web.guard import actor
from a3tracker.web.open_items import asked_for_yes
from a3tracker.web.review_changes import missed_by, read_since, written_since
from a3tracker.web.sheet_page import base_address
from a3tracker.web.threads import talk_on
from a3tracker.web.trigger_lines import trigger_lines

#: Check and Act: there the measures are judged.
_MEASURED = (4, 5)


def review_page(
    number: int, form: ReviewForm | None = None, error: str = "", status: int = 200
) -> ResponseReturnValue:
    """The page as the actor may see it; what was typed into `form` is kept.

    An A3 of which no revision was taken yet is shown as it stands: the first comment takes one.
    """
    placed = found_a3(actor(), number)
    rounds = rounds_of(placed.a3.id)
    waiting = next((item for item in rounds if item.submission.decision is None), None)
    revision = waiting.revision if waiting else latest_revision(placed.a3.id)
    return render_template(
        "reviews/show.html",
        a3=placed.a3,
        placed=placed,
        rounds=rounds,
        waiting=waiting,
        revision=revision,
        error=error,
        point_words=POINT_WORDS,
        numbers=round_numbers(rounds),
        missed=missed_by(placed, form.asked, form.read, rounds) if form and status == 409 else None,
        newer=written_since(placed, revision) if revision else None,
        **_end(placed.a3.cycle, waiting),
        **_asked(placed, waiting),
        sent=sent_reviews_of(placed.a3.id),
        returned=_returned(rounds),
        **_read_by_the_actor(placed, revision, rounds),
        form=_form(placed, revision, waiting, form),
    ), status


def _asked(placed: Placed, waiting: Round | None) -> dict[str, object]:
    """Whether the actor may decide, and what else waits for a yes."""
    verdict = may_decide(actor(), placed, waiting.submission if waiting else None)
    return {"verdict": verdict, **asked_for_yes(placed, verdict)}


def _read_by_the_actor(placed: Placed, revision: Revision | None, rounds: list[Round]) -> dict[str, object]:
    """The sheet as it is reviewed, what was said about it, and what this person has read of it."""
    sheet = (
        revision_sheet(placed, revision, base_address(), rounds)
        if revision
        else live_sheet(placed, base_address(), rounds).sheet
    )
    reading = reading_of(placed.a3.id, actor().id)
    return {
        "sheet": sheet,
        "talk": talk_on(actor(), placed, sheet),
        "guard": _guard(revision, rounds),
        "triggers": trigger_lines(actor(), placed),
        "is_read": revision is None or (reading is not None and reading.revision >= revision.number),
        "since": read_since(placed, revision, reading) if revision else None,
    }


def _form(
    placed: Placed, revision: Revision | None, waiting: Round | None, form: ReviewForm | None
) -> ReviewForm:
    """What is sent next is about the revision that is shown now; number 0 says that there is none."""
    form = form or ReviewForm(formdata=None)
    form.offer(placed.a3.cycle)
    form.revision.data, form.digest.data = (str(revision.number), revision.digest) if revision else ("0", "")
    form.submission.data = str(waiting.submission.id) if waiting else "0"
    return form


def round_numbers(rounds: list[Round]) -> dict[int, str]:
    """The round of each submission, by its id; where one was superseded, 2.1 and 2.2 tell them apart."""
    asked: dict[int, list[int]] = {}
    for item in reversed(rounds):
        asked.setdefault(item.submission.round, []).append(item.submission.id)
    return {
        identity: f"{number}.{place}" if len(identities) > 1 else str(number)
        for number, identities in asked.items()
        for place, identity in enumerate(identities, 1)
    }


def _guard(revision: Revision | None, rounds: list[Round]) -> str:
    """The guard that is missing, said where the check or the end is decided."""
    asked = [item for item in rounds if item.submission.decision is None]
    if revision is None or not any(item.submission.point in _MEASURED for item in asked):
        return ""
    return guard_words(read_content(revision.content))


def _returned(rounds: list[Round]) -> list[Round]:
    """The rounds that came back since the last agreement: their reasons still ask for an answer."""
    since: list[Round] = []
    for item in rounds:
        if item.submission.decision == "agreed":
            break
        if item.submission.decision == "returned":
            since.append(item)
    return since


def _end(cycle: str, shown: Round | None) -> dict[str, object]:
    """The outcome that was proposed, in its word; what was learned; whether agreeing closes the A3."""
    if shown is None or shown.submission.outcome is None:
        return {"outcome": "", "learning": None, "closes": False}
    outcome = outcome_of(cycle, shown.submission.outcome)
    learning = next(iter(read_content(shown.revision.content).rows.get(LEARNINGS, [])), None)
    return {"outcome": outcome.label, "learning": learning, "closes": outcome.leads_to is Stage.CLOSED}
