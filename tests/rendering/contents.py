"""Contents of an A3 for tests of what is told about them."""

from typing import Any

from a3tracker.domain.revisions import Content

NAMES = {5: "Cem Aydin", 7: "Olaf Brandt", 8: "Mia Rossi"}
MIA = {"id": 1, "person": 8, "position": "asks", "role": ""}
TRIAL = {
    "id": 3,
    "day": "2026-06-30",
    "tried": "Called five",
    "expected": "Three answer",
    "observed": "",
    "learned": "",
}
MEASURE = {
    "id": 4, "measure": "Second edit", "side": "retention", "unit": "", "before": {"x": 50, "n": 100},
    "target": None, "actual": None, "day": None,
}  # fmt: skip


def content(**more: Any) -> Content:
    fields: dict[str, Any] = {
        "cycle": "PDCA", "loop": 1, "title": "New account holders stop early", "language": "en", "segment": 1,
        "team": 1, "owner": 7, "coordinator": 5, "manager": None, "start": None, "target_end": None,
        "next_review": None, "parent": None,
    }  # fmt: skip
    return Content(**{**fields, **more})
