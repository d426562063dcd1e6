"""Reads side by side: one statement for all, and each verb finds what it would find alone."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from duespark.runtime.together import together
from duespark.runtime.tx import Tx
from tests.support.world import World

VALUES = (
    "SELECT CAST($1 AS uuid) AS id, CAST($2 AS text) AS name, 1.50::numeric AS amount, ARRAY[1, 2] AS counts,"
    " NULL::date AS day, '{\"a\": 1}'::jsonb AS data, TIMESTAMPTZ '2026-11-26 12:00Z' AS at, true AS yes"
)
NUMBERS = "SELECT n, CAST($1 AS text) || n AS name FROM generate_series(1, CAST($2 AS int)) AS n ORDER BY n DESC"
NOTHING = "SELECT DATE '2026-01-01' AS day, 'x' AS name WHERE CAST($1 AS bool)"
ID = UUID(int=7)


@dataclass
class Counting:
    """A connection that notes the statements it is given."""

    conn: Any
    sent: list[str] = field(default_factory=list)

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.conn, name)
        if name not in ("fetch", "fetchrow", "fetchval", "execute"):
            return found

        async def noted(sql: str, *arguments: Any) -> Any:
            self.sent.append(sql)
            return await found(sql, *arguments)

        return noted


def fetch(sql: str, *arguments: Any) -> Callable[[Tx], Awaitable[list[Any]]]:
    async def verb(tx: Tx) -> list[Any]:
        return [dict(row) for row in await tx.conn.fetch(sql, *arguments)]

    return verb


def value(sql: str, *arguments: Any) -> Callable[[Tx], Awaitable[Any]]:
    async def verb(tx: Tx) -> Any:
        return await tx.conn.fetchval(sql, *arguments)

    return verb


class TestTogether:
    async def test_each_finds_what_it_would_find_alone(self, world: World) -> None:
        async with world.tx() as tx:
            verbs = (fetch(VALUES, ID, "a"), fetch(NUMBERS, "n", 3), fetch(NOTHING, False), value(NUMBERS, "m", 2))
            alone = [await verb(tx) for verb in verbs]
            assert await together(tx, *verbs) == tuple(alone)
        assert alone[0] == [{
            "id": ID, "name": "a", "amount": Decimal("1.50"), "counts": [1, 2], "day": None, "data": '{"a": 1}',
            "at": datetime(2026, 11, 26, 12, tzinfo=UTC), "yes": True,
        }]  # fmt: skip
        assert [row["n"] for row in alone[1]] == [3, 2, 1]
        assert alone[2:] == [[], 2]

    async def test_what_is_asked_at_once_is_sent_at_once(self, world: World) -> None:
        async def twice(tx: Tx) -> int:
            first = await tx.conn.fetchval("SELECT CAST($1 AS int) AS n", 20)
            return int(await tx.conn.fetchval("SELECT CAST($1 AS int) + 1 AS n", first))

        async with world.tx() as tx:
            tx.conn = Counting(tx.conn)
            assert await together(tx, twice, value("SELECT 5 AS n"), fetch(NUMBERS, "n", 1)) == (
                21,
                5,
                [{"n": 1, "name": "n1"}],
            )
            assert len(tx.conn.sent) == 2

    async def test_who_asks_the_same_shares_the_answer(self, world: World) -> None:
        random = "SELECT random() AS n WHERE CAST($1 AS uuid) = ANY($2)"
        async with world.tx() as tx:
            verbs = [value(random, ID, list) for list in ([ID], [ID], [ID, UUID(int=8)], [UUID(int=8)])]
            one, same, other, nothing = await together(tx, *verbs)
        assert one == same != other
        assert nothing is None

    async def test_one_statement_with_different_values_is_sent_once(self, world: World) -> None:
        limited = "SELECT n FROM generate_series(1, 9) AS n WHERE n > $1 ORDER BY n LIMIT $2"
        verbs = (
            fetch(NUMBERS, "a", 2), fetch(NUMBERS, "b", 3), fetch(NUMBERS, "a", 0), fetch(NUMBERS, None, 1), fetch(NUMBERS, "a", 2),
            fetch(VALUES, ID, "x"), fetch(VALUES, None, "y"), value(limited, 3, 1), value(limited, 5, 2), fetch(NOTHING, True),
        )  # fmt: skip
        async with world.tx() as tx:
            alone = [await verb(tx) for verb in verbs]
            tx.conn = Counting(tx.conn)
            assert await together(tx, *verbs) == tuple(alone)
            assert len(tx.conn.sent) == 1
            assert tx.conn.sent[0].count("generate_series(1, CAST(") == 1
        assert alone[0] == [{"n": 2, "name": "a2"}, {"n": 1, "name": "a1"}]
        assert alone[2:4] == [[], [{"n": 1, "name": None}]]

    async def test_verbs_within_verbs_share_the_statement(self, world: World) -> None:
        async def inner(tx: Tx) -> Any:
            return await together(tx, value("SELECT 1 AS n"), value("SELECT 2 AS n"))

        async with world.tx() as tx:
            tx.conn = Counting(tx.conn)
            assert await together(tx, inner, inner, value("SELECT 3 AS n")) == ((1, 2), (1, 2), 3)
            assert len(tx.conn.sent) == 1

    async def test_what_writes_or_locks_is_sent_alone_and_in_order(self, world: World) -> None:
        async def write(tx: Tx) -> Any:
            return await tx.conn.execute("UPDATE organizations SET name = 'First' WHERE id = $1", tx.org)

        lock = value("SELECT name FROM organizations WHERE id = $1 FOR UPDATE", world.org)
        async with world.tx() as tx:
            tx.conn = Counting(tx.conn)
            assert await together(tx, write, lock, value("SELECT 1 AS n")) == ("UPDATE 1", "First", 1)
            assert [sql.split()[0] for sql in tx.conn.sent] == ["UPDATE", "SELECT", "SELECT"]

    async def test_a_verb_that_asks_nothing(self, world: World) -> None:
        async def still(tx: Tx) -> date:
            return tx.today

        async with world.tx() as tx:
            today, n = await together(tx, still, value("SELECT 1 AS n"))
            assert (today, n) == (tx.today, 1)

    async def test_the_mark_of_an_audit_is_kept(self, world: World) -> None:
        async def write(tx: Tx) -> None:
            tx.audited = True

        async with world.tx() as tx:
            await together(tx, write, value("SELECT 1 AS n"))
            assert tx.audited

    async def test_an_error_ends_all(self, world: World) -> None:
        ended = []

        async def slow(tx: Tx) -> None:
            try:
                await tx.conn.fetchval("SELECT 1 AS n")
                await tx.conn.fetchval("SELECT 2 AS n")
            finally:
                ended.append(True)

        async def wrong(tx: Tx) -> None:
            await tx.conn.fetchval("SELECT 1 AS n")
            raise LookupError

        with pytest.raises(LookupError):
            async with world.tx() as tx:
                await together(tx, slow, wrong)
        assert ended == [True]

    async def test_an_error_of_the_database_is_the_callers(self, world: World) -> None:
        with pytest.raises(asyncpg.DivisionByZeroError):
            async with world.tx() as tx:
                await together(tx, value("SELECT 1 AS n"), value("SELECT 1 / CAST($1 AS int) AS n", 0))

    async def test_no_verb_may_wait_for_anything_else(self, world: World) -> None:
        async def sleep(_: Tx) -> None:
            await asyncio.sleep(0.01)

        async with world.tx() as tx:
            with pytest.raises(RuntimeError, match="the database only"):
                await together(tx, sleep, value("SELECT 1 AS n"))
