"""What drafts earn by the rules: computed by the engine, written into the draft, frozen with the document."""

from typing import Any

from tests.clients.test_merge import merge
from tests.discounts.test_rules import add, if_match
from tests.support.world import LINE, World

TEN = {**LINE, "quantity": "10", "unit_price": "100.00", "discount": None}


async def preview(world: World, **fields: Any) -> dict[str, Any]:
    answer = await world.api.post("/v1/invoices/preview", json=world.draft(**fields))
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def outcomes(found: dict[str, Any]) -> list[tuple[str, str | None, str | None]]:
    return [(one["name"], one["taken"], one["refusal"]) for one in found["discounts"]]


class TestDraft:
    async def test_earns_what_the_rules_give_and_says_so(self, world: World) -> None:
        rule = await add(world)
        found = await preview(world, lines=[TEN], discount_codes=[])
        assert outcomes(found) == [("Volume", "50.00", None)]
        assert found["document"]["totals"]["net"] == "950.00"
        [given] = found["document"]["lines"][0]["allowances"]
        assert (given["percent"], given["reason"], given["rule"]) == ("5", "10 or more", rule["id"])

    async def test_earns_nothing_when_it_does_not_follow_the_rules(self, world: World) -> None:
        await add(world)
        found = await preview(world, lines=[TEN])
        assert (outcomes(found), found["document"]["totals"]["net"]) == ([], "1000.00")

    async def test_is_saved_with_them_and_decided_anew_at_each_save(self, world: World) -> None:
        await add(world)
        draft = await world.add_draft(lines=[TEN], discount_codes=[])
        assert draft["document"]["totals"]["net"] == "950.00"
        back = {**world.draft(lines=draft["document"]["lines"]), "discount_codes": draft["discount_codes"]}
        back["lines"] = [{key: value for key, value in line.items() if key != "amounts"} for line in back["lines"]]
        saved = (await world.api.put(f"/v1/invoices/{draft['id']}", json=back, headers=if_match(draft))).json()
        assert saved["document"]["totals"]["net"] == "950.00", "sent back as it was read, it is not taken off twice"
        back["lines"][0]["quantity"] = "9"
        saved = (await world.api.put(f"/v1/invoices/{draft['id']}", json=back, headers=if_match(saved))).json()
        assert saved["document"]["totals"]["net"] == "900.00"

    async def test_a_code_must_be_given(self, world: World) -> None:
        await add(world, name="Spring", kind="promo", code="SPRING", scope="document", tiers=[{"percent": "20"}])
        assert outcomes(await preview(world, lines=[TEN], discount_codes=[])) == []
        found = await preview(world, lines=[TEN], discount_codes=["spring", "WINTER"])
        assert outcomes(found) == [("Spring", "200.00", None), ("WINTER", None, "unknown_code")]
        assert found["document"]["totals"]["net"] == "800.00"

    async def test_a_code_that_is_over_says_when(self, world: World) -> None:
        await add(world, name="Spring", code="SPRING", until="2026-05-31")
        found = await preview(world, lines=[TEN], discount_codes=["SPRING"], issue_date="2026-06-01")
        assert [one["why"] for one in found["discounts"]] == ["It ended on 2026-05-31."]
        found = await preview(world, lines=[TEN], discount_codes=["SPRING"], issue_date="2026-05-31")
        assert outcomes(found) == [("Spring", "50.00", None)]

    async def test_a_client_s_own_and_one_for_a_tag(self, world: World) -> None:
        loyal = await world.add_client(tags=["loyal"])
        await add(world, name="Bakery", kind="contract", client_ids=[world.client["id"]], tiers=[{"percent": "3"}])
        await add(world, name="Loyal", kind="loyalty", tags=["loyal"], tiers=[{"percent": "7"}])
        assert outcomes(await preview(world, lines=[TEN], discount_codes=[])) == [("Bakery", "30.00", None)]
        found = await preview(world, lines=[TEN], client_id=loyal["id"], discount_codes=[])
        assert outcomes(found) == [("Loyal", "70.00", None)]

    async def test_the_best_for_the_client_of_what_does_not_stack(self, world: World) -> None:
        await add(world, name="Small", tiers=[{"percent": "5"}])
        await add(world, name="Large", tiers=[{"percent": "30"}], stackable=False)
        await add(world, name="Next", tiers=[{"start": "50", "percent": "40"}])
        found = await preview(world, lines=[TEN], discount_codes=[])
        assert outcomes(found) == [
            ("Small", None, "not_stackable"), ("Large", "300.00", None), ("Next", None, "below_minimum"),
        ]  # fmt: skip

    async def test_an_amount_is_for_documents_in_its_currency(self, world: World) -> None:
        await add(world, name="Fifty", scope="document", currency="EUR", tiers=[{"amount": "50"}])
        assert outcomes(await preview(world, lines=[TEN], discount_codes=[], currency="PLN")) == []
        found = await preview(world, lines=[TEN], discount_codes=[], currency="EUR")
        assert outcomes(found) == [("Fifty", "50.00", None)]


