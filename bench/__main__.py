"""`./run bench`: every row with its target; --json gives a list of name, value, target, ok."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator

from bench import figures, packs, pages, paper, writing
from bench.rows import Row


def main() -> int:
    """Measure, print, and say whether every promise is kept."""
    parser = argparse.ArgumentParser(prog="./run bench", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print a list of objects instead of lines")
    parser.add_argument("--large", action="store_true", help="measure with 100,000 A3s, too")
    chosen = parser.parse_args()
    if os.getloadavg()[0] > (os.cpu_count() or 1) / 2:
        print("The cores are busy: the figures will be noisy.", file=sys.stderr)
    measured = []
    for row in _rows(large=chosen.large):
        measured.append(row)
        if not chosen.json:
            print(_line(row), flush=True)
    if chosen.json:
        print(json.dumps([row.plain() for row in measured], indent=1))
    return 0 if all(row.ok for row in measured) else 1


def _rows(*, large: bool) -> Iterator[Row]:
    yield from paper.rows()
    yield from pages.rows(large=large)
    yield from figures.rows()
    yield from writing.rows()
    yield from packs.rows()


def _line(row: Row) -> str:
    return f"{'ok  ' if row.ok else 'MISS'}  {row.value:9.2f}  {row.promise:<14}  {row.name}"


if __name__ == "__main__":
    sys.exit(main())
