"""Sheets with more on them than one page can hold at any size."""

from __future__ import annotations

from tests.rendering.sheets import experiments, longer, sheet, with_rows

WORD = "gesundheitswirtschaft" * 428
TABLE = "| # | Step | Who |\n|--:|---|---|\n" + "\n".join(
    f"| {n} | Step number {n} | Haddad |" for n in range(1, 251)
)
PARAGRAPH = " ".join(f"word{number}" for number in range(1_100))
LIST = "\n".join(f"- item {number}\n    - below item {number}" for number in range(200))

OVERFULL = {
    "four times the text in each box": longer(30),
    "one table of many rows": sheet({"plan": TABLE}),
    "one word of nine thousand letters": sheet({"plan": WORD}),
    "a table with a word of three thousand letters": sheet(
        {"plan": f"| a | b |\n|---|---|\n| {'x' * 3000} | 2 |"}
    ),
    "one paragraph without end": sheet({"plan": PARAGRAPH, "act": PARAGRAPH, "check": PARAGRAPH}),
    "lists in lists": sheet({"plan": LIST, "act": LIST}),
    "a log of three hundred days": with_rows("experiments", experiments(300)),
    "a thousand lines": sheet({"perceive": "a\n" * 999, "analyse": "b\n\n" * 450}),
    "forty columns": sheet(
        {"plan": "|" + "a|" * 39 + "\n|" + "-|" * 39 + "\n" + ("|" + "cell|" * 39 + "\n") * 40}
    ),
}
