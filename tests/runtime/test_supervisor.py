"""Children that die are started again, and all of them are stopped at the end."""

import os
import signal
import sys
import threading
import time
from pathlib import Path

from duespark.runtime.supervisor import Child, pause_after, stop_on_signals, supervise


def child(name: str, program: str) -> Child:
    return Child(name=name, command=[sys.executable, "-c", program], environment=dict(os.environ))


class TestSupervise:
    def test_starts_a_killed_child_again_and_tells(self) -> None:
        stop, told, seen = threading.Event(), [], set[int]()
        sleeper = child("sleeper", "import time; time.sleep(60)")

        def tend() -> None:
            if sleeper.process is None or sleeper.process.pid in seen:
                return
            seen.add(sleeper.process.pid)
            if len(seen) == 2:
                stop.set()
            else:
                sleeper.process.kill()

        supervise([sleeper], stop=stop, tell=told.append, tend=tend)
        assert len(seen) == 2
        assert "was killed by SIGKILL; it starts again in 0.5 s." in told[0]

    def test_stops_its_children_at_the_end(self, tmp_path: Path) -> None:
        stop = threading.Event()
        note = tmp_path / "note"
        program = (
            "import pathlib, signal, sys, time\n"
            f"def end(*_): pathlib.Path({str(note)!r}).write_text('ended'); sys.exit(0)\n"
            "signal.signal(signal.SIGTERM, end)\n"
            f"pathlib.Path({str(note)!r}).write_text('ready')\n"
            "time.sleep(60)"
        )
        polite = child("polite", program)
        supervise([polite], stop=stop, tell=lambda _: None, tend=lambda: stop.set() if note.exists() else None)
        assert note.read_text() == "ended"
        assert polite.process is not None
        assert polite.process.returncode == 0

    def test_leaves_no_child_when_the_starter_is_killed(self, tmp_path: Path) -> None:
        note = tmp_path / "pid"
        write = f"import os, time, pathlib; pathlib.Path({str(note)!r}).write_text(str(os.getpid())); time.sleep(60)"
        program = (
            "import os, sys, threading; from duespark.runtime.supervisor import Child, supervise\n"
            f"c = Child(name='c', command=[sys.executable, '-c', {write!r}], environment=dict(os.environ))\n"
            "supervise([c], stop=threading.Event(), tell=print, tend=lambda: None)"
        )
        starter = os.spawnv(os.P_NOWAIT, sys.executable, [sys.executable, "-c", program])
        deadline = time.monotonic() + 30
        while not (note.exists() and note.read_text()) and time.monotonic() < deadline:
            time.sleep(0.05)
        os.kill(starter, signal.SIGKILL)
        os.waitpid(starter, 0)
        while _lives(int(note.read_text())) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not _lives(int(note.read_text()))

    def test_waits_longer_after_each_death(self) -> None:
        assert [pause_after(deaths) for deaths in (0, 1, 2, 3, 4)] == [0, 0.5, 1, 2, 4]
        assert pause_after(1000) == 30


class TestStopOnSignals:
    def test_sets_the_event_and_gives_the_signals_back(self) -> None:
        before = signal.getsignal(signal.SIGTERM)
        with stop_on_signals() as stop:
            os.kill(os.getpid(), signal.SIGTERM)
            assert stop.wait(5)
        assert signal.getsignal(signal.SIGTERM) == before


def _lives(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False
