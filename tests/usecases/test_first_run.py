"""The first run: the code on the console, and the administrator it makes."""

import stat

import pytest
from flask import Flask

from a3tracker.db.people import anyone_signs_in
from a3tracker.domain.errors import Invalid
from a3tracker.domain.people import PersonChange
from a3tracker.usecases.first_run import FILE, console_code, make_administrator
from a3tracker.usecases.sign_in import TooManyTries
from tests.factories import PASSWORD
from tests.sites import Site
from tests.world import World

ADA = PersonChange("Ada Nilsen", "ada@example.org")
HERE = "192.0.2.1"


def test_the_code_stays_the_same_until_it_is_used_and_only_its_owner_reads_it(site: Site, app: Flask) -> None:
    code = console_code(site.instance)
    assert code is not None
    assert console_code(site.instance) == code
    assert stat.S_IMODE((site.instance / FILE).stat().st_mode) == 0o600


def test_the_code_makes_the_first_administrator_once(site: Site, app: Flask) -> None:
    code = console_code(site.instance) or ""
    make_administrator(site.instance, f" {code.upper()} ", ADA, PASSWORD, HERE)
    assert anyone_signs_in()
    assert not (site.instance / FILE).exists()
    with pytest.raises(Invalid):
        make_administrator(site.instance, code, ADA, PASSWORD, HERE)


def test_a_wrong_code_makes_nobody_and_is_counted(site: Site, app: Flask) -> None:
    console_code(site.instance)
    for _ in range(10):
        with pytest.raises(Invalid) as refusal:
            make_administrator(site.instance, "0000-0000-0000-0000", ADA, PASSWORD, HERE)
        assert "code" in refusal.value.fields
    with pytest.raises(TooManyTries):
        make_administrator(site.instance, console_code(site.instance) or "", ADA, PASSWORD, HERE)
    assert not anyone_signs_in()


def test_an_empty_code_never_fits(site: Site, app: Flask) -> None:
    with pytest.raises(Invalid):
        make_administrator(site.instance, "", ADA, PASSWORD, HERE)
    (site.instance / FILE).write_text("")
    with pytest.raises(Invalid):
        make_administrator(site.instance, "", ADA, PASSWORD, HERE)


def test_a_bad_password_keeps_the_code(site: Site, app: Flask) -> None:
    code = console_code(site.instance) or ""
    with pytest.raises(Invalid):
        make_administrator(site.instance, code, ADA, "short", HERE)
    assert console_code(site.instance) == code


def test_there_is_no_code_once_there_is_an_administrator(site: Site, world: World) -> None:
    (site.instance / FILE).write_text("left over")
    assert console_code(site.instance) is None
    assert not (site.instance / FILE).exists()
