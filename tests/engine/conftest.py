"""Coverage of the engine is what its examples run: pytest itself, the properties and the doctests go unmeasured.

So 100 % never hangs on what chance finds, and measuring costs little: the tracer rests between the examples.
"""

from collections.abc import Generator
from contextlib import contextmanager, nullcontext

import pytest
from coverage import Coverage

MEASURED = pytest.StashKey[Coverage]()


@pytest.hookimpl(wrapper=True)
def pytest_pycollect_makeitem() -> Generator[None, object, object]:
    with _rest():
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, bool, bool]:
    with _rest() as measuring:
        if measuring is not None:
            item.stash[MEASURED] = measuring
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    with _measured(item) if MEASURED in item.stash and _is_example(item) else nullcontext():
        return (yield)


def _is_example(item: pytest.Item) -> bool:
    of_chance = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
    return not of_chance and item.get_closest_marker("unmeasured") is None


@contextmanager
def _rest() -> Generator[Coverage | None, None, None]:
    """The tracer rests, where there is one: with pytest's `--cov`."""
    measuring = Coverage.current()
    if measuring is not None:
        measuring.stop()
    yield measuring
    if measuring is not None:
        measuring.start()


@contextmanager
def _measured(item: pytest.Item) -> Generator[None, None, None]:
    item.stash[MEASURED].start()
    try:
        yield
    finally:
        item.stash[MEASURED].stop()
