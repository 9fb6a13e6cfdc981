"""What differs in the segment's figures, told in words on the pages that compare."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from a3tracker.domain.periods import parse_period
from a3tracker.domain.readings import ChangeKind, LimitsChange
from a3tracker.domain.revisions import only_figures_since
from a3tracker.domain.series import Series
from a3tracker.rendering.changes import changes_between
from tests.rendering.contents import MEASURE, content
from tests.rendering.figured import RETENTION, TRIALS, months

SHARE = Series(2, "Retention", "retention", months([84, 86], "2026-03"), "up", True, "%", 0.9)


def told(*series: Series, now: list[Series], **more: Any) -> list[tuple[str, str, list[str]]]:
    before = content(rows={"figures": [one.plain() for one in series]})
    after = content(rows={"figures": [one.plain() for one in now]}, **more)
    marks = {"gone": "-", "added": "+", "same": "", "skip": "…"}
    return [
        (change.label, change.what, [
            f"{field.name}: " + "".join(f"{marks[kind]}{text}{marks[kind]}" for kind, text in field.parts)
            for field in change.fields
        ])
        for change in changes_between(before, after, {})
    ]  # fmt: skip


def test_a_corrected_figure_is_told_with_its_month_before_and_after() -> None:
    corrected = replace(SHARE, values=months([85, 86], "2026-03"))
    assert told(SHARE, now=[corrected]) == [
        ("Figures of Retention", "changed", ["Mar 2026: -84.0-+85.0+ %"]),
    ]


def test_figures_of_newer_months_are_told_as_such() -> None:
    newer = replace(SHARE, values=months([84, 86, 87], "2026-03"))
    assert told(SHARE, now=[newer]) == [("Figures of Retention", "newer figures", ["May 2026: +87.0 %+"])]


def test_a_metric_that_is_referred_to_now_or_no_more_is_told_with_its_newest_figure() -> None:
    assert told(now=[SHARE]) == [("Figures of Retention", "added", ["Newest: +86.0 % in Apr 2026+"])]
    assert told(SHARE, now=[]) == [("Figures of Retention", "removed", ["Newest: -86.0 % in Apr 2026-"])]


def test_target_limits_and_definition_are_told_in_words() -> None:
    rebase = LimitsChange(ChangeKind.REBASE, parse_period("2026-04"), "new letter", "we sent it")
    changed = replace(SHARE, target=0.95, changes=(rebase,), definition=2, frozen=parse_period("2026-03"))
    ((_, what, fields),) = told(SHARE, now=[changed])
    assert what == "changed"
    assert fields == [
        "Target: -90-+95+ %",
        "Limits: +new level from Apr 2026, new letter; frozen after Mar 2026, prediction locked+",
        "Definition: +v2 in force+",
    ]


def test_of_many_months_the_newest_are_told_and_the_others_counted() -> None:
    ((_, _, fields),) = told(TRIALS, now=[replace(TRIALS, values={})])
    assert len(fields) == 13
    assert fields[-1] == "Earlier: +108 other periods+"


def test_a_measure_names_its_metric() -> None:
    before = content(rows={"checks": [MEASURE], "figures": [RETENTION.plain()]})
    after = content(rows={"checks": [{**MEASURE, "metric": 2}], "figures": [RETENTION.plain()]})
    (change,) = changes_between(before, after, {})
    assert ("Metric", (("added", "Retention"),)) in [(field.name, field.parts) for field in change.fields]


def test_newer_figures_alone_are_no_writing() -> None:
    before = content(rows={"figures": [SHARE.plain()]})
    newer = [replace(SHARE, values=months([84, 86, 87], "2026-03")).plain()]
    assert only_figures_since(before, content(rows={"figures": newer}))
    assert not only_figures_since(before, content(rows={"figures": newer}, title="Another"))
    assert not only_figures_since(before, before)
