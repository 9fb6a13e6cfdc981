"""A realistic PDCA to draw and print; its figures are the published ones of the "Add a link" test."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from a3tracker.domain.revisions import Content
from a3tracker.domain.stages import Stage
from a3tracker.rendering.sheet import Sheet, SheetSetting, make_sheet

NAMES = {1: "Jamal Haddad", 2: "Maja Lindqvist", 3: "Sachi Yamada", 4: "Ruth Okafor"}

BOXES = {
    "perceive": "**Should: 16 %** of new accounts on a phone make a good edit on their first day.\n\n"
    "**Is: 12.9 %** (4,155 of 32,209).",
    "analyse": "| | Phone | Desktop |\n|---|--:|--:|\n| Good edit on the first day | 12.9 % | 15.4 % |\n"
    "| Edits reverted | 39.8 % | not known |\n\n1. **87 of 100** leave without an edit that lasts.\n"
    "2. Of the edits made, 4 in 10 are reverted: trying is often punished.",
    "locate": "People who have an account and have not edited.",
    "empower": "Everything between account made and first edit saved. Every second Tuesday, 30 minutes.",
    "select": "**Activation 12.9 → 16 % by the target end.** Retention not more than 1 point lower.",
    "plan": "| # | Countermeasure | Who | Expected |\n|--:|---|---|--:|\n"
    "| 1 | Offer one suggested link right after sign-up | Haddad | +3.0 points |\n"
    "| 2 | Say “a person looks at every edit” | Okafor | fewer stop ✓ |",
    "do": "**Departures:** the third countermeasure was not built.",
    "check": "Retention is *not shown*: the interval holds zero (−0.5 to +0.8).",
    "act": "- **Adopt** 1 and 2 → standard A3-3.\n- **Open:** do they stay?\n\nLearned: a first step that "
    "cannot go wrong brings people in; it does not by itself bring them back.",
}

ROWS: dict[str, list[dict[str, Any]]] = {
    "people": [
        {"id": 1, "person": 4, "position": "Growth analyst", "role": "figures and definitions"},
        {"id": 2, "person": 1, "position": "Mobile engineer", "role": "builds the step"},
    ],
    "experiments": [
        {"id": 8, "day": "2026-06-10", "tried": "One new account in a hundred", "expected": "Nothing breaks",
         "observed": "Two suggestions led to protected pages", "learned": "Leave those out"},
        {"id": 7, "day": "2026-06-02", "tried": "Six newcomers in a call", "expected": "4 of 6 finish",
         "observed": "5 of 6", "learned": "It works as on paper"},
    ],
    "checks": [
        {"id": 5, "measure": "Activated on the first day", "side": "acquisition", "unit": "",
         "before": {"x": 4155, "n": 32209}, "target": {"value": 16.0}, "actual": {"x": 508, "n": 2953},
         "day": "2026-08-01"},
        {"id": 6, "measure": "Back in the second week", "side": "retention", "unit": "%",
         "before": {"value": 3.0}, "target": None, "actual": {"value": 3.1}, "day": "2026-08-01"},
    ],
}  # fmt: skip

CONTENT = Content(
    cycle="PDCA", loop=1, title="New account holders stop before their first good edit", language="en",
    segment=1, team=1, owner=1, coordinator=2, manager=3, start="2026-05-13", target_end="2026-08-01",
    next_review="2027-01-15", parent=1, boxes=BOXES, rows=ROWS,
)  # fmt: skip

SETTING = SheetSetting(
    number=7, names=NAMES, segment="New account holders on a phone", stream="Newcomers",
    team="Newcomers cell", stage=Stage.CHECK, dated=date(2026, 8, 4), revision=12,
    agreed="Left side agreed by Sachi Yamada, revision 9, 30 Mar · changed since",
    lineage="from A3-1 (EDCA)", base_url="https://a3.example", states={"plan": "ready"},
)  # fmt: skip


def sheet(boxes: Mapping[str, str] | None = None, **setting: Any) -> Sheet:
    """The PDCA, with some boxes written otherwise or another setting."""
    content = replace(CONTENT, boxes={**BOXES, **(boxes or {})})
    return make_sheet(content, replace(SETTING, **setting))


def with_rows(kind: str, rows: list[dict[str, Any]]) -> Sheet:
    """The PDCA with other rows of one kind."""
    return make_sheet(replace(CONTENT, rows={**ROWS, kind: rows}), SETTING)


def experiments(count: int) -> list[dict[str, Any]]:
    """A log of so many days, each with its number in it."""
    row = ROWS["experiments"][0]
    days = (date.fromordinal(date(2026, 1, 1).toordinal() + day) for day in range(count))
    return [
        {**row, "id": number, "day": day.isoformat(), "tried": f"Trial {number}"}
        for number, day in enumerate(days, 1)
    ]


def longer(times: float) -> Sheet:
    """The PDCA with so many times its text in each box."""

    def stretched(text: str) -> str:
        more = "\n\n".join([text] * int(times))
        rest = text[: int(len(text) * (times % 1))]
        return f"{more}\n\n{rest}"[:10_000]

    return sheet({key: stretched(text) for key, text in BOXES.items()})


def with_html(box: str, html: str) -> Sheet:
    """The PDCA with HTML in a box that no cleaning has seen: what must not be able to stop the printer."""
    return sheet(html={box: html})
