"""Countermeasures as tables: the plan, and the two questions of the Check; the not-to-do list beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from a3tracker.db.a3_lists import A3Line
from a3tracker.domain.countermeasures import Countermeasure, Dropped, read_countermeasure
from a3tracker.domain.not_to_do import starting_words
from a3tracker.domain.stages import ORDER, Stage
from a3tracker.rendering.drawn import Cell, Table
from a3tracker.rendering.wording import NOTHING, day_words

Row = Mapping[str, Any]
Names = Mapping[int, str]

#: What each mark is called on page and paper.
DONE_WORDS: Final = {"yes": "Yes", "partly": "In part", "no": "No", "": NOTHING}
WORKED_WORDS: Final = {"yes": "Yes", "no": "No", "unclear": "Cannot be told", "": NOTHING}
#: What the fields of a plan are called where two revisions are compared.
PLAN_FIELDS: Final = {
    "what": "What",
    "done": "Done?",
    "done_evidence": "What shows that it was done",
    "worked": "Worked?",
    "worked_evidence": "What shows whether it worked",
    "dropped_why": "Dropped because",
    "dropped_again_on": "Think again on",
    "dropped_again_when": "Think again when",
    "plate": "Whose plate it leaves",
    "agreed_by": "The manager's yes",
    "agreed_on": "Yes given on",
}
#: A list of things to do names so many; the sheet shows the others.
_MOST_NAMED: Final = 5
_PLAN: Final = ("#", "What", "Cause", "Who", "Where", "When", "Effect")
#: Columns that stand where something is in them.
_WHERE_FILLED: Final = ("Cause", "Where", "Effect")


def tied(rows: Iterable[Row], causes: Iterable[Row]) -> list[Row]:
    """The rows with the numbers of their causes as `cause_numbers`."""
    numbers = {cause["id"]: cause.get("number", cause["id"]) for cause in causes}
    return [
        {**row, "cause_numbers": [numbers[one] for one in row.get("causes", ()) if one in numbers]}
        for row in rows
    ]


def plan_table(rows: Sequence[Row], names: Names, year: int) -> Table:
    """The plan: who does what where and when against which cause; a dropped one is struck through."""
    facts = [read_countermeasure(row) for row in rows]
    drawn = [_planned(fact, row, names, year) for fact, row in zip(facts, rows, strict=True)]
    shown = [
        at
        for at, column in enumerate(_PLAN)
        if not rows or column not in _WHERE_FILLED or any(cells[at].text for cells in drawn)
    ]
    columns = tuple(_PLAN[at] for at in shown)
    look = "plan-short" if rows and len(columns) < len(_PLAN) else "plan"
    lines = tuple(tuple(cells[at] for at in shown) for cells in drawn)
    return Table(
        "countermeasures", "Countermeasures", columns, lines, tuple(row["id"] for row in rows), look=look
    )


def marks_table(rows: Sequence[Row], names: Names, year: int) -> Table:
    """*Done?* and *Worked?* apart, each with its evidence: a view of the same rows for the Check."""
    drawn = []
    for row in rows:
        fact = read_countermeasure(row)
        if fact.dropped:
            # The reason stands in the plan.
            said = (Cell(fact.what, "dropped"), Cell("dropped", "muted"), Cell(NOTHING, "muted"))
            drawn.append((_number(fact), *said))
        else:
            drawn.append((_number(fact), Cell(fact.what), _done(fact, year), _worked(fact)))
    return Table(
        "countermeasures",
        "Countermeasures: done, and did they work",
        ("#", "Countermeasure", "Done?", "Worked?"),
        tuple(drawn),
        tuple(row["id"] for row in rows),
        look="marks",
        leads="countermeasures",
        link="Mark",
    )


def marks_shown(rows: Sequence[Row], stage: Stage) -> bool:
    """Whether the Check box asks the two questions: from Do on, or once something is marked."""
    begun = ORDER.index(stage) >= ORDER.index(Stage.DO)
    return bool(rows) and (begun or any(row.get("done") or row.get("worked") for row in rows))


def not_to_do_table(rows: Sequence[Row], names: Names, year: int) -> Table:
    """What stops, whose plate it leaves, so that what can start, and the manager's yes."""
    drawn = [
        (
            Cell(row["what"]),
            Cell(row.get("plate") or names.get(row.get("person", 0), NOTHING)),
            Cell(starting_words(row.get("so_that", ""))),
            _yes(row, names, year),
        )
        for row in rows
    ]
    columns = ("Not to do", "Whose plate", "So that", "Manager's yes")
    ids = tuple(row["id"] for row in rows)
    return Table("not_to_do", "Not to do", columns, tuple(drawn), ids)


