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
from a3tracker.domain.verdicts import Comparison, GuardVerdict, Verdict
from a3tracker.rendering.text import to_html

blueprint = Blueprint("help", __name__)

#: Whether it lay in the predicted range, whether it was told from chance, and what that means.
VERDICTS = {
    Verdict.CONFIRMED: ("yes", "yes", "What you expected came, and it is no accident. You understood this."),
    Verdict.UNPROVEN: (
        "yes",
        "no",
        "The figure is where you expected it, but it might have come there by itself. Wait, or count more.",
    ),
    Verdict.SURPRISE: (
        "no",
        "yes",
        "Something real happened that you did not expect. This is where most can be learned.",
    ),
    Verdict.NOTHING: ("no", "no", "It went on as before. The change did not do what you expected."),
    Verdict.NOT_ENOUGH: (
        "yes or no",
        "cannot be said",
        "Too few customers, too few periods, or a value alone. No conclusion is a conclusion, too.",
    ),
}
EVIDENCE = {
    Comparison.SERIES: "a signal against the limits of the chart from before the lock",
    Comparison.TWO_GROUPS: "an interval of after − before without 0 in it, with 30 customers or more in each",
    Comparison.PAIRED: "the same for one group that was looked at twice, from four counts",
    Comparison.VALUE: "nothing",
}
GUARDS = {
    GuardVerdict.HOLDS: "The whole interval stays within the margin: the other side was not harmed.",
    GuardVerdict.HARMED: "The other side became worse, and that is no accident.",
    GuardVerdict.NOT_SHOWN: "Neither can be said. “Nothing seen” is not “no harm”.",
}
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


@blueprint.get("/help/check")
def check() -> ResponseReturnValue:
    """What the words of the Check table mean, for somebody who reads them for the first time."""
    return render_template(
        "help/check.html", verdicts=VERDICTS, evidence=EVIDENCE, guards=GUARDS, words=Verdict
    )


@cache
def _examples() -> dict[tuple[str, str], Markup]:
    """The good example of each box as safe HTML, by keys of cycle and box."""
    return {
        (cycle.key, box.key): Markup(to_html(box.example)) for cycle in CYCLES.values() for box in cycle.boxes
    }
