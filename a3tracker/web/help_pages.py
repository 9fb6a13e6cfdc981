"""Help that is generated from the rules themselves: who may do what, how an A3 moves, the three cycles."""

from __future__ import annotations

from functools import cache

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from a3tracker.domain.access import RULES, Role
from a3tracker.domain.control_points import POINT_WORDS
from a3tracker.domain.cycles import CYCLES, Side
from a3tracker.domain.reviews import TRANSITIONS, asks_for
from a3tracker.rendering.text import to_html

blueprint = Blueprint("help", __name__)

ROLES = tuple(role for role in Role if role is not Role.STRANGER)


@blueprint.get("/help/roles")
def roles() -> ResponseReturnValue:
    """Who may do what, and who moves an A3 from stage to stage."""
    return render_template(
        "help/roles.html",
        roles=ROLES,
        columns=[{"label": role.value} for role in ROLES],
        rules=RULES,
        transitions=TRANSITIONS,
        asks_for=asks_for,
        who={
            action: " or ".join(role.value for role in ROLES if role in RULES[action].roles)
            for action in RULES
        },
        point_words=POINT_WORDS,
    )


@blueprint.get("/help/cycles")
def cycles() -> ResponseReturnValue:
    """The cycles with each box: what belongs in it, a good example, a common mistake."""
    return render_template("help/cycles.html", cycles=CYCLES.values(), sides=Side, examples=_examples())


@cache
def _examples() -> dict[tuple[str, str], Markup]:
    """The good example of each box as safe HTML, by keys of cycle and box."""
    return {
        (cycle.key, box.key): Markup(to_html(box.example)) for cycle in CYCLES.values() for box in cycle.boxes
    }
