"""The causes of an A3 on a page of their own: the tree, the same as a fishbone, and the list."""

from __future__ import annotations

import json

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from a3tracker.db.a3s import Placed
from a3tracker.db.causes import bones_of
from a3tracker.db.people import names_of
from a3tracker.domain.access import Action
from a3tracker.domain.bones import BONES, bone_words
from a3tracker.domain.causes import tree_of
from a3tracker.domain.errors import NotFound, OutOfDate
from a3tracker.rendering.cause_pages import LARGE_FISHBONE, cause_lines, large_drawing
from a3tracker.usecases import causes as usecases
from a3tracker.usecases.a3s import found_a3, open_a3
from a3tracker.usecases.transaction import now
from a3tracker.web.forms.causes import BonesForm
from a3tracker.web.guard import actor
from a3tracker.web.sheet_page import may_write

blueprint = Blueprint("causes", __name__)


@blueprint.get("/a3/<int:number>/causes")
def show(number: int) -> ResponseReturnValue:
    """The tree of whys; ?as=fishbone draws the same as a fishbone."""
    placed = _placed(found_a3(actor(), number))
    causes = usecases.causes_of(placed.a3.id)
    tree, fishbone = tree_of(causes), request.args.get("as") == LARGE_FISHBONE
    names = names_of({cause.verified_by for cause in causes.values() if cause.verified_by})
    return render_template(
        "causes/show.html",
        a3=placed.a3,
        lines=cause_lines(tree, names, now().year),
        drawing=large_drawing(tree, bone_words(bones_of(placed.a3)), placed.a3.title, fishbone),
        fishbone=fishbone,
        writes=may_write(actor(), placed),
    )


@blueprint.route("/a3/<int:number>/causes/bones", methods=["GET", "POST"])
def bones(number: int) -> ResponseReturnValue:
    """Call the bones of the fishbone otherwise."""
    placed = _placed(open_a3(actor(), number, Action.WRITE_A3))
    named, status = bones_of(placed.a3), 200
    form = BonesForm(data={**{f"bone_{key}": named.get(key, "") for key in BONES}, "seen": json.dumps(named)})
    try:
        if form.taken(lambda: usecases.rename_bones(actor(), number, form.names, form.names_seen)):
            flash("The bones have their names.")
            return redirect(f"{url_for('causes.show', number=number)}?as={LARGE_FISHBONE}")
    except OutOfDate as refusal:
        form.form_errors.append(str(refusal))
        form.seen.data, status = json.dumps(bones_of(found_a3(actor(), number).a3)), 409
    return render_template("causes/bones.html", form=form, number=number), max(status, form.status)


def _placed(placed: Placed) -> Placed:
    if not usecases.has_causes(placed):
        raise NotFound("No box of this cycle holds causes.")
    return placed
