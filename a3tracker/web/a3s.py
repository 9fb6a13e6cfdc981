"""Pages of A3s: the list, starting one, the sheet, its header."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from a3tracker.config import Config
from a3tracker.db.a3_contents import contents_of
from a3tracker.db.a3_lists import Filters, a3_lines, owners_seen
from a3tracker.db.segments import segments_seen
from a3tracker.db.streams import streams_seen
from a3tracker.domain.access import Action, ensure, may
from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.errors import OutOfDate
from a3tracker.domain.stages import Stage
from a3tracker.usecases import a3s as usecases
from a3tracker.usecases.a3_removal import delete_named_a3, remove_files
from a3tracker.web.addresses import whole
from a3tracker.web.forms.a3s import HeaderForm, StartForm
from a3tracker.web.forms.removal import DeleteForm
from a3tracker.web.guard import actor
from a3tracker.web.header_choices import fill_choices, fill_from_address
from a3tracker.web.near import near_segment
from a3tracker.web.shown_sheet import shown_sheet

blueprint = Blueprint("a3s", __name__)


@blueprint.get("/a3s")
def index() -> ResponseReturnValue:
    """A3s by stream, segment, cycle, owner and stage; filters and order stand in the address."""
    filters = _filters()
    lines, more = a3_lines(actor(), filters)
    return render_template(
        "a3s/index.html",
        lines=lines,
        more=more,
        filters=filters,
        pairs=_filter_pairs(filters),
        may_start=bool(actor().teams),
    )


@blueprint.route("/a3s/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Start an A3, or copy one."""
    if request.method == "POST" and not actor().teams:
        ensure(actor(), Action.START_A3)
    form = StartForm()
    fill_choices(form, actor())
    if not form.is_submitted():
        fill_from_address(form, actor(), request.args)
    copy_of = request.args.get("copy", type=whole)
    number = form.taken(lambda: usecases.start_a3(actor(), form.change(form.cycle.data or ""), copy_of))
    if number:
        return redirect(url_for("a3s.show", number=number))
    return render_template(
        "a3s/new.html",
        form=form,
        cycles=CYCLES.values(),
        copy_of=copy_of,
        teams=form.team.choices,
        segments=form.segment.choices,
        near=near_segment(actor(), form.segment.data),
    ), form.status


@blueprint.get("/a3/<int:number>")
def show(number: int) -> ResponseReturnValue:
    """The sheet."""
    return shown_sheet(number)


@blueprint.route("/a3/<int:number>/edit", methods=["GET", "POST"])
def edit(number: int) -> ResponseReturnValue:
    """Change the header."""
    placed = usecases.open_a3(actor(), number, Action.WRITE_A3)
    cycle, title = placed.a3.cycle, placed.a3.title
    form = HeaderForm(data={**vars(usecases.header_of(placed.a3)), "version": placed.a3.version})
    fill_choices(form, actor(), placed.segment)
    status = 0
    try:
        if form.taken(lambda: usecases.edit_header(actor(), number, form.change(cycle), form.opened_version)):
            return redirect(url_for("a3s.show", number=number))
    except OutOfDate as refusal:
        form.show_beside(usecases.header_of(usecases.found_a3(actor(), number).a3), refusal)
        status = 409
    return render_template("a3s/edit.html", form=form, number=number, title=title), status or form.status


@blueprint.post("/a3/<int:number>/archive")
def archive(number: int) -> ResponseReturnValue:
    """Put an A3 aside."""
    usecases.archive_a3(actor(), number)
    flash("Archived. It can be brought back here at any time.")
    return redirect(url_for("a3s.show", number=number))


@blueprint.post("/a3/<int:number>/bring-back")
def bring_back(number: int) -> ResponseReturnValue:
    """Take an archived A3 into use again."""
    usecases.bring_back_a3(actor(), number)
    flash("Brought back.")
    return redirect(url_for("a3s.show", number=number))


@blueprint.route("/a3/<int:number>/delete", methods=["GET", "POST"])
def delete(number: int) -> ResponseReturnValue:
    """Delete an A3 for good, after a page that says what goes."""
    placed, form = usecases.found_a3(actor(), number), DeleteForm()
    left = form.taken(lambda: delete_named_a3(actor(), number, form.name.data or ""))
    if left:
        config: Config = current_app.extensions["a3tracker"]
        remove_files(left, config.pictures, config.printouts)
        flash(f"A3-{number} is deleted. Its number will not be given again.")
        return redirect(url_for("a3s.index"))
    verdict = may(actor(), Action.DELETE_A3, placed.place)
    return render_template(
        "a3s/delete.html", a3=placed.a3, verdict=verdict, form=form, contents=contents_of(placed.a3.id)
    ), form.status if verdict else 403


def _filter_pairs(filters: Filters) -> dict[str, list[tuple[Any, str]]]:
    """Key and words of what each filter offers."""
    return {
        "streams": [(stream.id, stream.name) for stream in streams_seen(actor())],
        "segments": [(one.id, one.name) for one in segments_seen(actor(), stream=filters.stream)],
        "cycles": [(key, key) for key in CYCLES],
        "owners": owners_seen(actor()),
        "stages": [(stage.value, stage.label) for stage in Stage],
    }


def _filters() -> Filters:
    """What the address asks for; what it cannot mean is left out."""
    args = request.args
    cycle, stage, order = args.get("cycle"), args.get("stage"), args.get("order", "updated")
    return Filters(
        stream=args.get("stream", type=whole),
        segment=args.get("segment", type=whole),
        cycle=cycle if cycle in CYCLES else None,
        owner=args.get("owner", type=whole),
        stage=stage if stage in set(Stage) else None,
        archived="archived" in args,
        order=order,
        page=max(1, min(args.get("page", 1, type=whole), 10_000)),
    )
