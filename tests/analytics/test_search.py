"""The palette's search, and what clients owe."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from tests.payments.test_record import invoice, pay
from tests.support.world import BUYER, World, new_world


async def search(world: World, q: str, **who: Any) -> dict[str, Any]:
    response = await (who.get("by") or world.api).get("/v1/search", params={"q": q})
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


class TestSearch:
    async def test_finds_invoices_by_number_and_by_client(self, world: World) -> None:
        bakery = await invoice(world)
        other = await world.add_client(profile={**BUYER, "name": "Nordic 100% Wool_Works"})
        wool, draft = await invoice(world, client_id=other["id"]), await world.add_draft(client_id=other["id"])
        by_number = await search(world, bakery["number"].lower())
        assert [(one["id"], one["balance"]) for one in by_number["invoices"]] == [(bakery["id"], "100.00")]
        by_client = await search(world, " wool ")
        assert by_client["clients"] == [{"id": other["id"], "name": "Nordic 100% Wool_Works"}]
        assert {one["id"] for one in by_client["invoices"]} == {wool["id"], draft["id"]}
        assert {one["status"] for one in by_client["invoices"]} == {"draft", "issued"}

    @pytest.mark.parametrize(
        ("q", "found"), [("100%", 1), ("l_W", 1), ("%", 1), ("_", 1), ("\\", 0), ("'; --", 0), ("  ", 0)]
    )
    async def test_takes_signs_as_they_are(self, world: World, q: str, found: int) -> None:
        await world.add_client(profile={**BUYER, "name": "Nordic 100% Wool_Works"})
        assert len((await search(world, q))["clients"]) == found

    async def test_shows_a_few_and_beginnings_first(self, world: World) -> None:
        for name in [f"The Old Mill {n}" for n in range(9)] + ["Mill & Sons"]:
            await world.add_client(profile={**BUYER, "name": name})
        clients = (await search(world, "mill"))["clients"]
        assert (clients[0]["name"], len(clients)) == ("Mill & Sons", 8)

    async def test_what_is_still_owed_comes_before_what_is_settled(self, world: World) -> None:
        first, second = await invoice(world), await invoice(world)
        told = [{"invoice_id": second["id"], "amount": "100.00"}]
        await pay(world, "100.00", allocations=told)
        assert [one["id"] for one in (await search(world, "bakery"))["invoices"]] == [first["id"], second["id"]]

    async def test_keeps_to_the_company_and_the_organization(self, world: World, database: str) -> None:
        second = await world.add_company()
        theirs = await invoice(world, company_id=second["id"])
        scoped = await world.user("viewer", company_ids=[UUID(world.company["id"])])
        for q in (theirs["number"], "bakery"):
            assert (await search(world, q, by=scoped))["invoices"] == []
        async with new_world(database, empty=True) as other:
            assert await search(other, "bakery") == {"invoices": [], "clients": []}

    async def test_needs_a_text_of_some_length(self, world: World) -> None:
        assert (await world.api.get("/v1/search")).status_code == 422
        assert (await world.api.get("/v1/search", params={"q": "x" * 101})).status_code == 422


class TestClientBalances:
    async def ask(self, world: World, ids: list[str], status: int = 200, **who: Any) -> Any:
        response = await (who.get("by") or world.api).get("/v1/clients/balances", params={"ids": ids})
        assert response.status_code == status, response.text
        return response.json().get("data")

    async def test_sums_what_is_open_by_currency(self, world: World) -> None:
        await world.set_clock(datetime(2026, 6, 15, 10, tzinfo=UTC))
        await invoice(world, "10.00", issue_date="2026-06-01", payment_terms={"days": 1})
        await invoice(world, "30.00", issue_date="2026-06-02", payment_terms={"days": 30})
        await invoice(world, "500", currency="JPY", issue_date="2026-06-03")
        await pay(world, "4.00", received_on="2026-06-03")
        quiet = await world.add_client()
        assert await self.ask(world, [quiet["id"], world.client["id"]]) == [
            {"client_id": quiet["id"], "open": [], "last_invoiced_on": None, "credit": None},
            {
                "client_id": world.client["id"],
                "open": [
                    {"currency": "JPY", "balance": "500", "overdue": "0"},
                    {"currency": "PLN", "balance": "36.00", "overdue": "6.00"},
                ],
                "last_invoiced_on": "2026-06-03",
                "credit": None,
            },
        ]

    async def test_leaves_out_whom_it_does_not_know(self, world: World, database: str) -> None:
        async with new_world(database) as other:
            assert await self.ask(world, [other.client["id"]]) == []

    async def test_keeps_to_the_company(self, world: World) -> None:
        second = await world.add_company()
        await invoice(world, company_id=second["id"])
        scoped = await world.user("viewer", company_ids=[UUID(world.company["id"])])
        expected = [{"client_id": world.client["id"], "open": [], "last_invoiced_on": None, "credit": None}]
        assert await self.ask(world, [world.client["id"]], by=scoped) == expected

    async def test_takes_one_to_a_hundred(self, world: World) -> None:
        await self.ask(world, [], status=422)
        await self.ask(world, [world.client["id"]] * 101, status=422)
        await self.ask(world, ["x"], status=422)
