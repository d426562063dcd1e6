"""Memory of a long-running process."""

import gc
import os
from contextlib import suppress
from pathlib import Path

YOUNG = 10_000
"""Objects made before the collector looks for cycles among them; a request makes some hundreds and few cycles."""

IMPORTED = 100_000
"""The same while a process starts: imports make a million objects and let go of hardly any, so looking is a fifth of the time."""


def start_without_the_collector() -> None:
    """Call it first in a process, before it imports the program."""
    gc.set_threshold(IMPORTED, 10, 10)


def spare_the_collector() -> None:
    """Call it once when a process has started: what was imported stays, and the collector never looks at it again.

    A look at everything the program consists of takes a third of a second, in which nothing is answered.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, 10, 10)


def limit_memory(size: int) -> None:
    """Let the process have so many bytes of address space and no more; where the system has no such limit, all there is."""
    with suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (size, size))


def held_memory() -> int:
    """The bytes that are in memory for this process; 0 where the system is not Linux, which says it in a file."""
    try:
        pages = Path("/proc/self/statm").read_text().split()[1]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