def facts_of(fact: Countermeasure, names: Names, today: date) -> list[tuple[str, str]]:
    """What is known of one countermeasure, as pairs for a page."""
    year, late = today.year, " (late)" if fact.is_overdue(today) else ""
    pairs = [
        ("Who", names.get(fact.who or 0, "")),
        ("Where", fact.where),
        ("When", f"{_when(fact, year)}{late}"),
        ("Predicted effect", fact.effect),
        ("Done?", _done(fact, year).text),
        ("Worked?", _worked(fact).text),
    ]
    if fact.dropped:
        by = names.get(fact.dropped.by, NOTHING)
        pairs.append(("Dropped", f"{dropped_words(fact.dropped, year).removeprefix('Dropped ')} ({by})"))
    return pairs


def also_words(
    without_yes: Iterable[tuple[A3Line, int]], late: Iterable[tuple[A3Line, int, bool]]
) -> dict[int, str]:
    """What an A3 asks of somebody beside its review, by its number."""
    said: dict[int, list[str]] = {}
    for line, count in without_yes:
        thing = "one thing" if count == 1 else f"{count} things"
        said.setdefault(line.number, []).append(f"Asks for your yes to {thing} not to do.")
    asked: dict[tuple[int, bool], list[int]] = {}
    for line, number, dropped in late:
        asked.setdefault((line.number, dropped), []).append(number)
    for (a3, dropped), numbers in sorted(asked.items()):
        said.setdefault(a3, []).append(again_words(numbers) if dropped else late_words(numbers))
    return {a3: " ".join(words) for a3, words in said.items()}


def late_words(numbers: Sequence[int]) -> str:
    """Countermeasures 2 and 4 are late."""
    named = _countermeasures(numbers)
    return f"{named[0].upper()}{named[1:]} {'is' if len(numbers) == 1 else 'are'} late."


def again_words(numbers: Sequence[int]) -> str:
    """Think again about countermeasure 3, which was dropped."""
    named = _countermeasures(numbers)
    return f"Think again about {named}, which {'was' if len(numbers) == 1 else 'were'} dropped."


def _countermeasures(numbers: Sequence[int]) -> str:
    named = [str(number) for number in numbers]
    if len(named) > _MOST_NAMED:
        named = [*named[: _MOST_NAMED - 1], f"{len(named) - _MOST_NAMED + 1} more"]
    *most, last = named
    return f"countermeasures {', '.join(most)} and {last}" if most else f"countermeasure {last}"


def dropped_words(dropped: Dropped, year: int) -> str:
    """Dropped 3 May: too dear. Think again on 1 Jul, or when the price falls."""
    again = [f"on {day_words(dropped.again_on, year)}"] if dropped.again_on else []
    again += [_condition(dropped.again_when)] if dropped.again_when else []
    day = day_words(dropped.on, year)
    return _ended(f"Dropped {day}: {_ended(dropped.why)} Think again {', or '.join(again)}")


def _planned(fact: Countermeasure, row: Row, names: Names, year: int) -> tuple[Cell, ...]:
    tone = "muted" if fact.dropped else ""
    return (
        _number(fact),
        _what(fact, year),
        Cell(", ".join(str(one) for one in row.get("cause_numbers", ())), tone),
        Cell(names.get(fact.who or 0, NOTHING), tone),
        Cell(fact.where, tone),
        Cell(_when(fact, year), tone),
        Cell(fact.effect, tone),
    )


def _number(fact: Countermeasure) -> Cell:
    return Cell(str(fact.number))


def _what(fact: Countermeasure, year: int) -> Cell:
    if fact.dropped is None:
        return Cell(fact.what)
    return Cell(fact.what, "dropped", more=dropped_words(fact.dropped, year))


def _when(fact: Countermeasure, year: int) -> str:
    """4–15 May; by 15 May where only the end is known."""
    if fact.start is None or fact.due is None:
        return f"by {day_words(fact.due, year)}" if fact.due else day_words(fact.start, year)
    if (fact.start.year, fact.start.month) == (fact.due.year, fact.due.month):
        return f"{fact.start.day}–{day_words(fact.due, year)}"
    return f"{day_words(fact.start, fact.due.year)} – {day_words(fact.due, year)}"


def _done(fact: Countermeasure, year: int) -> Cell:
    marks = fact.marks
    said = DONE_WORDS[marks.done]
    if marks.done_on:
        said = f"{said}, {day_words(marks.done_on, year)}"
    return Cell(f"{said}: {marks.done_evidence}" if marks.done_evidence else said)


def _worked(fact: Countermeasure) -> Cell:
    marks = fact.marks
    said = WORKED_WORDS[marks.worked]
    return Cell(f"{said}: {marks.worked_evidence}" if marks.worked_evidence else said)


def _yes(row: Row, names: Names, year: int) -> Cell:
    if not row.get("agreed_on"):
        return Cell("asked for")
    return Cell(f"{names.get(row['agreed_by'], NOTHING)}, {day_words(row['agreed_on'], year)}")


def _condition(words: str) -> str:
    return words if words.lower().startswith(("when ", "if ", "once ", "as soon ")) else f"when {words}"


def _ended(words: str) -> str:
    return words if words.endswith((".", "?")) else f"{words}."
