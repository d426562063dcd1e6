"""Duplicates: found by what two clients share, merged with everything that belongs to them."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

from tests.support.world import BUYER, World, new_world

VAT = [{"scheme": "VAT", "value": "PL5260001246"}]


async def add(world: World, name: str, email: str = "", **profile: Any) -> dict[str, Any]:
    return await world.add_client(profile={"name": name, "email": email, "address": {"country": "PL"}, **profile})


async def pairs(world: World, path: str = "/v1/clients/duplicates") -> list[tuple[set[str], list[str]]]:
    found = (await world.api.get(path)).json()["data"]
    return [({one["one"]["profile"]["name"], one["other"]["profile"]["name"]}, one["alike"]) for one in found]


async def merge(
    world: World,
    into: dict[str, Any],
    source: dict[str, Any],
    *,
    by: Any = None,
    version: int | None = None,
    **fields: Any,
) -> Any:
    kept = {name: into[name] for name in ("profile", "currency", "language", "time_zone", "tags")}
    body = {"source": source["id"], "source_version": source["version"], "client": {**kept, **fields}}
    headers = {"If-Match": f'"{version or into["version"]}"'}
    return await (by or world.api).post(f"/v1/clients/{into['id']}/merge", json=body, headers=headers)


class TestFind:
    async def test_by_tax_id_name_and_domain(self, database: str) -> None:
        async with new_world(database, empty=True) as world:
            await add(world, "Acme Foods", tax_ids=VAT)
            await add(world, "ACME Holding", tax_ids=VAT)
            await add(world, "Müller & Co")
            await add(world, "MULLER CO")
            await add(world, "Nordic Timber Ltd", "sales@nordic-timber.example")
            await add(world, "Nordic Timber Trading", "ap@nordic-timber.example")
            await add(world, "Somebody Else", "x@nordic-timber.example")
            await add(world, "Jan Private", "jan@gmail.com")
            await add(world, "Jan Privat", "jan2@gmail.com")
            found = await pairs(world)
            assert found == [
                ({"Acme Foods", "ACME Holding"}, ["tax_id"]),
                ({"Müller & Co", "MULLER CO"}, ["name"]),
                ({"Nordic Timber Ltd", "Nordic Timber Trading"}, ["domain"]),
            ]

    async def test_of_one_client_only_its_own(self, world: World) -> None:
        twin = await world.add_client()
        await add(world, "Acme", tax_ids=VAT)
        await add(world, "Acme Two", tax_ids=VAT)
        path = f"/v1/clients/{twin['id']}/duplicates"
        assert await pairs(world, path) == [({BUYER["name"]}, ["name", "domain"])]
        await world.api.post(f"/v1/clients/{world.client['id']}/archive")
        assert await pairs(world, path) == []


async def _prices(world: World) -> list[dict[str, Any]]:
    """All agreed prices."""
    prices: list[dict[str, Any]] = (await world.api.get("/v1/contract-prices")).json()["data"]
    return prices


class TestMerge:
    async def test_moves_everything_in_one_step(self, world: World) -> None:
        source = await world.add_client(code="OLD")
        draft = await world.add_draft(client_id=source["id"])
        invoice = await world.add_invoice(client_id=source["id"])
        pay = {
            "client_id": source["id"],
            "amount": "10.00",
            "currency": "PLN",
            "received_on": invoice["document"]["issue_date"],
            "method": "cash",
        }
        payment = (await world.api.post("/v1/payments", json=pay)).json()
        contact = {"name": "Ada", "email": "ada@example.com", "receives_invoices": True}
        await world.api.post(f"/v1/clients/{source['id']}/contacts", json=contact)

        answer = await merge(world, world.client, source, tags=["merged"])
        assert answer.status_code == 200, answer.text
        kept = answer.json()
        assert (kept["id"], kept["tags"]) == (world.client["id"], ["merged"])
        gone = (await world.api.get(f"/v1/clients/{source['id']}")).json()
        assert (gone["archived"], gone["merged_into"], gone["code"]) == (True, kept["id"], "OLD")
        for one in (draft, invoice):
            assert (await world.api.get(f"/v1/invoices/{one['id']}")).json()["client_id"] == kept["id"]
        [moved] = (await world.api.get(f"/v1/payments?client_id={kept['id']}")).json()["data"]
        assert (moved["id"], moved["amount"]) == (payment["id"], "10.00")
        contacts = (await world.api.get(f"/v1/clients/{kept['id']}/contacts")).json()["data"]
        assert [one["name"] for one in contacts] == ["Ada"]
        actions = await world.fetch(
            "SELECT action FROM audit_entries WHERE org_id = $1 AND action LIKE 'client.merge%'", world.org
        )
        assert sorted(row["action"] for row in actions) == ["client.merge", "client.merged"]

    async def test_an_issued_document_keeps_what_it_says(self, world: World) -> None:
        source = await add(world, "Old Name")
        invoice = await world.add_invoice(client_id=source["id"])
        assert (await merge(world, world.client, source)).status_code == 200
        after = (await world.api.get(f"/v1/invoices/{invoice['id']}")).json()
        assert after["document"] == invoice["document"]
        assert after["client_name"] == "Old Name"
        versions = await world.fetch("SELECT hash FROM invoice_versions WHERE invoice_id = $1", UUID(invoice["id"]))
        assert len(versions) == 1

    async def test_the_code_of_the_one_that_goes_may_be_taken_over(self, world: World) -> None:
        source = await world.add_client(code="BEST")
        kept = (await merge(world, world.client, source, code="BEST")).json()
        gone = (await world.api.get(f"/v1/clients/{source['id']}")).json()
        assert kept["code"] == "BEST"
        assert gone["code"] != "BEST"

    async def test_a_merged_client_takes_nothing_new(self, world: World) -> None:
        source = await world.add_client()
        await merge(world, world.client, source)
        path = f"/v1/clients/{source['id']}"
        pay = {
            "client_id": source["id"],
            "amount": "1.00",
            "currency": "PLN",
            "received_on": "2026-01-01",
            "method": "cash",
        }
        answers = [
            await world.api.post(f"{path}/restore"),
            await world.api.put(path, json={"profile": BUYER, "currency": "PLN"}, headers={"If-Match": '"2"'}),
            await world.api.post("/v1/invoices", json=world.draft(client_id=source["id"])),
            await world.api.post("/v1/payments", json=pay),
            await world.api.post(f"{path}/contacts", json={"name": "Ada", "email": "ada@example.com"}),
        ]
        assert [(one.status_code, one.json()["code"]) for one in answers] == [(409, "client.merged")] * 5

    async def test_agreed_prices_move_unless_both_have_one(self, world: World) -> None:
        one, other = await world.add_client(), await world.add_client()
        item = (await world.api.post("/v1/items", json={"name": "Design"})).json()
        terms = {"currency": "PLN", "unit_price": "90.00", "since": "2026-01-01"}
        path = f"/v1/items/{item['id']}/contract-prices"
        await world.api.post(path, json={"client_id": other["id"], **terms})
        assert (await merge(world, one, other)).status_code == 200
        assert [row["client_id"] for row in await _prices(world)] == [one["id"]]
        third = await world.add_client()
        await world.api.post(path, json={"client_id": third["id"], **terms, "unit_price": "80.00"})
        answer = await merge(world, {**one, "version": 2}, third)
        assert (answer.status_code, answer.json()["code"]) == (409, "client.merge_two_prices")
        assert {row["client_id"] for row in await _prices(world)} == {third["id"], one["id"]}

    async def test_brands_and_templates_chosen_for_it_are_used_for_the_one_that_stays(self, world: World) -> None:
        kept, gone = await add(world, "Kept"), await add(world, "Gone")
        at = f"/v1/companies/{world.company['id']}"
        brands = [(await world.api.post(f"{at}/brands", json={"name": name})).json()["id"] for name in ("One", "Two")]
        for client, kind, brand in ((kept, "quote", 0), (gone, "quote", 1), (gone, None, 1)):
            body = {"client_id": client["id"], "kind": kind, "brand_id": brands[brand]}
            assert (await world.api.put(f"{at}/brand-choices", json=body)).status_code == 200
        for client, kind, standard in ((kept, None, "bold"), (gone, None, "legal"), (gone, "quote", "legal")):
            body = {"client_id": client["id"], "kind": kind, "standard": standard}
            assert (await world.api.put("/v1/templates/choices", json=body)).status_code == 200
        assert (await merge(world, kept, gone)).status_code == 200
        found = (await world.api.get(f"{at}/brand-choices")).json()["data"]
        assert {(one["client_id"], one["kind"], one["brand_id"]) for one in found} == {
            (kept["id"], "quote", brands[0]), (kept["id"], None, brands[1]),
        }  # fmt: skip
        templates = (await world.api.get("/v1/templates/choices")).json()["data"]
        assert {(one["client_id"], one["kind"], one["standard"]) for one in templates} == {
            (kept["id"], None, "bold"), (kept["id"], "quote", "legal"),
        }  # fmt: skip

    async def test_what_was_merged_before_follows(self, world: World) -> None:
        first, second = await world.add_client(), await world.add_client()
        kept = (await merge(world, second, first)).json()
        assert (await merge(world, world.client, kept)).status_code == 200
        assert (await world.api.get(f"/v1/clients/{first['id']}")).json()["merged_into"] == world.client["id"]

    async def test_refuses_what_makes_no_sense(self, world: World) -> None:
        other = await world.add_client()
        assert (await merge(world, other, other)).json()["code"] == "client.merge_with_itself"
        assert (await merge(world, other, {**world.client, "id": str(uuid4())})).json()["code"] == "client.not_found"
        assert (await merge(world, other, world.client, version=7)).status_code == 412
        assert (await merge(world, other, {**world.client, "version": 7})).status_code == 412
        archived = (await world.api.post(f"/v1/clients/{other['id']}/archive")).json()
        assert (await merge(world, archived, world.client)).json()["code"] == "client.merge_into_archived"
        assert (await world.api.get(f"/v1/clients/{world.client['id']}")).json() == world.client

    async def test_needs_the_right_and_sight_of_all_that_moves(self, world: World) -> None:
        source, second = await world.add_client(), await world.add_company()
        await world.add_invoice(client_id=source["id"], company_id=second["id"])
        assert (await merge(world, world.client, source, by=await world.user("member"))).status_code == 403
        scoped = await world.user("accountant", company_ids=[UUID(world.company["id"])])
        answer = await merge(world, world.client, source, by=scoped)
        assert (answer.status_code, answer.json()["code"]) == (403, "client.merge_beyond_yours")
        assert (await world.api.get(f"/v1/clients/{source['id']}")).json() == source

    async def test_another_organization_s_client_is_unknown(self, world: World, database: str) -> None:
        """FM-46."""
        async with new_world(database) as other:
            answer = await merge(world, world.client, other.client)
            assert (answer.status_code, answer.json()["code"]) == (404, "client.not_found")

    async def test_nothing_is_left_behind_on_the_one_that_goes(self, world: World) -> None:
        """Drafts and payments made while the merge runs are moved, or refused; none of them stays with the merged one."""
        source = await world.add_client()
        work = [world.api.post("/v1/invoices", json=world.draft(client_id=source["id"])) for _ in range(6)]
        answers = await asyncio.gather(*work[:3], merge(world, world.client, source), *work[3:])
        assert {one.status_code for one in answers} <= {200, 201, 409}
        left = await world.fetch("SELECT id FROM invoices WHERE client_id = $1", UUID(source["id"]))
        assert left == []

    async def test_two_merges_the_other_way_round_do_not_wait_in_a_circle(self, world: World) -> None:
        other = await world.add_client()
        answers = await asyncio.gather(merge(world, world.client, other), merge(world, other, world.client))
        done, refused = sorted(one.status_code for one in answers)
        assert (done, refused in (409, 412)) == (200, True)
