"""Text files as they come: with marks, in old encodings, with semicolons, or no text at all."""

import csv
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from a3tracker.domain.delimited import delimiter_of, encoding_of, rows_of
from a3tracker.domain.errors import Invalid

TABLE = "Kunde;Tag;Betrag\nÄrzte & Söhne;2026-01-03;1,50\nMüller;2026-01-04;2,00\n"
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20)


def read(path: Path) -> list[list[str]]:
    encoding = encoding_of(path)
    return [list(row) for _, row in rows_of(path, encoding, delimiter_of(path, encoding))]


def written(folder: Path, data: bytes) -> Path:
    path = folder / "file"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_file_is_read_in_the_encoding_that_it_has(tmp_path: Path, encoding: str, end: str) -> None:
    found = read(written(tmp_path, TABLE.replace("\n", end).encode(encoding)))
    assert found[0] == ["Kunde", "Tag", "Betrag"]
    assert found[1] == ["Ärzte & Söhne", "2026-01-03", "1,50"]


@pytest.mark.parametrize("sign", [";", "\t", ",", "|"])
def test_the_sign_between_the_columns_is_found(tmp_path: Path, sign: str) -> None:
    text = TABLE.replace(",", ".").replace(";", sign)
    assert [len(row) for row in read(written(tmp_path, text.encode()))] == [3, 3, 3]


def test_a_decimal_comma_does_not_pass_for_the_sign_between_columns(tmp_path: Path) -> None:
    assert read(written(tmp_path, b"a;b\n1,5;2,5\n3,5;4,5\n"))[1] == ["1,5", "2,5"]


def test_quoted_cells_hold_signs_and_line_ends(tmp_path: Path) -> None:
    found = read(written(tmp_path, b'who,said\n"Smith, John","two\nlines"\nb,"he said ""no"""\n'))
    assert found[1:] == [["Smith, John", "two\nlines"], ["b", 'he said "no"']]


def test_empty_rows_are_left_out_and_counted(tmp_path: Path) -> None:
    path = written(tmp_path, b"a,b\n\n1,2\n,\n3,4\n")
    assert [number for number, _ in rows_of(path, "utf-8", ",")] == [1, 3, 5]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"  \n \n", "empty"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "a picture"),
        (b"%PDF-1.7 x", "a PDF"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 80, "old or locked workbook"),
        (b"a,b\n1\x00,2\n", "not a text"),
        (b"a,b\n" + b"1,2\n" * 5000 + b"\x00,2\n", "in line 5002"),
        ("a,b\nä,1\n".encode() + "ö,2\n".encode("cp1252"), "Two encodings are mixed"),
        ("a,b\nä,1\n".encode("utf-16") + b"x", "breaks off"),
        (b"only one column\n1\n2\n", "Only one column"),
    ],
)
def test_what_is_no_table_is_refused_in_plain_words(tmp_path: Path, data: bytes, said: str) -> None:
    with pytest.raises(Invalid, match=said):
        read(written(tmp_path, data))


@pytest.mark.parametrize("data", [b'a,b\n1,2\n"3,4\n5,6\n', b'a,b\n1,2\n"3"x,4\n'])
def test_a_quotation_mark_that_is_not_closed_names_its_line(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(Invalid, match="begins in line 3"):
        read(written(tmp_path, data))


@given(
    st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=20),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_written_as_a_table_comes_back(
    tmp_path: Path, rows: list[tuple[str, str]], encoding: str
) -> None:
    path = tmp_path / "table"
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows([("a", "b"), *rows])
    found = [tuple(row) for _, row in rows_of(path, encoding_of(path), ",")]
    assert found == [("a", "b"), *rows]


@given(st.binary(max_size=400))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_a_table_or_a_plain_refusal(tmp_path: Path, data: bytes) -> None:
    with suppress(Invalid):
        read(written(tmp_path, data))
