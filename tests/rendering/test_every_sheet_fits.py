"""Whatever was written, in every cycle, it prints as one legible page, and what is missing says so."""

from __future__ import annotations

import itertools
import re
import subprocess
import unicodedata
from functools import cache
from pathlib import Path

import pytest

from a3tracker.domain.cycles import CYCLES, Side
from a3tracker.domain.fitting import LADDER
from tests.glyphs import missing_glyphs
from tests.needs import need
from tests.rendering import papertrail
from tests.rendering.every_sheet import OVERFULL, SITUATIONS, sheet_of
from tests.rendering.laid_out import LaidOut, laid_out, texts_of

pytestmark = pytest.mark.pdf

#: Every situation of every cycle on A3; on 11×17, whose page is lower, those of one cycle.
CELLS = [
    *((cycle, situation, "a3") for cycle in CYCLES for situation in SITUATIONS),
    *(("PDCA", situation, "ledger") for situation in ("normal", "4 times the text", "12 charts")),
    *(("PDCA", situation, "a3") for situation in OVERFULL),
]
FITS = {
    "empty",
    "normal",
    "40 experiments",
    "right to left and CJK",
    "emoji",
    "a table with a word of three thousand letters",
}
each_sheet = pytest.mark.parametrize(("cycle", "situation", "paper"), CELLS)
A_MARK = re.compile(r"(?:(\d+) charts?)?(?: and )?(?:([\d,]+) lines?)? more on screen, A3-7 r12")


@cache
def printed(cycle: str, situation: str, paper: str) -> LaidOut:
    """Each sheet is rendered once, and everything is asked of that one file."""
    return laid_out(sheet_of(cycle, situation), paper)


@each_sheet
def test_it_is_one_page_with_every_heading_in_reading_order(cycle: str, situation: str, paper: str) -> None:
    pdf, sheet = printed(cycle, situation, paper).rendered.pdf, sheet_of(cycle, situation)
    assert len(papertrail.opened(pdf).pages) == 1
    headings = [kind for kind in papertrail.kinds(pdf) if re.fullmatch(r"H[1-3]", kind)]
    assert headings == ["H1", "H2", *["H3"] * len(sheet.left), "H2", *["H3"] * len(sheet.right)]
    page, at = letters(papertrail.words(pdf)), 0
    for words in (box.label for side in Side for box in CYCLES[cycle].side(side)):
        at = page.find(letters(words), at) + 1
        assert at, f"{words} does not follow"


@each_sheet
def test_no_word_of_a_box_that_fits_is_missing(cycle: str, situation: str, paper: str) -> None:
    made = printed(cycle, situation, paper).rendered
    page = papertrail.words(made.pdf)
    sheet = sheet_of(cycle, situation)
    texts = texts_of(sheet, set(made.missing))
    if sheet.language != "he":
        whole = letters(page)
        assert [text for text in texts if letters(text) not in whole] == []
        return
    # What runs from right to left comes back in the order of the eye: word by word, letters in any order.
    seen = {"".join(sorted(word)) for word in re.findall(r"\w+", page)}
    said = [word for text in texts for word in re.findall(r"\w+", text)]
    assert [word for word in said if "".join(sorted(word)) not in seen] == []


@each_sheet
def test_a_box_that_was_cut_says_how_much_is_missing(cycle: str, situation: str, paper: str) -> None:
    made = printed(cycle, situation, paper).rendered
    marks = A_MARK.findall(papertrail.words(made.pdf))
    assert len(marks) == len(made.missing)
    assert all(lines > 0 for lines in made.missing.values())
    assert bool(made.missing) == (situation not in FITS)


@each_sheet
def test_nothing_lies_on_anything_else(cycle: str, situation: str, paper: str) -> None:
    made = printed(cycle, situation, paper)
    assert set(made.boxes) == {box.key for box in CYCLES[cycle].boxes}
    pairs = itertools.combinations(made.boxes.items(), 2)
    assert [(one, other) for (one, here), (other, there) in pairs if here.meets(there)] == []
    for key, box in made.boxes.items():
        assert made.page.holds(box), key
        assert [part for part in made.parts[key] if not box.holds(part)] == [], key


@each_sheet
def test_it_is_large_enough_to_read_and_no_sign_is_an_empty_box(
    cycle: str, situation: str, paper: str
) -> None:
    made = printed(cycle, situation, paper).rendered
    assert min(papertrail.type_sizes(made.pdf)) >= LADDER[-1]
    assert made.size_pt in LADDER
    assert not missing_glyphs(made.pdf)


@each_sheet
def test_other_programs_find_nothing_wrong_with_the_file(
    cycle: str, situation: str, paper: str, tmp_path: Path
) -> None:
    need("qpdf")
    need("Poppler")
    file = tmp_path / "sheet.pdf"
    file.write_bytes(printed(cycle, situation, paper).rendered.pdf)
    for command in (["qpdf", "--check"], ["pdfinfo", "-struct-text"]):
        found = subprocess.run([*command, file], capture_output=True, text=True, check=False)
        assert (found.returncode, found.stderr) == (0, "")


def test_a_log_of_any_length_shows_its_newest_days() -> None:
    words = papertrail.words(printed("EDCA", "40 experiments", "a3").rendered.pdf)
    assert "40 experiments, 10 newest" in words
    assert "Trial 40" in words
    assert "Trial 30 " not in words


def test_charts_that_do_not_fit_are_counted_in_the_marks() -> None:
    pdf = printed("PDCA", "12 charts", "a3").rendered.pdf
    said = [str(part.Alt) for part in papertrail.elements(pdf) if part.S == "/Figure"]
    drawn = [words for words in said if words.startswith(("Trials", "Activation"))]
    marked = sum(int(charts or 0) for charts, _ in A_MARK.findall(papertrail.words(pdf)))
    assert len(drawn) + marked == 12
    assert len(drawn) >= 4


def letters(text: str) -> str:
    """The text without white space, and without the pictures among its signs, which hold no words."""
    kept = (
        sign for sign in text if not sign.isspace() and unicodedata.category(sign) not in ("So", "Sk", "Cf")
    )
    return re.sub("[\u20e3\ufe0f\u00ad]", "", "".join(kept))
