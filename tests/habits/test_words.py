"""A file is named for the word it serves: none is a drawer for odds and ends."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
DRAWERS = {
    "common",
    "helper",
    "helpers",
    "manager",
    "managers",
    "misc",
    "service",
    "services",
    "util",
    "utils",
}


def test_no_file_is_a_drawer() -> None:
    folders = (
        ROOT / name for name in ("a3tracker", "bench", "static/css", "static/js", "templates", "tests")
    )
    named = {path for folder in folders for path in folder.rglob("*") if path.stem.strip("_") in DRAWERS}
    assert not named
