"""What is made of a quote: everything once, parts until nothing is left, deposits, and revisions."""

import asyncio
from decimal import Decimal

from tests.quotes.offer import LINES, answered, convert, issued_quote, read, state_of
from tests.support.world import World


class TestConvert:
    async def test_makes_a_draft_of_everything_and_links_both_ways(self, world: World) -> None:
        quote = await issued_quote(world, purchase_order="PO-7", valid_until="2099-01-31")
        await answered(world, quote["id"])
        made = (await convert(world, quote["id"])).json()
        draft = await read(world, made["id"])
        assert (draft["kind"], draft["status"], draft["source_id"]) == ("invoice", "draft", quote["id"])
        document = draft["document"]
        assert (document["purchase_order"], document["valid_until"]) == ("PO-7", None)
        assert document["totals"]["gross"] == quote["document"]["totals"]["gross"]
        assert document["references"] == [
            {"kind": "quote", "number": quote["number"], "issue_date": quote["document"]["issue_date"]}
        ]
        state = await state_of(world, quote["id"])
        assert (state["state"], [each["id"] for each in state["made"]]) == ("converted", [made["id"]])
        assert {line["left"] for line in state["left"]} == {"0"}
        row = (await world.api.get("/v1/invoices?kind=quote")).json()["data"][0]
        assert (row["answer"], row["is_followed"]) == ("accepted", True)

    async def test_not_twice(self, world: World) -> None:
        quote = await issued_quote(world)
        await convert(world, quote["id"])
        refused = await convert(world, quote["id"])
        assert (refused.status_code, refused.json()["code"]) == (409, "invoice.nothing_left")

    async def test_two_at_once_make_one(self, world: World) -> None:
        quote = await issued_quote(world)
        answers = await asyncio.gather(*(convert(world, quote["id"]) for _ in range(4)))
        assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]

    async def test_in_parts_until_nothing_is_left(self, world: World) -> None:
        quote = await issued_quote(world)
        design, hosting = (line["id"] for line in quote["document"]["lines"])
        first = (await convert(world, quote["id"], lines=[{"id": design, "quantity": "4"}])).json()
        assert (await read(world, first["id"]))["document"]["totals"]["net"] == "400.00"
        too_much = await convert(world, quote["id"], lines=[{"id": design, "quantity": "7"}])
        assert (too_much.status_code, too_much.json()["code"]) == (409, "invoice.taken_already")
        rest = (await convert(world, quote["id"])).json()
        lines = (await read(world, rest["id"]))["document"]["lines"]
        assert [(line["id"], line["quantity"]) for line in lines] == [(design, "6"), (hosting, "2")]
        totals = [Decimal(each["gross"]) for each in (await state_of(world, quote["id"]))["made"]]
        assert sum(totals) == Decimal(quote["document"]["totals"]["gross"])

    async def test_a_new_line_takes_nothing_of_the_quote(self, world: World) -> None:
        """A line without an id gets one that no line of the quote has, so that what is left stays left."""
        quote = await issued_quote(world)
        design, hosting = (line["id"] for line in quote["document"]["lines"])
        first = (await convert(world, quote["id"], lines=[{"id": design, "quantity": "4"}])).json()
        lines = [{**LINES[0], "id": design, "quantity": "4"}, {"description": "Travel", "unit_price": "80.00"}]
        body = world.draft(lines=lines)
        await world.api.put(f"/v1/invoices/{first['id']}", json=body, headers={"if-match": '"1"'})
        issued = (await world.api.post(f"/v1/invoices/{first['id']}/issue")).json()
        assert hosting not in {line["id"] for line in issued["document"]["lines"]}
        left = {line["id"]: line["left"] for line in (await state_of(world, quote["id"]))["left"]}
        assert left == {design: "6", hosting: "2"}

    async def test_a_deleted_draft_gives_its_lines_back(self, world: World) -> None:
        quote = await issued_quote(world)
        made = (await convert(world, quote["id"])).json()
        await world.api.delete(f"/v1/invoices/{made['id']}", headers={"if-match": '"1"'})
        assert (await state_of(world, quote["id"]))["state"] == "open"
        assert (await convert(world, quote["id"])).status_code == 201

    async def test_a_declined_quote_is_not_invoiced(self, world: World) -> None:
        quote = await issued_quote(world)
        await answered(world, quote["id"], "rejected")
        refused = await convert(world, quote["id"])
        assert (refused.status_code, refused.json()["code"]) == (409, "invoice.quote_closed")

    async def test_a_proforma_becomes_an_invoice(self, world: World) -> None:
        quote = await issued_quote(world)
        draft = (await convert(world, quote["id"], kind="proforma")).json()
        proforma = (await world.api.post(f"/v1/invoices/{draft['id']}/issue")).json()
        assert proforma["number"].startswith("PRO-")
        made = (await convert(world, proforma["id"])).json()
        invoice = await read(world, made["id"])
        assert (invoice["kind"], invoice["source_id"]) == ("invoice", proforma["id"])
        assert invoice["document"]["references"][0]["number"] == quote["number"]

    async def test_options_nobody_chose_are_left_out(self, world: World) -> None:
        option = {"kind": "optional", "description": "Support", "unit_price": "10.00"}
        quote = await issued_quote(world, lines=[*LINES, option])
        made = (await convert(world, quote["id"])).json()
        assert [line["kind"] for line in (await read(world, made["id"]))["document"]["lines"]] == ["item", "item"]

    async def test_an_invoice_is_not_converted(self, world: World) -> None:
        invoice = await world.add_invoice()
        refused = await convert(world, invoice["id"])
        assert (refused.status_code, refused.json()["code"]) == (409, "invoice.not_for_kind")


