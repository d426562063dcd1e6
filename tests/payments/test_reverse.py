"""Taking payments back."""

import asyncio

from tests.payments.test_record import balance, invoice, pay
from tests.support.world import World


class TestReverse:
    async def test_gives_back_every_part(self, world: World) -> None:
        first, second = await invoice(world), await invoice(world, payment_terms={"days": 30})
        paid = await pay(world, "150.00")
        answer = await world.api.post(f"/v1/payments/{paid['id']}/reverse", json={"reason": "The bank returned it"})
        after = answer.json()
        assert (answer.status_code, after["unallocated"], after["version"]) == (200, "0.00", 2)
        assert (after["reversed_at"] is not None, after["reverse_reason"]) == (True, "The bank returned it")
        assert after["allocations"] == paid["allocations"]
        assert (await balance(world, first), await balance(world, second)) == ("100.00", "100.00")

    async def test_reopens_the_invoice_and_says_so_in_its_timeline(self, world: World) -> None:
        issued = await invoice(world)
        paid = await pay(world, "100.00")
        await world.api.post(f"/v1/payments/{paid['id']}/reverse", json={"reason": "Bounced"})
        read = (await world.api.get(f"/v1/invoices/{issued['id']}")).json()
        assert read["settled_at"] is None
        entries = (await world.api.get(f"/v1/invoices/{issued['id']}/timeline")).json()["data"]
        kinds = {entry["kind"] for entry in entries}
        assert {"invoice.payment_released", "invoice.reopened", "invoice.settled"} <= kinds

    async def test_takes_the_credit_away_too(self, world: World) -> None:
        paid = await pay(world, "70.00")
        assert paid["unallocated"] == "70.00"
        after = (await world.api.post(f"/v1/payments/{paid['id']}/reverse", json={"reason": "Not ours"})).json()
        assert (after["amount"], after["unallocated"]) == ("70.00", "0.00")

    async def test_happens_once_however_many_ask(self, world: World) -> None:
        issued = await invoice(world)
        kept, gone = await pay(world, "40.00"), await pay(world, "60.00")
        path = f"/v1/payments/{gone['id']}/reverse"
        answers = await asyncio.gather(*(world.api.post(path, json={"reason": "Bounced"}) for _ in range(8)))
        assert sorted(answer.status_code for answer in answers) == [200] + [409] * 7
        assert {answer.json()["code"] for answer in answers if answer.status_code == 409} == {
            "payment.already_reversed"
        }
        assert await balance(world, issued) == "60.00"
        assert kept["reversed_at"] is None

    async def test_needs_a_reason(self, world: World) -> None:
        paid = await pay(world, "1.00")
        for body in ({}, {"reason": ""}, {"reason": "   "}, {"reason": "x" * 501}):
            answer = await world.api.post(f"/v1/payments/{paid['id']}/reverse", json=body)
            assert answer.status_code == 422
            assert answer.json()["errors"][0]["pointer"] == "#/reason"

    async def test_while_others_pay_ends_with_what_the_payments_that_stand_say(self, world: World) -> None:
        issued = await invoice(world, "100.00")
        first = await pay(world, "50.00")
        path = f"/v1/payments/{first['id']}/reverse"
        await asyncio.gather(world.api.post(path, json={"reason": "Bounced"}), *(pay(world, "20.00") for _ in range(5)))
        rows = await world.fetch(
            "SELECT i.paid, (SELECT coalesce(sum(a.amount), 0) FROM allocations AS a JOIN payments AS p"
            " ON p.org_id = a.org_id AND p.id = a.payment_id"
            " WHERE a.invoice_id = i.id AND p.reversed_at IS NULL) AS stands FROM invoices AS i WHERE i.org_id = $1",
            world.org,
        )
        assert rows[0]["paid"] == rows[0]["stands"]
        assert await balance(world, issued) == f"{100 - rows[0]['stands']:.2f}"
