"""The history of an A3: its revisions, two of them compared, an old one shown and restored."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from a3tracker.db.a3s import Placed
from a3tracker.db.reviews import rounds_of
from a3tracker.db.revision_history import Taken, history_of
from a3tracker.db.revisions import Revision, content_of, revision_numbered
from a3tracker.domain.access import Action
from a3tracker.domain.control_points import POINT_WORDS
from a3tracker.domain.cycle_changes import as_cycle
from a3tracker.domain.errors import NotFound
from a3tracker.domain.papers import PAPERS
from a3tracker.domain.revisions import Content, read_content
from a3tracker.rendering.comparing import compared
from a3tracker.rendering.live import revision_sheet
from a3tracker.rendering.text import RENDERER_VERSION, to_html
from a3tracker.usecases import restoring as usecases
from a3tracker.usecases.a3s import found_a3, open_a3
from a3tracker.web.addresses import whole
from a3tracker.web.guard import actor
from a3tracker.web.print_choice import last_paper
from a3tracker.web.sheet_page import base_address, may_write

blueprint = Blueprint("revisions", __name__)

#: Why a revision was taken, as people say it; what stands nowhere here is said as it is stored.
WHY = {
    "printed": "to be printed",
    "submitted": "asked for agreement",
    "decided": "written on when it was decided",
    "locked": "the prediction was locked",
    "moved": "moved on to the next point",
    "before restoring": "kept before an older one came back",
    "restored": "an older one was restored",
    "handed over": "handed over to the next A3",
    "cycle changed": "kept before its cycle changed",
    "rest": "nobody wrote for ten minutes",
    "commented": "the first comment was written on it",
}


@dataclass(frozen=True)
class Side:
    """One of the two that are compared; what stands now has no number."""

    number: int | None
    words: str
    content: Content


@blueprint.get("/a3/<int:number>/history")
def index(number: int) -> ResponseReturnValue:
    """All revisions, newest first."""
    placed = found_a3(actor(), number)
    taken = history_of(placed.a3.id)
    stands = content_of(placed).digest()
    return render_template(
        "revisions/index.html",
        a3=placed.a3,
        taken=taken,
        changed=bool(taken) and taken[0].digest != stands,
        why=WHY,
        point_words=POINT_WORDS,
    )


@blueprint.get("/a3/<int:number>/compare")
def compare(number: int) -> ResponseReturnValue:
    """Two revisions, or a revision and what stands now, word by word."""
    placed = found_a3(actor(), number)
    taken = history_of(placed.a3.id)
    before, after = (_side(placed, taken, which) for which in _asked(taken))
    return render_template(
        "revisions/compare.html",
        a3=placed.a3,
        taken=taken,
        before=before,
        after=after,
        changes=compared(before.content, after.content),
    )


@blueprint.get("/a3/<int:number>/r/<int:revision>")
def show(number: int, revision: int) -> ResponseReturnValue:
    """The sheet as it was, with what was decided since."""
    placed = found_a3(actor(), number)
    old, rounds = _numbered(placed, revision), rounds_of(placed.a3.id)
    shown = usecases.shown_now(placed)
    return render_template(
        "revisions/show.html",
        a3=placed.a3,
        placed=placed,
        old=old,
        why=WHY.get(old.why, old.why),
        shown=shown,
        stands=shown.digest == old.digest,
        sheet=revision_sheet(placed, old, base_address(), rounds),
        papers=PAPERS,
        last_paper=last_paper(),
        verdict=may_write(actor(), placed),
    )


@blueprint.post("/a3/<int:number>/r/<int:revision>/restore")
def restore(number: int, revision: int) -> ResponseReturnValue:
    """Bring it back as a new revision."""
    placed = open_a3(actor(), number, Action.WRITE_A3)
    old = as_cycle(read_content(_numbered(placed, revision).content), placed.a3.cycle)
    html = {key: to_html(text) for key, text in old.boxes.items()}
    shown = usecases.Shown(request.form.get("newest", 0, type=whole), request.form.get("digest", ""))
    drawn = usecases.Drawn(html, RENDERER_VERSION)
    taken = usecases.restore_revision(actor(), number, revision, shown, drawn)
    flash(f"Revision {revision} is restored: it stands again, as revision {taken}. Nothing was lost.")
    return redirect(url_for("a3s.show", number=number))


def _numbered(placed: Placed, number: int) -> Revision:
    found = revision_numbered(placed.a3.id, number)
    if found is None:
        raise NotFound(f"There is no revision {number} of A3-{placed.a3.number}.")
    return found


def _asked(taken: list[Taken]) -> tuple[int | None, int | None]:
    """Numbers of before and after, None for what stands now; else the newest and the one before it."""
    if not taken:
        raise NotFound("No revision of this A3 was taken yet, so there is nothing to compare.")
    newest, first = taken[0].number, taken[1].number if len(taken) > 1 else taken[0].number
    before = request.args.get("before", type=whole)
    after = request.args.get("after", type=whole)
    if request.args.get("after") == "now" or (after is None and before in (None, newest) and len(taken) == 1):
        return before or newest, None
    return before or first, after or newest


def _side(placed: Placed, taken: list[Taken], number: int | None) -> Side:
    if number is None:
        return Side(None, "what stands now", content_of(placed))
    return Side(number, f"revision {number}", read_content(_numbered(placed, number).content))
