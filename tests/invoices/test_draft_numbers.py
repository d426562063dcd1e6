"""Draft numbers: a draft's working name, given again once it is free, and never on an issued document."""

import asyncio

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
