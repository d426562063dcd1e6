"""The process that runs the official rules ends with the tests."""

from collections.abc import Iterator

import pytest

from duespark.einvoice.validate import stop_worker


@pytest.fixture(scope="session", autouse=True)
def rules_process() -> Iterator[None]:
    yield
    stop_worker()
