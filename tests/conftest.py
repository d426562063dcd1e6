"""Fixtures every test may ask for."""

import base64
import os
from collections.abc import AsyncIterator, Iterator

import hypothesis
import pytest

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

from duespark.runtime.postgres import Server
from tests.support import database as databases
from tests.support.world import World, new_world

# A busy machine is no failure: how long an example takes is not what the properties are about. TEST_EXAMPLES=5000
# looks much harder.
hypothesis.settings.register_profile("duespark", deadline=None, max_examples=int(os.environ.get("TEST_EXAMPLES", "20")))
hypothesis.settings.load_profile("duespark")


def _run_pid() -> int:
    """The main process of this test run; xdist's workers are its children."""
    return os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()


def pytest_sessionstart(session: pytest.Session) -> None:
    if "PYTEST_XDIST_WORKER" not in os.environ:
        databases.stop_servers_of_killed_runs()


def pytest_sessionfinish(session: pytest.Session) -> None:
    if "PYTEST_XDIST_WORKER" not in os.environ:
        databases.stop_server_of_run(os.getpid())


@pytest.fixture(scope="session")
def server() -> Server:
    """The test run's PostgreSQL, shared by all test processes."""
    return databases.server_of_run(_run_pid())


@pytest.fixture(scope="session")
def database(server: Server) -> Iterator[str]:
    """Address of this test process's own database. Its rows stay from test to test: use organizations of your own."""
    name = f"test_{os.getpid()}"
    yield databases.copy_template(server, name)
    databases.drop(server, name)


@pytest.fixture
def fresh_database(server: Server) -> Iterator[str]:
    """Address of an empty database for this test alone (costs about 50 ms)."""
    name = f"fresh_{os.getpid()}"
    yield databases.copy_template(server, name)
    databases.drop(server, name)


@pytest.fixture
async def world(database: str) -> AsyncIterator[World]:
    """An organization of its own with a company and a client."""
    async with new_world(database) as made:
        yield made
