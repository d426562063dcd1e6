"""A run that issues many drafts: in order, with the numbers they would get one by one."""

from tests.bulk.test_bulk_runs import counts, finished, rows, start
from tests.support.world import World


class TestIssueMany:
    async def test_numbers_follow_the_dates_then_the_creation(self, world: World) -> None:
        """FM-22: a batch is ordered by issue date, not by how it was selected."""
        third = await world.add_draft(issue_date="2026-03-18")
        first = await world.add_draft(issue_date="2026-03-10")
        second = await world.add_draft(issue_date="2026-03-10")
        undated = await world.add_draft()
        ids = [undated["id"], third["id"], second["id"], first["id"]]
        run = await start(world, "issue", {"ids": ids}, expected=4)
        assert counts(await finished(world, run)) == (0, 4, 0, 0)
        assert [row["invoice_id"] for row in await rows(world, run)] == [
            first["id"], second["id"], third["id"], undated["id"],
        ]  # fmt: skip
        assert [row["result"] for row in await rows(world, run)] == [f"INV-2026-000{at}" for at in range(1, 5)]

    async def test_one_that_fails_takes_no_number_and_stops_nobody(self, world: World) -> None:
        """FM-20: a row is rolled back to before it, so the numbers stay consecutive."""
        good = [await world.add_draft() for _ in range(2)]
        empty = await world.add_draft(lines=[])
        last = await world.add_draft()
        run = await start(world, "issue", {"status": ["draft"]}, expected=4)
        done = await finished(world, run)
        assert (done["state"], counts(done)) == ("done", (0, 3, 1, 0))
        failed = await rows(world, run, "&state=failed")
        assert [(row["invoice_id"], row["code"]) for row in failed] == [(empty["id"], "invoice.not_issuable")]
        assert "has no line" in failed[0]["detail"]
        numbers = [(await world.api.get(f"/v1/invoices/{one['id']}")).json()["number"] for one in [*good, last]]
        assert numbers == ["INV-2026-0001", "INV-2026-0002", "INV-2026-0003"]
        assert (await world.api.get(f"/v1/invoices/{empty['id']}")).json()["status"] == "draft"

    async def test_many_share_a_transaction(self, world: World) -> None:
        for _ in range(20):
            await world.add_draft()
        run = await start(world, "issue", {"status": ["draft"]}, expected=20)
        assert counts(await finished(world, run)) == (0, 20, 0, 0)
        assert [row["result"] for row in await rows(world, run)] == [f"INV-2026-{at:04}" for at in range(1, 21)]
        frozen = await world.fetch(
            "SELECT DISTINCT xmin::text FROM invoices WHERE org_id = $1 AND number IS NOT NULL", world.org
        )
        assert len(frozen) == 2

    async def test_nobody_is_numbered_before_one_in_front_of_him(self, world: World) -> None:
        """FM-22: also where one in the row cannot be done together with the others."""
        body = {"name": "Volume", "kind": "volume", "reason": "10 or more", "tiers": [{"start": "10", "percent": "5"}]}
        assert (await world.api.post("/v1/discount-rules", json=body)).status_code == 201
        other = await world.add_company()
        kinds = ({}, {}, {"discount_codes": []}, {}, {"company_id": other["id"]}, {}, {"discount_codes": []}, {})
        for fields in kinds:
            await world.add_draft(**fields)
        run = await start(world, "issue", {"status": ["draft"]}, expected=8)
        assert counts(await finished(world, run)) == (0, 8, 0, 0)
        done = await rows(world, run)
        assert [row["result"] for row in done if row is not done[4]] == [f"INV-2026-{at:04}" for at in range(1, 8)]
        assert done[4]["result"] == "INV-2026-0001"

    async def test_what_fails_for_all_is_done_one_by_one(self, world: World) -> None:
        taken = await world.add_invoice(kind="quote")
        change = "UPDATE invoices SET number = 'INV-2026-0003', kind = 'invoice' WHERE id::text = $1"
        await world.execute(change, taken["id"])
        for _ in range(5):
            await world.add_draft()
        run = await start(world, "issue", {"status": ["draft"]}, expected=5)
        assert counts(await finished(world, run)) == (0, 2, 3, 0)
        assert [row["code"] or row["result"] for row in await rows(world, run)] == [
            "INV-2026-0001", "INV-2026-0002", *["invoice.number_taken"] * 3,
        ]  # fmt: skip

    async def test_who_started_it_is_who_issued(self, world: World) -> None:
        draft = await world.add_draft()
        await finished(world, await start(world, "issue", {"ids": [draft["id"]]}))
        entry = (await world.api.get(f"/v1/invoices/{draft['id']}/timeline")).json()["data"][0]
        assert (entry["kind"], entry["actor_label"]) == ("invoice.issued", "Test key")

    async def test_the_wish_gives_all_the_same_day(self, world: World) -> None:
        drafts = [await world.add_draft(issue_date="2026-03-18"), await world.add_draft()]
        run = await start(world, "issue", {"status": ["draft"]}, wish={"issue_date": "2026-03-15"})
        await finished(world, run)
        for one in drafts:
            found = (await world.api.get(f"/v1/invoices/{one['id']}")).json()
            assert found["document"]["issue_date"] == "2026-03-15"

    async def test_issue_and_send_is_both_or_none(self, world: World) -> None:
        silent = await world.add_client(profile={"name": "No Mail", "address": {"country": "PL"}})
        good, bad = await world.add_draft(), await world.add_draft(client_id=silent["id"])
        run = await start(world, "issue_and_send", {"status": ["draft"]})
        assert counts(await finished(world, run)) == (0, 1, 1, 0)
        assert [row["result"] for row in await rows(world, run)] == ["INV-2026-0001, bakery@example.com", ""]
        assert (await world.api.get(f"/v1/invoices/{good['id']}")).json()["status"] == "issued"
        assert (await world.api.get(f"/v1/invoices/{bad['id']}")).json()["status"] == "draft"
