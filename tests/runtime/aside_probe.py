"""What the processes of `test_aside.py` are asked to do."""

import os
import signal
import time
from pathlib import Path

from duespark.engine.errors import Invalid

_CALLS = list[int]()
_KEPT = list[bytes]()


class Refused(Invalid):
    code = "probe.refused"
    sentence = "{what} is refused."


def who() -> int:
    return os.getpid()


def count() -> tuple[int, int]:
    """The process, and how often it was asked."""
    _CALLS.append(1)
    return os.getpid(), len(_CALLS)


def wait(seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()


def refuse(what: str) -> None:
    raise Refused(what=what, pointer="/what")


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def die_once(mark: Path) -> int:
    """Dies the first time, and leaves the mark that tells the second."""
    if not mark.exists():
        mark.touch()
        die()
    return os.getpid()


def keep(size: int) -> int:
    """Holds so many bytes from now on."""
    _KEPT.append(b"x" * size)
    return os.getpid()


def say(text: str) -> int:
    print(text, flush=True)
    return len(text)
