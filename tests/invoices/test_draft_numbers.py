"""Draft numbers: a draft's working name, given again once it is free, and never on an issued document."""

import asyncio
from contextlib import suppress

import asyncpg
import pytest

from duespark.invoices.draft_number import take_draft_number
from tests.support.world import World, new_world


class TestDraftNumber:
    async def test_counts_up_and_takes_freed_ones_again(self, world: World) -> None:
        first, second, third = [await world.add_draft() for _ in range(3)]
        assert [one["draft_number"] for one in (first, second, third)] == ["DRAFT-001", "DRAFT-002", "DRAFT-003"]
        await world.api.delete(f"/v1/invoices/{second['id']}", headers={"if-match": '"1"'})
        assert (await world.add_draft())["draft_number"] == "DRAFT-002"

    async def test_stays_with_the_draft_when_it_is_saved(self, world: World) -> None:
        draft = await world.add_draft()
        answer = await world.api.put(f"/v1/invoices/{draft['id']}", json=world.draft(), headers={"if-match": '"1"'})
        assert answer.json()["draft_number"] == draft["draft_number"]

    async def test_is_free_again_at_issue_and_on_no_issued_document(self, world: World) -> None:
        issued = await world.add_invoice()
        assert issued["draft_number"] is None
        assert "DRAFT-" not in str(issued["document"])
        assert (await world.add_draft())["draft_number"] == "DRAFT-001"

    async def test_no_issued_invoice_can_have_one(self, world: World) -> None:
        await world.add_invoice()
        with pytest.raises(asyncpg.CheckViolationError):
            await world.execute("UPDATE invoices SET draft_number = 'DRAFT-009' WHERE org_id = $1", world.org)

    async def test_a_copy_has_its_own(self, world: World) -> None:
        draft = await world.add_draft()
        copy = (await world.api.post(f"/v1/invoices/{draft['id']}/duplicate")).json()
        assert copy["draft_number"] == "DRAFT-002"

    async def test_organizations_count_for_themselves(self, world: World, database: str) -> None:
        await world.add_draft()
        async with new_world(database) as other:
            assert (await other.add_draft())["draft_number"] == "DRAFT-001"

    async def test_drafts_begun_at_once_get_different_ones(self, world: World) -> None:
        drafts = await asyncio.gather(*(world.add_draft() for _ in range(12)))
        assert len({one["draft_number"] for one in drafts}) == 12

    async def test_nobody_waits_for_a_transaction_under_way(self, world: World) -> None:
        async with world.tx() as slow:
            assert await take_draft_number(slow) == "DRAFT-001"
            assert (await world.add_draft())["draft_number"] == "DRAFT-002"

    async def test_a_draft_is_found_by_it(self, world: World) -> None:
        await world.add_draft()
        second = await world.add_draft()
        found = (await world.api.get("/v1/invoices", params={"q": "draft-002"})).json()["data"]
        assert [(one["id"], one["draft_number"]) for one in found] == [(second["id"], "DRAFT-002")]

    async def test_begun_issued_and_deleted_at_once_none_is_given_twice(self, world: World) -> None:
        drafts = [await world.add_draft() for _ in range(6)]
        headers = {"if-match": '"1"'}
        made = await asyncio.gather(
            *(world.add_draft() for _ in range(6)),
            *(world.api.post(f"/v1/invoices/{one['id']}/issue") for one in drafts[:3]),
            *(world.api.delete(f"/v1/invoices/{one['id']}", headers=headers) for one in drafts[3:]),
        )
        assert {answer.status_code for answer in made[6:]} <= {200, 204}  # type: ignore[union-attr]
        rows = await world.fetch("SELECT draft_number FROM invoices WHERE org_id = $1 AND status = 'draft'", world.org)
        assert len({row["draft_number"] for row in rows}) == len(rows) == 6
        for _ in range(6):
            await world.add_draft()
        rows = await world.fetch("SELECT draft_number FROM invoices WHERE org_id = $1 AND status = 'draft'", world.org)
        assert len({row["draft_number"] for row in rows}) == 12
        assert max(row["draft_number"] for row in rows) == "DRAFT-012"

    async def test_one_that_a_transaction_gave_back_comes_again(self, world: World) -> None:
        with suppress(RuntimeError):
            async with world.tx() as slow:
                assert await take_draft_number(slow) == "DRAFT-001"
                assert (await world.add_draft())["draft_number"] == "DRAFT-002"
                raise RuntimeError
        assert (await world.add_draft())["draft_number"] == "DRAFT-001"

    async def test_reads_no_more_among_many_drafts(self, world: World) -> None:
        """It looks at an index, not at every draft."""
        await world.execute(
            "INSERT INTO draft_numbers (org_id, sequence, number)"
            " SELECT $1, n, 'DRAFT-' || lpad(n::text, greatest(3, length(n::text)), '0') FROM generate_series(1, 5000) AS n",
            world.org,
        )
        assert (await world.add_draft())["draft_number"] == "DRAFT-5001"
        await world.execute("UPDATE draft_numbers SET is_free = TRUE WHERE org_id = $1 AND sequence = 4000", world.org)
        assert (await world.add_draft())["draft_number"] == "DRAFT-4000"

    async def test_passes_over_more_transactions_than_it_looks_at_once(self, world: World) -> None:
        async with world.tx() as slow:
            for at in range(1, 70):
                lock = "SELECT pg_advisory_xact_lock(hashtextextended($1 || ' ' || $2, 0))"
                await slow.conn.execute(lock, str(world.org), f"DRAFT-{at:03}")
            assert (await world.add_draft())["draft_number"] == "DRAFT-070"
