"""`duespark up`: database, migrations, demo, web and worker with one command, kept alive until Ctrl-C."""

import asyncio
import fcntl
import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console

from duespark.cli.announcement import Announcement
from duespark.cli.database import KeptDatabase, use_database
from duespark.cli.demo_login import demo_login
from duespark.cli.listening import listen
from duespark.engine.errors import Conflict
from duespark.runtime import migrate
from duespark.runtime.data_folder import make_data_folder
from duespark.runtime.settings import settings
from duespark.runtime.supervisor import Child, stop_on_signals, supervise

_console = Console(highlight=False, soft_wrap=True)


class AlreadyRunning(Conflict):
    code = "cli.already_running"
    sentence = "`duespark up` runs already for {data_dir}. Stop it, or set DUESPARK_DATA_DIR to another folder."


def up() -> None:
    """Run everything until SIGINT or SIGTERM: children stop first, then the database.

    Raises AlreadyRunning, PortTaken and what `postgres.start` raises.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    chosen = settings()
    with _only_one(chosen.data_dir), listen(chosen.host, chosen.port) as listener:
        os.environ["DUESPARK_PORT"] = str(listener.getsockname()[1])
        database = KeptDatabase(tell=_tell)
        try:
            use_database(database.dsn)
            asyncio.run(_migrate(database.dsn))
            _run(listener, database)
        finally:
            database.stop()
    _console.print("Stopped. All data is kept.")


async def _migrate(dsn: str) -> None:
    if await migrate.is_pending(dsn):
        _console.print("Bringing the database up to date …")
        await migrate.upgrade(dsn)


def _run(listener: socket.socket, database: KeptDatabase) -> None:
    chosen = settings()
    announcement = Announcement(listener.getsockname(), demo_login(_console))
    children = [_child("web", n, listener) for n in range(chosen.web_processes)]
    children += [_child("worker", n, listener) for n in range(chosen.worker_processes)]

    def tend() -> None:
        database.tend()
        announcement.tend(_console)

    with stop_on_signals() as stop:
        supervise(children, stop=stop, tell=_tell, tend=tend)


def _child(kind: str, number: int, listener: socket.socket) -> Child:
    shared = [listener.fileno()] if kind == "web" else []
    command = [sys.executable, "-m", "duespark.cli", kind, *(f"--fd={descriptor}" for descriptor in shared)]
    return Child(name=f"{kind} {number + 1}", command=command, environment=dict(os.environ), inherits=shared)


def _tell(line: str) -> None:
    _console.print(line, style="yellow")


@contextmanager
def _only_one(data_dir: Path) -> Iterator[None]:
    """The lock goes with the process, however it ends."""
    with (make_data_folder(data_dir) / "up.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyRunning(data_dir=data_dir) from error
        yield
