"""Ties a child process to the life of the one that started it, also when that one is killed with SIGKILL."""

import ctypes
import os
import signal
import sys
from collections.abc import Callable

_PR_SET_PDEATHSIG = 1


def die_with_parent(sig: signal.Signals) -> Callable[[], None]:
    """A `preexec_fn` for subprocess: the kernel sends `sig` to the child when its parent is gone.

    Linux only (prctl(2)); elsewhere the child lives on. Start children from the main thread: the kernel
    means the thread that forked. The library is loaded here, because little is safe between fork and exec.
    """
    if not sys.platform.startswith("linux"):
        return lambda: None
    libc = ctypes.CDLL(None, use_errno=True)
    parent = os.getpid()

    def tie() -> None:
        libc.prctl(_PR_SET_PDEATHSIG, int(sig))
        if os.getppid() != parent:
            os._exit(1)

    return tie
