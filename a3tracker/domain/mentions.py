"""`@name` in comments, answers, notes and reasons: whom it reaches."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

#: An @ inside an address (maja@example.org) reaches nobody.
_AT = re.compile(r"(?<![\w.+-])@")


@dataclass(frozen=True)
class Reachable:
    """Somebody who sees the A3's stream, and can be named."""

    id: int
    name: str
    email: str = ""


class Part(NamedTuple):
    """A piece of a text; `person` is who is named in it, or None for plain words."""

    words: str
    person: int | None = None


class Names:
    """What each answers to: the full name, a first name that is nobody else's, the address's start."""

    def __init__(self, people: Iterable[Reachable]) -> None:
        self._named = people

    @functools.cached_property
    def people(self) -> list[Reachable]:
        """Whom they name; nobody is asked for before a text holds an @."""
        return sorted(self._named, key=lambda person: person.id)

    @functools.cached_property
    def _who(self) -> dict[str, int]:
        return self._forms()

    @functools.cached_property
    def _lengths(self) -> list[int]:
        return sorted({len(form) for form in self._who}, reverse=True)

    def parts(self, text: str) -> list[Part]:
        """The text cut at its mentions; the longest name that fits is meant."""
        return list(self._cut(text))

    def mentioned(self, *texts: str) -> set[int]:
        """Everybody who is named in these texts."""
        return {part.person for text in texts for part in self._cut(text) if part.person is not None}

    def _cut(self, text: str) -> Iterator[Part]:
        done = 0
        for at in _AT.finditer(text):
            form = self._form_at(text, at.end()) if at.start() >= done else ""
            if not form:
                continue
            if at.start() > done:
                yield Part(text[done : at.start()])
            done = at.end() + len(form)
            yield Part(text[at.start() : done], self._who[form])
        if done < len(text):
            yield Part(text[done:])

    def _form_at(self, text: str, start: int) -> str:
        """The longest form that stands here and ends where a word ends."""
        for length in self._lengths:
            form = text[start : start + length].lower()
            after = text[start + length : start + length + 1]
            if form in self._who and not (after.isalnum() or after == "_"):
                return form
        return ""

    def _forms(self) -> dict[str, int]:
        first = Counter(person.name.split()[0].lower() for person in self.people if person.name.split())
        whole = Counter(person.name.lower() for person in self.people)
        who: dict[str, int] = {}
        for person in self.people:
            given = [person.email.partition("@")[0].lower()]
            name = person.name.split()
            given += [name[0].lower()] if name and first[name[0].lower()] == 1 else []
            for form in filter(None, given):
                who.setdefault(form, person.id)
        # Two people of one name are told apart by their addresses alone.
        who.update(
            {person.name.lower(): person.id for person in self.people if whole[person.name.lower()] == 1}
        )
        who.pop("", None)
        return who
