"""Whom a rule is for by segment, and how often it may be used: counted at issue, given back by a void."""

import asyncio
from typing import Any
from uuid import UUID

from duespark.invoices.issue import issue_invoice
from tests.clients.test_merge import merge
from tests.discounts.test_apply import TEN, outcomes, preview
from tests.discounts.test_rules import add, if_match
from tests.support.world import World


async def draft(world: World, **fields: Any) -> dict[str, Any]:
    return await world.add_draft(lines=[TEN], discount_codes=[], **fields)


async def issue(world: World, made: dict[str, Any], status: int = 200) -> dict[str, Any]:
    answer = await world.api.post(f"/v1/invoices/{made['id']}/issue", json={})
    assert answer.status_code == status, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def used(world: World, rule: dict[str, Any]) -> int:
    return int((await world.api.get(f"/v1/discount-rules/{rule['id']}")).json()["used"])


async def segment(world: World, **rules: Any) -> dict[str, Any]:
    answer = await world.api.post("/v1/segments", json={"name": "Poles", "rules": rules})
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


class TestLimit:
    async def test_is_kept_by_issues_at_the_same_time(self, world: World) -> None:
        """FM-19: as many issues as there are drafts, and one use."""
        await world.add_invoice()
        rule = await add(world, most_uses=1)
        drafts = [await draft(world) for _ in range(4)]
        answers = await asyncio.gather(*(world.api.post(f"/v1/invoices/{one['id']}/issue", json={}) for one in drafts))
        assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
        assert {answer.json()["code"] for answer in answers if answer.status_code == 409} == {"discount_rule.used_up"}
        assert await used(world, rule) == 1

    async def test_waits_for_an_issue_under_way(self, world: World) -> None:
        """The second counts what the first has used, however long the first takes."""
        await add(world, most_uses=1)
        await world.add_invoice()  # so that the second does not wait for the first signing key instead
        branch = await world.add_company()
        first, second = await draft(world), await draft(world, company_id=branch["id"])
        async with world.tx() as tx:
            await issue_invoice(tx, UUID(first["id"]))
            other = asyncio.create_task(world.api.post(f"/v1/invoices/{second['id']}/issue", json={}))
            await asyncio.sleep(0.3)
            assert not other.done()
        assert (await other).json()["code"] == "discount_rule.used_up"

    async def test_a_draft_says_that_it_is_used_up_and_goes_on_without(self, world: World) -> None:
        await add(world, most_uses=1)
        waiting = await draft(world)
        await issue(world, await draft(world))
        assert outcomes(await preview(world, lines=[TEN], discount_codes=[])) == [("Volume", None, "used_up")]
        refused = await issue(world, waiting, 409)
        assert refused["errors"][0]["pointer"] == "#/discount_codes"
        body = world.draft(lines=[TEN], discount_codes=[])
        saved = await world.api.put(f"/v1/invoices/{waiting['id']}", json=body, headers=if_match(waiting))
        assert (await issue(world, saved.json()))["document"]["totals"]["net"] == "1000.00"

    async def test_of_each_client_leaves_others_their_own(self, world: World) -> None:
        rule = await add(world, most_uses_per_client=1)
        await issue(world, await draft(world))
        other = await world.add_client()
        await issue(world, await draft(world, client_id=other["id"]))
        found = await preview(world, lines=[TEN], discount_codes=[])
        assert outcomes(found) == [("Volume", None, "used_up_by_client")]
        assert await used(world, rule) == 2
        assert (await merge(world, world.client, other)).status_code == 200
        rows = await world.fetch("SELECT DISTINCT client_id FROM discount_rule_uses WHERE org_id = $1", world.org)
        assert [str(row["client_id"]) for row in rows] == [world.client["id"]]

    async def test_a_void_gives_the_use_back(self, world: World) -> None:
        rule = await add(world, most_uses=1)
        issued = await issue(world, await draft(world))
        void = await world.api.post(f"/v1/invoices/{issued['id']}/void", json={"reason": "Wrong client"})
        assert (void.status_code, await used(world, rule)) == (200, 0)
        await issue(world, await draft(world))
        assert await used(world, rule) == 1

    async def test_an_issue_that_fails_uses_nothing(self, world: World) -> None:
        rule = await add(world, most_uses=1)
        await issue(world, await draft(world, issue_date="2100-01-01"), 422)
        assert await used(world, rule) == 0

    async def test_an_invoice_keeps_what_its_quote_promised_and_counts_once(self, world: World) -> None:
        rule = await add(world, most_uses=1)
        quote = await issue(world, await draft(world, kind="quote"))
        made = await world.api.post(f"/v1/quotes/{quote['id']}/convert", json={})
        issued = await issue(world, made.json())
        assert (issued["document"]["totals"]["net"], await used(world, rule)) == ("950.00", 1)

    async def test_must_be_above_zero(self, world: World) -> None:
        body = {"name": "None", "kind": "promo", "reason": "x", "tiers": [{"percent": "1"}], "most_uses": 0}
        assert (await world.api.post("/v1/discount-rules", json=body)).status_code == 422


class TestSegment:
    async def test_only_its_clients_earn_it(self, world: World) -> None:
        poles = await segment(world, countries=["PL"], currencies=["PLN"])
        rule = await add(world, segment_ids=[poles["id"]])
        assert (rule["segment_ids"], rule["segment_names"]) == ([poles["id"]], ["Poles"])
        assert outcomes(await preview(world, lines=[TEN], discount_codes=[])) == [("Volume", "50.00", None)]
        euro = await world.add_client(currency="EUR")
        assert outcomes(await preview(world, lines=[TEN], client_id=euro["id"], discount_codes=[])) == []

    async def test_its_tags_are_asked_too(self, world: World) -> None:
        loyal = await world.add_client(tags=["loyal"])
        await add(world, segment_ids=[(await segment(world, tags=["loyal", "old"]))["id"]])
        assert outcomes(await preview(world, lines=[TEN], discount_codes=[])) == []
        found = await preview(world, lines=[TEN], client_id=loyal["id"], discount_codes=[])
        assert outcomes(found) == [("Volume", "50.00", None)]

    async def test_one_that_looks_at_debts_is_refused(self, world: World) -> None:
        late = await segment(world, overdue_days=30)
        body = {
            "name": "Late",
            "kind": "client",
            "reason": "x",
            "tiers": [{"percent": "1"}],
            "segment_ids": [late["id"]],
        }
        answer = await world.api.post("/v1/discount-rules", json=body)
        assert (answer.status_code, answer.json()["code"]) == (422, "discount_rule.invalid")
        assert answer.json()["errors"][0]["pointer"] == "#/segment_ids/0"

    async def test_one_in_use_stays_until_the_rule_lets_it_go(self, world: World) -> None:
        poles = await segment(world, countries=["PL"])
        rule = await add(world, segment_ids=[poles["id"]])
        path, seen = f"/v1/segments/{poles['id']}", if_match(poles)
        refused = await world.api.delete(path, headers=seen)
        assert (refused.status_code, refused.json()["code"]) == (409, "segment.in_use")
        said = {name: rule[name] for name in ("name", "kind", "reason", "tiers")}
        changed = await world.api.put(f"/v1/discount-rules/{rule['id']}", json=said, headers=if_match(rule))
        assert (changed.status_code, changed.json()["segment_ids"]) == (200, [])
        assert (await world.api.delete(path, headers=seen)).status_code in (200, 204)
