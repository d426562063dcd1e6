"""Runs a module in a process of its own that may use little time and memory, reach no network, and read nothing of the house.

For what people write and a program must interpret. The parent starts it with an empty environment and kills it in the end; the
child limits itself (`confine`) before it looks at its input.
"""

import asyncio
import os
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parents[2]
_PROCESSES: Final = 2
_FORBIDDEN: Final = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.system",
    "ctypes.dl",
)
_MOST_ANSWER: Final = 200 * 2**20


class Stopped(Exception):
    """The process came to no answer; `late` when it was killed for taking too long."""

    def __init__(self, *, late: bool, said: str = "") -> None:
        super().__init__("it took too long" if late else "it ended without an answer")
        self.late, self.said = late, said


async def run_confined(module: str, message: bytes, *, seconds: float, environment: Mapping[str, str]) -> bytes:
    """What `python -m module` answers on its output to the message on its input. Raises `Stopped`."""
    async with _gate():
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-s", "-X", "utf8", "-m", module,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
            cwd=tempfile.gettempdir(), env=_environment(environment), start_new_session=True,
        )  # fmt: skip
        try:
            answer, said = await asyncio.wait_for(process.communicate(message), seconds)
        except TimeoutError as error:
            raise Stopped(late=True) from error
        finally:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    if process.returncode != 0:
        raise Stopped(late=process.returncode in (-9, -24), said=said.decode(errors="replace")[-2000:])
    return answer


def _environment(more: Mapping[str, str]) -> dict[str, str]:
    """None of the program's own: it holds the keys."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TMPDIR", "TEMP") if name in os.environ}
    return {**kept, "LC_ALL": "C.UTF-8", "PYTHONPATH": str(ROOT), "HOME": tempfile.gettempdir(), **more}


_GATES: dict[asyncio.AbstractEventLoop, asyncio.Semaphore] = {}


def _gate() -> asyncio.Semaphore:
    """A few at a time, so that a batch does not take the whole machine."""
    loop = asyncio.get_running_loop()
    for old in [each for each in _GATES if each.is_closed()]:
        del _GATES[old]
    return _GATES.setdefault(loop, asyncio.Semaphore(_PROCESSES))


def confine(*, seconds: int, memory: int) -> None:
    """Called by the child, after its imports and before its input: limits of the system, and a hook that ends escapes.

    `seconds` are of processor time, `memory` is the address space in bytes.
    """
    with suppress(ImportError):  # Windows has no such limits; the parent's clock holds there too
        import resource

        for limit, value in (
            (resource.RLIMIT_CPU, seconds),
            (resource.RLIMIT_AS, memory),
            (resource.RLIMIT_FSIZE, _MOST_ANSWER),
            (resource.RLIMIT_CORE, 0),
        ):
            resource.setrlimit(limit, (value, value))
    sys.addaudithook(_refuse)


_READABLE: Final = tuple(
    {sys.prefix, sys.base_prefix, sys.exec_prefix, str(ROOT / "duespark"), os.path.realpath(sys.prefix)}
)
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event.startswith(_FORBIDDEN):
        raise PermissionError(f"{event} is not for this process")
    if event == "open" and isinstance(arguments[0], str | bytes):
        path = os.path.realpath(os.fsdecode(arguments[0]))
        if not path.startswith(_READABLE) or arguments[2] & _WRITING:
            raise PermissionError(f"{path} is not for this process")