class TestFrozen:
    async def test_what_was_issued_stays_whatever_happens_to_the_rule(self, world: World) -> None:
        """FM-29: from issue on nothing reads a rule to say what an invoice says."""
        rule = await add(world)
        draft = await world.add_draft(lines=[TEN], discount_codes=[])
        await world.api.post(f"/v1/discount-rules/{rule['id']}/archive")
        issued = (await world.api.post(f"/v1/invoices/{draft['id']}/issue", json={})).json()
        assert issued["document"]["totals"]["net"] == "950.00"
        assert issued["document"]["lines"][0]["allowances"][0]["reason"] == "10 or more"

    async def test_an_invoice_keeps_what_its_quote_promised(self, world: World) -> None:
        """The whole of it, and a part that alone would not earn it."""
        rule = await add(world)
        spring = await add(world, name="Spring", code="SPRING", scope="document", tiers=[{"percent": "10"}])
        quote = await world.add_draft(kind="quote", lines=[TEN], discount_codes=["SPRING"])
        quote = (await world.api.post(f"/v1/invoices/{quote['id']}/issue", json={})).json()
        for one in (rule, spring):
            await world.api.post(f"/v1/discount-rules/{one['id']}/archive")
        line = quote["document"]["lines"][0]["id"]
        part = {"lines": [{"id": line, "quantity": "4"}]}
        made = await world.api.post(f"/v1/quotes/{quote['id']}/convert", json=part)
        assert made.json()["gross"] == "420.66", "95 % and then 90 % of 400, with 23 % tax"
        rest = (await world.api.post(f"/v1/quotes/{quote['id']}/convert", json={})).json()
        assert rest["gross"] == "630.99"
        draft = (await world.api.get(f"/v1/invoices/{rest['id']}")).json()
        assert draft["discount_codes"] is None

    async def test_a_copy_is_decided_anew(self, world: World) -> None:
        rule = await add(world)
        draft = await world.add_draft(lines=[TEN], discount_codes=[])
        copy = (await world.api.post(f"/v1/invoices/{draft['id']}/duplicate", json={})).json()
        assert (copy["document"]["totals"]["net"], copy["discount_codes"]) == ("950.00", [])
        await world.api.post(f"/v1/discount-rules/{rule['id']}/archive")
        copy = (await world.api.post(f"/v1/invoices/{draft['id']}/duplicate", json={})).json()
        assert copy["document"]["totals"]["net"] == "1000.00"

    async def test_a_merged_client_keeps_its_promise(self, world: World) -> None:
        other = await world.add_client()
        await add(world, client_ids=[other["id"]])
        merged = await merge(world, world.client, other)
        assert merged.status_code == 200, merged.text
        found = await preview(world, lines=[TEN], discount_codes=[])
        assert outcomes(found) == [("Volume", "50.00", None)]
