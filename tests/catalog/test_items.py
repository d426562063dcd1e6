"""Items through the API: adding, changing, archiving, listing, bundles, and who may see what."""

import asyncio
import csv
import json
from datetime import UTC, datetime
from io import StringIO
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.catalog.shop import TEA, add_item, agree, lines
from tests.support.world import BUYER, World, new_world


async def change(world: World, item: dict[str, Any], *, version: int = 1, **fields: Any) -> Any:
    body = {name: value for name, value in item.items() if name not in ("id", "archived", "version", "created_at")}
    return await world.api.put(f"/v1/items/{item['id']}", json={**body, **fields}, headers={"If-Match": f'"{version}"'})


class TestCreate:
    async def test_keeps_what_was_given_and_fills_in_the_rest(self, world: World) -> None:
        made = await add_item(world, **TEA, gtin="4006381333931", classifications=[{"scheme": "HSN", "code": "0902"}])
        assert {name: made[name] for name in ("name", "sku", "unit", "tax", "gtin", "description", "parts")} == {
            "name": "Green tea", "sku": "TEA-1", "unit": "kg", "tax": "standard", "gtin": "4006381333931",
            "description": "", "parts": [],
        }  # fmt: skip
        assert made["classifications"] == [{"scheme": "HSN", "code": "0902"}]
        assert made["prices"] == [
            {"currency": "EUR", "from_quantity": "0", "unit_price": "9.50"},
            {"currency": "PLN", "from_quantity": "0", "unit_price": "40.00"},
            {"currency": "PLN", "from_quantity": "10", "unit_price": "35.50"},
        ]
        assert (await world.api.get(f"/v1/items/{made['id']}")).json() == made

    async def test_goods_sold_to_a_business_abroad_are_an_intra_community_supply_and_services_reverse_charge(
        self, world: World
    ) -> None:
        address = {"line1": "Allee 1", "city": "Berlin", "postal_code": "10115", "country": "DE"}
        vat = [{"scheme": "VAT", "value": "DE136695976"}]
        buyer = await world.add_client(profile={**BUYER, "name": "Muster GmbH", "address": address, "tax_ids": vat})
        check = {"number": "DE136695976", "state": "valid", "checked_on": datetime.now(UTC).date().isoformat()}
        assert (await world.api.post(f"/v1/clients/{buyer['id']}/tax-id-checks", json=check)).status_code == 201
        goods = await add_item(world, name="Tea", supply="goods")
        advice = await add_item(world, name="Advice", supply="services")
        (tea,), (hour,) = await lines(world, goods), await lines(world, advice)
        assert (tea["line"]["supply"], hour["line"]["supply"]) == ("goods", "services")
        paid = [{**one["line"], "unit_price": "100"} for one in (tea, hour)]
        draft = await world.add_draft(client_id=buyer["id"], lines=paid)
        found = [one["amounts"]["tax_category"] for one in draft["document"]["lines"]]
        assert found == ["K", "AE"]

    async def test_records_the_fact_and_who_did_it(self, world: World) -> None:
        made = await add_item(world, **TEA)
        (fact,) = await world.fetch("SELECT kind, data FROM events WHERE subject_id = $1", UUID(made["id"]))
        assert (fact["kind"], json.loads(fact["data"])["sku"]) == ("item.created", "TEA-1")
        (entry,) = await world.fetch("SELECT action, after FROM audit_entries WHERE subject_id = $1", UUID(made["id"]))
        assert (entry["action"], json.loads(entry["after"])) == ("item.create", made)

    async def test_a_sku_is_unique_whatever_its_capitals_and_none_is_free(self, world: World) -> None:
        await add_item(world, sku="A-1")
        assert (await add_item(world, 409, sku="a-1"))["code"] == "item.sku_taken"
        await add_item(world, sku="")
        await add_item(world, sku="")

    async def test_of_parallel_items_with_one_sku_one_is_made(self, world: World) -> None:
        bodies = [{"name": f"Item {n}", "sku": "SAME"} for n in range(6)]
        answers = await asyncio.gather(*(world.api.post("/v1/items", json=body) for body in bodies))
        assert sorted(one.status_code for one in answers) == [201, 409, 409, 409, 409, 409]

    @pytest.mark.parametrize(
        ("fields", "pointer"),
        [
            ({"name": "  "}, "#/name"),
            ({"name": "x" * 501}, "#/name"),
            ({"sku": "a\nb"}, "#/sku"),
            ({"tax": "23 %"}, "#/tax"),
            ({"gtin": "4006381333930"}, "#/gtin"),
            ({"classifications": [{"scheme": "", "code": "1"}]}, "#/classifications/0"),
            ({"prices": [{"currency": "EURO", "unit_price": "1"}]}, "#/prices/0/currency"),
            ({"prices": [{"currency": "EUR", "unit_price": "-1"}]}, "#/prices/0"),
            ({"prices": [{"currency": "EUR", "unit_price": 1.5}]}, "#/prices/0/unit_price"),
            (
                {"prices": [{"currency": "EUR", "unit_price": "1"}, {"currency": "EUR", "unit_price": "2"}]},
                "#/prices/1",
            ),
            ({"parts": [{"item_id": str(uuid4()), "quantity": "0"}]}, "#/parts/0/quantity"),
            ({"parts": [{"item_id": str(uuid4())}]}, "#/parts/0/item_id"),
            ({"cost": "1"}, "#/cost"),
        ],
    )
    async def test_names_the_wrong_field_and_adds_nothing(
        self, world: World, fields: dict[str, Any], pointer: str
    ) -> None:
        problem = await add_item(world, 422, **fields)
        assert pointer in [error["pointer"] for error in problem["errors"]]
        assert (await world.api.get("/v1/items")).json()["total"] == 0


