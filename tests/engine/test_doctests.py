"""Every example in the engine's docstrings runs, every public function has one, and nothing impure is imported."""

import ast
import doctest
import importlib
import inspect
import pkgutil
from pathlib import Path

import pytest

import duespark.engine

MODULES = sorted(module.name for module in pkgutil.walk_packages(duespark.engine.__path__, "duespark.engine."))
IMPURE = {"os", "pathlib", "random", "secrets", "socket", "subprocess", "threading", "time", "uuid"}


@pytest.mark.parametrize("name", MODULES)
def test_examples_are_true(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


@pytest.mark.parametrize("name", MODULES)
def test_every_public_function_has_an_example(name: str) -> None:
    module = importlib.import_module(name)
    functions = [value for value in vars(module).values() if inspect.isfunction(value) and value.__module__ == name]
    missing = [
        each.__name__ for each in functions if not each.__name__.startswith("_") and ">>>" not in str(each.__doc__)
    ]
    assert missing == []


@pytest.mark.parametrize("name", MODULES)
def test_nothing_impure_is_imported(name: str) -> None:
    tree = ast.parse(Path(str(importlib.import_module(name).__file__)).read_text(encoding="utf-8"))
    imported = {
        alias.name.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
    }
    imported |= {str(node.module).split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not imported & IMPURE
