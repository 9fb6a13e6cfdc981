"""One edit view for all boxes: a page of its own, a fragment in the sheet, and JSON for the page's script."""

from __future__ import annotations

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from a3tracker.db.a3s import Placed
from a3tracker.db.boxes import box_of
from a3tracker.db.metrics import metrics_of
from a3tracker.db.rows import rows_in
from a3tracker.db.tallies import Tally
from a3tracker.domain.access import Action
from a3tracker.domain.cycles import CYCLES, Box, Panel
from a3tracker.domain.errors import Invalid, NotFound, OutOfDate
from a3tracker.domain.marks import mark_of
from a3tracker.domain.rows import plain_text
from a3tracker.rendering.text import RENDERER_VERSION, check_text, to_html
from a3tracker.rendering.typed_text import drawn_text
from a3tracker.usecases import boxes as usecases
from a3tracker.usecases.a3s import open_a3
from a3tracker.usecases.boxes import BoxText
from a3tracker.web.guard import actor
from a3tracker.web.note_lines import NoteLine, notes_on

blueprint = Blueprint("boxes", __name__)


@blueprint.get("/a3/<int:number>/box/<key>")
def edit(number: int, key: str) -> ResponseReturnValue:
    """The box, open for writing."""
    placed = open_a3(actor(), number, Action.WRITE_A3)
    box, stored = _box(placed.a3.cycle, key), box_of(placed.a3.id, key)
    return _editor(
        placed,
        box,
        stored.text if stored else "",
        stored.version if stored else 0,
        stored.state if stored else "work",
    )


@blueprint.post("/a3/<int:number>/box/<key>")
def save(number: int, key: str) -> ResponseReturnValue:
    """Store the text; an older version is answered with both texts."""
    placed = open_a3(actor(), number, Action.WRITE_A3)
    box = _box(placed.a3.cycle, key)
    text = plain_text(request.form.get("text", ""))
    version = request.form.get("version", 0, type=int)
    try:
        check_text(text)
        saved = usecases.save_box(
            actor(), number, key, BoxText(text, to_html(text), RENDERER_VERSION), version
        )
    except OutOfDate as refusal:
        return _both(number, box, refusal)
    except Invalid as refusal:
        return _refused(placed, box, text, version, refusal)
    if not _wants_json():
        return redirect(url_for("a3s.show", number=number, _anchor=f"box-{key}"))
    state = saved.state if text.strip() else "empty"
    return jsonify(
        version=saved.version,
        saved=f"{saved.at:%H:%M}",
        at=saved.at.isoformat(),
        html=to_html(text),
        state=state,
    )


@blueprint.post("/a3/<int:number>/box/<key>/state")
def mark(number: int, key: str) -> ResponseReturnValue:
    """Say that a box is in work or ready."""
    usecases.mark_box(actor(), number, key, request.form.get("state", ""))
    if _wants_json():
        return jsonify(state=request.form["state"])
    return redirect(url_for("a3s.show", number=number, _anchor=f"box-{key}"))


@blueprint.post("/a3/<int:number>/preview")
def preview(number: int) -> ResponseReturnValue:
    """The safe HTML of a text that is being typed, for the fit meter; nothing is stored."""
    placed = open_a3(actor(), number, Action.WRITE_A3)
    text = plain_text(request.form.get("text", ""))
    check_text(text)
    return jsonify(html=drawn_text(placed, text))


def _editor(placed: Placed, box: Box, text: str, version: int, state: str, error: str = "") -> str:
    number = placed.a3.number
    names = (metric.name for metric in metrics_of(placed.segment.id))
    fragment = "X-Fragment" in request.headers
    template = "boxes/fragment.html" if fragment else "boxes/edit.html"
    return render_template(
        template,
        number=number,
        box=box,
        text=text,
        version=version,
        state=state,
        error=error,
        action=url_for("boxes.save", number=number, key=box.key),
        example=to_html(box.example),
        metrics=[name for name in names if mark_of("chart", name)],
        sheets=_sheets(placed),
        notes=() if fragment else _notes(placed, box.key),
    )


def _sheets(placed: Placed) -> list[str]:
    """The titles of the A3's check sheets that a mark can name."""
    rows = (row for row in rows_in(placed.a3.id, Panel.TALLIES) if isinstance(row, Tally))
    return [row.title for row in rows if mark_of("pareto", row.title)]


def _notes(placed: Placed, key: str) -> tuple[NoteLine, ...]:
    """What was said about this box or the whole sheet and waits to be taken in."""
    at = notes_on(actor(), placed, writes=True).at
    return tuple(line for line in (*at.get(key, ()), *at.get("", ())) if line.may_use)


def _both(number: int, box: Box, refusal: OutOfDate) -> ResponseReturnValue:
    if _wants_json():
        return jsonify(
            message=str(refusal), yours=refusal.yours, theirs=refusal.theirs, version=refusal.version
        ), 409
    return render_template(
        "boxes/conflict.html",
        number=number,
        box=box,
        refusal=refusal,
        action=url_for("boxes.save", number=number, key=box.key),
    ), 409


def _refused(placed: Placed, box: Box, text: str, version: int, refusal: Invalid) -> ResponseReturnValue:
    sentence = next(iter(refusal.fields.values()), str(refusal))
    if _wants_json():
        return jsonify(message=sentence), 400
    return _editor(placed, box, text, version, "work", sentence), 400


def _box(cycle: str, key: str) -> Box:
    try:
        return CYCLES[cycle].box(key)
    except KeyError:
        raise NotFound("This cycle has no such box.") from None


def _wants_json() -> bool:
    return request.accept_mimetypes.best == "application/json"