class TestUpdate:
    async def test_replaces_the_item_with_its_prices(self, world: World) -> None:
        item = await add_item(world, **TEA)
        after = (await change(world, item, name="Tea", prices=[{"currency": "USD", "unit_price": "11"}])).json()
        assert (after["name"], after["version"]) == ("Tea", 2)
        assert after["prices"] == [{"currency": "USD", "from_quantity": "0", "unit_price": "11"}]
        (entry,) = await world.fetch(
            "SELECT before, after FROM audit_entries WHERE action = 'item.update' AND org_id = $1", world.org
        )
        assert (json.loads(entry["before"]), json.loads(entry["after"])) == (item, after)

    async def test_refuses_an_older_version_and_a_taken_sku(self, world: World) -> None:
        item = await add_item(world, **TEA)
        other = await add_item(world, sku="B")
        assert (await change(world, item, version=7)).status_code == 412
        assert (await change(world, other, sku="tea-1")).json()["code"] == "item.sku_taken"
        assert (await world.api.get(f"/v1/items/{other['id']}")).json() == other


class TestBundles:
    async def test_become_a_line_for_each_part(self, world: World) -> None:
        tea, cup = await add_item(world, **TEA), await add_item(world, name="Cup", sku="CUP")
        parts = [{"item_id": tea["id"], "quantity": "5"}, {"item_id": cup["id"], "quantity": "2"}]
        kit = await add_item(world, name="Starter kit", parts=parts)
        made = await lines(world, kit, quantity="2", currency="PLN")
        told = [(one["line"]["description"], one["line"]["quantity"], one["line"]["unit_price"]) for one in made]
        assert told == [("Green tea", "10", "35.50"), ("Cup", "4", "0")]
        assert [one["price_source"] for one in made] == ["catalog", None]

    async def test_have_no_price_no_bundle_inside_and_no_contract(self, world: World) -> None:
        tea = await add_item(world, **TEA)
        parts = [{"item_id": tea["id"]}]
        priced = await add_item(world, 422, parts=parts, prices=[{"currency": "PLN", "unit_price": "1"}])
        assert priced["code"] == "item.invalid_price"
        kit = await add_item(world, parts=parts)
        assert (await add_item(world, 422, parts=[{"item_id": kit["id"]}]))["code"] == "item.invalid_part"
        cup = await add_item(world)
        turned = await change(world, tea, prices=[], parts=[{"item_id": cup["id"]}])
        assert (turned.status_code, turned.json()["code"]) == (409, "item.part_of_bundle")
        assert (await agree(world, kit, 422))["code"] == "contract_price.invalid"

    async def test_two_changes_at_once_never_nest_bundles(self, world: World) -> None:
        for _ in range(8):
            one, other = await add_item(world), await add_item(world)
            answers = await asyncio.gather(
                change(world, one, parts=[{"item_id": other["id"]}]),
                change(world, other, parts=[{"item_id": one["id"]}]),
            )
            assert sorted(answer.status_code for answer in answers) in ([200, 409], [200, 422])
        nested = await world.fetch(
            "SELECT 1 FROM item_parts p JOIN items i ON i.org_id = p.org_id AND i.id = p.item_id"
            " WHERE i.is_bundle AND p.org_id = $1", world.org,
        )  # fmt: skip
        assert nested == []

    async def test_with_an_archived_part_are_not_sold(self, world: World) -> None:
        tea = await add_item(world, **TEA)
        kit = await add_item(world, parts=[{"item_id": tea["id"]}])
        await world.api.post(f"/v1/items/{tea['id']}/archive")
        assert await lines(world, kit, 409) == "item.archived"
        assert await lines(world, tea, 409) == "item.archived"


