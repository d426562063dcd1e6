"""A connection that breaks the work at a chosen statement: by an error, a cancelled task, a lost line, or kill -9."""

import asyncio
import os
import signal
from typing import Any, Literal, get_args

How = Literal["rollback", "cancel", "connection", "kill"]
WAYS: tuple[How, ...] = get_args(How)
_STATEMENTS = ("execute", "executemany", "fetch", "fetchrow", "fetchval")


class Broken(RuntimeError):
    """What the bench raises to make a transaction roll back."""


class Breaking:
    """Stands before a connection and breaks just before the statement number `at`, counted from 0."""

    def __init__(self, connection: Any, how: How, at: int) -> None:
        self._connection, self._how, self._left = connection, how, at

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._connection, name)
        return self._counted(found) if name in _STATEMENTS else found

    def _counted(self, statement: Any) -> Any:
        async def run(*arguments: Any, **more: Any) -> Any:
            if self._left == 0:
                await self._break()
            self._left -= 1
            return await statement(*arguments, **more)

        return run

    async def _break(self) -> None:
        if self._how == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if self._how == "connection":
            self._connection.terminate()
        if self._how == "cancel":
            task = asyncio.current_task()
            assert task is not None
            task.cancel()
            await asyncio.sleep(0)
        raise Broken
