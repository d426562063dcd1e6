"""A whole installation of its own, started as an operator starts it: `duespark up` on a free port and a fresh folder."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from duespark.runtime import postgres

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 90


@dataclass(frozen=True)
class Installation:
    """A running `duespark up`; `url` has no slash at the end."""

    url: str
    data_dir: Path
    log: Path


@contextmanager
def running_installation() -> Iterator[Installation]:
    """Up when this enters, gone when it leaves. The demo stays out, and the worker looks every second for what is due."""
    data_dir = Path(f"/tmp/duespark-journey-{os.getpid()}")
    log = Path(f"{data_dir}.log")
    port = _free_port()
    made = Installation(url=f"http://127.0.0.1:{port}", data_dir=data_dir, log=log)
    with log.open("wb") as output:
        command = [sys.executable, "-m", "duespark.cli", "up"]
        process = subprocess.Popen(
            command, cwd=ROOT, env=_environment(data_dir, port), stdout=output, stderr=output, start_new_session=True
        )
    try:
        _wait_until_ready(made, process)
        yield made
    finally:
        _stop(process)
        server = postgres.find_running(data_dir)
        if server is not None:
            server.stop()
        shutil.rmtree(data_dir, ignore_errors=True)
        log.unlink(missing_ok=True)


def _environment(data_dir: Path, port: int) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("DUESPARK_", "DATABASE_URL"))}
    own = {
        "DUESPARK_DATA_DIR": str(data_dir),
        "DUESPARK_PORT": str(port),
        "DUESPARK_DEMO": "false",
        "DUESPARK_ECB_URL": "",
        "DUESPARK_SWEEP_SECONDS": "1",
        "DUESPARK_LOG_LEVEL": "warning",
    }
    return {**clean, **own}


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _wait_until_ready(made: Installation, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{made.url}/readyz", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"`duespark up` did not become ready:\n{made.log.read_text(errors='replace')[-3000:]}")


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(timeout=30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
