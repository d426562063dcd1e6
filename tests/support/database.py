"""Databases for tests: one server per test run, one migrated template, a copy of it for whoever asks."""

import asyncio
import fcntl
import os
import shutil
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from duespark.runtime import migrate, postgres

TEMPLATE = "duespark"
_PREFIX = "duespark-tests-"


def folder_of_run(pid: int) -> Path:
    """Data folder of the test run whose main process is `pid`. Below /tmp, where the server's user can enter."""
    return Path(f"/tmp/{_PREFIX}{pid}")


def server_of_run(pid: int) -> postgres.Server:
    """The run's server with its migrated template; the first test process that asks starts it for all."""
    folder = folder_of_run(pid)
    with _one_at_a_time(folder.with_suffix(".lock")):
        server = postgres.start(folder, durable=False, tied=False)
        with ThreadPoolExecutor(1) as thread:
            thread.submit(lambda: asyncio.run(migrate.upgrade(server.dsn(TEMPLATE)))).result()
    return server


def copy_template(server: postgres.Server, name: str) -> str:
    """A new database with the schema and no rows; returns its address."""
    with _one_at_a_time(server.cluster.parent.with_suffix(".lock")):
        _psql(server, f'CREATE DATABASE "{name}" TEMPLATE {TEMPLATE} OWNER duespark')
    return server.dsn(name)


def drop(server: postgres.Server, name: str) -> None:
    """Remove a database, whoever is still connected to it."""
    _psql(server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def stop_server_of_run(pid: int) -> None:
    """Stop the run's server, if a test had started one, and forget its files."""
    folder = folder_of_run(pid)
    server = postgres.find_running(folder) if folder.exists() else None
    if server is not None:
        server.stop()
    shutil.rmtree(folder, ignore_errors=True)
    folder.with_suffix(".lock").unlink(missing_ok=True)


def stop_servers_of_killed_runs() -> None:
    """A test run that is killed cannot tidy up; the next one does it."""
    for folder in Path("/tmp").glob(f"{_PREFIX}*"):
        pid = folder.name.removeprefix(_PREFIX)
        if pid.isdigit() and not _lives(int(pid)) and folder.stat().st_uid == os.geteuid():
            stop_server_of_run(int(pid))


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _psql(server: postgres.Server, sql: str) -> None:
    address = server.dsn("postgres", user="postgres")
    subprocess.run([server.programs.path("psql"), address, "-qXc", sql, "-v", "ON_ERROR_STOP=1"], check=True)


@contextmanager
def _one_at_a_time(lock: Path) -> Iterator[None]:
    with lock.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
