"""Credit notes: what they take back, what is owed afterwards, and what may not be taken back twice."""

import asyncio
from typing import Any

from tests.support.world import World


async def credit(world: World, id: str, **wish: Any) -> Any:
    return await world.api.post(f"/v1/invoices/{id}/credit", json={"reason": "Returned goods", **wish})


async def read(world: World, id: str) -> dict[str, Any]:
    found: dict[str, Any] = (await world.api.get(f"/v1/invoices/{id}")).json()
    return found


async def issued(world: World, *prices: str, **more: Any) -> dict[str, Any]:
    lines = [{"description": f"Item {at}", "unit_price": price} for at, price in enumerate(prices)]
    return await world.add_invoice(lines=lines, **more)


class TestCredit:
    async def test_takes_everything_back(self, world: World) -> None:
        invoice = await issued(world, "100.00", "50.00")
        response = await credit(world, invoice["id"])
        note = response.json()
        assert response.status_code == 201, note
        assert (note["kind"], note["status"], note["corrects_id"]) == ("credit_note", "issued", invoice["id"])
        assert note["number"].startswith("CN-")
        document, original = note["document"], invoice["document"]
        assert document["references"] == [
            {"kind": "corrects", "number": invoice["number"], "issue_date": original["issue_date"]}
        ]
        for name in ("net", "tax", "gross", "amount_due", "breakdown"):
            assert document["totals"][name] == original["totals"][name]
        after = await read(world, invoice["id"])
        assert after["balance"] == {
            "amount_due": original["totals"]["amount_due"],
            "paid": "0.00",
            "credited": original["totals"]["amount_due"],
            "discounted": "0.00",
            "balance": "0.00",
            "refundable": "0.00",
            "applied": "0.00",
            "written_off": "0.00",
        }
        assert after["settled_at"] is not None
        assert (await read(world, note["id"]))["balance"]["balance"] == "0.00"

    async def test_takes_some_of_a_line_back(self, world: World) -> None:
        invoice = await world.add_invoice(lines=[{"description": "Box", "quantity": "10", "unit_price": "12.00"}])
        line = invoice["document"]["lines"][0]
        note = (await credit(world, invoice["id"], lines=[{"id": line["id"], "quantity": "3"}])).json()
        assert [each["quantity"] for each in note["document"]["lines"]] == ["3"]
        assert note["document"]["totals"]["net"] == "36.00"
        after = await read(world, invoice["id"])
        assert after["balance"]["credited"] == note["document"]["totals"]["gross"]
        assert after["settled_at"] is None

    async def test_takes_an_amount_back_and_names_it(self, world: World) -> None:
        invoice = await issued(world, "100.00")
        note = (await credit(world, invoice["id"], amount="10.00", description="Goodwill")).json()
        assert note["document"]["totals"]["gross"] == "10.00"
        assert note["document"]["lines"][0]["description"] == "Goodwill"

    async def test_numbers_credit_notes_apart_and_without_gaps(self, world: World) -> None:
        invoice = await issued(world, "100.00")
        numbers = [(await credit(world, invoice["id"], amount="1.00")).json()["number"] for _ in range(3)]
        assert [number[-4:] for number in numbers] == ["0001", "0002", "0003"]
        listed = (await world.api.get(f"/v1/invoices/{invoice['id']}/credit-notes")).json()["data"]
        assert [note["number"] for note in listed] == numbers

    async def test_says_beforehand_what_it_would_be(self, world: World) -> None:
        invoice = await issued(world, "100.00")
        wish = {"reason": "Returned goods", "amount": "10.00"}
        preview = await world.api.post(f"/v1/invoices/{invoice['id']}/credit/preview", json=wish)
        assert (preview.json()["number"], preview.json()["totals"]["gross"]) == (None, "10.00")
        assert (await read(world, invoice["id"]))["balance"]["credited"] == "0.00"

    async def test_is_taxed_as_the_invoice_was(self, world: World) -> None:
        """The seller gave up the registration since: what was charged is taken back with its tax."""
        invoice = await issued(world, "100.00")
        fields = {name: world.company[name] for name in ("profile", "currency", "language", "payment_terms_days")}
        changed = await world.api.put(
            f"/v1/companies/{world.company['id']}",
            json={**fields, "tax_registered": False},
            headers={"If-Match": f'"{world.company["version"]}"'},
        )
        assert changed.status_code == 200, changed.text
        note = (await credit(world, invoice["id"])).json()
        assert note["document"]["totals"]["tax"] == invoice["document"]["totals"]["tax"] != "0.00"

    async def test_tells_the_story_of_both(self, world: World) -> None:
        invoice = await issued(world, "100.00")
        note = (await credit(world, invoice["id"], amount="10.00")).json()
        entries = (await world.api.get(f"/v1/invoices/{invoice['id']}/timeline")).json()["data"]
        told = next(entry for entry in entries if entry["kind"] == "invoice.credited")
        assert (told["data"]["credit_note"], told["data"]["amount"]) == (note["number"], "10.00")


