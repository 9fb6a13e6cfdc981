"""The coach's card of a team as plain data: each open A3 with the five questions answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from a3tracker.rendering.kata import Said

#: A card says the questions once, at its head; beside each answer stand these words.
SHORT: Final = {
    "target": "Target",
    "actual": "Actual",
    "obstacle": "Obstacle now",
    "step": "Next step",
    "look": "We see it on",
}
LAST_STEP: Final = "Last step"
#: A card that is short of room keeps so many lines of an answer, and so many signs of each. The next step
#: keeps what is expected of it, and the last one what was.
_BRIEF: Final = ({SHORT["step"]: 2, LAST_STEP: 4}, 2, 110)
_BRIEFEST: Final = ({SHORT["step"]: 2, LAST_STEP: 2}, 1, 50)
#: So many A3s that are not on the card are named; the others are counted.
_NAMED: Final = 40


@dataclass(frozen=True)
class Answer:
    """What is known beside one question as (what, words); `nothing` says so where nothing is known.

    `more` counts what did not fit on the card.
    """

    question: str
    said: Said
    nothing: str = ""
    more: int = 0

    @property
    def signs(self) -> int:
        """How long it is."""
        return sum(len(what) + len(words) for what, words in self.said)


@dataclass(frozen=True)
class Asked:
    """One A3. `pressing` says what calls for somebody; `front` is target to obstacle, `back` the rest."""

    number: int
    title: str
    about: str
    pressing: str
    front: tuple[Answer, ...]
    back: tuple[Answer, ...]


@dataclass(frozen=True)
class CoachCard:
    """One page. `asked` has the most urgent A3 first; `left_out` are the numbers of those that have no room.

    `lines` is how many lines for a pen each A3 has.
    """

    team: int
    name: str
    stream: str
    coordinator: str
    dated: str
    iso: str
    questions: tuple[str, ...]
    asked: tuple[Asked, ...]
    left_out: tuple[int, ...] = ()
    lines: int = 3
    address: str = ""
    qr: str = ""

    @property
    def lead(self) -> str:
        """3 A3s open."""
        number = len(self.asked) + len(self.left_out)
        return f"{number:,} A3{'' if number == 1 else 's'} open"

    @property
    def also(self) -> str:
        """A3-4, A3-9 and 3 more; nothing when every A3 is on the card."""
        named = ", ".join(f"A3-{number}" for number in self.left_out[:_NAMED])
        rest = len(self.left_out) - _NAMED
        return f"{named} and {rest:,} more" if rest > 0 else named

    @property
    def signs(self) -> int:
        """How long all answers are together."""
        return sum(answer.signs for one in self.asked for answer in (*one.front, *one.back))


def brief(card: CoachCard) -> CoachCard:
    """Each answer cut to about two lines; a cut one says so."""
    return _shortened(card, *_BRIEF)


def briefest(card: CoachCard) -> CoachCard:
    """Each answer cut to about one line; a cut one says so."""
    return _shortened(card, *_BRIEFEST)


def most_urgent(card: CoachCard, most: int) -> CoachCard:
    """The first of them; the others are named."""
    out = tuple(one.number for one in card.asked[most:])
    return replace(card, asked=card.asked[:most], left_out=out + card.left_out)


def _shortened(card: CoachCard, kept: Mapping[str, int], usual: int, signs: int) -> CoachCard:
    def cut(answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
        return tuple(_cut(answer, kept.get(answer.question, usual), signs) for answer in answers)

    asked = (replace(one, front=cut(one.front), back=cut(one.back)) for one in card.asked)
    return replace(card, asked=tuple(asked))


def _cut(answer: Answer, most: int, signs: int) -> Answer:
    said = tuple((_short(what, signs), _short(words, signs)) for what, words in answer.said[:most])
    return replace(answer, said=said, more=len(answer.said) - len(said))


def _short(words: str, signs: int) -> str:
    """Cut between two words; three dots say that there is more on the screen."""
    if len(words) <= signs:
        return words
    start, _, _ = words[:signs].rpartition(" ")
    return f"{start or words[:signs]} …"
