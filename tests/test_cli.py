"""The operator's commands, run as an operator runs them."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from duespark.runtime import postgres

COMMAND = [sys.executable, "-m", "duespark.cli"]


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """Settings of an installation of its own, below /tmp where the server's user can enter."""
    data_dir = Path(f"/tmp/duespark-cli-{os.getpid()}-{tmp_path.name}")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("DUESPARK_", "DATABASE_URL"))}
    yield {**clean, "DUESPARK_DATA_DIR": str(data_dir), "DUESPARK_PORT": str(_free_port()), "DUESPARK_DEMO": "false"}
    server = postgres.find_running(data_dir)
    if server is not None:
        server.stop()
    shutil.rmtree(data_dir, ignore_errors=True)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def run(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments], env=environment, capture_output=True, text=True, timeout=120, check=False
    )


class TestSmallCommands:
    def test_openapi_needs_no_database(self, environment: dict[str, str]) -> None:
        answer = run(environment, "openapi")
        assert json.loads(answer.stdout)["info"]["title"] == "DueSpark"
        assert not Path(environment["DUESPARK_DATA_DIR"]).exists()

    def test_version_names_the_database_programs(self, environment: dict[str, str]) -> None:
        assert "PostgreSQL programs 18." in run(environment, "version").stdout

    def test_a_wrong_setting_is_one_sentence(self, environment: dict[str, str]) -> None:
        answer = run({**environment, "DUESPARK_PORT": "many"}, "doctor")
        assert answer.returncode == 1
        assert answer.stderr.startswith("DUESPARK_PORT: ")
        assert "Traceback" not in answer.stderr

    def test_web_says_how_to_get_a_database(self, environment: dict[str, str]) -> None:
        answer = run(environment, "web")
        assert answer.returncode == 1
        assert "duespark up" in answer.stderr

    def test_migrate_works_once_and_doctor_is_content_then(self, environment: dict[str, str]) -> None:
        assert "Run `duespark migrate`" in run(environment, "doctor").stdout
        assert "Migrated from None" in run(environment, "migrate").stdout
        postgres.start(Path(environment["DUESPARK_DATA_DIR"]))  # so far each command ran it; the others find it running
        assert "Nothing to do" in run(environment, "migrate").stdout
        assert "✗ schema" not in run(environment, "doctor").stdout
        assert run(environment, "psql", "-Atc", "SELECT current_user").stdout.strip() == "duespark"
        assert run(environment, "verify").returncode == 0
        nobody = run(environment, "verify", "Nobody Ltd")
        assert (nobody.returncode, "There is no organization Nobody Ltd" in nobody.stderr) == (1, True)


class TestUp:
    def test_keeps_everything_running_until_it_is_told_to_stop(self, environment: dict[str, str]) -> None:
        """Killed itself, it starts again; killed, its processes come again; SIGINT and SIGTERM stop it in good order."""
        with started(environment) as killed:
            until(lambda: is_ready(environment))
            killed.kill()
        until(lambda: not is_ready(environment))  # or it is the web process of before that answers
        with started(environment) as up:
            until(lambda: is_ready(environment))
            assert "runs already" in run(environment, "up").stderr
            before = children(up.pid)
            assert sorted(before) == ["postgres", "web", "worker"]
            for pid in before.values():
                os.kill(pid, signal.SIGKILL)
            until(lambda: sorted(children(up.pid)) == sorted(before) and not are_shared(before, children(up.pid)))
            until(lambda: is_ready(environment))
            stops(up, signal.SIGINT, environment)
        with started(environment) as up:
            until(lambda: sorted(children(up.pid)) == sorted(before))
            stops(up, signal.SIGTERM, environment)


@contextmanager
def started(environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    up = subprocess.Popen([*COMMAND, "up"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert up.stdout is not None
    with up.stdout:
        try:
            yield up
        finally:
            up.send_signal(signal.SIGINT)
            up.wait(60)


def stops(up: subprocess.Popen[bytes], told: signal.Signals, environment: dict[str, str]) -> None:
    """Told so, it stops, has nothing to complain of, and leaves no database behind."""
    up.send_signal(told)
    output = up.communicate(timeout=60)[0].decode()
    assert up.returncode == 0, output
    assert "Stopped. All data is kept." in output
    assert ("DueSpark is running" in output) is (told == signal.SIGINT)  # the other one was stopped while it began
    assert postgres.find_running(Path(environment["DUESPARK_DATA_DIR"])) is None


def until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 90
    while not is_so():
        assert time.monotonic() < deadline, "it took longer than 90 seconds"
        time.sleep(0.2)


def is_ready(environment: dict[str, str]) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{environment['DUESPARK_PORT']}/readyz", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def children(parent: int) -> dict[str, int]:
    """Process numbers of what `up` started, by kind."""
    found = {}
    for line in Path(f"/proc/{parent}/task/{parent}/children").read_text().split():
        words = Path(f"/proc/{line}/cmdline").read_bytes().decode().split("\0")
        kind = next((word for word in ("web", "worker") if word in words), Path(words[0]).name)
        found[kind] = int(line)
    return found


def are_shared(before: dict[str, int], now: dict[str, int]) -> bool:
    return bool(set(before.values()) & set(now.values()))
