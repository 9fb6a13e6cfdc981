"""What a hand-over takes from one A3 into the next, as texts of boxes and as rows.

Works on the `Content` of a revision: rows are told as they were agreed. Texts are Markdown; what people
typed as plain words is escaped, so that no sign of theirs becomes a heading or a list.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from a3tracker.domain.a3s import LONGEST_BOX, label
from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.handovers import Carried, HandOver
from a3tracker.domain.marks import MARK, mark_of
from a3tracker.domain.revisions import FIGURES, Content
from a3tracker.domain.telling import day_of, listed, more, plainly

Plain = Mapping[str, Any]
#: The box of each cycle that tells where a problem starts.
_STARTING: Final = {"EDCA": "analyse", "PDCA": "analyse", "SDCA": "agree"}


@dataclass(frozen=True)
class Source:
    """The A3 that hands over: number, title, version of its standard, and what stands on it.

    `ranges` are the expected ranges, as plain rows, that follow from its metrics. `segment` is the name of
    the segment that it is about.
    """

    number: int
    title: str
    content: Content
    version: int = 1
    ranges: tuple[Plain, ...] = ()
    segment: str = ""


@dataclass
class Taken:
    """Texts by box key and plain rows by kind, in their order."""

    texts: dict[str, str] = field(default_factory=dict)
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def write(self, key: str, heading: str, text: str) -> None:
        """Add to the text of a box, under a heading in bold; nothing for an empty text."""
        if not text.strip():
            return
        parts = [self.texts.get(key, ""), f"**{heading}**" if heading else "", text.strip()]
        self.texts[key] = "\n\n".join(filter(None, parts))[:LONGEST_BOX]


def taken(line: HandOver, source: Source) -> Taken:
    """Exactly what the line of the table carries over."""
    found = Taken()
    for carried in line.carries:
        _TAKE[carried](found, line, source)
    for place, step in enumerate(found.rows.get("steps", ()), start=1):
        step["place"] = place
    return found


def unmarked(content: Content) -> tuple[int, ...]:
    """The numbers of countermeasures that were neither dropped nor marked: they would vanish."""
    return tuple(
        row["number"]
        for row in content.rows.get("countermeasures", ())
        if not is_dropped(row) and not (row.get("done") and row.get("worked"))
    )


def is_dropped(row: Plain) -> bool:
    """Whether a countermeasure was dropped, with its reason."""
    return bool(row.get("dropped_on"))


def _point_of_view(found: Taken, line: HandOver, source: Source) -> None:
    found.write("perceive", "", source.content.boxes.get("sense", ""))


def _probe_results(found: Taken, line: HandOver, source: Source) -> None:
    rows = [row for row in source.content.rows.get("experiments", ()) if row.get("observed")]
    lines = [
        f"{day_of(row)}: {plainly(row['tried'])} · expected {plainly(row['expected'])} · "
        f"seen {plainly(row['observed'])}{more(row.get('learned'), 'learned')}"
        for row in rows
    ]
    found.write(_STARTING[line.after], f"Probes of {label(source.number)}", listed(lines))


def _metrics(found: Taken, line: HandOver, source: Source) -> None:
    wanted = ("measure", "side", "unit", "metric")
    for row in source.content.rows.get("checks", ()):
        if row.get("metric"):
            kept = {name: row[name] for name in wanted} | {"comparison": "series"}
            found.rows.setdefault("checks", []).append({**_EMPTY_CHECK, **kept})
    found.write(_STARTING[line.after], "", _charts(source, "checks"))


def _learned(found: Taken, line: HandOver, source: Source) -> None:
    found.write("sense", f"Learned in {label(source.number)}", source.content.boxes.get("act", ""))


def _problem_found(found: Taken, line: HandOver, source: Source) -> None:
    found.write("perceive", f"Found in {label(source.number)}", source.content.boxes.get("act", ""))


def _steps(found: Taken, line: HandOver, source: Source) -> None:
    """What was done and worked becomes a step; its evidence is the reason for it."""
    for row in source.content.rows.get("countermeasures", ()):
        if _has_worked(row):
            reason = row.get("worked_evidence") or row.get("effect") or ""
            found.rows.setdefault("steps", []).append(_step(row["what"], reason))


def _ranges(found: Taken, line: HandOver, source: Source) -> None:
    if source.ranges:
        found.rows["ranges"] = [dict(row) for row in source.ranges]


def _lasting_causes(found: Taken, line: HandOver, source: Source) -> None:
    rows = [row for row in source.content.rows.get("causes", ()) if row.get("kind") == "lasting"]
    if rows:
        found.rows["causes"] = _with_parents_among(rows)


def _countermeasures(found: Taken, line: HandOver, source: Source) -> None:
    for kind in ("causes", "countermeasures"):
        if source.content.rows.get(kind):
            found.rows[kind] = [dict(row) for row in source.content.rows[kind]]


def _disproved(found: Taken, line: HandOver, source: Source) -> None:
    rows = source.content.rows.get("countermeasures", ())
    lines = [
        f"{plainly(row['what'])}{more(row.get('worked_evidence'), 'seen')}"
        for row in rows
        if row.get("worked") in ("no", "unclear") or is_dropped(row)
    ]
    key, number = _STARTING[line.after], label(source.number)
    found.write(key, f"Disproved in {number}", listed(lines))
    found.write(key, f"The Check of {number}", source.content.boxes.get("check", ""))


def _deviations(found: Taken, line: HandOver, source: Source) -> None:
    lines = [
        f"{day_of(row)}: {plainly(row['what'])}{more(row.get('contained'), 'contained')}"
        for row in source.content.rows.get("deviations", ())
    ]
    found.write(_STARTING[line.after], f"Deviations of {label(source.number)}", listed(lines))


def _chart(found: Taken, line: HandOver, source: Source) -> None:
    found.write(_STARTING[line.after], "", _charts(source, "ranges"))


def _standard(found: Taken, line: HandOver, source: Source) -> None:
    words = f"{label(source.number)}, “{plainly(source.title)}”, version {source.version}."
    found.write(_STARTING[line.after], "The standard", words)


def _check_text(found: Taken, line: HandOver, source: Source) -> None:
    text = source.content.boxes.get("check", "")
    found.write(_STARTING[line.after], f"The Check of {label(source.number)}", text)


def _proven(found: Taken, line: HandOver, source: Source) -> None:
    """A copy with "proven in …": what is proven there is an expectation here.

    A standard that is written as a text goes over as one, without the charts of the segment it comes from.
    """
    steps, key = source.content.rows.get("steps", ()), "steps"
    worked = [row for row in source.content.rows.get("countermeasures", ()) if _has_worked(row)]
    proven, end = f"Proven in {label(source.number)}", f" (proven in {label(source.number)})"
    if line.after == "SDCA":
        copied = [_step(row["what"], row.get("reason") or proven, row.get("key_point", "")) for row in steps]
        copied += [_step(row["what"], proven) for row in worked]
    else:
        key = "countermeasures"
        copied = [
            {"number": place, "what": row["what"][: 300 - len(end)] + end, "effect": row.get("effect", "")}
            for place, row in enumerate([*worked, *steps], start=1)
        ]
    if copied:
        found.rows[key] = copied
    elif "standard" in source.content.boxes:
        box = "standard" if line.after == "SDCA" else "plan"
        found.write(box, proven, MARK.sub("", source.content.boxes["standard"]))
    first = CYCLES[line.after].boxes[0].key
    told = f"{proven}, {plainly(source.segment)}" if source.segment else proven
    found.write(first, told, "To be checked again here: another segment may answer in another way.")


def _has_worked(row: Plain) -> bool:
    return row.get("worked") == "yes" and not is_dropped(row)


def _with_parents_among(rows: Sequence[Plain]) -> list[dict[str, Any]]:
    known = {row["id"] for row in rows}
    return [{**row, "parent": row.get("parent") if row.get("parent") in known else None} for row in rows]


def _step(step: str, reason: str, key_point: str = "") -> dict[str, Any]:
    return {"what": step[:200], "key_point": key_point[:300], "reason": reason[:300]}


def _charts(source: Source, kind: str) -> str:
    """A mark for the chart of each metric that rows of this kind refer to."""
    wanted = {row.get("metric") for row in source.content.rows.get(kind, ())}
    known = source.content.rows.get(FIGURES, ())
    marks = [mark_of("chart", one["name"]) for one in known if one["id"] in wanted]
    return "\n\n".join(filter(None, marks))


_EMPTY_CHECK: Final[Plain] = {"before": None, "target": None, "actual": None, "day": None}
_TAKE: Final[dict[Carried, Callable[[Taken, HandOver, Source], None]]] = {
    Carried.POINT_OF_VIEW: _point_of_view,
    Carried.PROBE_RESULTS: _probe_results,
    Carried.METRICS: _metrics,
    Carried.LEARNED: _learned,
    Carried.PROBLEM_FOUND: _problem_found,
    Carried.STEPS: _steps,
    Carried.RANGES: _ranges,
    Carried.LASTING_CAUSES: _lasting_causes,
    Carried.COUNTERMEASURES: _countermeasures,
    Carried.DISPROVED: _disproved,
    Carried.DEVIATIONS: _deviations,
    Carried.CHART: _chart,
    Carried.STANDARD: _standard,
    Carried.CHECK_TEXT: _check_text,
    Carried.PROVEN: _proven,
}
