"""Processes that work for this one: for what another core could do, what may never end, and what may take its program with it.

Each does one thing at a time and remembers what it read. One that takes too long is killed, and one that died is replaced, while
the others go on.
"""

import asyncio
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from multiprocessing.connection import Connection
from typing import Any, NamedTuple, ParamSpec, TypeVar
from weakref import WeakSet

from duespark.runtime.confined import Stopped
from duespark.runtime.memory import held_memory, limit_memory
from duespark.runtime.parent import end_with_parent

Given = ParamSpec("Given")
Result = TypeVar("Result")


class _Answer(NamedTuple):
    """What work gave back or raised, and the memory its process holds after it."""

    result: Any
    error: Exception | None
    held: int


class _Died(Stopped):
    def __init__(self) -> None:
        super().__init__(late=False)


class _Process:
    def __init__(self, memory: int | None) -> None:
        spawn = multiprocessing.get_context("spawn")
        self._line, theirs = spawn.Pipe()
        self._process = spawn.Process(target=_serve, args=(theirs, memory), daemon=True)
        self._process.start()
        theirs.close()

    def ask(self, seconds: float, work: Callable[[], Any]) -> _Answer:
        try:
            self._line.send(work)
            if not self._line.poll(seconds):
                raise Stopped(late=True)
            answer: _Answer = self._line.recv()
        except (EOFError, OSError) as error:
            raise _Died from error
        return answer

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self._process.close()
        self._line.close()


class Aside:
    """So many processes at most, each started when all before it are busy. Of those that are free the last used comes first: it
    remembers best what is asked next.

    One that still holds `memory` bytes when it has answered ends, so that one large work is not paid for ever after. One that
    wants four times as much is ended by the system. Without it, each may hold what it likes.
    """

    def __init__(self, processes: int, *, memory: int | None = None) -> None:
        self._memory = memory
        self._places = threading.Semaphore(processes)
        self._callers = ThreadPoolExecutor(processes, thread_name_prefix="aside")
        self._free = list[_Process]()
        _ALL.add(self)

    def run(self, seconds: float, work: Callable[Given, Result], /, *args: Given.args, **more: Given.kwargs) -> Result:
        """What `work` gives back or raises in one of the processes; all of it must be such that it can be pickled. Blocks, at
        first until one is free.

        `work` is done again, once, where its process died: whoever ended that may not have meant the work. Raises `Stopped`,
        `late` after so many seconds of work.
        """
        with self._places:
            try:
                answer = self._ask(seconds, partial(work, *args, **more))
            except _Died:
                answer = self._ask(seconds, partial(work, *args, **more))
        if answer.error is not None:
            raise answer.error
        result: Result = answer.result
        return result

    async def call(
        self, seconds: float, work: Callable[Given, Result], /, *args: Given.args, **more: Given.kwargs
    ) -> Result:
        """`run` off the event loop. Whoever is cancelled before its turn leaves no work behind."""
        asked = partial(self.run, seconds, work, *args, **more)
        return await asyncio.get_running_loop().run_in_executor(self._callers, asked)

    def stop(self) -> None:
        """End the processes that are free; the next need starts others."""
        while self._free:
            self._free.pop().end()

    def _ask(self, seconds: float, work: Callable[[], Any]) -> _Answer:
        try:
            process = self._free.pop()
        except IndexError:
            process = _Process(self._memory)
        try:
            answer = process.ask(seconds, work)
        except BaseException:
            process.end()  # or its answer would be taken for that of the next
            raise
        if self._memory is None or answer.held < self._memory:
            self._free.append(process)
        else:
            process.end()
        return answer


_ALL: WeakSet[Aside] = WeakSet()


def end_free() -> None:
    """End all that are free, of every kind; the next need starts others. For when there will be no such work for long."""
    for each in list(_ALL):
        each.stop()


def _serve(line: Connection, memory: int | None) -> None:
    # Ctrl-C is for the one that started this, which may still want an answer.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    if memory is not None:
        limit_memory(4 * memory)
    while True:
        try:
            work = line.recv()
        except EOFError:
            return
        line.send(_answer(work))


def _answer(work: Callable[[], Any]) -> _Answer:
    try:
        return _Answer(work(), None, held_memory())
    except MemoryError:
        os._exit(1)
    except Exception as error:
        return _Answer(None, error, held_memory())
