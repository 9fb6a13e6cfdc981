"""The tools that read the code: each runs once and shows what it says when it does not pass."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOLS = Path(sys.executable).parent

COMMANDS = {
    "ruff check": ["ruff", "check", "--output-format", "concise"],
    "ruff format": ["ruff", "format", "--check", "--output-format", "concise"],
    "mypy": ["mypy", "--no-error-summary"],
    "djlint": ["djlint", "templates", "--lint", "--quiet"],
}


@pytest.mark.parametrize("name", COMMANDS)
def test_the_code_passes(name: str) -> None:
    program, *arguments = COMMANDS[name]
    result = subprocess.run(
        [TOOLS / program, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr
