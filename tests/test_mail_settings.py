"""Mail's settings are read in full, refused in words, and looked at by the doctor."""

from pathlib import Path

import pytest

from a3tracker import doctor
from a3tracker.config import BadSetting, Config, Smtp, read_config
from tests.jobs import mailserver

FROM = "a3@example.org"


def settings(folder: Path, **more: str) -> Config:
    given = {f"A3TRACKER_{name.upper()}": value for name, value in more.items()}
    return read_config({"A3TRACKER_INSTANCE": str(folder), **given})


@pytest.mark.parametrize(
    ("address", "server"),
    [
        ("smtp://mail.example.org", Smtp("mail.example.org", 587)),
        ("smtp://mail.example.org:25/", Smtp("mail.example.org", 25)),
        ("smtps://mail.example.org", Smtp("mail.example.org", 465, tls=True)),
        (
            "smtp://maja%40example.org:p%3Aw%40d@mail.example.org:2525",
            Smtp("mail.example.org", 2525, "maja@example.org", "p:w@d"),
        ),
        ("smtp://[::1]:25", Smtp("::1", 25)),
    ],
)
def test_a_server_is_read_from_its_address(tmp_path: Path, address: str, server: Smtp) -> None:
    config = settings(tmp_path, smtp=address, mail_from=FROM, base_url="https://a3.example.org")
    assert config.smtp == server
    assert config.sends_mail


def test_without_server_there_is_no_mail_and_that_is_fine(tmp_path: Path) -> None:
    config = settings(tmp_path, base_url="https://a3.example.org")
    assert (config.smtp, config.mail_from, config.sends_mail) == (None, "", False)


@pytest.mark.parametrize(
    "address",
    [
        "mail.example.org",
        "http://mail.example.org",
        "smtp://",
        "smtp://maja:secretword@host:many",
        "smtp://host/x",
        "smtp://[::1",
        "smtp://host?starttls=no",
    ],
)
def test_an_address_that_cannot_be_read_is_refused_without_repeating_it(tmp_path: Path, address: str) -> None:
    with pytest.raises(BadSetting, match="A3TRACKER_SMTP cannot be read") as refused:
        settings(tmp_path, smtp=address, mail_from=FROM)
    assert "secretword" not in str(refused.value)


@pytest.mark.parametrize(
    "address", ["", "a3", "a3@x\r\nBcc: all@example.org", "A3 <a3@example.org>", "ä@x.org"]
)
def test_the_address_that_mail_comes_from_must_be_one(tmp_path: Path, address: str) -> None:
    with pytest.raises(BadSetting, match="A3TRACKER_MAIL_FROM"):
        settings(tmp_path, smtp="smtp://mail.example.org", mail_from=address)


def test_the_password_is_not_shown_with_the_settings(tmp_path: Path) -> None:
    config = settings(tmp_path, smtp="smtp://maja:secretword@host", mail_from=FROM)
    assert "secretword" not in repr(config)


def test_the_doctor_says_that_there_is_no_mail_and_calls_nothing_amiss(tmp_path: Path) -> None:
    check = doctor.mail(settings(tmp_path))
    assert check.ok
    assert "inbox alone" in check.found


def test_the_doctor_says_whether_the_server_answers(tmp_path: Path) -> None:
    with mailserver.running() as server:
        address, base = f"smtp://127.0.0.1:{server.port}", "https://a3.example.org"
        check = doctor.mail(settings(tmp_path, smtp=address, mail_from=FROM, base_url=base))
        assert check.ok
        assert f"mail comes from {FROM}" in check.found
        assert "A3TRACKER_BASE_URL" in doctor.mail(settings(tmp_path, smtp=address, mail_from=FROM)).advice
    gone = doctor.mail(settings(tmp_path, smtp=address, mail_from=FROM, base_url=base))
    assert "does not answer" in gone.found
    assert "A3TRACKER_SMTP" in gone.advice
