"""All tables in one import, so that the metadata is whole for migrations and tests."""

from a3tracker.db import (
    a3s,
    boxes,
    journal,
    people,
    pictures,
    printouts,
    reviews,
    revisions,
    rows,
    segments,
    sessions,
    settings,
    streams,
    teams,
)
from a3tracker.db.base import Base

__all__ = [
    "Base",
    "a3s",
    "boxes",
    "journal",
    "people",
    "pictures",
    "printouts",
    "reviews",
    "revisions",
    "rows",
    "segments",
    "sessions",
    "settings",
    "streams",
    "teams",
]
