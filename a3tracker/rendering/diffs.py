"""What changed between two texts, word by word, ready for `templates/components/diff.html`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from rapidfuzz.distance import LCSseq

Part = tuple[str, str]

#: Chinese and Japanese are written without spaces: each sign, with the marks that belong to it, is a word.
_SIGN: Final = "\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_MARK: Final = "\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef"
_STOP: Final = r"""!-/:-@\[-`{-~¡-¿–—‘-‟…′″、-】！-／：-＠"""
#: A figure stays whole (4,155 or 12.9), so that one sees which figure became which.
_TOKEN: Final = re.compile(
    rf"\d+(?:[.,]\d+)*|[{_SIGN}][{_MARK}]*|\s+|[{_STOP}]|[^\s{_SIGN}{_STOP}]+|.", re.DOTALL
)
_WORDY: Final = re.compile(rf"[^\s{_STOP}]")
#: A word no longer than this, alone between two changes, would chop the diff more than it would help.
_SHORT_WORD: Final = 3
#: So many signs behind a change are looked at for a better place to cut.
_FARTHEST: Final = 200
#: So many unchanged words stay to be read on either side of a change; fewer than this are not worth folding.
_NEAR, _WORTH_FOLDING = 10, 15


def word_diff(before: str, after: str) -> list[Part]:
    """Parts of ("same" | "added" | "gone", text).

    All parts but the added ones make `before`, all but the gone ones make `after`, to the letter. The
    comparison is bit-parallel, so that no text, however hostile, takes longer than its length squared / 64.
    """
    old, new = tokens(before), tokens(after)
    numbers: dict[str, int] = {}
    numbered = [[numbers.setdefault(word, len(numbers)) for word in words] for words in (old, new)]
    steps = [
        _Step("".join(old[code.src_start : code.src_end]), "".join(new[code.dest_start : code.dest_end]))
        for code in LCSseq.opcodes(*numbered)
    ]
    parts: list[Part] = []
    for step in _slid(_tidied(steps)):
        if step.same:
            parts.append(("same", step.gone))
        else:
            parts += [part for part in (("gone", step.gone), ("added", step.added)) if part[1]]
    return parts


def folded(parts: Sequence[Part]) -> list[Part]:
    """The parts with long unchanged stretches as ("skip", "42 words unchanged")."""
    shown: list[Part] = []
    for place, (kind, text) in enumerate(parts):
        words = tokens(text) if kind == "same" else []
        ends = [where for where, word in enumerate(words) if _WORDY.search(word)]
        first = _NEAR if place else 0
        last = _NEAR if place < len(parts) - 1 else 0
        hidden = len(ends) - first - last
        if hidden < _WORTH_FOLDING:
            shown.append((kind, text))
            continue
        start = ends[first - 1] + 1 if first else 0
        stop = ends[-last] if last else len(words)
        shown += _written(
            ("same", "".join(words[:start])),
            ("skip", f"{hidden} words unchanged"),
            ("same", "".join(words[stop:])),
        )
    return shown


def tokens(text: str) -> list[str]:
    """The words, spaces and stops of a text; joined they are the text."""
    return _TOKEN.findall(text)


class _Step(NamedTuple):
    """A stretch of both texts: the same in both, or what is gone and what came for it."""

    gone: str
    added: str

    @property
    def same(self) -> bool:
        return self.gone == self.added


def _tidied(steps: Iterable[_Step]) -> list[_Step]:
    """Changes that only a tiny bit keeps apart become one change."""
    tidy: list[_Step] = []
    for step in steps:
        if len(tidy) > 1 and not step.same and _is_tiny(tidy[-2], tidy[-1], step):
            bit, before = tidy.pop(), tidy.pop()
            step = _Step(before.gone + bit.gone + step.gone, before.added + bit.added + step.added)
        elif tidy and not step.same and not tidy[-1].same:
            before = tidy.pop()
            step = _Step(before.gone + step.gone, before.added + step.added)
        tidy.append(step)
    return tidy


def _is_tiny(before: _Step, bit: _Step, after: _Step) -> bool:
    """Whether what is the same between two changes is less than either, and too short to be read alone.

    Between two pure additions, or two pure removals, it stays: nothing is gained by showing it twice.
    """
    if not bit.same or before.same:
        return False
    if not (before.gone + after.gone) or not (before.added + after.added):
        return False
    words = [word for word in tokens(bit.gone) if _WORDY.search(word)]
    if not words:
        return "\n\n" not in bit.gone
    size = len(bit.gone.strip())
    changes = (max(len(step.gone), len(step.added)) for step in (before, after))
    return len(words) == 1 and size <= _SHORT_WORD and all(size <= change for change in changes)


def _slid(steps: list[_Step]) -> list[_Step]:
    """What was only added, or only taken away, is shown as a whole line or sentence where it can be.

    In "One. Two." the added part could as well be ". Two" as " Two.": the words are the same.
    """
    for place in range(1, len(steps) - 1):
        before, step, after = steps[place - 1 : place + 2]
        if before.same and after.same and bool(step.gone) != bool(step.added):
            head, middle, tail = _best_cut(before.gone, step.gone or step.added, after.gone)
            steps[place - 1], steps[place + 1] = _Step(head, head), _Step(tail, tail)
            steps[place] = _Step(middle, "") if step.gone else _Step("", middle)
    return [step for step in steps if step.gone or step.added]


def _best_cut(before: str, middle: str, after: str) -> tuple[str, str, str]:
    """The three texts with as much moved from one to the next as reads best."""
    words, following = tokens(middle), tokens(after[:_FARTHEST])
    best = (before, middle, after)
    for word, next_word in zip(words, following, strict=False):
        if word != next_word:
            break
        before, middle, after = before + word, middle[len(word) :] + word, after[len(word) :]
        best = max(best, (before, middle, after), key=_reads_well)
    return best


def _reads_well(cut: tuple[str, str, str]) -> int:
    """Whole lines first, then whole words that bring their space or their stop along."""
    before, middle, after = cut
    line = before.endswith("\n") or middle.startswith("\n") or not before
    end = middle.endswith("\n") or after.startswith("\n") or not after
    apart = middle[0].isspace() or before[-1:].isspace()
    return 4 * (line and end) + 2 * apart + (middle[-1].isspace() or not _WORDY.search(middle[-1]))


def _written(*parts: Part) -> list[Part]:
    return [part for part in parts if part[1]]
