"""Reads side by side: what several verbs ask the database at the same moment becomes one statement.

    company, client, files = await together(
        tx, lambda tx: get_company(tx, one), lambda tx: get_client(tx, other), lambda tx: find_files(tx, id)
    )

A round trip costs more than most of our reads. Each verb runs until it waits for an answer; the plain SELECTs that are
waited for then are sent as one (`runtime/union.py`), and all go on. Other statements are sent alone, in the verbs'
order. There is no second connection and no task; an error of one verb ends all of them, as it would in a row.
"""

from collections.abc import Awaitable, Callable, Coroutine, Generator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeVar, cast, overload

from duespark.runtime.db import Connection
from duespark.runtime.tx import Tx
from duespark.runtime.union import Row, is_plain, select_all

How = Literal["fetch", "fetchrow", "fetchval", "execute"]
A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")
D = TypeVar("D")
E = TypeVar("E")


@dataclass(frozen=True, slots=True)
class _Ask:
    """One statement a verb waits for, and how it wants the answer."""

    how: How
    sql: str
    arguments: tuple[Any, ...]

    @property
    def is_plain(self) -> bool:
        return self.how != "execute" and is_plain(self.sql)

    def answer(self, rows: list[Row]) -> Any:
        """The rows as asyncpg would give them."""
        if self.how == "fetch":
            return rows
        first = rows[0] if rows else None
        return first if self.how == "fetchrow" or first is None else next(iter(first.values()))


class _Asked:
    """What a verb awaits: hands its asks to whoever runs the verb, and comes back with the answers."""

    __slots__ = ("asks",)

    def __init__(self, asks: Sequence[_Ask]) -> None:
        self.asks = asks

    def __await__(self) -> Generator["_Asked", list[Any], list[Any]]:
        return (yield self)


class _Face:
    """What a verb has for a connection."""

    __slots__ = ()

    async def fetch(self, sql: str, *arguments: Any) -> Any:
        return await _ask("fetch", sql, arguments)

    async def fetchrow(self, sql: str, *arguments: Any) -> Any:
        return await _ask("fetchrow", sql, arguments)

    async def fetchval(self, sql: str, *arguments: Any) -> Any:
        return await _ask("fetchval", sql, arguments)

    async def execute(self, sql: str, *arguments: Any) -> Any:
        return await _ask("execute", sql, arguments)


async def _ask(how: How, sql: str, arguments: tuple[Any, ...]) -> Any:
    return (await _Asked([_Ask(how, sql, arguments)]))[0]


_Verb = Callable[[Tx], Awaitable[A]]


@overload
async def together(tx: Tx, a: _Verb[A], b: _Verb[B], /) -> tuple[A, B]: ...
@overload
async def together(tx: Tx, a: _Verb[A], b: _Verb[B], c: _Verb[C], /) -> tuple[A, B, C]: ...
@overload
async def together(tx: Tx, a: _Verb[A], b: _Verb[B], c: _Verb[C], d: _Verb[D], /) -> tuple[A, B, C, D]: ...
@overload
async def together(
    tx: Tx, a: _Verb[A], b: _Verb[B], c: _Verb[C], d: _Verb[D], e: _Verb[E], /
) -> tuple[A, B, C, D, E]: ...
@overload
async def together(tx: Tx, /, *verbs: _Verb[Any]) -> tuple[Any, ...]: ...
async def together(tx: Tx, *verbs: _Verb[Any]) -> tuple[Any, ...]:
    """What each verb returns. They may only talk to the database, and what one writes another must not read."""
    beside = replace(tx, conn=_Face())
    running: dict[int, Coroutine[Any, Any, Any]] = {}
    answers: dict[int, list[Any] | None] = dict.fromkeys(range(len(verbs)))
    results: dict[int, Any] = {}
    try:
        for at, begin in enumerate(verbs):
            running[at] = cast(Coroutine[Any, Any, Any], begin(beside))
        while running:
            waiting: dict[int, Sequence[_Ask]] = {}
            for at, verb in list(running.items()):
                try:
                    waiting[at] = _asks(verb.send(answers[at]))
                except StopIteration as end:
                    results[at] = end.value
                    del running[at]
            got = iter(await _answers(tx.conn, [ask for asks in waiting.values() for ask in asks]))
            answers = {at: [next(got) for _ in asks] for at, asks in waiting.items()}
    finally:
        for verb in running.values():
            verb.close()
    tx.audited = tx.audited or beside.audited
    return tuple(results[at] for at in range(len(verbs)))


def _asks(waited_for: Any) -> Sequence[_Ask]:
    if not isinstance(waited_for, _Asked):
        raise RuntimeError("verbs that run together may wait for the database only")
    return waited_for.asks


async def _answers(conn: Connection, asks: Sequence[_Ask]) -> list[Any]:
    """The answers in the order of the asks."""
    if isinstance(conn, _Face):  # run by verbs that run beside others: theirs go out with ours
        return await _Asked(asks)
    plain = [at for at, ask in enumerate(asks) if ask.is_plain]
    rows: list[list[Row]] = []
    if len(plain) > 1:
        rows = await select_all(conn, [(asks[at].sql, asks[at].arguments) for at in plain])
    known = dict(zip(plain, rows, strict=False))
    return [ask.answer(known[at]) if at in known else await _alone(conn, ask) for at, ask in enumerate(asks)]


async def _alone(conn: Connection, ask: _Ask) -> Any:
    return await getattr(conn, ask.how)(ask.sql, *ask.arguments)
