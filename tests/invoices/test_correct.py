"""Corrective invoices: lines before and after, what is owed by them, and one building on the other."""

import asyncio
from typing import Any

from tests.support.world import World

LINES = [
    {"description": "Design", "quantity": "10", "unit": "h", "unit_price": "100.00"},
    {"description": "Hosting", "quantity": "1", "unit_price": "50.00"},
]


def line(quantity: str, price: str = "100.00") -> dict[str, Any]:
    return {**LINES[0], "id": "1", "quantity": quantity, "unit_price": price}


async def correct(world: World, id: str, *lines: dict[str, Any], path: str = "correct") -> Any:
    body = {"reason": "Counted wrong", "lines": list(lines)}
    return await world.api.post(f"/v1/invoices/{id}/{path}", json=body)


async def read(world: World, id: str) -> dict[str, Any]:
    found: dict[str, Any] = (await world.api.get(f"/v1/invoices/{id}")).json()
    return found


async def void(world: World, id: str) -> Any:
    return await world.api.post(f"/v1/invoices/{id}/void", json={"reason": "by mistake"})


class TestCorrect:
    async def test_less_lowers_what_is_owed_on_the_invoice(self, world: World) -> None:
        invoice = await world.add_invoice(lines=LINES)
        made = (await correct(world, invoice["id"], line("8"))).json()
        assert (made["kind"], made["corrects_id"], made["number"][:4]) == ("corrective_invoice", invoice["id"], "COR-")
        document = made["document"]
        assert [(each["correction"], each["quantity"]) for each in document["lines"]] == [
            ("before", "-10"),
            ("after", "8"),
        ]
        assert (document["totals"]["net"], document["totals"]["gross"]) == ("-200.00", "-246.00")
        assert (made["balance"]["balance"], made["balance"]["refundable"]) == ("0.00", "0.00")
        assert made["settled_at"] is not None
        after = await read(world, invoice["id"])
        assert (after["balance"]["credited"], after["balance"]["balance"]) == ("246.00", "1045.50")
        told = [each["kind"] for each in (await world.api.get(f"/v1/invoices/{invoice['id']}/timeline")).json()["data"]]
        assert "invoice.corrected" in told

    async def test_more_is_owed_on_the_corrective_invoice(self, world: World) -> None:
        invoice = await world.add_invoice(lines=LINES)
        made = (await correct(world, invoice["id"], line("12"))).json()
        assert (made["balance"]["balance"], made["document"]["due_date"]) == ("246.00", invoice["document"]["due_date"])
        assert await world.fetch("SELECT 1 FROM reminder_plans WHERE invoice_id = $1", made["id"])
        assert (await read(world, invoice["id"]))["balance"]["balance"] == "1291.50"

    async def test_what_was_paid_beyond_the_rest_is_the_client_s(self, world: World) -> None:
        invoice = await world.add_invoice(lines=LINES)
        body = {"client_id": world.client["id"], "amount": "1291.50", "currency": "PLN", "method": "cash"}
        await world.api.post("/v1/payments", json={**body, "received_on": invoice["document"]["issue_date"]})
        await correct(world, invoice["id"], line("9"))
        assert (await read(world, invoice["id"]))["balance"]["refundable"] == "123.00"

    async def test_one_builds_on_the_other(self, world: World) -> None:
        invoice = await world.add_invoice(lines=LINES)
        first = (await correct(world, invoice["id"], line("8"))).json()
        standing = (await world.api.get(f"/v1/invoices/{first['id']}/standing-lines")).json()["data"]
        assert [(each["id"], each["quantity"]) for each in standing] == [("1", "8"), ("2", "1")]
        second = (await correct(world, first["id"], line("9"))).json()
        assert (second["corrects_id"], second["document"]["totals"]["net"]) == (invoice["id"], "100.00")
        listed = (await world.api.get(f"/v1/invoices/{invoice['id']}/corrections")).json()["data"]
        assert [each["number"] for each in listed] == [first["number"], second["number"]]

    async def test_says_beforehand_what_it_would_be(self, world: World) -> None:
        invoice = await world.add_invoice(lines=LINES)
        seen = (await correct(world, invoice["id"], line("8"), path="correct/preview")).json()
        assert (seen["number"], seen["totals"]["gross"]) == (None, "-246.00")
        assert (await read(world, invoice["id"]))["balance"]["credited"] == "0.00"

    async def test_two_at_once_do_not_correct_the_same_twice(self, world: World) -> None:
        invoice = await world.add_invoice(lines=LINES)
        answers = await asyncio.gather(*(correct(world, invoice["id"], line("8")) for _ in range(4)))
        assert sorted(answer.status_code for answer in answers) == [201, 422, 422, 422]
        assert (await read(world, invoice["id"]))["balance"]["credited"] == "246.00"

    async def test_prints_what_was_and_what_is(self, world: World) -> None:
        invoice = await world.add_invoice(lines=LINES, language="pl")
        made = (await correct(world, invoice["id"], line("8"))).json()
        pdf = await world.api.get(f"/v1/invoices/{made['id']}/pdf")
        assert pdf.status_code == 200
        assert "Corrective-invoice_COR" in pdf.headers["content-disposition"]
        link = (await world.api.get(f"/v1/invoices/{made['id']}/public-link")).json()
        page = (await world.guest().get(f"/i/{link['code']}")).text
        for text in ("Faktura korygująca", "Przed korektą", "Po korekcie", "Counted wrong", invoice["number"]):
            assert text in page

    async def test_nothing_different_is_refused(self, world: World) -> None:
        invoice = await world.add_invoice(lines=LINES)
        same = (await world.api.get(f"/v1/invoices/{invoice['id']}/standing-lines")).json()["data"]
        refused = await correct(world, invoice["id"], *same)
        assert (refused.status_code, refused.json()["code"]) == (422, "invoice.cannot_correct")

    async def test_no_more_than_is_left_of_it(self, world: World) -> None:
        invoice = await world.add_invoice(lines=LINES)
        await world.api.post(f"/v1/invoices/{invoice['id']}/credit", json={"reason": "Goodwill", "amount": "1200.00"})
        refused = await correct(world, invoice["id"], line("0"))
        assert (refused.status_code, refused.json()["code"]) == (409, "invoice.over_credited")

    async def test_not_a_credit_note_nor_a_quote(self, world: World) -> None:
        invoice, quote = await world.add_invoice(lines=LINES), await world.add_invoice(kind="quote", lines=LINES)
        note = (await world.api.post(f"/v1/invoices/{invoice['id']}/credit", json={"reason": "Goodwill"})).json()
        for id in (note["id"], quote["id"]):
            assert (await correct(world, id, line("8"))).json()["code"] == "invoice.not_for_kind"


class TestVoid:
    async def test_gives_back_and_in_the_opposite_order(self, world: World) -> None:
        invoice = await world.add_invoice(lines=LINES)
        first = (await correct(world, invoice["id"], line("8"))).json()
        second = (await correct(world, invoice["id"], line("9"))).json()
        for id in (first["id"], invoice["id"]):
            assert (await void(world, id)).json()["code"] == "invoice.corrected"
        assert (await void(world, second["id"])).status_code == 200
        assert (await void(world, first["id"])).status_code == 200
        after = await read(world, invoice["id"])
        assert (after["balance"]["credited"], after["balance"]["balance"]) == ("0.00", "1291.50")
        standing = (await world.api.get(f"/v1/invoices/{invoice['id']}/standing-lines")).json()["data"]
        assert standing[0]["quantity"] == "10"
