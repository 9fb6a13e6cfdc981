"""Bringing figures from a file: choose it, say what its columns hold, look, take, and undo."""

from __future__ import annotations

import json
from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from a3tracker.db.imports import Import, imports_of
from a3tracker.db.people import names_of
from a3tracker.db.segments import Segment
from a3tracker.domain.access import Action, Verdict
from a3tracker.domain.errors import Invalid, WrongState
from a3tracker.domain.imports import AT_WORK, LARGEST_FILE, SHAPES, State
from a3tracker.rendering.imports import preview_of
from a3tracker.usecases import imports as usecases
from a3tracker.usecases.import_taking import undo as undo_import
from a3tracker.usecases.segments import found_segment, on_segment, segment_to_write
from a3tracker.web.forms.imports import ColumnsForm, FileForm, columns_form
from a3tracker.web.guard import actor, large
from a3tracker.web.import_files import received, wrong_rows

blueprint = Blueprint("imports", __name__, url_prefix="/segments/<int:segment_id>/imports")
MEGABYTE = 1024 * 1024


@blueprint.get("")
def index(segment_id: int) -> ResponseReturnValue:
    """The files that were brought, and the form for another one."""
    return _index(found_segment(actor(), segment_id), FileForm(data={"shape": "figures"}))


@blueprint.post("")
@large(LARGEST_FILE + MEGABYTE)
def bring(segment_id: int) -> ResponseReturnValue:
    """Take a file in; the worker looks into it."""
    segment = segment_to_write(actor(), segment_id, Action.ENTER_FIGURES)
    form = FileForm()
    import_id = form.taken(lambda: _brought(segment_id, form.shape.data or ""))
    if import_id is None:
        return _index(segment, form), 400
    current_app.extensions["enqueue"]("import", import_id)
    return redirect(url_for("imports.show", segment_id=segment_id, import_id=import_id), 303)


@blueprint.get("/<int:import_id>")
def show(segment_id: int, import_id: int) -> ResponseReturnValue:
    """Where the import stands: what is asked, what is being done, or what came of it."""
    one = usecases.found_import(actor(), segment_id, import_id)
    return _page(segment_id, one, _columns(one) if one.state == State.MAPPING else None)


@blueprint.post("/<int:import_id>/columns")
def columns(segment_id: int, import_id: int) -> ResponseReturnValue:
    """Say what the columns hold, or from the preview: how long a customer counts as current."""
    one = usecases.found_import(actor(), segment_id, import_id)
    form = _columns(one)
    width = len(one.begins.get("headings", ()))
    if form is None:
        raise WrongState("This file was not read yet. Wait until it is, then go on.")
    if not form.taken(lambda: usecases.map_columns(actor(), segment_id, import_id, form.change(width))):
        return _page(segment_id, one, form), 400
    return _go_on(segment_id, import_id, "import")


@blueprint.post("/<int:import_id>/back")
def back(segment_id: int, import_id: int) -> ResponseReturnValue:
    """Go back to the columns."""
    usecases.map_again(actor(), segment_id, import_id)
    return _go_on(segment_id, import_id)


@blueprint.post("/<int:import_id>/take")
def take(segment_id: int, import_id: int) -> ResponseReturnValue:
    """Take what the preview shows, all of it."""
    usecases.agree(actor(), segment_id, import_id, request.form.get("seen", ""))
    return _go_on(segment_id, import_id, "import")


@blueprint.post("/<int:import_id>/cancel")
def cancel(segment_id: int, import_id: int) -> ResponseReturnValue:
    """Leave the file."""
    usecases.cancel(actor(), segment_id, import_id)
    current_app.extensions["enqueue"]("import", import_id)
    flash("The file was left out. Nothing of it came in.")
    return redirect(url_for("imports.index", segment_id=segment_id), 303)


@blueprint.post("/<int:import_id>/undo")
def undo(segment_id: int, import_id: int) -> ResponseReturnValue:
    """Put back what stood before."""
    kept = undo_import(actor(), segment_id, import_id)
    flash(f"Undone, except for what somebody changed since: {', '.join(kept)}." if kept else "Undone.")
    return _go_on(segment_id, import_id, "import")


@blueprint.get("/<int:import_id>/wrong.csv")
def wrong(segment_id: int, import_id: int) -> ResponseReturnValue:
    """The rows that cannot be taken, to be put right."""
    one = usecases.found_import(actor(), segment_id, import_id)
    path = wrong_rows(import_id)
    if one.state != State.REFUSED or not path.is_file():
        raise WrongState("There are no rows to put right, or the file is gone. Bring it again.")
    return send_file(
        path, mimetype="text/csv", as_attachment=True, download_name=f"rows-to-put-right-{import_id}.csv"
    )


def _brought(segment_id: int, shape: str) -> int:
    upload = request.files.get("file")
    if upload is None or not upload.filename:
        raise Invalid("Choose a file.", {"file": "Choose a file."})
    with received(upload) as file:
        import_id = usecases.bring_file(actor(), segment_id, shape, file.name, file.digest, file.size)
        file.give(import_id)
        return import_id


def _go_on(segment_id: int, import_id: int, work: str = "") -> ResponseReturnValue:
    if work:
        current_app.extensions["enqueue"](work, import_id)
    return redirect(url_for("imports.show", segment_id=segment_id, import_id=import_id), 303)


def _columns(one: Import) -> ColumnsForm | None:
    """The form of the columns, with what the file asks about at its fields."""
    offered = one.columns
    if offered is None:
        return None
    form = columns_form(one.shape, one.begins["headings"], usecases.fields_for(one), offered)
    if not form.is_submitted() and one.wrong != "{}" and one.state == State.MAPPING:
        form.refuse(Invalid(one.message, json.loads(one.wrong)))
    return form


def _page(segment_id: int, one: Import, form: ColumnsForm | None) -> str:
    segment = found_segment(actor(), segment_id)
    asked: dict[str, Any] = json.loads(one.wrong) if one.state == State.REFUSED else {}
    return render_template(
        "imports/show.html",
        segment=segment, one=one, form=form, begins=one.begins, at_work=one.state in AT_WORK, bad=asked,
        preview=preview_of(one, segment) if one.state in (State.PREVIEW, State.DONE, State.UNDONE) else None,
        who=names_of({one.brought_by, one.undone_by or one.brought_by}), shapes=SHAPES,
        mapping=_columns(one) if one.state == State.PREVIEW else None,
    )  # fmt: skip


def _index(segment: Segment, form: FileForm) -> str:
    return render_template(
        "imports/index.html",
        segment=segment,
        form=form,
        lines=imports_of(segment.id),
        may_enter=_may_enter(segment),
    )


def _may_enter(segment: Segment) -> Verdict:
    if segment.archived_at is not None:
        return Verdict(False, "This segment is archived. Bring it back first.")
    return on_segment(actor(), segment, Action.ENTER_FIGURES)[Action.ENTER_FIGURES]
