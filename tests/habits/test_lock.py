"""The lock files name exact versions by hash, from no particular address, and agree with each other."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements-test.lock", "requirements-bench.lock")


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_pinned_with_a_hash(name: str) -> None:
    for entry in entries(name):
        assert re.match(r"[a-z0-9-]+==\S+", entry), entry
        assert "--hash=sha256:" in entry, entry


@pytest.mark.parametrize("name", LOCKS)
def test_no_address_stands_in_it(name: str) -> None:
    text = (ROOT / name).read_text()
    assert not [word for word in ("://", "--index-url", "--find-links", " @ ") if word in text]


def test_what_starts_the_program_is_what_is_tested_and_measured() -> None:
    for name in LOCKS[1:]:
        assert set(entries("requirements.lock")) <= set(entries(name)), name


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = {re.split(r"[\[<>=]", line)[0] for line in project["dependencies"]}
    assert wanted <= {entry.split("==")[0] for entry in entries("requirements.lock")}
    peers = {re.split(r"[\[<>=]", line)[0] for line in project["optional-dependencies"]["bench"]}
    assert peers <= {entry.split("==")[0] for entry in entries("requirements-bench.lock")}


def entries(name: str) -> list[str]:
    """One text for each package: its name, version and hashes."""
    return [entry.strip() for entry in re.split(r"\n(?=\S)", (ROOT / name).read_text()) if entry.strip()]
