"""Coverage of the engine is what its examples run: pytest itself and the doctests go unmeasured, and a run that measures
leaves the properties out, which are for the run that does not.

So 100 % never hangs on what chance finds, and measuring costs little: the tracer rests between the examples, and
comes back by `sys.settrace`, which is far cheaper than to stop and start a measurement 4,000 times.
"""

import gc
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
# What coverage measures with: `sys.gettrace()`, or None where nothing is measured.
TRACER = pytest.StashKey[Any]()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.pluginmanager.hasplugin("_cov"):
        return
    properties = [item for item in items if _is_property(item)]
    config.hook.pytest_deselected(items=properties)
    items[:] = [item for item in items if not _is_property(item)]


def pytest_collection_finish() -> None:
    gc.freeze()  # thousands of collected tests are not looked through again


@pytest.hookimpl(wrapper=True)
def pytest_pycollect_makeitem() -> Generator[None, object, object]:
    with _rest():
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, bool, bool]:
    with _rest() as tracer:
        item.stash[TRACER] = tracer if _is_example(item) else None
        return (yield)


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, object, object]:
    sys.settrace(pyfuncitem.stash[TRACER])
    try:
        return (yield)
    finally:
        sys.settrace(None)


def _is_property(item: pytest.Item) -> bool:
    return bool(getattr(getattr(item, "obj", None), "is_hypothesis_test", False)) and item.path.is_relative_to(HERE)


def _is_example(item: pytest.Item) -> bool:
    return not _is_property(item) and item.get_closest_marker("unmeasured") is None


@contextmanager
def _rest() -> Generator[Any, None, None]:
    """The tracer rests, where there is one: with pytest's `--cov`."""
    tracer = sys.gettrace()
    sys.settrace(None)
    try:
        yield tracer
    finally:
        sys.settrace(tracer)
