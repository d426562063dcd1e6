"""Starts processes, starts them again when they die, and stops them in order."""

import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from duespark.runtime.parent import die_with_parent

_LOOK_SECONDS = 0.2
_STOP_SECONDS = 20.0
_LONGEST_PAUSE = 30.0
_STABLE_SECONDS = 30.0


@dataclass(slots=True, kw_only=True)
class Child:
    """A process to keep alive. Its output goes where ours goes."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    inherits: Sequence[int] = ()
    """File descriptors it is given, for example a listening socket."""
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    deaths: int = 0


def supervise(
    children: Sequence[Child], *, stop: threading.Event, tell: Callable[[str], None], tend: Callable[[], None]
) -> None:
    """Keeps every child running until `stop` is set, then stops all of them, and kills what does not stop in time.

    `tend` is called five times a second, for whatever else must be looked after. A child that dies at once is started
    again after 0.5 s, then 1, 2, 4 and at most 30 seconds; one that had been stable starts with 0.5 s again.
    """
    try:
        while not stop.is_set():
            tend()
            for child in children:
                _look_after(child, tell)
            stop.wait(_LOOK_SECONDS)
    finally:
        _stop(children)


@contextmanager
def stop_on_signals() -> Iterator[threading.Event]:
    """An event that SIGINT (Ctrl-C) and SIGTERM set, in place of what they did before."""
    stop = threading.Event()
    before = {sig: signal.signal(sig, lambda *_: stop.set()) for sig in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for sig, handler in before.items():
            signal.signal(sig, handler)


def _look_after(child: Child, tell: Callable[[str], None]) -> None:
    if child.process is None:
        if time.monotonic() >= child.started + pause_after(child.deaths):
            _start(child)
        return
    code = child.process.poll()
    if code is None:
        return
    now = time.monotonic()
    child.deaths = 1 if now - child.started > _STABLE_SECONDS else child.deaths + 1
    how = f"was killed by {signal.Signals(-code).name}" if code < 0 else f"ended with exit code {code}"
    tell(f"{child.name} (process {child.process.pid}) {how}; it starts again in {pause_after(child.deaths):g} s.")
    child.process, child.started = None, now


def pause_after(deaths: int) -> float:
    """Seconds to wait before the next start after so many deaths in a row.

    >>> [pause_after(n) for n in (0, 1, 2, 3, 9, 10_000)]
    [0.0, 0.5, 1.0, 2.0, 30.0, 30.0]
    """
    return min(0.5 * 2 ** min(deaths - 1, 10), _LONGEST_PAUSE) if deaths else 0.0


def _start(child: Child) -> None:
    child.process = subprocess.Popen(  # noqa: S603 (our own commands)
        child.command,
        env=child.environment,
        stdin=subprocess.DEVNULL,
        pass_fds=child.inherits,
        start_new_session=True,  # Ctrl-C reaches only us; we stop the children in order
        preexec_fn=die_with_parent(signal.SIGTERM),
    )
    child.started = time.monotonic()


def _stop(children: Sequence[Child]) -> None:
    running = [child.process for child in children if child.process is not None]
    for process in running:
        process.terminate()
    deadline = time.monotonic() + _STOP_SECONDS
    for process in running:
        try:
            process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
