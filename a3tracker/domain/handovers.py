"""Hand-overs: which A3 follows from which, and exactly what it takes along (handbook, domain.md section 4).

The table is data: buttons, use case, page and help follow from it. A line names the texts by box and the
kinds of rows that go over. How they are told in the next A3 stands in `domain/carrying.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from a3tracker.domain.stages import Stage

#: An SDCA may open a PDCA from here, before it is closed (settled.md).
IN_USE: Final = frozenset({Stage.DO, Stage.CHECK, Stage.ACT})


class Carried(StrEnum):
    """What a line carries over; the value reads on the page where a hand-over is made."""

    POINT_OF_VIEW = "the point of view, as the problem perception"
    PROBE_RESULTS = "the results of the probes"
    METRICS = "the metrics of the Check with their definitions, as the baseline"
    LEARNED = "what was learned"
    PROBLEM_FOUND = "the problem that was found, as the problem perception"
    STEPS = "the countermeasures that worked, as steps of the standard"
    RANGES = "actuals and limits, as the expected range"
    LASTING_CAUSES = "the causes that let the gain last"
    COUNTERMEASURES = "every countermeasure with its marks, and the causes that it is tied to"
    DISPROVED = "what was disproved"
    DEVIATIONS = "the deviations"
    CHART = "the charts of the expected ranges"
    STANDARD = "the standard and its version"
    CHECK_TEXT = "the text of the Check"
    PROVEN = "the countermeasures or steps that are proven here, to be checked again there"


@dataclass(frozen=True)
class HandOver:
    """One line of the table: from a cycle, by an outcome, to a cycle. `next_loop` counts the loop on.

    `outcomes` are those of the closed A3; a line with `in_use` starts from a standard that is in use.
    `elsewhere` is for another segment.
    """

    key: str
    before: tuple[str, ...]
    outcomes: frozenset[str]
    after: str
    label: str
    trigger: str
    carries: tuple[Carried, ...]
    next_loop: bool = False
    in_use: bool = False
    elsewhere: bool = False


def _line(
    key: str, before: str, outcome: str, after: str, label: str, trigger: str, *carries: Carried
) -> HandOver:
    return HandOver(key, (before,), frozenset({outcome}), after, label, trigger, carries, before == after)


_C = Carried

HAND_OVERS: Final = (
    _line(
        "promoted", "EDCA", "promoted", "PDCA", "Plan with the problem now known",
        "The best idea worked, and there is enough evidence.",
        _C.POINT_OF_VIEW, _C.PROBE_RESULTS, _C.METRICS,
    ),
    _line(
        "pivoted", "EDCA", "pivoted", "EDCA", "Explore again, turned another way",
        "Pivot: the idea was not it, the need may be.",
        _C.LEARNED, _C.PROBE_RESULTS,
    ),
    _line(
        "problem_found", "EDCA", "pivoted", "PDCA", "Plan with the problem found on the way",
        "Pivot: a known problem was found on the way.",
        _C.PROBLEM_FOUND, _C.PROBE_RESULTS,
    ),
    _line(
        "adopted", "PDCA", "adopted", "SDCA", "Make it the standard",
        "The target is met, and the signal is real.",
        _C.STEPS, _C.RANGES, _C.LASTING_CAUSES,
    ),
    _line(
        "adjusted", "PDCA", "adjusted", "PDCA", "Start the next loop",
        "The target is not met yet.",
        _C.COUNTERMEASURES,
    ),
    _line(
        "disproved", "PDCA", "not_understood", "EDCA", "Explore what is not understood",
        "The problem is not understood at all.",
        _C.DISPROVED,
    ),
    HandOver(
        "signalled", ("SDCA",), frozenset(), "PDCA", "Plan against what the standard shows",
        "A signal or a trigger in the Check.",
        (_C.DEVIATIONS, _C.CHART, _C.STANDARD), in_use=True,
    ),
    _line(
        "retired", "SDCA", "retired", "EDCA", "Explore again",
        "Retired: the standard holds, but share or retention falls.",
        _C.CHECK_TEXT, _C.DEVIATIONS,
    ),
    HandOver(
        "proven_plan", ("PDCA", "SDCA"), frozenset({"adopted", "retired"}), "PDCA",
        "Try it in another segment", "The same countermeasure fits another segment.",
        (_C.PROVEN,), in_use=True, elsewhere=True,
    ),
    HandOver(
        "proven_standard", ("PDCA", "SDCA"), frozenset({"adopted", "retired"}), "SDCA",
        "Take the standard to another segment", "The same countermeasure fits another segment.",
        (_C.PROVEN,), in_use=True, elsewhere=True,
    ),
)  # fmt: skip


def hand_over(key: str) -> HandOver:
    """The line with this key; KeyError when the table has none."""
    return {line.key: line for line in HAND_OVERS}[key]


def hand_overs_from(cycle: str, stage: Stage, outcome: str | None) -> tuple[HandOver, ...]:
    """The lines that start from an A3 that stands there, in the order of the table."""
    return tuple(line for line in HAND_OVERS if cycle in line.before and _starts(line, cycle, stage, outcome))


def _starts(line: HandOver, cycle: str, stage: Stage, outcome: str | None) -> bool:
    if stage is Stage.CLOSED:
        return outcome in line.outcomes
    return line.in_use and cycle == "SDCA" and stage in IN_USE