class TestNeverTwice:
    async def test_no_more_than_the_invoice_came_to(self, world: World) -> None:
        invoice = await issued(world, "100.00")
        gross = invoice["document"]["totals"]["gross"]
        assert (await credit(world, invoice["id"])).status_code == 201
        refused = await credit(world, invoice["id"], amount="0.01")
        assert (refused.status_code, refused.json()["code"]) == (409, "invoice.over_credited")
        assert (await read(world, invoice["id"]))["balance"]["credited"] == gross

    async def test_two_at_once_take_it_back_once(self, world: World) -> None:
        """FM-39: parallel credits never take back more than there is, and leave no gap in the numbers."""
        invoice = await issued(world, "100.00")
        answers = await asyncio.gather(*(credit(world, invoice["id"]) for _ in range(5)))
        assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409, 409]
        fresh = await issued(world, "100.00")
        number = (await credit(world, fresh["id"])).json()["number"]
        assert number.endswith("0002")

    async def test_only_what_asks_for_money(self, world: World) -> None:
        invoice = await issued(world, "100.00")
        note = (await credit(world, invoice["id"], amount="10.00")).json()
        refused = await credit(world, note["id"])
        assert (refused.status_code, refused.json()["code"]) == (409, "invoice.not_for_kind")
        paid = await world.api.post(
            "/v1/payments",
            json={
                "client_id": world.client["id"],
                "amount": "1.00",
                "currency": note["document"]["currency"],
                "received_on": note["document"]["issue_date"],
                "method": "bank_transfer",
                "allocations": [{"invoice_id": note["id"], "amount": "1.00"}],
            },
        )
        assert (paid.status_code, paid.json()["code"]) == (422, "payment.invalid_allocation")

    async def test_not_a_draft_nor_a_void_one(self, world: World) -> None:
        draft = await world.add_draft()
        assert (await credit(world, draft["id"])).status_code == 409
        invoice = await issued(world, "100.00")
        await world.api.post(f"/v1/invoices/{invoice['id']}/void", json={"reason": "wrong client"})
        assert (await credit(world, invoice["id"])).status_code == 409


class TestVoid:
    async def test_a_voided_credit_note_is_owed_again(self, world: World) -> None:
        invoice = await issued(world, "100.00")
        note = (await credit(world, invoice["id"])).json()
        await world.api.post(f"/v1/invoices/{note['id']}/void", json={"reason": "by mistake"})
        after = await read(world, invoice["id"])
        assert (after["balance"]["credited"], after["settled_at"]) == ("0.00", None)
        assert after["balance"]["balance"] == after["balance"]["amount_due"]

    async def test_an_invoice_with_credit_notes_is_not_voided(self, world: World) -> None:
        invoice = await issued(world, "100.00")
        await credit(world, invoice["id"], amount="10.00")
        refused = await world.api.post(f"/v1/invoices/{invoice['id']}/void", json={"reason": "wrong client"})
        assert (refused.status_code, refused.json()["code"]) == (409, "invoice.partly_credited")
