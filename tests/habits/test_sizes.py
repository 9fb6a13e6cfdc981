"""Files and functions stay small enough to be read at once."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

FILE = 250
FUNCTION = 30
TEMPLATE = 80
MACRO = 30

# What is larger for a reason. This list only shrinks: an entry that is no longer needed fails.
ALLOWED: set[str] = {
    "a3tracker/domain/cycles.py",  # The catalogue: words of three cycles, declared in one place on purpose.
}

MACROS = re.compile(r"{%-?\s*macro\s+(\w+).*?{%-?\s*endmacro", re.DOTALL)


def python_files() -> list[Path]:
    """The program, its tests and its benchmarks; a migration is written once and never read again."""
    folders = (ROOT / name for name in ("a3tracker", "tests", "bench"))
    files = [path for folder in folders for path in folder.rglob("*.py") if "versions" not in path.parts]
    return [*files, ROOT / "run"]


def too_large() -> Iterator[tuple[str, int, int]]:
    """(name, lines, limit) of everything that is over its limit."""
    for path in python_files():
        text = path.read_text()
        yield from over(path, "", text.count("\n"), FILE)
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
                yield from over(path, f":{node.name}", node.end_lineno - node.lineno + 1, FUNCTION)
    for path in (ROOT / "templates").rglob("*"):
        if path.is_file():
            text = path.read_text()
            yield from over(path, "", text.count("\n"), TEMPLATE)
            for macro in MACROS.finditer(text):
                yield from over(path, f":{macro[1]}", macro[0].count("\n") + 1, MACRO)


def over(path: Path, part: str, lines: int, limit: int) -> Iterator[tuple[str, int, int]]:
    """One line of the report when it is too large."""
    if lines > limit:
        yield f"{path.relative_to(ROOT)}{part}", lines, limit


@pytest.fixture(scope="module")
def large() -> dict[str, str]:
    """Everything too large, and by how much."""
    return {name: f"{lines} lines, limit {limit}" for name, lines, limit in too_large()}


def test_nothing_is_too_large(large: dict[str, str]) -> None:
    assert not {name: lines for name, lines in large.items() if name not in ALLOWED}


def test_the_allow_list_only_shrinks(large: dict[str, str]) -> None:
    assert not ALLOWED - large.keys(), "take these out of ALLOWED"
