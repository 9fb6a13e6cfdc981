"""What somebody feels while writing: the draft on the device, the save, the fit meter. In a real browser."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.rows import Row

TIMES = 5
LONG = "A long line of words that fills the sheet.\n\n" * 150

#: Each sets a text as the last key of a row would, and answers with the milliseconds until it is true; -1
#: after a minute. A key that stands alone would be answered sooner.
UNTIL = """([field, text, start, marks]) => new Promise((done) => {
    let began = performance.now();
    const press = (words) => {
        field.value = words;
        field.dispatchEvent(new Event("input", { bubbles: true }));
    };
    const kept = () => Object.keys(localStorage).some((name) => name.startsWith(start));
    const told = () => document.querySelectorAll(".fit-over").length === marks;
    const look = () => {
        const taken = performance.now() - began;
        if (marks === null ? kept() : told()) done(taken);
        else if (taken > 60000) done(-1);
        else setTimeout(look, 1);
    };
    const last = () => {
        began = performance.now();
        press(text);
        look();
    };
    if (marks === null) return last();
    press(`${field.value} `);
    setTimeout(last, 50);
})"""


def rows() -> Iterator[Row]:
    """Milliseconds, best taken on idle cores; no rows where the browser of the tests is not installed."""
    if find_spec("playwright") is None or shutil.which("chromium-headless-shell") is None:
        print("No browser: ./run test brings it, and then these rows are measured, too.", file=sys.stderr)
        return
    # The browser and its people belong to the tests, and are no part of the program.
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    from tests.browser.program import running  # noqa: PLC0415
    from tests.browser.visits import Visits  # noqa: PLC0415
    from tests.browser.writing import open_box, start_a3  # noqa: PLC0415
    from tests.conftest import CHROMIUM_OPTIONS, HEADLESS_SHELL  # noqa: PLC0415

    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=HEADLESS_SHELL, args=CHROMIUM_OPTIONS)
        with running(Path(folder), "demo") as program:
            page = Visits(browser, program, {})("lindqvist")
            number, drafts, told = start_a3(page), [], []
            field = open_box(page, "plan").element_handle()
            for _ in range(TIMES):
                page.evaluate("localStorage.clear()")
                drafts.append(page.evaluate(UNTIL, [field, "Six", f"a3-{number}-plan", None]))
                told.append(page.evaluate(UNTIL, [field, LONG, "", 1]))
                page.evaluate(UNTIL, [field, "Suggest a first edit.", "", 0])
        browser.close()
    yield Row("milliseconds until a letter is kept on the device", _taken(drafts), 300)
    yield Row("milliseconds until the fit meter says how many lines are too many", _taken(told), 333)


def _taken(measured: list[float]) -> float:
    """The median; what never came is no figure that keeps a promise."""
    return float("inf") if min(measured) < 0 else median(measured)
