"""The command line as an operator uses it: each command helps, says one plain line, and refuses in words."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from a3tracker.app import make_app
from a3tracker.cli import command
from a3tracker.cli.serving import DEMO, rendered
from a3tracker.config import read_config
from a3tracker.db.people import person_with_email
from a3tracker.usecases.demo import fill_demo
from tests.glyphs import missing_glyphs

Run = Callable[..., Result]
ADA = ("--name", "Ada Nilsen", "--email", "ada@example.org", "--password", "bread and butter")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command on a data folder of its own."""
    monkeypatch.setenv("A3TRACKER_INSTANCE", str(tmp_path / "data"))

    def call(*arguments: str) -> Result:
        return CliRunner().invoke(command, arguments, obj=make_app, catch_exceptions=True)

    return call


@pytest.mark.parametrize("name", sorted(command.commands))
def test_each_command_says_what_it_does(run: Run, name: str) -> None:
    shown = run(name, "--help")
    assert shown.exit_code == 0
    assert len(shown.output.splitlines()) > 4


def test_making_the_database_twice_is_harmless(run: Run) -> None:
    assert "Database made." in run("init-db").output
    again = run("init-db")
    assert again.exit_code == 0
    assert "Database made." not in again.output
    assert "has schema" in run("upgrade").output


def test_the_first_person_added_is_an_administrator_and_the_next_one_is_not(run: Run) -> None:
    assert "ada@example.org can sign in." in run("user", "add", *ADA).output
    run("user", "add", "--name", "Bo Lind", "--email", "bo@example.org", "--password", "bread and butter")
    with make_app(read_config()).app_context():
        ada, bo = person_with_email("ada@example.org"), person_with_email("bo@example.org")
        assert ada is not None
        assert bo is not None
        assert (ada.is_admin, bo.is_admin) == (True, False)


def test_a_bad_address_is_refused_with_what_to_type(run: Run) -> None:
    refused = run("user", "add", "--name", "Bo", "--email", "bo", "--password", "bread and butter")
    assert refused.exception is not None
    assert "maja@example.org" in refused.exception.fields["email"]  # type: ignore[attr-defined]


def test_the_data_folder_is_readable_by_its_owner_alone(run: Run, tmp_path: Path) -> None:
    run("init-db")
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "data" / "secret").stat().st_mode & 0o777 == 0o600


def test_a_taken_port_is_said_at_once_with_another_one(run: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = run("serve", "--port", str(port))
    assert refused.exit_code == 1
    assert f"Port {port} on 127.0.0.1 cannot be used" in refused.output
    assert f"--port {port + 1}" in refused.output


def test_removing_a_demo_that_is_not_there_says_so(run: Run) -> None:
    assert "no demo data" in run("demo", "--remove").output


def test_the_doctor_names_every_part(run: Run) -> None:
    shown = run("doctor").output
    for part in ("Python", "libpango", "Own fonts", "SQLite", "Data folder", "Secret"):
        assert part in shown


@pytest.mark.pdf
def test_a_sheet_is_printed_without_the_server(run: Run, tmp_path: Path) -> None:
    config = read_config()
    app = make_app(config)
    run("init-db")
    with app.app_context():
        fill_demo(DEMO, rendered)
    shown = run("print", "a3-2", "-o", str(tmp_path / "sheet.pdf"))
    assert "pt on A3." in shown.output
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF-1.7")
    assert not missing_glyphs((tmp_path / "sheet.pdf").read_bytes())
    assert "There is no A3-99." in str(run("print", "99").exception)
    pack = tmp_path / "pack.pdf"
    shown = run("pack", "a3-8", "A3-6", "--since", "2026-11-01", "-o", str(pack))
    assert f"{pack}: 3 pages on A3, type from" in shown.output
    said = PdfReader(pack)
    assert next(one.title for one in said.outline if not isinstance(one, list)) == "Agenda"
    assert "Signature" in said.pages[2].extract_text()
    shown = run("pack", "--stream", "Newcomers", "--paper", "a4", "-o", str(pack))
    assert "pages on A4, type from" in shown.output
    assert "Pathway board" in PdfReader(pack).pages[1].extract_text()


@pytest.mark.pdf
@pytest.mark.pdf
def test_the_pack_of_a_meeting_is_printed_from_its_agenda(run: Run, tmp_path: Path) -> None:
    app = make_app(read_config())
    run("init-db")
    with app.app_context():
        fill_demo(DEMO, rendered)
    pack = tmp_path / "meeting.pdf"
    shown = run("pack", "--meeting", "2", "-o", str(pack))
    assert f"{pack}: 5 pages on A3" in shown.output
    assert "Meeting of" in PdfReader(pack).pages[0].extract_text()


def test_a_pack_of_nothing_is_refused_in_words(run: Run) -> None:
    assert "Name the A3s of the pack" in str(run("pack").exception)
    assert "“seven” is no A3." in str(run("pack", "seven").exception)
    assert "There is no meeting 99." in str(run("pack", "--meeting", "99").exception)
    assert "no value stream called Nowhere" in str(run("pack", "--stream", "Nowhere").exception)
