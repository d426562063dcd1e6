"""Fixtures every test may ask for."""

import base64
import gc
import os
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

from tests.support.examples import EXAMPLES

if TYPE_CHECKING:
    from duespark.runtime.postgres import Server
    from tests.support.world import World

# Before anything reads the settings: a folder and a key of our own, whatever is set outside, and few log lines.
os.environ.pop("DATABASE_URL", None)
os.environ["DUESPARK_DATA_DIR"] = (
    f"/tmp/duespark-tests-{os.getppid() if 'PYTEST_XDIST_WORKER' in os.environ else os.getpid()}/files"
)
os.environ["DUESPARK_SECRET_KEY"] = base64.b64encode(bytes(32)).decode()
# Tests talk to nobody outside.
os.environ.update({"DUESPARK_ECB_URL": "", "DUESPARK_OPENEXCHANGERATES_URL": "", "DUESPARK_XE_URL": ""})
os.environ.setdefault("DUESPARK_ACCESS_LOG", "false")
os.environ.setdefault("DUESPARK_LOG_LEVEL", "error")

# The program is imported by the fixtures that need it: the engine's tests need none of it and start at once.
# Compiled tests are kept (git ignores them) even where the shell says otherwise: rewriting them takes seconds each run.
sys.dont_write_bytecode = False
gc.set_threshold(100_000, 10, 10)

# A busy machine is no failure: how long an example takes is not what the properties are about.
hypothesis.settings.register_profile("duespark", deadline=None, max_examples=EXAMPLES)
hypothesis.settings.load_profile("duespark")


def _run_pid() -> int:
    """The main process of this test run; xdist's workers are its children."""
    return os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()


def pytest_sessionfinish(session: pytest.Session) -> None:
    if "PYTEST_XDIST_WORKER" not in os.environ and Path(f"/tmp/duespark-tests-{os.getpid()}").exists():
        from tests.support import database as databases

        databases.stop_server_of_run(os.getpid())


@pytest.fixture(scope="session")
def server() -> "Server":
    """The test run's PostgreSQL, shared by all test processes."""
    from tests.support import database as databases

    databases.stop_servers_of_killed_runs()
    return databases.server_of_run(_run_pid())


@pytest.fixture(scope="session")
def database(server: "Server") -> Iterator[str]:
    """Address of this test process's own database. Its rows stay from test to test: use organizations of your own."""
    from tests.support import database as databases

    name = f"test_{os.getpid()}"
    yield databases.copy_template(server, name)
    databases.drop(server, name)


@pytest.fixture
def fresh_database(server: "Server") -> Iterator[str]:
    """Address of an empty database for this test alone (costs about 50 ms)."""
    from tests.support import database as databases

    name = f"fresh_{os.getpid()}"
    yield databases.copy_template(server, name)
    databases.drop(server, name)


@pytest.fixture
async def world(database: str) -> "AsyncIterator[World]":
    """An organization of its own with a company and a client."""
    from tests.support.world import new_world

    async with new_world(database) as made:
        yield made
