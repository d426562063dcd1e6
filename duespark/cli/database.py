"""Which database a command works on: the one of DATABASE_URL, else the embedded server."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from duespark.engine.errors import DueSparkError, Unavailable
from duespark.runtime import postgres
from duespark.runtime.settings import settings
from duespark.runtime.supervisor import pause_after


class NoDatabase(Unavailable):
    code = "cli.no_database"
    sentence = (
        "No database is running for {data_dir}. Start `duespark up` first (it also starts web and worker), or set "
        "DATABASE_URL to a PostgreSQL 15 or newer."
    )


def running_database() -> str:
    """Address of a database somebody else keeps running; raises NoDatabase. For processes that stay."""
    chosen = settings()
    if chosen.database_url:
        return chosen.database_url
    server = postgres.find_running(chosen.data_dir.resolve())
    if server is None:
        raise NoDatabase(data_dir=chosen.data_dir)
    return server.dsn()


@contextmanager
def any_database() -> Iterator[str]:
    """Address of the database; an embedded server that was not running runs for the length of the block."""
    chosen = settings()
    if chosen.database_url:
        yield chosen.database_url
        return
    server = postgres.start(chosen.data_dir, postgres_bin=chosen.postgres_bin)
    try:
        yield server.dsn()
    finally:
        if server.process is not None:
            server.stop()


def use_database(dsn: str) -> None:
    """Make `dsn` the database of this process's settings."""
    os.environ["DATABASE_URL"] = dsn
    settings.cache_clear()


class KeptDatabase:
    """The database of `duespark up`: an embedded server is kept running, and stopped at the end."""

    def __init__(self, *, tell: Callable[[str], None]) -> None:
        chosen = settings()
        self._tell = tell
        self._data_dir, self._bin = chosen.data_dir, chosen.postgres_bin
        self._server = None if chosen.database_url else postgres.start(self._data_dir, postgres_bin=self._bin)
        self.dsn: str = chosen.database_url or (self._server.dsn() if self._server else "")
        self._deaths, self._next_try = 0, 0.0

    def tend(self) -> None:
        """Start the server again if it died. Clients find it at the same address."""
        if self._server is None or self._server.is_alive() or time.monotonic() < self._next_try:
            return
        try:
            self._server = postgres.start(self._data_dir, postgres_bin=self._bin)
            self._deaths = 0
            self._tell("PostgreSQL had died; it runs again and has recovered.")
        except DueSparkError as error:
            self._deaths += 1
            self._next_try = time.monotonic() + pause_after(self._deaths)
            self._tell(f"{error}\nNext try in {pause_after(self._deaths):g} s.")

    def stop(self) -> None:
        if self._server is not None:
            self._server.stop()
