"""Intervals and sample sizes are those of the published tables and of other programs."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from a3tracker.domain.proportions import (
    Interval,
    Pairs,
    exact_sample_size,
    newcombe,
    paired,
    sample_size,
    wilson,
)
from tests.reference.tables import FOLDER, named, near

Case = dict[str, Any]
LEVELS = {"95": 0.95, "90": 0.90}


@pytest.mark.parametrize("path", [named(path) for path in sorted(FOLDER.rglob("proportions/*.json"))])
def test_proportions_are_those_of_the_reference(path: Path) -> None:
    cases = json.loads(path.read_text(encoding="utf-8"))["cases"]
    assert cases, "a file without cases compares nothing"
    assert not [wrong for case in cases for wrong in shape_of(case)(case)]


def shape_of(case: Case) -> Callable[[Case], Iterator[str]]:
    """How a case is compared, by what it holds; KeyError for a shape that nobody compares."""
    shapes = {"x": single, "x1": independent, "e_both": pairs, "baseline": sizes}
    return shapes[next(key for key in (*shapes, "unknown") if key in case)]


def single(case: Case) -> Iterator[str]:
    for level, confidence in LEVELS.items():
        found = wilson(case["x"], case["n"], confidence)
        yield from compared(case, f"wilson{level}", case.get(f"wilson{level}"), found)
        if found and case.get("estimate") is not None and not near(case["estimate"], found.estimate):
            yield f"estimate {found.estimate} of {case}"
    yield from printed(case, case.get("published"), wilson(case["x"], case["n"]))


def independent(case: Case) -> Iterator[str]:
    expected = case["expected"] or {}
    after, before = (case["x1"], case["n1"]), (case["x2"], case["n2"])
    for level, confidence in LEVELS.items():
        found = newcombe(after, before, confidence)
        yield from compared(case, f"newcombe{level}", expected.get(f"newcombe{level}"), found)
    found = newcombe(after, before)
    if not expected and found is not None:
        yield f"there is no interval for {case}"
    if found and expected:
        if abs(expected["diff"] - found.estimate) > 1e-12:
            yield f"difference {found.estimate} of {case}"
        if expected.get("excludes_zero_newcombe95", found.excludes_zero) is not found.excludes_zero:
            yield f"whether 0 is excluded in {case}"
    yield from printed(case, case.get("published_newcombe95"), found)


def pairs(case: Case) -> Iterator[str]:
    found = paired(Pairs(case["e_both"], case["f_only_1"], case["g_only_2"], case["h_neither"]))
    yield from compared(case, "method 10", case["newcombe_method10_cc"], found)
    yield from printed(case, case.get("published_method10"), found)
    if found and not near(case["diff"], found.estimate):
        yield f"difference {found.estimate} of {case}"


def sizes(case: Case) -> Iterator[str]:
    before, after = case["baseline"], case["baseline"] + case["diff"]
    power, confidence = case["power"], 1 - case["alpha_two_sided"]
    exact = exact_sample_size(before, after, power, confidence)
    if exact is None or not math.isclose(exact, case["n_per_group"], rel_tol=1e-9):
        yield f"{exact} of {case}"
    if sample_size(before, after, power, confidence) != case["n_ceiled"]:
        yield f"rounded up: {case}"


def compared(case: Case, name: str, ends: list[float] | None, found: Interval | None) -> Iterator[str]:
    if ends is None:
        return
    if found is None or not (near(ends[0], found.low) and near(ends[1], found.high)):
        yield f"{name} {found} of {case}"


def printed(case: Case, ends: list[float] | None, found: Interval | None) -> Iterator[str]:
    """Published figures have four decimals, so that they may be half of the last one off."""
    if ends is None:
        return
    if found is None or max(abs(ends[0] - found.low), abs(ends[1] - found.high)) > 0.5e-4 + 1e-12:
        yield f"published {ends}, found {found} of {case}"
