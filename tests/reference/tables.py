"""Reads the tables of a reference folder and lists where the program's own figures differ from them."""

from __future__ import annotations

import csv
import gzip
import io
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
FOLDER = Path(os.environ.get("A3TRACKER_REFERENCE") or HERE)
#: Money is rounded to six decimals in the files; what is printed there is half a digit off at most.
MONEY = Decimal("5e-7")
RATE = 1e-9
#: Where a rate is 0 nothing can be relative.
NEAR_ZERO = 1e-12

Row = Mapping[str, str]
Column = Callable[[Any], "int | float | Decimal | None"]


def files(beside: Iterable[str], pattern: str) -> list[Any]:
    """A test parameter for every file of the pattern that lies beside one of the data files."""
    folders = {path.parent for name in beside for path in FOLDER.rglob(name)}
    return [named(path) for folder in sorted(folders) for path in sorted(folder.glob(pattern))]


def named(path: Path) -> Any:
    """The file as a test parameter; its id holds the word by which these tests are chosen."""
    return pytest.param(path, id=f"reference-{path.relative_to(FOLDER).as_posix()}")


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a table, which may be compressed."""
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def data_beside(path: Path, name: str) -> Path:
    """The data file that the expected table was made from."""
    return next(found for found in (path.parent / name, path.parent / f"{name}.gz") if found.exists())


def differences(expected: Row, found: Any, columns: Mapping[str, Column], keys: set[str]) -> Iterator[str]:
    """Each column of the row that is not what the program says; every column is either a key or compared."""
    for column, text in expected.items():
        if column in keys:
            continue
        said = columns[column](found)
        if not same(text, said):
            yield f"{column}: expected {text or 'nothing'}, found {said} in {dict(expected)}"


def same(text: str, said: float | Decimal | None) -> bool:
    """Counts exactly, rates to nine digits, money to its last digit printed; nothing only for nothing."""
    empty = text.strip().lower() in ("", "nan")
    if empty or said is None:
        return empty and said is None
    if isinstance(said, int):
        return Decimal(text) == said
    if isinstance(said, Decimal):
        return abs(Decimal(text) - said) <= MONEY
    return near(float(text), said)


def near(expected: float, said: float) -> bool:
    """Alike to nine digits."""
    return abs(expected - said) <= max(RATE * abs(expected), NEAR_ZERO)
