"""What others wrote is exactly what they published: every vendored file has its package and hash."""

import hashlib
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("static/fonts", "static/vendor", "tests/vendor")
OURS = {"manifest.json", "symbols.py", "axe.LICENSE-3RD-PARTY"}


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_file_is_the_one_of_the_manifest(folder: str) -> None:
    for row in manifest(folder):
        assert row["package"], row
        assert row["version"], row
        assert sha256(ROOT / folder / row["file"]) == row["sha256"], row["file"]
        assert sha256(ROOT / folder / row["licence_file"]) == row["licence_sha256"], row["licence_file"]


@pytest.mark.parametrize("folder", FOLDERS)
def test_nothing_lies_there_that_the_manifest_does_not_name(folder: str) -> None:
    named = {row[key] for row in manifest(folder) for key in ("file", "licence_file")}
    assert {path.name for path in (ROOT / folder).iterdir() if path.is_file()} - OURS == named


def manifest(folder: str) -> list[dict[str, str]]:
    """The rows of the folder's manifest."""
    rows: list[dict[str, str]] = json.loads((ROOT / folder / "manifest.json").read_text())
    return rows


def sha256(path: Path) -> str:
    """The file's hash."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
