"""Contents of A3s in short, for tests that need no database."""

from typing import Any

from a3tracker.domain.revisions import Content


def content(cycle: str = "PDCA", **more: Any) -> Content:
    """What stands on an A3 of this cycle: `boxes` and `rows`, and a header that says little."""
    header = {"loop": 1, "title": "Practices wait nine days", "language": "en", "segment": 1, "team": 1}
    people = {"owner": 7, "coordinator": 5, "manager": 2}
    dates = {"start": None, "target_end": None, "next_review": None, "parent": None}
    return Content(**{"cycle": cycle, **header, **people, **dates, **more})  # type: ignore[arg-type]
