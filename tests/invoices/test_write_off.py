"""Write-offs: what is given up is not owed and not reminded of, is no payment, and can be owed again."""

import asyncio
from decimal import Decimal
from typing import Any

from tests.support.world import World


async def write_off(world: World, id: str, **wish: Any) -> Any:
    return await world.api.post(f"/v1/invoices/{id}/write-off", json={"reason": "uncollectible", **wish})


async def plan(world: World, id: str) -> Any:
    return (await world.fetch("SELECT done_reason, next_at FROM reminder_plans WHERE invoice_id = $1", id))[0]


class TestWriteOff:
    async def test_gives_up_all_that_is_owed(self, world: World) -> None:
        invoice = await world.add_invoice()
        gross = invoice["balance"]["amount_due"]
        after = (await write_off(world, invoice["id"], note="insolvent since May")).json()
        assert (after["balance"]["balance"], after["balance"]["written_off"]) == ("0.00", gross)
        assert (after["status"], after["settled_at"] is not None) == ("issued", True)
        found = await plan(world, invoice["id"])
        assert (found["done_reason"], found["next_at"]) == ("settled", None)
        listed = (await world.api.get("/v1/invoices?state=written_off")).json()["data"]
        assert [row["id"] for row in listed] == [invoice["id"]]
        told = (await world.api.get(f"/v1/invoices/{invoice['id']}/timeline")).json()["data"][0]
        assert (told["kind"], told["data"]["amount"], told["data"]["note"]) == (
            "invoice.written_off", gross, "insolvent since May",
        )  # fmt: skip

    async def test_a_part_leaves_the_rest_owed(self, world: World) -> None:
        invoice = await world.add_invoice()
        after = (await write_off(world, invoice["id"], amount="476.00", reason="dispute")).json()
        assert (after["balance"]["balance"], after["settled_at"]) == ("1000.00", None)
        assert (await plan(world, invoice["id"]))["next_at"] is not None

    async def test_sends_no_receipt(self, world: World) -> None:
        """Nobody is thanked for a payment that never came; nor when a credit note settles the invoice."""
        for path, body in (("write-off", {"reason": "other"}), ("credit", {"reason": "Returned"})):
            invoice = await world.add_invoice()
            await world.execute("UPDATE invoices SET sent_at = now() WHERE id = $1", invoice["id"])
            await world.api.post(f"/v1/invoices/{invoice['id']}/{path}", json=body)
            assert await world.fetch("SELECT 1 FROM deliveries WHERE invoice_id = $1", invoice["id"]) == []

    async def test_no_more_than_is_owed(self, world: World) -> None:
        invoice = await world.add_invoice()
        codes = [
            (await write_off(world, invoice["id"], amount=amount)).json()["code"] for amount in ("9999.00", "0.00")
        ]
        assert codes == ["invoice.over_written_off", "invoice.invalid_write_off"]
        answers = await asyncio.gather(*(write_off(world, invoice["id"]) for _ in range(4)))
        assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]

    async def test_needs_its_own_permission(self, world: World) -> None:
        invoice = await world.add_invoice()
        member = await world.user("member")
        refused = await member.post(f"/v1/invoices/{invoice['id']}/write-off", json={"reason": "other"})
        assert refused.status_code == 403

    async def test_only_what_is_owed_money_for(self, world: World) -> None:
        quote = await world.add_invoice(kind="quote")
        assert (await write_off(world, quote["id"])).json()["code"] == "invoice.not_for_kind"

    async def test_keeps_the_invoice_from_being_voided_or_credited_twice(self, world: World) -> None:
        invoice = await world.add_invoice()
        await write_off(world, invoice["id"])
        void = await world.api.post(f"/v1/invoices/{invoice['id']}/void", json={"reason": "mistake"})
        assert (void.status_code, void.json()["code"]) == (409, "invoice.written_off")
        credit = await world.api.post(f"/v1/invoices/{invoice['id']}/credit", json={"reason": "mistake"})
        assert (credit.status_code, credit.json()["code"]) == (409, "invoice.over_credited")

    async def test_what_was_paid_beside_it_cannot_be_credited_before_it_is_undone(self, world: World) -> None:
        invoice = await world.add_invoice()
        due = Decimal(invoice["balance"]["amount_due"])
        body = {
            "client_id": world.client["id"], "amount": str(due - 40), "currency": "PLN", "received_on": invoice["document"]["issue_date"],
            "allocations": [{"invoice_id": invoice["id"], "amount": str(due - 40)}],
        }  # fmt: skip
        assert (await world.api.post("/v1/payments", json=body)).status_code == 201
        await write_off(world, invoice["id"])
        wish = {"reason": "too much", "amount": "30.00"}
        refused = await world.api.post(f"/v1/invoices/{invoice['id']}/credit", json=wish)
        assert (refused.status_code, refused.json()["code"]) == (409, "invoice.over_credited")
        undone = await world.api.post(
            f"/v1/invoices/{invoice['id']}/write-off/undo", json={"reason": "credited instead"}
        )
        assert undone.status_code == 200, undone.text
        credit = await world.api.post(f"/v1/invoices/{invoice['id']}/credit", json=wish)
        assert credit.status_code in (200, 201), credit.text


class TestUndo:
    async def test_it_is_owed_and_reminded_of_again(self, world: World) -> None:
        invoice = await world.add_invoice()
        await write_off(world, invoice["id"])
        undone = await world.api.post(
            f"/v1/invoices/{invoice['id']}/write-off/undo", json={"reason": "they pay after all"}
        )
        balance = undone.json()["balance"]
        assert (balance["written_off"], balance["balance"]) == ("0.00", balance["amount_due"])
        assert (await plan(world, invoice["id"]))["next_at"] is not None
        again = await world.api.post(f"/v1/invoices/{invoice['id']}/write-off/undo", json={"reason": "twice"})
        assert (again.status_code, again.json()["code"]) == (409, "invoice.nothing_written_off")
