"""Which price a line gets: by currency, by quantity, by contract; and the document never asks again."""

import asyncio
from typing import Any

import pytest

from tests.catalog.shop import TEA, add_item, agree, lines
from tests.support.world import World


async def price(world: World, item: dict[str, Any], **query: str) -> tuple[str, str | None]:
    (one,) = await lines(world, item, **query)
    return one["line"]["unit_price"], one["price_source"]


class TestCatalogPrices:
    @pytest.mark.parametrize(
        ("quantity", "currency", "expected"),
        [
            ("1", "PLN", ("40.00", "catalog")),
            ("9.999999", "PLN", ("40.00", "catalog")),
            ("10", "PLN", ("35.50", "catalog")),
            ("-10", "PLN", ("35.50", "catalog")),
            ("10", "EUR", ("9.50", "catalog")),
            ("10", "USD", ("0", None)),
        ],
    )
    async def test_the_highest_tier_reached_holds(
        self, world: World, quantity: str, currency: str, expected: tuple[str, str | None]
    ) -> None:
        item = await add_item(world, **TEA)
        assert await price(world, item, quantity=quantity, currency=currency) == expected

    async def test_the_currency_is_the_clients_and_else_the_organizations(self, world: World) -> None:
        item = await add_item(world, **TEA)
        german = await world.add_client(currency="EUR")
        assert await price(world, item) == ("40.00", "catalog")
        assert await price(world, item, client_id=german["id"]) == ("9.50", "catalog")


class TestContractPrices:
    async def test_win_for_their_client_currency_and_days(self, world: World) -> None:
        item, other = await add_item(world, **TEA), await world.add_client()
        await agree(world, item, unit_price="33.33", since="2026-02-01", until="2026-02-28")
        own = {"client_id": world.client["id"], "currency": "PLN", "quantity": "50"}
        assert await price(world, item, **own, on="2026-01-31") == ("35.50", "catalog")
        assert await price(world, item, **own, on="2026-02-01") == ("33.33", "contract")
        assert await price(world, item, **own, on="2026-02-28") == ("33.33", "contract")
        assert await price(world, item, **own, on="2026-03-01") == ("35.50", "catalog")
        assert await price(world, item, **{**own, "client_id": other["id"]}, on="2026-02-01") == ("35.50", "catalog")
        assert await price(world, item, **{**own, "currency": "EUR"}, on="2026-02-01") == ("9.50", "catalog")

    async def test_hold_for_the_parts_of_a_bundle(self, world: World) -> None:
        item = await add_item(world, **TEA)
        await agree(world, item, unit_price="31")
        kit = await add_item(world, parts=[{"item_id": item["id"], "quantity": "3"}])
        assert await price(world, kit, client_id=world.client["id"], on="2026-05-05") == ("31", "contract")

    async def test_two_never_hold_on_one_day(self, world: World) -> None:
        item = await add_item(world, **TEA)
        await agree(world, item, since="2026-01-01", until="2026-06-30")
        for since, until in (("2025-12-01", "2026-01-01"), ("2026-06-30", None), ("2026-02-01", "2026-02-02")):
            problem = await agree(world, item, 409, since=since, until=until)
            assert problem["code"] == "contract_price.overlaps"
        await agree(world, item, since="2026-07-01")
        await agree(world, item, since="2026-02-01", currency="EUR")

    async def test_of_parallel_agreements_one_is_kept(self, world: World) -> None:
        item = await add_item(world, **TEA)
        body = {"client_id": world.client["id"], "currency": "PLN", "unit_price": "1"}
        answers = await asyncio.gather(
            *(
                world.api.post(f"/v1/items/{item['id']}/contract-prices", json={**body, "since": f"2026-01-0{n}"})
                for n in range(1, 6)
            )
        )
        assert sorted(one.status_code for one in answers) == [201, 409, 409, 409, 409]

    async def test_can_be_changed_listed_and_taken_back(self, world: World) -> None:
        item = await add_item(world, **TEA)
        made = await agree(world, item)
        path, terms = (
            f"/v1/contract-prices/{made['id']}",
            {"currency": "PLN", "unit_price": "29", "since": "2026-01-01"},
        )
        changed = (await world.api.put(path, json={**terms, "until": "2026-12-31"}, headers={"If-Match": '"1"'})).json()
        assert (changed["unit_price"], changed["until"], changed["version"]) == ("29", "2026-12-31", 2)
        assert (await world.api.put(path, json=terms, headers={"If-Match": '"1"'})).status_code == 412
        for query in (f"item_id={item['id']}", f"client_id={world.client['id']}", "on=2026-12-31", ""):
            assert (await world.api.get(f"/v1/contract-prices?{query}")).json()["data"] == [changed]
        assert (await world.api.get("/v1/contract-prices?on=2027-01-01")).json()["total"] == 0
        assert (await world.api.delete(path)).status_code == 204
        assert (await world.api.get("/v1/contract-prices")).json()["total"] == 0

    @pytest.mark.parametrize(
        ("fields", "pointer"),
        [
            ({"unit_price": "-1"}, "#/unit_price"),
            ({"since": "2026-02-01", "until": "2026-01-31"}, "#/until"),
            ({"currency": "ZZZ"}, "#/currency"),
        ],
    )
    async def test_name_the_wrong_field(self, world: World, fields: dict[str, Any], pointer: str) -> None:
        problem = await agree(world, await add_item(world), 422, **fields)
        assert [error["pointer"] for error in problem["errors"]] == [pointer]


class TestLines:
    async def test_carry_the_items_values_and_no_more_than_its_id(self, world: World) -> None:
        codes = [{"scheme": "SAC", "code": "998314"}]
        item = await add_item(world, **TEA, description="Loose leaf.", gtin="4006381333931", classifications=codes)
        (one,) = await lines(world, item, quantity="2")
        line = one["line"]
        assert {name: line[name] for name in ("description", "note", "sku", "quantity", "unit", "tax")} == {
            "description": "Green tea", "note": "Loose leaf.", "sku": "TEA-1", "quantity": "2", "unit": "kg",
            "tax": "standard",
        }  # fmt: skip
        assert (line["item"]["gtin"], line["item"]["classifications"]) == ("4006381333931", codes)
        assert line["links"]["item_id"] == item["id"]

    async def test_an_invoice_keeps_what_it_took_over(self, world: World) -> None:
        item = await add_item(world, **TEA)
        (one,) = await lines(world, item)
        draft = await world.add_draft(lines=[one["line"]])
        await world.api.put(
            f"/v1/items/{item['id']}", json={"name": "Renamed", "prices": []}, headers={"If-Match": '"1"'}
        )
        issued = (await world.api.post(f"/v1/invoices/{draft['id']}/issue")).json()
        line = issued["document"]["lines"][0]
        assert (line["description"], line["unit_price"], line["links"]["item_id"]) == ("Green tea", "40.00", item["id"])
