"""Every example in the engine's docstrings runs, every public function has one, and nothing impure is imported."""

import ast
import doctest
import importlib
import inspect
import linecache
import pkgutil
from pathlib import Path

import pytest

import duespark.engine

MODULES = sorted(module.name for module in pkgutil.walk_packages(duespark.engine.__path__, "duespark.engine."))
IMPURE = {"os", "pathlib", "random", "secrets", "socket", "subprocess", "threading", "time", "uuid"}


@pytest.mark.unmeasured
def test_examples_are_true() -> None:
    """Every example of every module; what differs is printed above."""
    assert [name for name in MODULES if _failed(name)] == []


@pytest.mark.unmeasured
def test_every_public_function_has_an_example() -> None:
    missing = [
        f"{name}.{each.__name__}"
        for name in MODULES
        for each in vars(importlib.import_module(name)).values()
        if inspect.isfunction(each) and each.__module__ == name
        if not each.__name__.startswith("_") and ">>>" not in str(each.__doc__)
    ]
    assert missing == []


@pytest.mark.unmeasured
def test_nothing_impure_is_imported() -> None:
    impure = {name: imports for name in MODULES if (imports := _imported_by(name) & IMPURE)}
    assert impure == {}


def _failed(name: str) -> int:
    linecache.clearcache()  # doctest looks at every file in it, for each test
    runner = doctest.DocTestRunner()
    for test in doctest.DocTestFinder().find(importlib.import_module(name)):
        if test.examples:
            runner.run(test)
    return runner.failures


def _imported_by(name: str) -> set[str]:
    tree = ast.parse(Path(str(importlib.import_module(name).__file__)).read_text(encoding="utf-8"))
    nodes = list(ast.walk(tree))
    plain = {alias.name.split(".")[0] for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return plain | {str(node.module).split(".")[0] for node in nodes if isinstance(node, ast.ImportFrom)}
