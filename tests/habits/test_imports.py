"""Imports go down the layers; the domain needs nothing but Python; web features do not know each other."""

import subprocess
import sys
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    """Who imports whom."""
    return grimp.build_graph("a3tracker", include_external_packages=True, cache_dir=None)


def test_the_contracts_of_pyproject_hold() -> None:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_domain_needs_nothing_but_python(graph: grimp.ImportGraph) -> None:
    modules = {"a3tracker.domain", *graph.find_descendants("a3tracker.domain")}
    imported = {name for module in modules for name in graph.find_modules_directly_imported_by(module)}
    foreign = {name for name in imported - modules if name not in sys.stdlib_module_names}
    assert not foreign


def test_web_features_do_not_import_each_other(graph: grimp.ImportGraph) -> None:
    features = {name for name in graph.find_descendants("a3tracker.web") if "Blueprint(" in source(name)}
    crossings = {(name, other) for name in features for other in crossed(graph, name, features)}
    assert not crossings


def crossed(graph: grimp.ImportGraph, name: str, features: set[str]) -> set[str]:
    """The other features that this one imports."""
    return (graph.find_modules_directly_imported_by(name) & features) - {name}


def source(module: str) -> str:
    """The text of a module or of a package's own file."""
    path = ROOT.joinpath(*module.split("."))
    return (path / "__init__.py" if path.is_dir() else path.with_suffix(".py")).read_text()
