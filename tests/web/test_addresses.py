"""Addresses of static files change with their content; ids in addresses fit the database."""

import re
from collections.abc import Callable

from tests.visitor import Visitor

As = Callable[[str], Visitor]


def test_every_static_file_of_a_page_has_its_version_and_may_be_kept(as_: As) -> None:
    browser = as_("reader")
    found = re.findall(r'(?:href|src)="(/static/[^"]+)"', browser.read("/streams"))
    assert found
    for address in found:
        assert re.search(r"\?v=[0-9a-f]{10}$", address), address
        with browser.get(address) as answer:
            assert answer.status_code == 200, address
            assert answer.cache_control.max_age == 31_536_000


def test_a_static_file_without_version_is_asked_for_again(client: Visitor) -> None:
    with client.get("/static/favicon.svg") as answer:
        assert answer.headers["Cache-Control"] == "no-cache"
        assert answer.headers["ETag"]


def test_a_file_that_is_not_there_is_not_found(client: Visitor) -> None:
    assert client.get("/static/nothing.css").status_code == 404
    assert client.get("/static/../a3tracker/config.py").status_code == 404


def test_an_id_that_no_database_holds_is_not_found(as_: As) -> None:
    for path in ("/streams/2147483648", "/a3/99999999999999999999", "/teams/-1"):
        assert as_("administrator").get(path).status_code == 404
