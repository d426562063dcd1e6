"""What a sum that names no invoice would do, asked before it is recorded: the same as it then does."""

from typing import Any

from tests.payments.test_early_discount import TERMS, days_ago, invoice, money, settle
from tests.support.world import World


async def foresee(world: World, amount: str, *, status: int = 200, **fields: Any) -> dict[str, Any]:
    body = {"client_id": world.client["id"], "amount": amount, "currency": "PLN", "received_on": days_ago(0), **fields}
    answer = await world.api.post("/v1/payments/preview", json=body)
    assert answer.status_code == status, answer.text
    found: dict[str, Any] = answer.json()
    return found


class TestPreview:
    async def test_says_what_recording_then_does_and_writes_nothing(self, world: World) -> None:
        """FM-20: three invoices, two of which can be paid early, and sums around what is enough for all."""
        await invoice(world)
        await invoice(world, "200.00", payment_terms={"days": 31})
        await invoice(world, "500.00", payment_terms={**TERMS, "days": 40})
        for amount in ("100.00", "1205.40", "2054.09", "2054.10", "2060.00", "2091.00", "2200.00"):
            seen = await foresee(world, amount)
            paid = await settle(world, amount, 0)
            foreseen = [(part["invoice_id"], part["amount"]) for part in seen["parts"]]
            assert foreseen == [(part["invoice_id"], part["amount"]) for part in paid["allocations"]]
            assert (seen["unallocated"], seen["open_count"]) == (paid["unallocated"], 3)
            for part in seen["parts"]:
                assert await money(world, {"id": part["invoice_id"]}) == (
                    part["amount"],
                    part["discount"],
                    part["left"],
                    part["left"] == "0.00",
                )
            taken = await world.api.post(f"/v1/payments/{paid['id']}/reverse", json={"reason": "Again"})
            assert taken.status_code == 200

    async def test_by_the_day_and_with_what_was_paid_before(self, world: World) -> None:
        issued = await invoice(world, age=12)
        await settle(world, "400.00", 3)
        early = (await foresee(world, "805.40", received_on=days_ago(2)))["parts"][0]
        assert (early["number"], early["balance"], early["discount"], early["left"]) == (
            issued["number"],
            "830.00",
            "24.60",
            "0.00",
        )
        late = (await foresee(world, "805.40", received_on=days_ago(1)))["parts"][0]
        assert (late["discount"], late["left"]) == ("0.00", "24.60")

    async def test_refuses_what_recording_refuses(self, world: World) -> None:
        for amount, fields, code in (
            ("0.00", {}, "payment.invalid_amount"),
            ("1.001", {}, "payment.invalid_amount"),
            ("1.00", {"received_on": days_ago(-2)}, "payment.received_in_future"),
        ):
            assert (await foresee(world, amount, status=422, **fields))["code"] == code

    async def test_shows_only_what_one_may_see(self, world: World) -> None:
        await invoice(world)
        elsewhere = await world.key_of(world.owner, company_ids=[])
        body = {"client_id": world.client["id"], "amount": "5.00", "currency": "PLN", "received_on": days_ago(0)}
        seen = (await elsewhere.post("/v1/payments/preview", json=body)).json()
        assert (seen["parts"], seen["open_count"], seen["unallocated"]) == ([], 0, "5.00")
        reader = await world.key_of(world.owner, scopes=["payments.read"])
        assert (await reader.post("/v1/payments/preview", json=body)).status_code == 403
