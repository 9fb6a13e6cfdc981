"""Experiments of an A3: logged in a minute, listed with what was expected beside what came of it."""

from __future__ import annotations

import secrets
from typing import Any

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from a3tracker.db.a3s import Placed
from a3tracker.db.experiments import used_before
from a3tracker.db.meeting_notes import MeetingNote
from a3tracker.db.people import names_of, people_of_stream
from a3tracker.db.rows import rows_in
from a3tracker.domain.access import Action
from a3tracker.domain.cycles import Panel
from a3tracker.domain.errors import OutOfDate
from a3tracker.domain.experiments import COLD, Experiment
from a3tracker.domain.rows import LONG
from a3tracker.rendering.experiments import Line, line_of, lines_of
from a3tracker.rendering.multiples import all_multiples
from a3tracker.usecases import experiments as usecases
from a3tracker.usecases.a3s import found_a3, open_a3
from a3tracker.usecases.meeting_notes import note_to_become, try_note
from a3tracker.usecases.transaction import now
from a3tracker.web.addresses import whole
from a3tracker.web.forms import choices
from a3tracker.web.forms.experiments import RINGS, LogForm, ResultForm
from a3tracker.web.forms.kinds import typed_again
from a3tracker.web.guard import actor
from a3tracker.web.sheet_page import may_write

blueprint = Blueprint("experiments", __name__)

STATES = {"open": "open", "finished": "finished"}


@blueprint.get("/a3/<int:number>/experiments")
def index(number: int) -> ResponseReturnValue:
    """All of them, newest first; the filters stand in the address."""
    placed = found_a3(actor(), number)
    rows = [row.fact().plain(row.id) for row in rows_in(placed.a3.id, Panel.EXPERIMENTS)]
    year = now().year
    lines = lines_of(rows, names_of({row["who"] for row in rows if "who" in row}), year)
    return render_template(
        "experiments/index.html",
        a3=placed.a3,
        lines=_asked_for(lines),
        count=len(lines),
        multiples=all_multiples(rows, year),
        states=STATES,
        rings={key: words for key, words in RINGS.items() if key},
        verdict=may_write(actor(), placed),
        cold=COLD,
    )


@blueprint.route("/a3/<int:number>/experiments/new", methods=["GET", "POST"])
def new(number: int) -> ResponseReturnValue:
    """Log one before it is tried; a page's own script asks for JSON, and may ask again."""
    placed = open_a3(actor(), number, Action.WRITE_A3)
    used, note = used_before(placed.segment.id), _note_asked(number)
    form = LogForm(data=_begun(placed, note))
    form.who.choices = choices(people_of_stream(placed.stream.id), "not said")
    logged = form.taken(lambda: _log(number, form))
    if logged:
        return _logged(number, logged)
    if form.is_submitted() and _by_script():
        return jsonify(message="It could not be taken.", fields=form.errors), 400
    return render_template("experiments/new.html", form=form, a3=placed.a3, used=used, note=note), form.status


@blueprint.route("/a3/<int:number>/experiments/<int:row_id>/result", methods=["GET", "POST"])
def result(number: int, row_id: int) -> ResponseReturnValue:
    """Say afterwards what happened."""
    placed = open_a3(actor(), number, Action.WRITE_A3)
    row = usecases.found_experiment(actor(), number, row_id)
    form, version = _result_form(row.fact(), row.version), 0
    try:
        if form.taken(
            lambda: usecases.note_result(actor(), number, row_id, form.result(), form.opened_version)
        ):
            flash("What happened is noted.")
            return redirect(url_for("experiments.index", number=number, _anchor=f"experiment-{row_id}"))
    except OutOfDate as refusal:
        form.form_errors.append(str(refusal))
        version = refusal.version
        form.version.data = str(version)
    line = _line(placed, row_id)
    page = render_template(
        "experiments/result.html", form=form, a3=placed.a3, line=line, stands=bool(version)
    )
    return page, 409 if version else form.status


def _note_asked(number: int) -> MeetingNote | None:
    """The note that the link names, while it has become nothing."""
    asked = request.args.get("note", type=whole)
    return note_to_become(actor(), number, asked) if asked else None


def _begun(placed: Placed, note: MeetingNote | None) -> dict[str, Any]:
    """Today and the one who types, with the words of a note that is to be tried."""
    known = {"day": placed.segment.today(now()), "who": actor().id, "once": secrets.token_hex(16)}
    return {**known, "tried": note.words[:LONG], "note": note.id} if note else known


def _log(number: int, form: LogForm) -> int:
    """The id of the experiment, by itself or out of a note."""
    if form.noted:
        return try_note(actor(), number, form.noted, form.fact(), form.once.data or "")
    return usecases.log_experiment(actor(), number, form.fact(), form.once.data or "")


def _asked_for(lines: list[Line]) -> list[Line]:
    """Those that the address asks for; what it cannot mean is left out."""
    state, ring = request.args.get("state", ""), request.args.get("ring", "")
    if state in STATES:
        lines = [line for line in lines if line.finished == (state == "finished")]
    return [line for line in lines if line.ring == ring] if RINGS.get(ring) and ring else lines


def _logged(number: int, row_id: int) -> ResponseReturnValue:
    """To the list, where the new one stands first, with a friendly word about a cold contact."""
    flash("The experiment is logged.")
    if usecases.found_experiment(actor(), number, row_id).fact().cold:
        flash(COLD)
    address = url_for("experiments.index", number=number)
    return jsonify(address=address) if _by_script() else redirect(address)


def _by_script() -> bool:
    return request.accept_mimetypes.best == "application/json"


def _result_form(fact: Experiment, version: int) -> ResultForm:
    """Filled with what is there already; the day of this look is over once its result comes in."""
    ahead = fact.look_on if fact.finished else None
    form = ResultForm(data={**typed_again(fact), "look_on": ahead, "version": version})
    if not fact.measure:
        del form.seen
    else:
        form.seen.description = f"{fact.measure}{f', {fact.unit}' if fact.unit else ''}"
    return form


def _line(placed: Placed, row_id: int) -> Line:
    row = usecases.found_experiment(actor(), placed.a3.number, row_id)
    return line_of(row.fact().plain(row.id), names_of({row.who_id} if row.who_id else set()), now().year)
