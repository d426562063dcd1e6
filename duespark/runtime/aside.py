"""Processes that work for this one: for what another core could do, what may never end, and what may take its program with it.

Each does one thing at a time and remembers what it read. One that takes too long is killed, and one that died is replaced, while
the others go on.
"""

import asyncio
import atexit
import os
import pickle
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from multiprocessing.connection import wait
from queue import SimpleQueue
from typing import Any, NamedTuple, ParamSpec, TypeVar
from weakref import WeakSet

from duespark.runtime.confined import Stopped
from duespark.runtime.memory import held_memory, limit_memory

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
    """Its Python begins with nothing of this one's: a program that uses this one needs no `if __name__ == "__main__"`."""

    def __init__(self, memory: int | None) -> None:
        begin = f"import sys; sys.path[:] = {sys.path!r}; from {__name__} import serve; serve({memory})"
        self._process = subprocess.Popen(  # noqa: S603 (our own command)
            [sys.executable, "-c", begin],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is for this one, which may still want an answer
        )

    def ask(self, seconds: float, work: Callable[[], Any]) -> _Answer:
        asked, answers = self._process.stdin, self._process.stdout
        assert asked is not None
        assert answers is not None
        try:
            pickle.dump(work, asked)
            asked.flush()
            if not wait([answers.fileno()], seconds):
                raise Stopped(late=True)
            return _Answer(*pickle.load(answers))  # noqa: S301 (of our own process)
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            raise _Died from error

    def end(self) -> None:
        self._process.kill()
        with suppress(OSError):  # what it did not read any more
            self._process.communicate()


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


atexit.register(end_free)


def serve(memory: int | None) -> None:
    """What such a process does until the one that started it is gone: also then in the middle of its work."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints does not answer
    if memory is not None:
        limit_memory(4 * memory)
    asked = SimpleQueue[Callable[[], Any]]()
    threading.Thread(target=_listen, args=(asked,), daemon=True).start()
    while True:
        pickle.dump(_answer(asked.get()), answers)
        answers.flush()


def _listen(asked: SimpleQueue[Callable[[], Any]]) -> None:
    try:
        while True:
            asked.put(pickle.load(sys.stdin.buffer))  # noqa: S301 (of the one that started this)
    except EOFError:
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        os._exit(1)


def _answer(work: Callable[[], Any]) -> tuple[Any, Exception | None, int]:
    try:
        return work(), None, held_memory()
    except MemoryError:
        os._exit(1)
    except Exception as error:
        return None, error, held_memory()
