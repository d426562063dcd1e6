"""Deposits: paid in advance, deducted once, on one invoice or several, with the tax that was invoiced before."""

import asyncio
from decimal import Decimal
from typing import Any

from tests.support.world import World

LINES = [{"description": "House", "quantity": "1", "unit_price": "10000.00"}]


async def post(world: World, path: str, body: Any = None, status: int = 201) -> dict[str, Any]:
    answer = await world.api.post(path, json=body)
    assert answer.status_code == status, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def pay(world: World, invoice: dict[str, Any], amount: str) -> dict[str, Any]:
    body = {
        "client_id": invoice["client_id"], "amount": amount, "currency": "PLN", "method": "bank_transfer",
        "received_on": invoice["document"]["issue_date"], "allocations": [{"invoice_id": invoice["id"], "amount": amount}],
    }  # fmt: skip
    return await post(world, "/v1/payments", body)


async def deposit(world: World, gross: str, paid: str | None = None) -> dict[str, Any]:
    """A deposit invoice, paid."""
    lines = [{"description": "Deposit", "unit_price": gross}]
    made = await world.add_invoice(kind="deposit_invoice", lines=lines, prices_include_tax=True)
    await pay(world, made, paid or gross)
    return made


async def deduct(world: World, draft: dict[str, Any], **wish: Any) -> Any:
    version = (await read(world, draft["id"]))["version"]
    return await world.api.put(f"/v1/invoices/{draft['id']}/deposits", json=wish, headers={"if-match": f'"{version}"'})


async def read(world: World, id: str) -> dict[str, Any]:
    found: dict[str, Any] = (await world.api.get(f"/v1/invoices/{id}")).json()
    return found


async def deposits(world: World, id: str) -> dict[str, Any]:
    found: dict[str, Any] = (await world.api.get(f"/v1/invoices/{id}/deposits")).json()
    return found


class TestDeduct:
    async def test_lowers_what_the_final_invoice_asks_for(self, world: World) -> None:
        paid = await deposit(world, "1230.00")
        draft = await world.add_draft(lines=LINES)
        offered = (await deposits(world, draft["id"]))["deposits"]
        assert [(each["number"], each["remaining"], each["used"]) for each in offered] == [
            (paid["number"], "1230.00", "0.00")
        ]
        final = (await deduct(world, draft, is_final=True)).json()
        totals = final["document"]["totals"]
        assert (final["kind"], totals["gross"], totals["prepaid"]) == ("final_invoice", "12300.00", "1230.00")
        assert totals["amount_due"] == "11070.00"
        assert final["document"]["prepayments"] == [
            {
                "number": paid["number"],
                "issue_date": paid["document"]["issue_date"],
                "amount": "1230.00",
                "tax": "230.00",
            }
        ]
        issued = await post(world, f"/v1/invoices/{draft['id']}/issue", status=200)
        assert (issued["number"][:4], issued["balance"]["balance"]) == ("INV-", "11070.00")
        told = (await world.api.get(f"/v1/invoices/{paid['id']}/timeline")).json()["data"][0]
        assert (told["kind"], told["data"]["on"]) == ("invoice.deposit_deducted", issued["number"])
        assert (await deposits(world, paid["id"]))["uses"][0]["number"] == issued["number"]

    async def test_one_deposit_over_several_invoices(self, world: World) -> None:
        """DEP-08: the parts of the tax add up to the tax of the deposit."""
        paid = await deposit(world, "1000.00")
        taxes = []
        for amount in ("333.33", "333.33", "333.34"):
            draft = await world.add_draft(lines=LINES)
            made = (await deduct(world, draft, deposits=[{"deposit_id": paid["id"], "amount": amount}])).json()
            taxes.append(Decimal(made["document"]["prepayments"][0]["tax"]))
        assert sum(taxes) == Decimal(paid["document"]["totals"]["tax"])
        last = await world.add_draft(lines=LINES)
        refused = await deduct(world, last, deposits=[{"deposit_id": paid["id"], "amount": "0.01"}])
        assert (refused.status_code, refused.json()["code"]) == (422, "payment.invalid_credit_use")

    async def test_the_oldest_first_and_never_more_than_is_due(self, world: World) -> None:
        """DEP-06."""
        first, second = await deposit(world, "50.00"), await deposit(world, "100.00")
        draft = await world.add_draft(lines=[{"description": "Small", "unit_price": "100.00"}])
        made = (await deduct(world, draft)).json()
        assert [each["amount"] for each in made["document"]["prepayments"]] == ["50.00", "73.00"]
        assert made["document"]["totals"]["amount_due"] == "0.00"
        assert (await read(world, first["id"]))["balance"]["applied"] == "50.00"
        assert (await read(world, second["id"]))["balance"]["applied"] == "73.00"

    async def test_two_invoices_at_once_never_take_it_twice(self, world: World) -> None:
        """FM-39: parallel deductions of one deposit."""
        paid = await deposit(world, "500.00")
        drafts = [await world.add_draft(lines=LINES) for _ in range(4)]
        await asyncio.gather(*(deduct(world, draft) for draft in drafts))
        used = [Decimal((await read(world, draft["id"]))["document"]["totals"]["prepaid"]) for draft in drafts]
        assert sorted(used) == [0, 0, 0, 500]
        assert (await read(world, paid["id"]))["balance"]["applied"] == "500.00"

    async def test_only_what_was_paid(self, world: World) -> None:
        await deposit(world, "1000.00", paid="400.00")
        draft = await world.add_draft(lines=LINES)
        assert (await deduct(world, draft)).json()["document"]["totals"]["prepaid"] == "400.00"

    async def test_stays_when_the_draft_is_saved_again(self, world: World) -> None:
        """Also by a program that sends back the deposits it read, which are not deducted twice."""
        await deposit(world, "1230.00")
        draft = await world.add_draft(lines=LINES)
        made = (await deduct(world, draft, is_final=True)).json()
        for sent in ({}, {"prepayments": made["document"]["prepayments"]}):
            now = await read(world, draft["id"])
            body = world.draft(kind="final_invoice", lines=LINES, notes="again", **sent)
            headers = {"if-match": f'"{now["version"]}"'}
            saved = (await world.api.put(f"/v1/invoices/{draft['id']}", json=body, headers=headers)).json()
            assert saved["document"]["totals"]["prepaid"] == "1230.00"

    async def test_one_taken_off_does_not_come_back_with_an_old_page(self, world: World) -> None:
        """A page that was open before sends the deposit back, which may be deducted elsewhere by now (FM-39)."""
        await deposit(world, "1230.00")
        draft = await world.add_draft(lines=LINES)
        stale = (await deduct(world, draft)).json()["document"]["prepayments"]
        other = {"number": "OLD-7", "amount": "10.00"}
        version = (await deduct(world, draft, deposits=[])).json()["version"]
        body = world.draft(lines=LINES, prepayments=[*stale, other])
        headers = {"if-match": f'"{version}"'}
        saved = (await world.api.put(f"/v1/invoices/{draft['id']}", json=body, headers=headers)).json()
        assert [each["number"] for each in saved["document"]["prepayments"]] == ["OLD-7"]

    async def test_is_given_back_by_deleting_voiding_and_another_client(self, world: World) -> None:
        paid = await deposit(world, "1230.00")
        for way in ("delete", "void", "other"):
            draft = await world.add_draft(lines=LINES)
            await deduct(world, draft)
            assert (await read(world, paid["id"]))["balance"]["applied"] == "1230.00"
            version = (await read(world, draft["id"]))["version"]
            headers = {"if-match": f'"{version}"'}
            if way == "delete":
                await world.api.delete(f"/v1/invoices/{draft['id']}", headers=headers)
            elif way == "void":
                await post(world, f"/v1/invoices/{draft['id']}/issue", status=200)
                await post(world, f"/v1/invoices/{draft['id']}/void", {"reason": "mistake"}, status=200)
            else:
                other = await world.add_client()
                body = world.draft(client_id=other["id"], lines=LINES)
                saved = await world.api.put(f"/v1/invoices/{draft['id']}", json=body, headers=headers)
                assert saved.json()["document"]["prepayments"] == []
            assert (await read(world, paid["id"]))["balance"]["applied"] == "0.00"


