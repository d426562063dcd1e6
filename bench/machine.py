"""What measurements run on: a PostgreSQL of their own, server processes, and the CPU time those have used."""

import base64
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

from duespark.runtime import postgres
from duespark.runtime.security import derived_key, root_key
from duespark.runtime.settings import settings

_CPUCLOCK_SCHED = 2
_START_SECONDS = 60


@contextmanager
def own_folder() -> Iterator[Path]:
    """A folder of this run, below /tmp so that the database's user can enter it; gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="duespark-bench-"))
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def own_postgres(folder: Path) -> Iterator[str]:
    """The address of an empty database on a server of this run, with default durability."""
    server = postgres.start(folder / "data")
    try:
        yield server.dsn("duespark")
    finally:
        server.stop()


def environment(folder: Path, dsn: str, **more: str) -> dict[str, str]:
    """What a server process of this run is told; nothing of the caller's own DueSpark settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DUESPARK_")}
    return kept | {
        "DATABASE_URL": dsn,
        "DUESPARK_DATA_DIR": str(folder / "data"),
        "DUESPARK_SECRET_KEY": base64.b64encode(secrets.token_bytes(32)).decode(),
        "DUESPARK_LOG_LEVEL": "warning",
        "DUESPARK_LOG_FORMAT": "json",
        "DUESPARK_ACCESS_LOG": "false",
        "DUESPARK_ECB_URL": "",
        **more,
    }


def adopt(env: Mapping[str, str]) -> dict[str, str]:
    """Let this process, too, be of the installation that `env` describes; returns the settings that make it so."""
    own = {name: value for name, value in env.items() if name.startswith(("DUESPARK_", "DATABASE_"))}
    os.environ.update(own)
    for kept in (settings, root_key, derived_key):
        kept.cache_clear()
    return own


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def python(*arguments: str, env: Mapping[str, str], log: Path) -> subprocess.Popen[bytes]:
    """Start this Python with the arguments; what it prints goes to `log`."""
    with log.open("ab") as output:
        return subprocess.Popen([sys.executable, *arguments], env=dict(env), stdout=output, stderr=output)


def wait_for_port(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    """Until somebody listens; raises with the log's end when the process ends first."""
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"{process.args!r} does not listen:\n{log.read_text()[-2000:]}")


def stop(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    """Ask them to end, then make them."""
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def one_core() -> Iterator[None]:
    """All threads of this process and of those it started, and what they start, on one core alone; where the system has no such
    thing, on all."""
    if sys.platform != "linux":
        yield
        return
    every = os.sched_getaffinity(0)
    _keep_to({min(every)})
    try:
        yield
    finally:
        _keep_to(every)


def _keep_to(cores: set[int]) -> None:
    own = psutil.Process()
    for process in (own, *own.children(recursive=True)):
        with suppress(ProcessLookupError, psutil.NoSuchProcess):  # it has ended since
            for thread in process.threads():
                os.sched_setaffinity(thread.id, cores)


def cpu_seconds(pid: int) -> float:
    """CPU time the process has used in all its threads, in nanosecond resolution (clock_getcpuclockid(3), Linux)."""
    return time.clock_gettime((~pid << 3) | _CPUCLOCK_SCHED)
