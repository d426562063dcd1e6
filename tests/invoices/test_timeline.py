"""The story of an invoice, page by page."""

from datetime import UTC, datetime

from tests.support.world import World, new_world


class TestTimeline:
    async def test_holds_everything_however_much_it_is(self, world: World) -> None:
        """More than fits one answer: nothing is left out without a word."""
        await world.set_clock(datetime(2026, 3, 20, 12, tzinfo=UTC))
        invoice = await world.add_invoice()
        for reason in ("dispute", "manual"):
            await world.api.post(f"/v1/invoices/{invoice['id']}/reminders/pause", json={"reason": reason})
        at = f"/v1/invoices/{invoice['id']}/timeline"
        whole = (await world.api.get(at)).json()
        assert (whole["next"], len(whole["data"]) > 3) == (None, True)
        seen, cursor = [], ""
        while cursor is not None:
            page = (await world.api.get(f"{at}?limit=1&cursor={cursor}")).json()
            seen += page["data"]
            cursor = page["next"]
        assert seen == whole["data"]

    async def test_of_another_organization_is_not_there(self, world: World, database: str) -> None:
        """FM-46"""
        invoice = await world.add_invoice()
        async with new_world(database) as other:
            assert (await other.api.get(f"/v1/invoices/{invoice['id']}/timeline")).status_code == 404
