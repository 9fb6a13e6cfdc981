"""The doctor names what is wrong and the one thing to do about it."""

from pathlib import Path

import pytest

from a3tracker import doctor
from a3tracker.config import asset_folder, read_config


def test_every_check_has_a_name_and_says_what_it_found(tmp_path: Path) -> None:
    checks = doctor.checks(read_config({"A3TRACKER_INSTANCE": str(tmp_path)}))
    assert all(check.name and check.found for check in checks)
    assert {"Python", "SQLite", "Own fonts", "Data folder", "Secret"} <= {check.name for check in checks}


def test_an_old_python_is_told() -> None:
    assert doctor.python_version((3, 10, 4)).advice == "Use Python 3.11 or newer."
    assert doctor.python_version((3, 14, 0)).ok


def test_a_missing_library_comes_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(doctor.LIBRARIES, "libnothing.so.9", ("libnothing9", "nothing"))
    assert doctor.printing_library("libnothing.so.9").advice == "Run: sudo apt-get install libnothing9"


def test_the_fonts_of_the_tree_are_the_fonts_it_asks_for(tmp_path: Path) -> None:
    assert doctor.bundled_fonts(asset_folder("static") / "fonts").ok
    assert not doctor.bundled_fonts(tmp_path).ok


def test_missing_scripts_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "installed_families", lambda: {"Noto Sans"})
    checks = {check.name: check for check in doctor.other_fonts()}
    assert checks["Noto Sans"].ok
    assert "fonts-noto-cjk" in checks["Noto Sans CJK SC"].advice


@pytest.mark.parametrize(
    ("version", "mode"),
    [((3, 40, 1), "DELETE"), ((3, 44, 6), "WAL"), ((3, 51, 2), "DELETE"), ((3, 51, 3), "WAL")],
)
def test_the_journal_follows_sqlites_version(version: tuple[int, ...], mode: str) -> None:
    assert f"journal mode {mode}" in doctor.sqlite_journal(version).found


def test_a_secret_that_others_can_read_is_told(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    assert doctor.secret_file(secret).ok
    secret.write_text("x")
    secret.chmod(0o644)
    assert "chmod 600" in doctor.secret_file(secret).advice
    secret.chmod(0o600)
    assert doctor.secret_file(secret).ok


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "A3TRACKER_INSTANCE" in doctor.writable(tmp_path / "nowhere").advice
