"""Text files with a value in each column: how they are encoded, what divides the columns, their rows."""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from a3tracker.domain.errors import Invalid

DELIMITERS: Final = (";", "\t", ",", "|")
_CHUNK, _LOOKED_AT = 1 << 20, 50
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: First bytes of files that are no text, with what they are.
_OTHERS: Final = (
    (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"), (b"GIF8", "a picture"), (b"%PDF", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "an old or locked workbook"), (b"PK\x03\x04", "a packed file"),
    (b"\x1f\x8b", "a packed file"),
)  # fmt: skip
_WANTED: Final = "Save it as CSV (UTF-8) or as .xlsx, and bring that."
Row = Sequence[str]


def encoding_of(path: Path) -> str:
    """The encoding of a text file; `Invalid` when it is no text, or mixed."""
    with path.open("rb") as file:
        start = file.read(4096)
    if not start.strip():
        raise _refused("The file is empty.")
    for mark, what in _OTHERS:
        if start.startswith(mark):
            raise _refused(f"This is {what}, not a table. {_WANTED}")
    for mark, name in _BOMS:
        if start.startswith(mark):
            return _checked(path, name)
    if b"\x00" in start:
        return _checked(path, _sixteen(start))
    return _checked(path, "utf-8")


def delimiter_of(path: Path, encoding: str) -> str:
    """What divides the columns: the sign that gives most of the first rows the same number of them."""
    with path.open(encoding=encoding, newline="") as file:
        lines = list(islice(_limited(file), _LOOKED_AT))
    best = max(DELIMITERS, key=lambda sign: _evenness(lines, sign))
    if _evenness(lines, best) == (0.0, 0):
        raise _refused("Only one column was found. Divide the columns by comma, semicolon or tab.")
    return best


def rows_of(path: Path, encoding: str, delimiter: str) -> Iterator[tuple[int, Row]]:
    """The rows that hold something, with their number as a spreadsheet counts them."""
    with path.open(encoding=encoding, newline="") as file:
        reader, number = csv.reader(file, delimiter=delimiter, strict=True), 0
        while True:
            number, line = number + 1, reader.line_num + 1
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error:
                said = f"The row that begins in line {line} cannot be read: a quotation mark is not closed."
                raise _refused(f"{said} Put it right, or leave quotation marks out.") from None
            if any(row):
                yield number, row


def _checked(path: Path, encoding: str) -> str:
    """The encoding, once all of the file was read in it; cp1252 for what is not UTF-8 anywhere."""
    decoder, line, foreign = codecs.getincrementaldecoder(encoding)(), 1, False
    with path.open("rb") as file:
        try:
            while chunk := file.read(_CHUNK):
                text = decoder.decode(chunk)
                foreign = foreign or not text.isascii()
                before_zero, zero, _ = text.partition("\x00")
                line += before_zero.count("\n")
                if zero:
                    raise _refused(f"There are signs in line {line} that no text has. {_WANTED}")
            decoder.decode(b"", final=True)
        except UnicodeDecodeError as fault:
            if encoding != "utf-8":
                raise _refused(f"The text breaks off near line {line}. {_WANTED}") from None
            before = bytes(fault.object)[: fault.start]
            return _western(path, foreign or not before.isascii(), line + before.count(b"\n"))
    return encoding


def _western(path: Path, mixed: bool, line: int) -> str:
    """cp1252, which Western European programs write, unless UTF-8 stands in the same file."""
    data = path.read_bytes()
    if b"\x00" in data or re.search(rb"[\x81\x8d\x8f\x90\x9d]", data):
        raise _refused(f"This is not a text. {_WANTED}")
    if mixed or re.search(rb"[\xc3][\x80-\xbf]", data):
        raise _refused(
            f"Two encodings are mixed; the first sign that does not fit is in line {line}. {_WANTED}"
        )
    return "cp1252"


def _sixteen(start: bytes) -> str:
    """UTF-16 without its mark has a zero in every other byte of plain letters; anything else is no text."""
    half = max(1, len(start) // 2)
    if start[1::2].count(0) > 0.6 * half and start[::2].count(0) == 0:
        return "utf-16-le"
    if start[::2].count(0) > 0.6 * half and start[1::2].count(0) == 0:
        return "utf-16-be"
    raise _refused(f"This is not a text. {_WANTED}")


def _evenness(lines: Sequence[str], delimiter: str) -> tuple[float, int]:
    try:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if any(row))
    except csv.Error:
        return 0.0, 0
    width, rows = max(widths.items(), key=lambda pair: (pair[1], pair[0]), default=(0, 0))
    return (round(rows / widths.total(), 2), width) if width > 1 else (0.0, 0)


def _limited(file: Iterator[str]) -> Iterator[str]:
    """Lines of a length that one may look at."""
    for line in file:
        if len(line) > 100_000:
            raise _refused(f"One line is longer than 100,000 signs. {_WANTED}")
        yield line


def _refused(sentence: str) -> Invalid:
    return Invalid(sentence, {"file": sentence})
