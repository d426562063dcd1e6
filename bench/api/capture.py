"""Records the SQL our program sends for one request, so that the bare program sends exactly the same."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any
from uuid import UUID

import asyncpg

from bench.api.script import Script, Statement

LEAST_NUMBER = 1000
LEAST_TEXT = 16
"""Values shorter than these are too common to be told apart; they stay the same in every request anyway."""

_tape: list[Statement] | None = None


def _rows(method: str, result: Any) -> list[dict[Any, Any]]:
    if method == "fetch":
        return [dict(row) for row in result[:1]]
    if method == "fetchrow":
        return [dict(result)] if result is not None else []
    return [{0: result}] if method == "fetchval" else []


def _recorded(method: str) -> Callable[..., Awaitable[Any]]:
    plain = getattr(asyncpg.Connection, method)

    async def call(self: Any, sql: str, *args: Any, **more: Any) -> Any:
        result = await plain(self, sql, *args, **more)
        if _tape is not None:
            _tape.append(Statement(method, sql, [_plain(arg) for arg in args], _rows(method, result)))
        return result

    return call


class Recorder(asyncpg.Connection):  # type: ignore[misc]
    """A connection that writes down what is asked of it while a tape runs."""

    execute = _recorded("execute")
    executemany = _recorded("executemany")
    fetch = _recorded("fetch")
    fetchrow = _recorded("fetchrow")
    fetchval = _recorded("fetchval")


def _plain(value: Any) -> Any:
    """asyncpg's own UUIDs as everybody's; lists are copied, because callers may change them."""
    if isinstance(value, UUID):
        return UUID(int=value.int)
    return [_plain(item) for item in value] if isinstance(value, (list, tuple)) else value


@asynccontextmanager
async def recording_pool(dsn: str) -> AsyncIterator[asyncpg.Pool]:
    """A pool as the program opens it, whose connections can be recorded."""

    async def keep(_: Any) -> None:
        """As in runtime/db.py: every setting is local to its transaction."""

    async with asyncpg.create_pool(dsn, min_size=1, max_size=4, reset=keep, connection_class=Recorder) as pool:
        yield pool


@contextmanager
def tape() -> Iterator[list[Statement]]:
    """Statements run inside are written to the list."""
    global _tape
    _tape = []
    try:
        yield _tape
    finally:
        _tape = None


def _ids(value: Any) -> Iterator[UUID]:
    if isinstance(value, UUID):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _ids(item)


def _can_move(value: Any) -> bool:
    if isinstance(value, bool) or value is None:
        return False
    if isinstance(value, int):
        return value >= LEAST_NUMBER
    return isinstance(value, UUID) or (isinstance(value, str) and LEAST_TEXT <= len(value) <= 80)


def _chosen_texts(statements: list[Statement], before: list[Statement]) -> Iterator[tuple[Statement, str]]:
    """Texts such as a link's code that were different when the same was asked before."""
    for now, then in zip(statements, before, strict=True):
        for arg, other in zip(now.args, then.args, strict=True):
            if isinstance(arg, str) and arg != other and _can_move(arg):
                yield now, arg


def script_of(
    statements: list[Statement], answer: dict[str, Any], *, known: set[Any], before: list[Statement]
) -> Script:
    """Find out which arguments are new and which were read before; `known` came with the request.

    `before` are the statements of an earlier request of the same kind.
    """
    seen, made = set(known), list[Any]()
    chosen = list(_chosen_texts(statements, before))
    for statement in statements:
        new: list[Any] = [one for one in _ids(statement.args) if one not in seen]
        new += [
            text for place, text in chosen if place is statement and not _contains(text, seen | set(made) | set(new))
        ]
        made += dict.fromkeys(new)
        seen.update(new)
        for column, value in ((column, _plain(value)) for row in statement.results for column, value in row.items()):
            if _can_move(value) and value not in seen:
                statement.takes[column] = value
                seen.add(value)
    return Script(statements, made, answer)


def _contains(text: str, values: set[Any]) -> bool:
    return any(str(value) in text for value in values)
