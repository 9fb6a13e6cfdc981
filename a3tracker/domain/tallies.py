"""Check sheets: what is counted line by line, and the Pareto of the few lines that carry most of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from a3tracker.domain.errors import Invalid
from a3tracker.domain.predictions import parse_value
from a3tracker.domain.rows import SHORT, TAKT_REFUSED, names_takt, text_of

#: As many journeys as a segment may have; paper draws the first and the others together.
MOST_LINES: Final = 100
LARGEST: Final = 10**9
#: The few are as many as carry this part of the whole (handbook, domain.md section 6).
FEW: Final = 0.8


@dataclass(frozen=True)
class Line:
    """One line of a check sheet; no two of a sheet have the same words."""

    words: str
    count: float = 0


@dataclass(frozen=True)
class Tally:
    """One check sheet. `unit` says what is counted, such as quotes or EUR."""

    title: str
    unit: str = ""
    lines: tuple[Line, ...] = ()

    def plain(self, identity: int) -> dict[str, Any]:
        """The shape that a revision stores."""
        lines = [[line.words, line.count] for line in self.lines]
        return {"id": identity, "title": self.title, "unit": self.unit, "lines": lines}


@dataclass(frozen=True)
class Bar:
    """One line of a Pareto: its part of the whole, the part up to and with it, whether it is of the few."""

    line: Line
    share: float
    up_to: float
    few: bool


def read_tally(plain: Mapping[str, Any]) -> Tally:
    """The inverse of `Tally.plain`."""
    return Tally(plain["title"], plain["unit"], tuple(Line(*line) for line in plain["lines"]))


def checked_tally(row: Tally) -> Tally:
    """The sheet trimmed and whole; `Invalid` for takt, too many lines, or words that stand twice."""
    title = text_of(row.title, "title", SHORT, "Give the check sheet a title.")
    unit = text_of(row.unit, "unit", 20, "Say what is counted, such as quotes or EUR.")
    if names_takt(title) or names_takt(unit):
        raise Invalid("Takt time is refused.", {"title": TAKT_REFUSED})
    if any(sign in title for sign in "{}\n"):
        raise Invalid("A title is one line.", {"title": "Use one line without braces: a mark names it."})
    lines = tuple(_checked_line(line) for line in row.lines)
    if len(lines) > MOST_LINES:
        raise Invalid(
            "There are too many lines.", {"lines": f"A check sheet has {MOST_LINES} lines at most."}
        )
    _ensure_once(lines)
    return replace(row, title=title, unit=unit, lines=lines)


def counted(row: Tally, words: str, step: int) -> Tally | None:
    """The sheet with one more or one less on a line, never below nought; None when the line is gone."""
    found = next((line for line in row.lines if line.words == words), None)
    if found is None:
        return None
    count = min(max(found.count + step, 0), LARGEST)
    lines = tuple(replace(line, count=count) if line is found else line for line in row.lines)
    return replace(row, lines=lines)


def with_lines(row: Tally, lines: Iterable[Line]) -> Tally:
    """The sheet with these lines: the count of one that is there is replaced, others are added."""
    known = {line.words.casefold(): line for line in row.lines}
    for line in lines:
        there = known.get(line.words.casefold())
        known[line.words.casefold()] = line if there is None else replace(there, count=line.count)
    return checked_tally(replace(row, lines=tuple(known.values())))


def parse_lines(text: str, field: str = "lines") -> tuple[Line, ...]:
    """Lines as they come from a spreadsheet: words, a tab (or a semicolon) and a count; none is 0.

    `Invalid` names the line that cannot be read.
    """
    return tuple(
        _parsed(place, line, field) for place, line in enumerate(text.splitlines(), 1) if line.strip()
    )


def lines_text(lines: Sequence[Line]) -> str:
    """The lines as they would be pasted."""
    return "\n".join(f"{line.words}\t{count_text(line.count)}" for line in lines)


def count_text(count: float) -> str:
    """12, or 12.5."""
    return f"{count:.10g}" if count % 1 else str(int(count))


def pareto(lines: Iterable[Line]) -> tuple[Bar, ...]:
    """The lines in descending order. The few are the shortest beginning that carries 80 % of the whole."""
    ordered = sorted(lines, key=lambda line: (-line.count, line.words.casefold()))
    whole = sum(line.count for line in ordered)
    bars, before = [], 0.0
    for line in ordered:
        share = line.count / whole if whole else 0.0
        few = line.count > 0 and before < FEW - 1e-9
        before = min(before + share, 1.0)
        bars.append(Bar(line, share, before, few))
    return tuple(bars)


def _checked_line(line: Line) -> Line:
    words = " ".join(text_of(line.words, "lines", SHORT, "A line needs words.").split())
    if not 0 <= line.count <= LARGEST:
        sentence = f"“{words}” has {count_text(line.count)}: give a count from 0 to {LARGEST:,}."
        raise Invalid("A count cannot be taken.", {"lines": sentence})
    return Line(words, line.count)


def _ensure_once(lines: Sequence[Line]) -> None:
    seen: set[str] = set()
    for line in lines:
        if line.words.casefold() in seen:
            raise Invalid("A line stands twice.", {"lines": f"“{line.words}” stands there twice."})
        seen.add(line.words.casefold())


def _parsed(place: int, line: str, field: str) -> Line:
    sign = "\t" if "\t" in line else ";"
    words, _, count = line.strip().rpartition(sign) if sign in line.strip() else (line.strip(), "", "")
    try:
        return Line(words.strip(), parse_value(count.strip(), field) or 0)
    except Invalid:
        sentence = f"Line {place} ends with “{count.strip()}”: write the words, a tab and a number."
        raise Invalid("A line cannot be read.", {field: sentence}) from None
