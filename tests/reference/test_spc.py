"""Charts are those of NHSRplotthedots, and of Wheeler's printed examples, in both modes."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from a3tracker.domain.errors import Invalid
from a3tracker.domain.spc import Assurance, Chart, Meaning, Options, Point, Wanted
from a3tracker.domain.spc_dates import dated_xmr
from a3tracker.domain.spc_runs import PointType

FOLDER = Path(os.environ.get("A3TRACKER_REFERENCE") or Path(__file__).parent)
MODES = {"unscreened": False, "screened": True}
ASSURANCE = {
    "consistent_pass": Assurance.MEETS,
    "consistent_fail": Assurance.MISSES,
    "inconsistent": Assurance.HIT_AND_MISS,
}
TYPES = {
    PointType.OUTSIDE: ("Above UCL", "Below LCL"),
    PointType.TREND: ("7 Point Trend (Increasing)", "7 Point Trend (Decreasing)"),
    PointType.TWO_OF_THREE: ("2 in 3 Above CL", "2 in 3 Below CL"),
    PointType.SHIFT: ("7 Points Above CL", "7 Points Below CL"),
}
Case = dict[str, Any]


@dataclass(frozen=True)
class Expected:
    """What one mode of a case says, both shapes of file in one."""

    groups: list[Case]
    types: list[str]
    meanings: list[str]
    variation: str
    assurance: str | None


def cases() -> Iterator[Any]:
    """Every file and every line of the folder."""
    for path in sorted(FOLDER.rglob("spc/*.json")):
        yield pytest.param(path.read_text(encoding="utf-8"), id=f"reference-{path.stem}")
    for path in sorted(FOLDER.rglob("spc/*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip():
                yield pytest.param(line, id=f"reference-{path.stem}-{number}")


@pytest.mark.parametrize("text", [*cases()])
def test_a_chart_is_that_of_the_reference(text: str) -> None:
    case = json.loads(text)
    for mode in MODES:
        answers = case.get("expected", case)
        if answers[mode]["status"] == "ok":
            assert not list(differences(drawn(case, mode), settled(answers, mode))), mode
        else:
            refused_or_drawn(case, mode)
    assert not list(different_from_print(case))


def drawn(case: Case, mode: str) -> Chart:
    """The case as the program reads it; a rebase on a day without a figure is not one of these files'."""
    given, options = case["input"], case["input"]["options"]
    days = [date.fromisoformat(day) for day in given["x"]]
    rebases = {date.fromisoformat(day) for day in options.get("rebase") or ()}
    asked = Options(
        wanted=Wanted(options["improvement_direction"]),
        target=options.get("target"),
        freeze_after=options.get("fix_after_n_points"),
        screening=MODES[mode],
    )
    return dated_xmr(zip(days, given["y"], strict=True), asked, rebases=rebases & set(days)).chart


def refused_or_drawn(case: Case, mode: str) -> None:
    """Where the other program gives up, two figures of one day are refused and all else is a chart."""
    days = case["input"]["x"]
    if len(set(days)) < len(days):
        with pytest.raises(Invalid):
            drawn(case, mode)
    else:
        assert len(drawn(case, mode).points) == len(days)


def settled(answers: Case, mode: str) -> Expected:
    """The answers of a mode, in the two places where they are not taken as they are.

    A constant group takes the unscreened ones, and without limits there is no assurance.
    """
    plain, asked = read(answers["unscreened"]), read(answers[mode])
    stop = 0
    for i, other in enumerate(plain.groups):
        start, stop = stop, stop + other["n"]
        if asked.groups[i]["upl"] is None and other["upl"] is not None:
            asked.groups[i] = other
            asked.types[start:stop] = plain.types[start:stop]
            asked.meanings[start:stop] = plain.meanings[start:stop]
            if stop == len(plain.types):
                asked = replace(asked, variation=plain.variation, assurance=plain.assurance)
    return replace(asked, assurance=None) if asked.groups[-1]["upl"] is None else asked


def read(answer: Case) -> Expected:
    points = answer.get("points") or ()
    return Expected(
        list(answer["groups"]),
        [point["special_cause_type"] for point in points] or list(answer["special_cause_type"]),
        [point["point_type"] for point in points] or list(answer["point_type"]),
        answer["variation_icon"],
        answer["assurance_type"],
    )


def differences(chart: Chart, expected: Expected) -> Iterator[str]:
    yield from different_groups(chart, expected)
    yield from different_points(chart, expected)
    if chart.variation.replace(" ", "_") != expected.variation:
        yield f"the icon is {chart.variation}, not {expected.variation}"
    if chart.assurance != ASSURANCE.get(expected.assurance or ""):
        yield f"the assurance is {chart.assurance}, not {expected.assurance}"


def different_groups(chart: Chart, expected: Expected) -> Iterator[str]:
    if len(chart.groups) != len(expected.groups):
        yield f"{len(chart.groups)} groups"
        return
    for found, group in zip(chart.groups, expected.groups, strict=True):
        if found.count != group["n"]:
            yield f"{found.count} points in a group of {group['n']}"
        limits = found.limits
        for name, value in (("mean", limits.mean), ("lpl", limits.lower), ("upl", limits.upper)):
            if not alike(value, group[name], abs(limits.mean or 0) + abs(limits.amr or 0)):
                yield f"{name} is {value}, not {group[name]}"


def different_points(chart: Chart, expected: Expected) -> Iterator[str]:
    wanted = zip(expected.types, expected.meanings, strict=True)
    for i, (point, (kind, meaning)) in enumerate(zip(chart.points, wanted, strict=True)):
        if named(point) != kind:
            yield f"point {i} is {named(point)}, not {kind}"
        if meant(point) != meaning:
            yield f"point {i} is {meant(point)}, not {meaning}"


def named(point: Point) -> str:
    return TYPES[point.type][point.direction < 0] if point.type in TYPES else "Common Cause"


def meant(point: Point) -> str:
    if point.meaning is Meaning.NONE:
        return "common_cause"
    side = "" if point.meaning is not Meaning.NEUTRAL else "_high" if point.direction > 0 else "_low"
    return f"special_cause_{point.meaning.value}{side}"


def alike(found: float | None, expected: float | None, size: float) -> bool:
    """Nine digits; a limit that comes out as 0 is compared by the size of the figures it is made of."""
    if found is None or expected is None:
        return found is expected
    return math.isclose(found, expected, rel_tol=1e-9, abs_tol=1e-13 * size)


def different_from_print(case: Case) -> Iterator[str]:
    """What a book prints of the same series, to half of its last digit or as near as the file asks."""
    printed = case.get("published", {})
    if not printed:
        return
    limits = drawn(case, "screened" if printed.get("screening") else "unscreened").groups[0].limits
    found = {"mean": limits.mean, "mean_mr": limits.amr, "lpl": limits.lower, "upl": limits.upper}
    for name, value in (*found.items(), ("mr_upper_limit", limits.range_limit)):
        if name in printed and value != pytest.approx(
            printed[name], abs=printed.get("tolerance", half_digit(printed[name]))
        ):
            yield f"{name} is {value}, printed {printed[name]}"


def half_digit(printed: float) -> float:
    """Half of the last digit that is printed."""
    decimals = len(repr(printed).partition(".")[2].rstrip("0"))
    return 0.5 * 10**-decimals + 1e-12
