"""The left side of the PDCA that is drafted from a trigger: the gap, the chart, the standard."""

from __future__ import annotations

from a3tracker.db.a3s import Placed
from a3tracker.db.boxes import box_of
from a3tracker.db.revisions import latest_revision
from a3tracker.db.triggers import Raised
from a3tracker.domain.a3s import LONGEST_TITLE, label
from a3tracker.domain.errors import Invalid
from a3tracker.domain.marks import MARK, Mark, marks_in
from a3tracker.domain.triggers import Sign
from a3tracker.rendering.text import check_text
from a3tracker.rendering.triggers import ON_CHART, value_words, why_words
from a3tracker.rendering.wording import day_words, figure_words, range_words


def draft_title(found: Raised) -> str:
    """Restore Retention: 83.1 % in Mar 2026, expected 84–91 %."""
    rest = f": {value_words(found)} in {found.period.words}, expected {_expected(found)}"
    measure, room = found.range.measure, LONGEST_TITLE - len("Restore ") - len(rest)
    return f"Restore {measure if len(measure) <= room else measure[: room - 1].rstrip() + '…'}{rest}"


def draft_texts(placed: Placed, found: Raised) -> dict[str, str]:
    """Texts by the key of the box; what only people can know is left to them."""
    texts = {"perceive": _gap(placed, found), "analyse": _condition(placed, found)}
    if Sign(found.trigger.sign) not in ON_CHART:
        told = f"from {value_words(found)} back to {_expected(found)}"
        texts["select"] = f"**Target:** {found.range.measure} {told}.\n\n**Root cause:** not known yet."
    return texts


def _gap(placed: Placed, found: Raised) -> str:
    """Should and is, in numbers, and for whom."""
    row, source = found.range, label(placed.a3.number)
    since = f", locked {day_words(row.locked_at.date())}" if row.locked_at else ""
    lines = [
        f"**Should:** {row.measure} {_expected(found)}, as {source} expects{since}.",
        f"**Is:** **{value_words(found)}** in {found.period.words}: {why_words(found)}.{_distance(found)}",
        f"Segment: {placed.segment.name}. Team: {placed.team.name}.",
    ]
    return "\n\n".join(lines)


def _distance(found: Raised) -> str:
    """How far the figure lies outside of the range."""
    sign, row = Sign(found.trigger.sign), found.range
    bound = {Sign.BELOW: row.low, Sign.ABOVE: row.high}.get(sign)
    if bound is None:
        return ""
    if found.rate:
        gap = abs(found.trigger.value * 100 - bound)
        return f" **Gap: {gap:.{1 if gap >= 0.95 else 2}f} points.**"
    distance = float(f"{abs(found.trigger.value - bound):.4g}")
    return f" **Gap: {figure_words({'value': distance}, row.unit)}.**"


def _condition(placed: Placed, found: Raised) -> str:
    """The chart where the current condition stands, the standard, and the deviations noted on it."""
    source, newest = label(placed.a3.number), latest_revision(placed.a3.id)
    revision = f", revision {newest.number}" if newest else ""
    mark, key = f"{{{{chart: {found.metric.name}}}}}", found.metric.name.casefold()
    lines = [mark] if marks_in(mark) else []
    lines.append(f"**The standard:** {source}, “{placed.a3.title}”, round {placed.a3.lap}{revision}.")
    noted = box_of(placed.a3.id, "check")
    if noted is None or not noted.text.strip():
        return "\n\n".join(lines)
    deviations = MARK.sub(lambda seen: "" if Mark(*seen.groups()).key == key else seen[0], noted.text)
    whole = "\n\n".join([*lines, f"**Noted on {source}:**", deviations.strip()])
    try:
        check_text(whole)
    except Invalid:
        # It fits in its own box and not in this one: the sheet of the standard still has it.
        return "\n\n".join([*lines, f"The deviations stand on {source}."])
    return whole


def _expected(found: Raised) -> str:
    return range_words(found.range.low, found.range.high, found.range.unit)
