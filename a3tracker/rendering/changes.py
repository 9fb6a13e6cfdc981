"""What differs between two contents of an A3: header fields, boxes and rows, each in words.

Rows are compared by their ids and field by field, whatever their kind: a field that this module has
no word for is called by its key.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from a3tracker.domain.a3s import LANGUAGES
from a3tracker.domain.cycle_changes import as_cycle
from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.revisions import FIGURES, Content
from a3tracker.rendering.change_words import DAYS, FIELDS, HEADER, ONE_OF, ORDER, PEOPLE, PLACES
from a3tracker.rendering.diffs import Part, folded, word_diff
from a3tracker.rendering.figure_changes import figure_changes
from a3tracker.rendering.unmarked import marked_otherwise, unmarked
from a3tracker.rendering.wording import day_words, figure_words

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Field:
    """One field that differs; `name` is empty where the whole change is one text."""

    name: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Change:
    """One thing that differs. `kind` is header, box or rows; `key` is the field's or the box's.

    `what` is "changed", "added" or "removed", or says that the formatting did. `fields` hold parts for
    `templates/components/diff.html`, long unchanged stretches folded as "skip".
    """

    kind: str
    key: str
    label: str
    what: str
    fields: tuple[Field, ...]


def changes_between(
    before: Content,
    after: Content,
    names: Mapping[int, str],
    places: Mapping[tuple[str, int], str] | None = None,
) -> tuple[Change, ...]:
    """Header first, then the boxes in reading order, each with its rows after it.

    `names` are those of `people_in`; `places` the names by ("team" or "segment", id). Figures come last.
    """
    before = as_cycle(before, after.cycle)
    words = _Words(names, {**_named_in(before), **_named_in(after), **(places or {})})
    changes = [*_header(before, after, words)]
    told: set[str] = set()
    for box in CYCLES[after.cycle].boxes:
        changes += _box(box.key, box.label, before, after)
        for panel in box.panels:
            if panel.value not in told:
                told.add(panel.value)
                changes += _rows(panel.value, f"{box.label}: ", before, after, words)
    for kind in sorted({*before.rows, *after.rows} - told - {FIGURES}):
        changes += _rows(kind, "", before, after, words)
    changes += _figures(before, after)
    return tuple(changes)


def change_in(key: str, label: str, before: str, after: str) -> Change:
    """One thing beside the sheet that differs, such as what a submission asks for."""
    return Change("header", key, label, "changed", (_field("", before, after),))


def people_in(*contents: Content) -> set[int]:
    """The ids of everybody whom these contents name."""
    rows = (row for content in contents for found in content.rows.values() for row in found)
    people = {row.get(key) for row in rows for key in PEOPLE}
    for content in contents:
        people |= {content.owner, content.coordinator, content.manager}
    return {person for person in people if isinstance(person, int)}


@dataclass(frozen=True)
class _Words:
    """Values as people read them."""

    names: Mapping[int, str]
    places: Mapping[tuple[str, int], str]

    def of(self, key: str, value: Any, unit: str = "") -> str:
        """The words of one value; nothing for nothing."""
        if value is None or value == "":
            return ""
        if isinstance(value, list):
            return ", ".join(self._one_of(key, one) for one in value)
        if isinstance(value, Mapping):
            return figure_words(value, unit)
        if key in PEOPLE and isinstance(value, int):
            return self.names.get(value, f"person {value}")
        if key in PLACES:
            return self.places.get((key, value), f"{key} {value}")
        if value is True:
            return "yes"
        if key == "parent":
            return "another A3"
        if key == "language":
            return LANGUAGES.get(value, str(value))
        if key in DAYS:
            return _day(value)
        return figure_words({"value": value}) if isinstance(value, float) else str(value)

    def _one_of(self, key: str, one: Any) -> str:
        """A line of a check sheet with its count, or what an id stands for."""
        if isinstance(one, list):
            return f"{one[0]} {figure_words({'value': one[1]})}"
        return self.places.get((key, one), f"{key} {one}")


def _header(before: Content, after: Content, words: _Words) -> Iterator[Change]:
    for key, label in HEADER.items():
        old, new = getattr(before, key), getattr(after, key)
        if old != new:
            field = _field("", words.of(key, old), words.of(key, new))
            yield Change("header", key, label, "changed", (field,))


def _box(key: str, label: str, before: Content, after: Content) -> Iterator[Change]:
    """A box with nothing but white space is an empty one, as in the hash."""
    old, new = (content.boxes.get(key, "") for content in (before, after))
    old, new = (text if text.strip() else "" for text in (old, new))
    if old != new:
        what = "added" if not old else "removed" if not new else _how(old, new)
        yield Change("box", key, label, what, (_field("", unmarked(old), unmarked(new)),))


def _how(old: str, new: str) -> str:
    """The words are compared without their marks, so it is said where only the marks differ."""
    if unmarked(old) == unmarked(new):
        return "formatting changed"
    return "changed, formatting too" if marked_otherwise(old, new) else "changed"


def _rows(kind: str, where: str, before: Content, after: Content, words: _Words) -> Iterator[Change]:
    old, new = ({row["id"]: _own(row) for row in content.rows.get(kind) or []} for content in (before, after))
    for identity in (*old, *(identity for identity in new if identity not in old)):
        was, now = old.get(identity, {}), new.get(identity, {})
        if was != now:
            what = "added" if not was else "removed" if not now else "changed"
            label = f"{where}{ONE_OF.get(kind, kind.replace('_', ' '))}"
            yield Change("rows", kind, label[0].upper() + label[1:], what, _row_fields(was, now, words))


def _figures(before: Content, after: Content) -> Iterator[Change]:
    for one in figure_changes(before.rows.get(FIGURES) or [], after.rows.get(FIGURES) or []):
        fields = tuple(_field(name, old, new) for name, old, new in one.fields)
        yield Change("rows", FIGURES, one.label, one.what, fields)


def _named_in(content: Content) -> dict[tuple[str, int], str]:
    """What the ids in rows stand for: metrics by their names, predictions by their words."""
    named = {("metric", row["id"]): str(row["name"]) for row in content.rows.get(FIGURES) or []}
    predictions = content.rows.get("predictions") or []
    causes = content.rows.get("causes") or []
    named |= {("causes", row["id"]): str(row.get("number", row["id"])) for row in causes}
    named |= {("explains", row["id"]): f"{row['number']} {row['words']}" for row in causes}
    named |= {("step", row["id"]): str(row["what"]) for row in content.rows.get("steps") or []}
    return named | {("prediction", row["id"]): str(row["words"]) for row in predictions}


def _own(row: Row) -> Row:
    """The row with words of its own for what the header calls otherwise."""
    return {"explains" if key == "parent" else key: value for key, value in row.items()}


def _row_fields(was: Row, now: Row, words: _Words) -> tuple[Field, ...]:
    """The fields that differ, after the one that says which row it is."""
    keys = sorted(({**was, **now}).keys() - {"id"}, key=_place)
    unit = str(now.get("unit") or was.get("unit") or "")
    said = {key: (words.of(key, was.get(key), unit), words.of(key, now.get(key), unit)) for key in keys}
    shown = [key for key in keys if said[key][0] != said[key][1]]
    naming = next((key for key in keys if any(said[key])), None)
    if naming is not None and naming not in shown:
        shown.insert(0, naming)
    return tuple(_field(FIELDS.get(key, key.replace("_", " ").capitalize()), *said[key]) for key in shown)


def _place(key: str) -> tuple[int, str]:
    return (ORDER.index(key) if key in ORDER else len(ORDER), key)


def _field(name: str, before: str, after: str) -> Field:
    return Field(name, tuple(folded(word_diff(before, after))))


def _day(value: Any) -> str:
    """30 Jun 2026; what is no day stays as it is."""
    try:
        return day_words(date.fromisoformat(str(value)))
    except ValueError:
        return str(value)
