"""How a client pays."""

from datetime import UTC, datetime

from tests.support.world import World, new_world

TODAY = datetime(2026, 6, 15, 10, tzinfo=UTC)
LINE = {"description": "Work", "quantity": "1", "unit_price": "100", "tax": "out_of_scope"}


async def issued(world: World, due: str) -> str:
    """An invoice of 100.00 PLN issued and due on that day."""
    draft = await world.add_draft(issue_date=due, payment_terms={"days": 0}, lines=[LINE])
    answer = await world.api.post(f"/v1/invoices/{draft['id']}/issue", json={"backdate": True})
    assert answer.status_code == 200, answer.text
    return str(draft["id"])


async def pay(world: World, invoice: str, on: str, amount: str = "100.00") -> None:
    body = {
        "client_id": world.client["id"],
        "amount": amount,
        "currency": "PLN",
        "received_on": on,
        "allocations": [{"invoice_id": invoice, "amount": amount}],
    }
    answer = await world.api.post("/v1/payments", json=body)
    assert answer.status_code == 201, answer.text


class TestClientPattern:
    async def test_counts_the_day_the_last_money_came_in(self, world: World) -> None:
        await world.set_clock(TODAY)
        prompt, late, open_one = [await issued(world, day) for day in ("2026-03-01", "2026-04-01", "2026-05-01")]
        await pay(world, prompt, "2026-03-01")
        await pay(world, late, "2026-04-01", "40.00")
        await pay(world, late, "2026-04-11", "60.00")
        await pay(world, open_one, "2026-06-01", "1.00")
        found = (await world.api.get(f"/v1/clients/{world.client['id']}/pattern")).json()
        assert found == {
            "paying": {"invoices": 2, "on_time": 1, "days_to_pay": 5, "days_late": 5, "latest": 10, "trend": None},
            "invoiced_365_days": [{"currency": "PLN", "count": 3, "gross": "300.00"}],
        }

    async def test_of_a_client_without_invoices_is_empty(self, world: World) -> None:
        found = (await world.api.get(f"/v1/clients/{world.client['id']}/pattern")).json()
        assert found == {"paying": None, "invoiced_365_days": []}

    async def test_of_another_organization_is_not_found(self, world: World, database: str) -> None:
        async with new_world(database) as other:
            assert (await other.api.get(f"/v1/clients/{world.client['id']}/pattern")).status_code == 404