class TestDepositStays:
    async def test_its_payment_is_not_taken_back_while_it_is_deducted(self, world: World) -> None:
        made = await world.add_invoice(
            kind="deposit_invoice", lines=[{"description": "Deposit", "unit_price": "100.00"}]
        )
        payment = await pay(world, made, "123.00")
        draft = await world.add_draft(lines=LINES)
        await deduct(world, draft)
        refused = await world.api.post(f"/v1/payments/{payment['id']}/reverse", json={"reason": "bounced"})
        assert (refused.status_code, refused.json()["code"]) == (409, "invoice.deposit_in_use")
        await deduct(world, draft, deposits=[])
        await post(world, f"/v1/payments/{payment['id']}/reverse", {"reason": "bounced"}, status=200)

    async def test_it_is_not_credited_beyond_what_is_deducted(self, world: World) -> None:
        paid = await deposit(world, "1230.00")
        draft = await world.add_draft(lines=LINES)
        await deduct(world, draft, deposits=[{"deposit_id": paid["id"], "amount": "1000.00"}])
        refused = await world.api.post(f"/v1/invoices/{paid['id']}/credit", json={"reason": "Given back"})
        assert (refused.status_code, refused.json()["code"]) == (409, "invoice.over_credited")
        await post(world, f"/v1/invoices/{paid['id']}/credit", {"reason": "Given back", "amount": "230.00"})


class TestFinal:
    async def test_follows_the_quote_and_deducts_its_deposits(self, world: World) -> None:
        quote = await world.add_invoice(kind="quote", lines=LINES)
        draft = await post(world, f"/v1/quotes/{quote['id']}/deposit", {"percent": "30"})
        asked = await post(world, f"/v1/invoices/{draft['id']}/issue", status=200)
        early = await world.api.post(f"/v1/invoices/{asked['id']}/final")
        assert (early.status_code, early.json()["code"]) == (409, "invoice.no_deposit")
        await pay(world, asked, "3690.00")
        await deposit(world, "50.00")  # of something else
        final = await post(world, f"/v1/invoices/{asked['id']}/final")
        totals = final["document"]["totals"]
        assert (final["kind"], totals["gross"], totals["prepaid"], totals["amount_due"]) == (
            "final_invoice", "12300.00", "3690.00", "8610.00",
        )  # fmt: skip
        pages = (await world.api.get(f"/v1/invoices/{final['id']}/pages")).json()["pages"]
        assert pages

    async def test_without_a_quote_it_begins_empty(self, world: World) -> None:
        paid = await deposit(world, "50.00")
        final = await post(world, f"/v1/invoices/{paid['id']}/final")
        assert (final["kind"], final["document"]["lines"], final["source_id"]) == ("final_invoice", [], paid["id"])

    async def test_nothing_of_another_organization_or_client(self, world: World) -> None:
        await deposit(world, "50.00")
        other = await world.add_client()
        draft = await world.add_draft(client_id=other["id"], lines=LINES)
        assert (await deposits(world, draft["id"]))["deposits"] == []
        assert (await deduct(world, draft)).json()["document"]["prepayments"] == []
