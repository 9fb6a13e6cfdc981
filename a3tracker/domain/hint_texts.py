"""What a text says, as far as a hint needs to know: is there a figure, an action, a learning, a picture?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from a3tracker.domain.cycles import Box, Panel
from a3tracker.domain.hint_words import LANGUAGES, Language
from a3tracker.domain.marks import marks_in
from a3tracker.domain.revisions import Content

#: Shorter texts, in signs, have only been begun, and nothing is said of them.
BEGUN: Final = 60

# What is repeated is bounded, so that a text full of brackets is read in one go.
_PICTURE: Final = re.compile(r"!\[[^\]\n]{0,300}\]\(")
_TABLE: Final = re.compile(r"^[ \t]*\|.*\|[ \t]*\n[ \t]*\|[ \t:|-]+$", re.MULTILINE)
_LINK: Final = re.compile(r"\[([^\[\]\n]{0,300})\]\([^()\s]{0,500}\)")
_LIST: Final = re.compile(r"^\s*(?:[-*+]|\d{1,2}[.)])\s+")
_SIGNS: Final = re.compile(r"[*_`#>~]+")
#: Numbers that only point elsewhere: “A3-2”, “cause 1”.
_POINTING: Final = re.compile(r"\bA3-\d+|\b(?:cause|ursache)s?\s+\d+", re.IGNORECASE)
_LABEL: Final = re.compile(
    r"^(?:goals?|targets?|aims?|ziele?|objectifs?|cibles?)\s*\d*\s*:\s*", re.IGNORECASE
)
_SENTENCE: Final = re.compile(r"(?<=[.?!;])\s+")


def language_of(key: str) -> Language | None:
    """The words of the sheet's language, or None when they are not known."""
    return LANGUAGES.get(key.partition("-")[0].lower())


def length_of(text: str) -> int:
    """How many signs of words stand there, without Markdown's own."""
    return sum(len(line) for line in _lines(text))


def names_solution(title: str, language: str) -> bool:
    """Whether a title begins something, or names a tool and says nothing about it."""
    words, known = " ".join(_SIGNS.sub("", title).split()).rstrip(" .!"), language_of(language)
    if known is None:
        return False
    named = known.named.search(words)
    return bool(known.begun.search(words) or (named and not known.says.search(words)))


def has_figure(text: str, language: str) -> bool:
    """Whether the text holds a number, in digits or words, a mark of a chart or figure, or a picture."""
    if marks_in(text) or _PICTURE.search(text):
        return True
    known = language_of(language)
    return any(
        _counts(line) or bool(known and known.number.search(line)) for line in _lines(text, tables=True)
    )


def says_action(text: str, language: str) -> bool:
    """Whether a sentence before the first figure begins, or in German ends, with something to do."""
    known = language_of(language)
    if known is None:
        return False
    for line in _lines(text):
        for sentence in _SENTENCE.split(line):
            if _counts(sentence) or marks_in(sentence):
                return False
            if known.action.search(_LABEL.sub("", sentence).strip(" .;")):
                return True
    return False


def compares(text: str, language: str) -> bool:
    """Whether two figures stand side by side: joined by a word or an arrow, in a row of a table, or drawn."""
    if marks_in(text) or _PICTURE.search(text):
        return True
    known = language_of(language)
    for line in _lines(text, tables=True):
        figures = len(re.findall(r"\d+(?:[.,]\d+)?", line))
        joined = "→" in line or line.startswith("|") or known is None or known.compared.search(line)
        if figures > 1 and joined:
            return True
    return False


def untested_cause(text: str, language: str) -> bool:
    """Whether a cause is named and no word says that it was tested."""
    known, plain = language_of(language), _SIGNS.sub("", text)
    return known is not None and bool(known.cause.search(plain)) and not known.tested.search(plain)


def has_learning(text: str, language: str) -> bool:
    """Whether the text says what was learned; yes for a language whose words are not known."""
    known = language_of(language)
    return known is None or known.learned.search(_SIGNS.sub("", text)) is not None


def drawn_on(content: Content, boxes: Iterable[Box]) -> bool:
    """Whether a picture, a table, a chart or rows stand in these boxes; a list of people is none of them."""
    for box in boxes:
        text = content.boxes.get(box.key, "")
        rows = (content.rows.get(panel.value) for panel in box.panels if panel is not Panel.PEOPLE)
        if marks_in(text) or _PICTURE.search(text) or _TABLE.search(text) or any(rows):
            return True
    return False


def _counts(words: str) -> bool:
    return any(sign.isnumeric() for sign in _POINTING.sub("", words))


def _lines(text: str, *, tables: bool = False) -> Iterator[str]:
    """The lines in plain words, without list numbers; tables only where they are asked for."""
    for line in text.splitlines():
        if tables or not line.lstrip().startswith("|"):
            plain = _SIGNS.sub("", _LINK.sub(r"\1", _LIST.sub("", _PICTURE.sub("[](", line)))).strip()
            if plain:
                yield plain
