"""A quote offers and owes nothing: its number, its paper, its mail, and that no sum counts it."""

from datetime import timedelta

from tests.quotes.offer import convert, issued_quote, read, state_of
from tests.support.world import World


class TestIssue:
    async def test_numbers_each_kind_in_its_own_series(self, world: World) -> None:
        numbers = [
            (await issued_quote(world, kind=kind))["number"] for kind in ("quote", "proforma", "invoice", "quote")
        ]
        assert [number.split("-")[0] for number in numbers] == ["QUO", "PRO", "INV", "QUO"]
        assert [number[-4:] for number in numbers] == ["0001", "0001", "0001", "0002"]

    async def test_owes_nothing(self, world: World) -> None:
        for kind in ("quote", "proforma"):
            quote = await issued_quote(world, kind=kind)
            assert (quote["balance"]["balance"], quote["settled_at"], quote["days_past_due"]) == ("0.00", None, None)
            plans = await world.fetch("SELECT 1 FROM reminder_plans WHERE invoice_id = $1", quote["id"])
            assert plans == []
        dashboard = (await world.api.get("/v1/dashboard")).json()
        assert dashboard["currencies"][0]["outstanding"] == "0.00"

    async def test_is_counted_in_no_sum_unless_asked_for(self, world: World) -> None:
        invoice, quote = await world.add_invoice(), await issued_quote(world)
        everything = (await world.api.get("/v1/invoices")).json()
        assert everything["total"] == 2
        assert everything["sums"][0]["gross"] == invoice["document"]["totals"]["gross"]
        quotes = (await world.api.get("/v1/invoices?kind=quote")).json()
        assert [row["id"] for row in quotes["data"]] == [quote["id"]]
        assert quotes["sums"][0]["gross"] == quote["document"]["totals"]["gross"]

    async def test_cannot_be_paid(self, world: World) -> None:
        quote = await issued_quote(world)
        payment = {"client_id": world.client["id"], "amount": "10.00", "currency": "PLN", "method": "cash"}
        named = {"allocations": [{"invoice_id": quote["id"], "amount": "10.00"}]}
        body = {**payment, "received_on": quote["document"]["issue_date"]}
        refused = await world.api.post("/v1/payments", json={**body, **named})
        assert refused.status_code == 422
        left = (await world.api.post("/v1/payments", json=body)).json()
        assert (left["unallocated"], left["allocations"]) == ("10.00", [])

    async def test_is_not_issued_when_its_last_day_is_over(self, world: World) -> None:
        draft = await world.add_draft(kind="quote", valid_until="2020-01-01")
        refused = await world.api.post(f"/v1/invoices/{draft['id']}/issue")
        assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "#/valid_until")

    async def test_a_saved_draft_keeps_its_kind(self, world: World) -> None:
        draft = await world.add_draft(kind="quote", valid_until="2099-01-31")
        body = world.draft(kind="quote", valid_until="2099-02-28", notes="better")
        saved = await world.api.put(f"/v1/invoices/{draft['id']}", json=body, headers={"if-match": '"1"'})
        assert (saved.json()["kind"], saved.json()["document"]["valid_until"]) == ("quote", "2099-02-28")
        copy = (await world.api.post(f"/v1/invoices/{draft['id']}/duplicate")).json()
        assert (copy["kind"], copy["document"]["valid_until"]) == ("quote", None)


class TestPaper:
    async def test_says_what_it_is_and_until_when(self, world: World) -> None:
        quote = await issued_quote(world, valid_until="2099-01-31", language="de")
        pages = (await world.api.get(f"/v1/invoices/{quote['id']}/pages")).json()["pages"]
        assert pages
        pdf = await world.api.get(f"/v1/invoices/{quote['id']}/pdf")
        assert "Quote_QUO" in pdf.headers["content-disposition"]

    async def test_is_mailed_with_words_of_its_own(self, world: World) -> None:
        quote = await issued_quote(world, valid_until="2099-01-31")
        mail = (await world.api.get(f"/v1/invoices/{quote['id']}/send-preview")).json()
        assert mail["subject"].startswith(f"Quote {quote['number']} from")
        assert "to accept it or to say no" in mail["message"]
        assert "It is valid until January 31, 2099." in mail["message"]
        assert "View and answer" in mail["html"]
        assert "Due by" not in mail["text"]


class TestExpiry:
    async def test_is_derived_from_the_day(self, world: World) -> None:
        quote = await issued_quote(world, valid_until="2099-01-31")
        assert (await state_of(world, quote["id"]))["state"] == "open"
        async with world.tx() as tx:
            later = tx.now.replace(year=2099, month=1, day=31) + timedelta(days=2)
        await world.set_clock(later)
        assert (await state_of(world, quote["id"]))["state"] == "expired"
        refused = await convert(world, quote["id"])
        assert (refused.status_code, refused.json()["code"]) == (409, "invoice.quote_closed")
        assert (await read(world, quote["id"]))["version"] == quote["version"]