class TestDeposit:
    async def test_asks_a_part_over_all_rates(self, world: World) -> None:
        lines = [LINES[0], {**LINES[1], "tax": "reduced"}]
        quote = await issued_quote(world, lines=lines)
        made = (await world.api.post(f"/v1/quotes/{quote['id']}/deposit", json={"percent": "30"})).json()
        draft = await read(world, made["id"])
        document, gross = draft["document"], Decimal(quote["document"]["totals"]["gross"])
        assert (draft["kind"], draft["source_id"]) == ("deposit_invoice", quote["id"])
        assert Decimal(document["totals"]["gross"]) == (gross * 30 / 100).quantize(Decimal("0.01"))
        assert len(document["totals"]["breakdown"]) == 2
        assert document["lines"][0]["description"] == f"Deposit for {quote['number']}"
        issued = (await world.api.post(f"/v1/invoices/{made['id']}/issue")).json()
        assert issued["number"].startswith("DEP-")
        assert issued["balance"]["balance"] == document["totals"]["gross"]

    async def test_no_more_than_the_whole(self, world: World) -> None:
        quote = await issued_quote(world)
        path = f"/v1/quotes/{quote['id']}/deposit"
        assert (await world.api.post(path, json={"percent": "60"})).status_code == 201
        refused = await world.api.post(path, json={"percent": "60"})
        assert (refused.status_code, refused.json()["code"]) == (409, "invoice.deposit_too_large")
        assert (await world.api.post(path, json={"percent": "10", "amount": "1.00"})).status_code == 422

    async def test_leaves_the_lines_to_invoice(self, world: World) -> None:
        quote = await issued_quote(world)
        await world.api.post(f"/v1/quotes/{quote['id']}/deposit", json={"amount": "100.00"})
        made = (await convert(world, quote["id"])).json()
        assert (await read(world, made["id"]))["document"]["totals"]["gross"] == quote["document"]["totals"]["gross"]


class TestRevise:
    async def test_the_new_one_takes_its_place_when_it_is_issued(self, world: World) -> None:
        quote = await issued_quote(world, valid_until="2099-01-31")
        made = (await world.api.post(f"/v1/quotes/{quote['id']}/revise")).json()
        assert (await read(world, quote["id"]))["status"] == "issued"
        assert (await state_of(world, quote["id"]))["replaced_by"]["id"] == made["id"]
        issued = (await world.api.post(f"/v1/invoices/{made['id']}/issue")).json()
        before = await read(world, quote["id"])
        assert (before["status"], before["void_reason"]) == ("void", f"Replaced by {issued['number']}")
        assert issued["document"]["valid_until"] == "2099-01-31"
        kinds = [
            entry["kind"] for entry in (await world.api.get(f"/v1/invoices/{quote['id']}/timeline")).json()["data"]
        ]
        assert "invoice.quote_replaced" in kinds

    async def test_not_once_it_is_being_invoiced(self, world: World) -> None:
        quote = await issued_quote(world)
        draft = (await world.api.post(f"/v1/quotes/{quote['id']}/revise")).json()
        await convert(world, quote["id"])
        refused = await world.api.post(f"/v1/quotes/{quote['id']}/revise")
        assert (refused.status_code, refused.json()["code"]) == (409, "quote.being_invoiced")
        late = await world.api.post(f"/v1/invoices/{draft['id']}/issue")
        assert (late.status_code, late.json()["code"]) == (409, "quote.being_invoiced")
        assert (await read(world, draft["id"]))["number"] is None

    async def test_a_declined_one_may_be(self, world: World) -> None:
        quote = await issued_quote(world)
        await answered(world, quote["id"], "rejected")
        assert (await world.api.post(f"/v1/quotes/{quote['id']}/revise")).status_code == 201