class TestList:
    @pytest.mark.parametrize(
        ("q", "found"),
        [("", ["Cup", "Green tea", "Red tea 50%"]), ("TEA", ["Green tea", "Red tea 50%"]), ("cup-9", ["Cup"]),
         ("%25", ["Red tea 50%"]), ("4006381", ["Cup"]), ("_", []), ("' OR 1=1 --", [])],
    )  # fmt: skip
    async def test_finds_by_name_sku_and_gtin(self, world: World, q: str, found: list[str]) -> None:
        await add_item(world, **TEA)
        await add_item(world, name="Red tea 50%")
        await add_item(world, name="Cup", sku="CUP-9", gtin="4006381333931")
        page = (await world.api.get(f"/v1/items?q={q}")).json()
        assert ([one["name"] for one in page["data"]], page["total"]) == (found, len(found))

    @pytest.mark.parametrize("sort", ["name", "-name", "created_at", "-created_at"])
    async def test_pages_show_everything_once(self, world: World, sort: str) -> None:
        for name in ("b", "A", "c", "a"):
            await add_item(world, name=name)
        whole = (await world.api.get(f"/v1/items?sort={sort}")).json()["data"]
        seen, cursor = [], ""
        while cursor is not None:
            page = (await world.api.get(f"/v1/items?sort={sort}&limit=1&cursor={cursor}")).json()
            seen += page["data"]
            cursor = page["next"]
        assert seen == whole

    async def test_an_archived_item_is_out_of_the_way_and_comes_back(self, world: World) -> None:
        item = await add_item(world, **TEA)
        archived = (await world.api.post(f"/v1/items/{item['id']}/archive")).json()
        assert (archived["archived"], archived["version"]) == (True, 2)
        assert (await world.api.get("/v1/items")).json()["total"] == 0
        assert (await world.api.get("/v1/items?archived=true")).json()["data"] == [archived]
        assert (await world.api.post(f"/v1/items/{item['id']}/restore")).json()["archived"] is False

    async def test_exports_one_row_an_item(self, world: World) -> None:
        await add_item(world, **{**TEA, "name": "=2+2", "classifications": [{"scheme": "HSN", "code": "0902"}]})
        response = await world.api.get("/v1/items.csv")
        (row,) = csv.DictReader(StringIO(response.content.decode("utf-8-sig")))
        assert (row["name"], row["sku"], row["currency"], row["unit_price"]) == ("'=2+2", "TEA-1", "EUR", "9.50")
        assert row["further_prices"] == "PLN from 0: 40.00; PLN from 10: 35.50"
        assert (row["classifications"], row["bundle"], row["archived"]) == ("HSN 0902", "no", "no")


class TestWhoMay:
    async def test_a_viewer_reads_and_does_not_write(self, world: World) -> None:
        item, api = await add_item(world, **TEA), await world.user("viewer")
        assert (await api.get(f"/v1/items/{item['id']}")).json() == item
        answers = [
            await api.post("/v1/items", json={"name": "x"}),
            await api.put(f"/v1/items/{item['id']}", json={"name": "x"}, headers={"If-Match": '"1"'}),
            await api.post(f"/v1/items/{item['id']}/archive"),
            await api.post("/v1/items/import", json={"text": "sku\nA", "currency": "PLN"}),
            await api.post("/v1/items/import/check", json={"text": "sku\nA", "currency": "PLN"}),
        ]
        assert [one.json()["code"] for one in answers] == ["permission.missing"] * 5

    async def test_another_organization_finds_nothing(self, world: World, database: str) -> None:
        item = await add_item(world, **TEA)
        price = await agree(world, item)
        async with new_world(database) as stranger:
            assert (await stranger.api.get("/v1/items")).json()["total"] == 0
            assert (await stranger.api.get("/v1/contract-prices")).json()["total"] == 0
            terms = {"currency": "PLN", "unit_price": "1", "since": "2026-01-01"}
            answers = [
                await stranger.api.get(f"/v1/items/{item['id']}"),
                await stranger.api.get(f"/v1/items/{item['id']}/lines"),
                await stranger.api.put(f"/v1/items/{item['id']}", json={"name": "x"}, headers={"If-Match": '"1"'}),
                await stranger.api.post(
                    f"/v1/items/{item['id']}/contract-prices", json={**terms, "client_id": stranger.client["id"]}
                ),
                await stranger.api.put(f"/v1/contract-prices/{price['id']}", json=terms, headers={"If-Match": '"1"'}),
                await stranger.api.delete(f"/v1/contract-prices/{price['id']}"),
            ]
            assert [one.status_code for one in answers] == [404] * 6
            part = await add_item(stranger, 422, parts=[{"item_id": item["id"]}])
            assert part["code"] == "item.invalid_part"
            mine = await add_item(stranger)
            theirs = await agree(stranger, mine, 404, client_id=world.client["id"])
            assert theirs["code"] == "client.not_found"
        assert (await world.api.get("/v1/contract-prices")).json()["data"] == [price]
