"""The examples in the docstrings hold."""

import doctest
import importlib
import pkgutil

import pytest

import duespark.einvoice

NAMES = [one.name for one in pkgutil.iter_modules(duespark.einvoice.__path__)]


@pytest.mark.parametrize("name", NAMES)
def test_examples(name: str) -> None:
    assert doctest.testmod(importlib.import_module(f"duespark.einvoice.{name}")).failed == 0
