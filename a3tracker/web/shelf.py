"""The shelf: what teams learned and standards that hold, for everybody who is signed in."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from a3tracker.db.shelf import LONGEST_SEARCH, ShelfFilters, proven_standard, shelf_choices, shelf_items
from a3tracker.domain.errors import NotFound
from a3tracker.domain.learnings import Shelved
from a3tracker.domain.revisions import read_content
from a3tracker.domain.rows import SHORT
from a3tracker.rendering.proven import standard_page
from a3tracker.web.addresses import whole
from a3tracker.web.guard import actor
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
    found = proven_standard(standard_number)
    if found is None:
        raise NotFound("There is no such standard on the shelf: it is not proven, or it was retired.")
    item, revision = found
    return render_template(
        "shelf/standard.html",
        item=item,
        revision=revision,
        page=standard_page(read_content(revision.content)),
        seen=seen_by(actor(), item),
    )


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
