"""What is written last in a transaction: with it or not at all, in the scope it was written in."""

from hashlib import sha256
from uuid import UUID

import asyncpg
import orjson
import pytest

from duespark.accounts.audit import audit
from duespark.runtime.db import Q
from duespark.runtime.tx import HOUSE, Tx, begin, bind
from tests.support.world import World

_KEPT = "SELECT action FROM audit_entries WHERE org_id = $1 AND action LIKE 'test.%' ORDER BY id"


async def kept(world: World, org: UUID | None = None) -> list[str]:
    return [row["action"] for row in await world.fetch(_KEPT, org or world.org)]


async def note(tx: Tx, what: str) -> None:
    await audit(tx, f"test.{what}", subject="invoice", after={"amount": "1.10", "text": "Zoë 'x' \\ \u2028"})


class TestWriteLast:
    async def test_a_statement_takes_it_along(self, world: World) -> None:
        rename = Q(
            "WITH old AS (SELECT name FROM organizations WHERE id = CAST(:org AS uuid))"
            " UPDATE organizations SET name = :name FROM old WHERE id = CAST(:org AS uuid) RETURNING old.name AS before"
        )
        async with world.tx() as tx:
            await note(tx, "one")
            await note(tx, "two")
            (row,) = await tx.write_with_last(rename, org=world.org, name="Renamed")
            assert row["before"] != "Renamed"
            assert (await tx.write_with_last(rename, org=world.org, name="Again"))[0]["before"] == "Renamed"
        assert await kept(world) == ["test.one", "test.two"]

    async def test_a_row_that_is_there_is_left_as_it_is_when_so_asked(self, world: World) -> None:
        key = {"org_id": world.org, "hash": rf"\x{sha256(b'{}').hexdigest()}", "content": "{}"}
        for _ in range(2):
            async with world.tx() as tx:
                tx.write_last("template_designs", key, unless_there=True)
                await note(tx, "kept")
        assert await kept(world) == ["test.kept", "test.kept"]
        with pytest.raises(asyncpg.UniqueViolationError):
            async with world.tx() as tx:
                tx.write_last("template_designs", key)

    async def test_rows_that_may_be_there_come_once_and_in_one_order(self, world: World) -> None:
        """Whoever inserts them waits for whoever inserts the same: in two orders they would wait for each other."""
        designs = [
            {"org_id": world.org, "hash": rf"\x{sha256(text.encode()).hexdigest()}", "content": text}
            for text in ("1", "2")
        ]
        sent = []
        for order in (designs, designs[::-1], [*designs, *designs]):
            async with world.tx() as tx:
                for row in order:
                    tx.write_last("template_designs", row, unless_there=True)
                sent.append(tx._take_last())
        assert sent[0] == sent[1] == sent[2]
        assert len(orjson.loads(sent[0][1][0])) == 2

    async def test_all_rows_are_there_after_the_transaction_in_their_order(self, world: World) -> None:
        async with world.tx() as tx:
            await note(tx, "one")
            await note(tx, "two")
        assert await kept(world) == ["test.one", "test.two"]
        (row, *_) = await world.fetch("SELECT after->>'text' AS text FROM audit_entries WHERE action = 'test.one'")
        assert row["text"] == "Zoë 'x' \\ \u2028"

    async def test_nothing_is_kept_of_a_transaction_that_fails(self, world: World) -> None:
        async def fail() -> None:
            async with world.tx() as tx:
                await note(tx, "one")
                await tx.flush()
                await note(tx, "two")
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            await fail()
        assert await kept(world) == []

    async def test_a_part_taken_back_takes_back_its_own_and_no_more(self, world: World) -> None:
        async def fail(tx: Tx) -> None:
            async with tx.savepoint():
                await note(tx, "flushed")
                await tx.flush()
                await note(tx, "within")
                raise ZeroDivisionError

        async with world.tx() as tx:
            await note(tx, "before")
            with pytest.raises(ZeroDivisionError):
                await fail(tx)
            async with tx.savepoint():
                await note(tx, "good")
            await note(tx, "after")
        assert await kept(world) == ["test.before", "test.good", "test.after"]

    async def test_rows_of_the_house_are_written_before_the_scope_narrows(self, world: World) -> None:
        async with begin(world.pool) as tx:
            tx.org = HOUSE
            await note(tx, "house")
            await bind(tx, world.org)
            await note(tx, "org")
        assert await kept(world, HOUSE) == ["test.house"]
        assert await kept(world) == ["test.org"]
