"""The demo's data files as read, for the tests of what stands in them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import a3tracker

FOLDER = Path(a3tracker.__file__).parent / "demo"
FILES = sorted(FOLDER.glob("a3-*.toml"))


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


PEOPLE = read(FOLDER / "people.toml")
STREAMS = {stream["key"]: stream for stream in read(FOLDER / "streams.toml")["stream"]}
TEAMS = {team["key"]: (stream, team) for stream in STREAMS.values() for team in stream["team"]}
SEGMENTS = {part["key"]: stream for stream in STREAMS.values() for part in stream["segment"]}
SIGN_IN, KNOWN = set(PEOPLE["person"]), set(PEOPLE["person"]) | set(PEOPLE["contact"])
SHEETS = {path.stem: read(path) for path in FILES}


def team_people(team: dict[str, Any]) -> set[str]:
    return {team["coordinator"], *(member["person"] for member in team["member"])}
