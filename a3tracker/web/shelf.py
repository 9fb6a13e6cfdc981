"""The shelf: what teams learned and standards that hold, for everybody who is signed in."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from a3tracker.db.shelf import LONGEST_SEARCH, ShelfFilters, shelf_choices, shelf_items
from a3tracker.domain.a3s import label
from a3tracker.domain.access import Verdict
from a3tracker.domain.carrying import taken
from a3tracker.domain.errors import NotAllowed
from a3tracker.domain.handovers import hand_over
from a3tracker.domain.learnings import ShelfItem, Shelved
from a3tracker.domain.rows import SHORT
from a3tracker.rendering.proven import standard_page
from a3tracker.usecases.shelf import OnShelf, standard_on_shelf, take_standard
from a3tracker.usecases.transaction import now
from a3tracker.web.addresses import whole
from a3tracker.web.drawn_texts import drawn_texts
from a3tracker.web.forms.shelf import TakeForm
from a3tracker.web.guard import actor
from a3tracker.web.header_choices import fill_choices, only, other_segments
from a3tracker.web.near import NearItem, seen_by

blueprint = Blueprint("shelf", __name__)


@blueprint.get("/shelf")
def index() -> ResponseReturnValue:
    """Published learnings and proven standards; the search and its filters stand in the address."""
    asked = _asked()
    items, more = shelf_items(asked)
    return render_template(
        "shelf/index.html",
        items=[NearItem(item, seen_by(actor(), item)) for item in items],
        more=more,
        asked=asked,
        choices=shelf_choices(),
        kinds=list(Shelved),
        longest=LONGEST_SEARCH,
    )


@blueprint.get("/shelf/standards/<int:standard_number>")
def standard(standard_number: int) -> ResponseReturnValue:
    """One proven standard, as it was agreed last; nothing else of its A3 crosses to other streams."""
    found = standard_on_shelf(standard_number)
    return render_template(
        "shelf/standard.html",
        item=found.item,
        revision=found.revision,
        page=standard_page(found.source.content),
        seen=seen_by(actor(), found.item),
        may_take=_may_take(),
    )


@blueprint.route("/shelf/standards/<int:standard_number>/take", methods=["GET", "POST"])
def take(standard_number: int) -> ResponseReturnValue:
    """Take it to a segment of one's own: a copy that says where it is proven, to be checked again."""
    found = standard_on_shelf(standard_number)
    if not _may_take():
        raise NotAllowed(_may_take().reason)
    form = _form(found.item)
    made = form.taken(lambda: _taken(found, form))
    if made:
        flash(f"{label(made)} begins with what is proven in {found.item.segment_name}. Check it again here.")
        return redirect(url_for("a3s.show", number=made))
    return render_template(
        "shelf/take.html", item=found.item, form=form, page=standard_page(found.source.content)
    ), form.status


def _may_take() -> Verdict:
    """Whoever coordinates a team takes it there."""
    if actor().coordinates:
        return Verdict(True)
    return Verdict(False, "A team's coordinator takes it to a segment. Ask the coordinator of your team.")


def _taken(found: OnShelf, form: TakeForm) -> int:
    line = hand_over(form.key.data)
    drawn = drawn_texts(taken(line, found.source))
    return take_standard(actor(), found.item.number, line.key, form.change(line.after), drawn)


def _form(item: ShelfItem) -> TakeForm:
    """Begun with the standard's title; offered are the teams that one coordinates, and other segments."""
    form = TakeForm()
    fill_choices(form, actor(), teams_of=actor().coordinates)
    form.segment.choices = other_segments(form, item.segment)
    if not form.is_submitted():
        form.title.data, form.start.data, form.owner.data = item.words, now().date(), actor().id
        form.team.data, form.segment.data = only(form.team), only(form.segment)
    return form


def _asked() -> ShelfFilters:
    """What the address asks for; what it cannot mean is left out, and what is too long is cut."""
    args, kind = request.args, request.args.get("kind", "")
    return ShelfFilters(
        words=args.get("words", "").replace("\0", "").strip()[:LONGEST_SEARCH],
        kind=Shelved(kind) if kind in set(Shelved) else None,
        segment=args.get("segment", type=whole),
        touchpoint=args.get("touchpoint", "").replace("\0", "")[:SHORT],
        cause=args.get("cause", "").replace("\0", "")[:SHORT],
        page=max(1, min(args.get("page", 1, type=whole), 10_000)),
    )
