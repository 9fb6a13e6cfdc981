"""What may come to stand on a sheet, for each cycle: from nothing to far too much, in any script."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from a3tracker.domain.cycles import CYCLES, Panel, Side
from a3tracker.domain.revisions import Content
from a3tracker.rendering.sheet import Sheet, make_sheet
from tests.rendering.figured import EVERY
from tests.rendering.sheets import CONTENT, ROWS, SETTING, experiments

WORD = "gesundheitswirtschaft" * 428
PARAGRAPH = " ".join(f"word{number}" for number in range(1_100))
LIST = "\n".join(f"- item {number}\n    - below item {number}" for number in range(200))
COLUMNS = "|" + "a|" * 39 + "\n|" + "-|" * 39 + "\n" + ("|" + "cell|" * 39 + "\n") * 40
TABLE = "| # | Step | Who |\n|--:|---|---|\n" + "\n".join(
    f"| {n} | Step number {n} | Haddad |" for n in range(1, 251)
)
CHART = "{{chart: trials}}\n\nWhat it says, in words.\n\n{{chart: activation}}\n\n"
SCRIPTS = (
    "**לקוחות חדשים** נעצרים לפני העריכה הראשונה.\n\n- العملاء الجدد يتوقفون قبل أول تعديل\n- 12.9 %",
    "新しいお客様は最初の編集の前に止まります。\n\n| 電話 | 机 |\n|--|--|\n| 十二 | 十五 |",
    "新客户在第一次编辑之前就停下来了。새 고객은 첫 편집 전에 멈춥니다.",
    "Ελληνικά: οι νέοι πελάτες σταματούν. Русский: новые клиенты. Łódź, naïve, “quoted”, € ✓ ▲ ◇ ≥ → −",
)
EMOJI = "Seen 👍🏽 in 5 calls 📞, asked ❤️ twice 1️⃣ ☑️\n\n- 👩‍👩‍👧 families\n- 🇩🇪 and 🇯🇵\n\n**⚠️ 🏭 stop**"


def texts(cycle: str, times: float = 1) -> dict[str, str]:
    """Words for each box: what its guidance gives as an example, three times is a well-filled sheet."""
    found = {}
    for box in CYCLES[cycle].boxes:
        lines = [f"{box.example}\n\n- said {n} times in {box.key}\n" for n in range(1, int(3 * times + 1.5))]
        found[box.key] = "\n\n".join(lines)[:10_000]
    return found


def content(cycle: str, boxes: dict[str, str], **rows: list[dict[str, object]]) -> Content:
    """An A3 of this cycle with these texts, and with the rows that its boxes hold."""
    held = {panel.value for box in CYCLES[cycle].boxes for panel in box.panels}
    kept = {kind: found for kind, found in {**ROWS, **rows}.items() if kind in held}
    return replace(CONTENT, cycle=cycle, boxes=boxes, rows=kept)


def empty(cycle: str) -> Content:
    """Nobody has written yet."""
    return replace(CONTENT, cycle=cycle, boxes={}, rows={})


def with_table(cycle: str) -> Content:
    """One table longer than any side."""
    return content(cycle, {**texts(cycle), _box(cycle): TABLE})


def with_word(cycle: str) -> Content:
    """One word of nine thousand letters."""
    return content(cycle, {**texts(cycle), _box(cycle, Side.LEFT): WORD})


def with_log(cycle: str) -> Content:
    """Forty experiments."""
    return content(cycle, texts(cycle), **{Panel.EXPERIMENTS.value: experiments(40)})


def with_charts(cycle: str) -> Content:
    """Twelve charts of the segment's figures, in six boxes."""
    boxes = texts(cycle, 0.3)
    for key in list(boxes)[1:7]:
        boxes[key] = CHART + boxes[key]
    found = content(cycle, boxes)
    return replace(found, rows={**found.rows, "figures": [series.plain() for series in EVERY]})


def in_every_script(cycle: str) -> Content:
    """Hebrew, Arabic, Japanese, Chinese, Korean, Greek and Cyrillic, and signs."""
    keys = [box.key for box in CYCLES[cycle].boxes]
    found = content(cycle, {key: SCRIPTS[place % len(SCRIPTS)] for place, key in enumerate(keys)})
    return replace(found, title="新規のお客様 · לקוחות חדשים · Новые клиенты", language="he")


def with_emoji(cycle: str) -> Content:
    """Emoji with their skin tones, joiners, flags and keycaps."""
    return content(cycle, {box.key: EMOJI for box in CYCLES[cycle].boxes})


def _box(cycle: str, side: Side = Side.RIGHT) -> str:
    """The first box of a side."""
    return CYCLES[cycle].side(side)[0].key


SITUATIONS: dict[str, Callable[[str], Content]] = {
    "empty": empty,
    "normal": lambda cycle: content(cycle, texts(cycle)),
    "1.5 times the text": lambda cycle: content(cycle, texts(cycle, 1.5)),
    "4 times the text": lambda cycle: content(cycle, texts(cycle, 4)),
    "one giant table": with_table,
    "one word of 9,000 letters": with_word,
    "40 experiments": with_log,
    "12 charts": with_charts,
    "right to left and CJK": in_every_script,
    "emoji": with_emoji,
}
#: What else does not fit, each in the two boxes where it does most.
OVERFULL = {
    "lists in lists": (LIST, LIST),
    "a thousand lines": ("a\n" * 999, "b\n\n" * 450),
    "forty columns": ("", COLUMNS),
    "a table with a word of three thousand letters": ("", f"| a | b |\n|---|---|\n| {'x' * 3000} | 2 |"),
}


def sheet_of(cycle: str, situation: str) -> Sheet:
    """The sheet of one cell of the matrix."""
    if situation in SITUATIONS:
        return make_sheet(SITUATIONS[situation](cycle), SETTING)
    left, right = OVERFULL[situation]
    return make_sheet(content(cycle, {_box(cycle, Side.LEFT): left, _box(cycle): right}), SETTING)
