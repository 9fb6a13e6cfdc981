"""Hand-overs: which A3 may follow from this one, and making it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from a3tracker.db.a3s import Placed
from a3tracker.db.handovers import made_from
from a3tracker.domain.a3s import LONGEST_TITLE, label
from a3tracker.domain.access import Action, ensure
from a3tracker.domain.carrying import Taken, taken
from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.handovers import HandOver
from a3tracker.rendering.text import to_html
from a3tracker.usecases import handovers as usecases
from a3tracker.usecases.a3s import found_a3
from a3tracker.usecases.transaction import now
from a3tracker.web.drawn_texts import drawn_texts
from a3tracker.web.forms.a3s import HeaderForm
from a3tracker.web.guard import actor
from a3tracker.web.header_choices import fill_choices, other_segments

blueprint = Blueprint("handovers", __name__)


@blueprint.get("/a3/<int:number>/hand-over")
def index(number: int) -> ResponseReturnValue:
    """The lines of the table that start from here, and what was handed over already."""
    placed = found_a3(actor(), number)
    lines, stand = usecases.lines_from(placed), [one for one in made_from(placed.a3.id) if not one.archived]
    return render_template(
        "handovers/index.html",
        placed=placed,
        lines=lines,
        made={line.key: [one for one in stand if one.is_by(line, placed.segment.id)] for line in lines},
    )


@blueprint.route("/a3/<int:number>/hand-over/<key>", methods=["GET", "POST"])
def new(number: int, key: str) -> ResponseReturnValue:
    """Make the next A3, after a look at what goes over."""
    placed = found_a3(actor(), number)
    if not actor().coordinates:
        ensure(actor(), Action.COORDINATE_A3, placed.place)
    line = usecases.line_of(placed, key)
    form, carried = _form(placed, line), taken(line, usecases.source_of(placed))
    made = form.taken(
        lambda: usecases.hand_over(actor(), number, key, form.change(line.after), drawn_texts(carried))
    )
    if made:
        flash(f"{label(made)} follows from {label(number)}. Read what came over, then write on.")
        return redirect(url_for("a3s.show", number=made))
    return render_template(
        "handovers/new.html", placed=placed, line=line, form=form, told=_told(line, carried)
    ), form.status


def _form(placed: Placed, line: HandOver) -> HeaderForm:
    """Begun with what the next A3 shares with this one; the segment is chosen only where it is another."""
    form = HeaderForm()
    fill_choices(form, actor(), placed.segment, actor().coordinates)
    here, others = {str(placed.segment.id): placed.segment.name}, other_segments(form, placed.segment.id)
    form.segment.choices = others if line.elsewhere else here
    if not form.is_submitted():
        a3 = placed.a3
        form.title.data, form.language.data, form.start.data = (
            a3.title[:LONGEST_TITLE],
            a3.language,
            now().date(),
        )
        form.segment.data = None if line.elsewhere else placed.segment.id
        form.team.data = a3.team_id if a3.team_id in actor().coordinates else None
        form.owner.data = a3.owner_id if form.team.data else actor().id
    return form


def _told(line: HandOver, carried: Taken) -> list[tuple[str, str, list[str]]]:
    """What goes over: the box with its text as HTML, or the kind of rows with a line for each."""
    labels = {box.key: box.label for box in CYCLES[line.after].boxes}
    texts: list[tuple[str, str, list[str]]] = [
        (labels[key], to_html(text), []) for key, text in carried.texts.items()
    ]
    return texts + [
        (kind.replace("_", " ").capitalize(), "", [_named(row) for row in rows])
        for kind, rows in carried.rows.items()
    ]


def _named(row: Mapping[str, Any]) -> str:
    """What a row is about, with its number where it has one."""
    words = next((row[name] for name in ("what", "words", "measure") if row.get(name)), "")
    return f"{row['number']} {words}" if "number" in row else str(words)
