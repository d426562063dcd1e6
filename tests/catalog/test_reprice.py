"""Lines that were billed before: found again, and given the prices of today."""

import asyncio
from typing import Any

from tests.catalog.shop import TEA, add_item, agree
from tests.runtime.test_spreadsheet import rows_of, workbook
from tests.support.world import LINE, World, new_world


def line(**fields: Any) -> dict[str, Any]:
    return {"description": "Green tea", "quantity": "2", "unit_price": "33.00", **fields}


async def priced(world: World, *lines: dict[str, Any], **query: str) -> list[tuple[str, str | None]]:
    answer = await world.api.post("/v1/lines/price", json={"lines": lines}, params={"currency": "PLN", **query})
    assert answer.status_code == 200, answer.text
    return [(one["line"]["unit_price"], one["price_source"]) for one in answer.json()["data"]]


class TestPriceLines:
    async def test_takes_todays_price_of_the_item_by_link_or_sku(self, world: World) -> None:
        item = await add_item(world, **TEA)
        linked = line(links={"item_id": item["id"]}, description="Tea, as agreed", discount={"percent": "5"})
        assert await priced(world, linked, line(sku="tea-1", quantity="10")) == [
            ("40.00", "catalog"), ("35.50", "catalog"),
        ]  # fmt: skip

    async def test_the_clients_own_price_wins(self, world: World) -> None:
        await agree(world, await add_item(world, **TEA))
        assert await priced(world, line(sku="TEA-1"), client_id=world.client["id"]) == [("30", "contract")]

    async def test_the_rest_stays_as_it_was(self, world: World) -> None:
        await add_item(world, **TEA)
        heading = {"kind": "heading", "description": "Tea", "sku": "TEA-1"}
        unknown = [line(), line(sku="NONE"), line(links={"item_id": "no uuid"}), heading]
        assert await priced(world, *unknown) == [("33.00", None)] * 3 + [("0", None)]
        assert await priced(world, line(sku="TEA-1"), currency="USD") == [("33.00", None)]

    async def test_nothing_but_the_price_changes(self, world: World) -> None:
        await add_item(world, **TEA)
        old = line(sku="TEA-1", description="Tea for May", note="x", discount={"percent": "5"})
        answer = await world.api.post("/v1/lines/price", json={"lines": [old]}, params={"currency": "PLN"})
        new = answer.json()["data"][0]["line"]
        assert (new["description"], new["note"], new["discount"]["percent"]) == ("Tea for May", "x", "5")


class TestBilledLines:
    async def test_finds_by_text_newest_first(self, world: World) -> None:
        first = await world.add_invoice(lines=[LINE, {**LINE, "description": "Travel, 100 % by train"}])
        second = await world.add_invoice(lines=[{**LINE, "description": "Travel"}])
        await world.add_draft(lines=[{**LINE, "description": "Travel never billed"}])
        found = (await world.api.get("/v1/lines", params={"q": "travel"})).json()["data"]
        assert [(one["invoice_id"], one["line"]["description"]) for one in found] == [
            (second["id"], "Travel"), (first["id"], "Travel, 100 % by train"),
        ]  # fmt: skip
        assert found[1]["line"]["unit_price"] == "120.00"
        assert [one["number"] for one in (await world.api.get("/v1/lines", params={"q": "0 % b"})).json()["data"]] == [
            first["number"]
        ]

    async def test_of_one_client_and_one_company(self, world: World) -> None:
        other = await world.add_client(profile={"name": "Other", "address": {"country": "PL"}})
        company = await world.add_company()
        await world.add_invoice()
        theirs = await world.add_invoice(client_id=other["id"])
        elsewhere = await world.add_invoice(company_id=company["id"])
        for query, invoice in (({"client_id": other["id"]}, theirs), ({"company_id": company["id"]}, elsewhere)):
            found = (await world.api.get("/v1/lines", params=query)).json()["data"]
            assert [one["invoice_id"] for one in found] == [invoice["id"]]

    async def test_not_those_of_others(self, world: World, database: str) -> None:
        """FM-46."""
        await world.add_invoice()
        company = await world.add_company()
        narrow = await world.key_of(world.owner, company_ids=[company["id"]])
        async with new_world(database) as other:
            answers = await asyncio.gather(other.api.get("/v1/lines"), narrow.get("/v1/lines"))
        assert [answer.json()["data"] for answer in answers] == [[], []]


class TestReadFile:
    async def test_a_workbook_becomes_lines_of_the_same_reader(self, world: World) -> None:
        """LIN-06."""
        content = workbook(rows_of(("Description", "Qty", "Price"), ("Design", 2.5, 120), ("Broken", "many", 1)))
        read = (await world.api.post("/v1/lines/read", content=content)).json()
        assert [(one["name"], one["rows"]) for one in read["sheets"]] == [("Hours", 3)]
        body = {"text": read["sheets"][0]["text"], "decimal_mark": "."}
        report = (await world.api.post("/v1/lines/parse", json=body)).json()
        assert [(one["line"]["description"], one["line"]["quantity"]) for one in report["lines"]] == [("Design", "2.5")]
        assert [one["row"] for one in report["refused"]] == [3]

    async def test_anything_else_is_refused(self, world: World) -> None:
        answer = await world.api.post("/v1/lines/read", content=b"hello")
        assert (answer.status_code, answer.json()["code"]) == (422, "spreadsheet.unreadable")
