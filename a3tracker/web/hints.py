"""“Check the sheet”: all hints with why they matter, and those that were dismissed."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from a3tracker.db.hints import dismissed_on
from a3tracker.db.revisions import content_of
from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.hints import hints_for
from a3tracker.usecases import hints as usecases
from a3tracker.web.forms.hints import DismissForm
from a3tracker.web.guard import actor
from a3tracker.web.sheet_page import may_write

blueprint = Blueprint("hints", __name__)


@blueprint.get("/a3/<int:number>/hints")
def show(number: int) -> ResponseReturnValue:
    """What could be pointed out on this sheet."""
    return _page(number)


@blueprint.post("/a3/<int:number>/hints/<key>/dismiss")
def dismiss(number: int, key: str) -> ResponseReturnValue:
    """Say why a hint does not apply here."""
    form = DismissForm(key)
    if form.taken(lambda: usecases.dismiss_hint(actor(), number, key, form.words.data or "")):
        flash("Dismissed. It stands below and can be taken back.")
        return redirect(url_for("hints.show", number=number))
    return _page(number, {key: form}, form.status)


@blueprint.post("/a3/<int:number>/hints/<key>/take-back")
def take_back(number: int, key: str) -> ResponseReturnValue:
    """Let a dismissed hint speak again."""
    usecases.take_back(actor(), number, key)
    return redirect(url_for("hints.show", number=number, _anchor=f"hint-{key}"))


def _page(
    number: int, refused: dict[str, DismissForm] | None = None, status: int = 200
) -> ResponseReturnValue:
    placed = usecases.hinted_a3(actor(), number)
    dismissed, said = dismissed_on(placed.a3.id), hints_for(content_of(placed))
    speaking = [hint for hint in said if hint.key not in dismissed]
    forms = {hint.key: DismissForm(hint.key, formdata=None) for hint in speaking}
    return render_template(
        "hints/show.html",
        a3=placed.a3,
        hints=speaking,
        dismissed=[(hint, dismissed[hint.key]) for hint in said if hint.key in dismissed],
        forms={**forms, **(refused or {})},
        refused=next(iter((refused or {}).values()), None),
        boxes={box.key: box for box in CYCLES[placed.a3.cycle].boxes},
        verdict=may_write(actor(), placed),
    ), status
