"""The process that runs the official rules ends with the tests."""

from collections.abc import Iterator

import pytest

from duespark.runtime.aside import end_free


@pytest.fixture(scope="session", autouse=True)
def rules_process() -> Iterator[None]:
    yield
    end_free()
