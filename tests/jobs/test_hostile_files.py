"""Files that are no tables, or not wholly: said in plain words, and gone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from a3tracker.jobs import files
from tests.files_to_bring import Bringing
from tests.jobs.test_importing import left_in_folder, rows_kept
from tests.sites import Site
from tests.visitor import Visitor
from tests.workbooks import workbook


@pytest.fixture
def bringing(app: Flask, as_: Callable[[str], Visitor]) -> Bringing:
    """A member of the team, at the page of files."""
    return Bringing(app, as_("member"))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 99, "This is a picture, not a table"),
        (b"PK\x03\x04" + b"\x00" * 99, "damaged"),
        (b"%PDF-1.7\n" + b"x" * 99, "a PDF"),
        (b"a,b\n1\x00,2\n", "not a text"),
        (b"just words\nand more\n", "Only one column"),
        (",".join(f"c{place}" for place in range(300)).encode(), "300 columns"),
        (b'customer,date\n"anna,2026-01-01\nbert,2026-01-02\n', "quotation mark"),
        ("customer,date\nä,1\n".encode() + "ö,2\n".encode("cp1252"), "Two encodings are mixed"),
        (b"customer,date\n" + b"x" * 200_000 + b",1\n", "longer than 100,000 signs"),
        (workbook([["only"]]), "Only one column"),
        (workbook([]), "empty"),
        (workbook([["a", "b"]], more={f"xl/{n}": b"" for n in range(2_000)}), "unpacks to more"),
    ],
)
def test_what_is_no_table_is_said_and_the_file_is_gone(
    bringing: Bringing, site: Site, data: bytes, said: str
) -> None:
    assert bringing.choose(data) == 303
    page = bringing.browser.read(bringing.page)
    if "What do the columns hold?" in page:
        page = bringing.map(column_0="customer", column_1="day")
    assert "This file cannot be taken" in page
    assert said in page
    bringing.work()
    assert left_in_folder(site) == []


def test_a_workbook_that_unpacks_to_far_more_is_not_unpacked(
    bringing: Bringing, monkeypatch: pytest.MonkeyPatch
) -> None:
    bomb = workbook([["a", "b"]], more={"xl/media/image1.bin": b"\x00" * (60 * 1024 * 1024)})
    assert len(bomb) < 100 * 1024
    monkeypatch.setattr(files, "LARGEST_UNPACKED", 50 * 1024 * 1024)
    bringing.choose(bomb)
    assert "unpacks to more than can be read" in bringing.browser.read(bringing.page)


def test_bad_cells_are_named_and_their_rows_can_be_downloaded(bringing: Bringing) -> None:
    bringing.choose('customer,date,amount\n=cmd(),2026-13-01,1\nanna,2026-01-01,2\n,2026-01-02,"x"\n')
    page = bringing.map()
    assert "Some cells cannot be taken" in page
    assert "<b>3 cells in 2 rows</b>" in page
    assert "a day that there is" in page
    assert "2026-13-01" in page
    download = bringing.browser.get(f"{bringing.page}/wrong.csv")
    assert download.headers["Content-Disposition"].startswith("attachment")
    lines = download.text.splitlines()
    assert lines[0] == "Row,customer,date,amount,What was expected"
    assert lines[1].startswith("2,'=cmd(),2026-13-01,1,")
    assert len(lines) == 3
    download.close()
    assert rows_kept(bringing) == 0
