"""What a line may say: items of the catalog and what was billed before, with the evidence."""

from typing import Any
from uuid import UUID

from tests.catalog.shop import TEA, add_item, agree
from tests.support.world import LINE, World, new_world


async def suggest(world: World, text: str, status: int = 200, **more: Any) -> Any:
    api = more.pop("by", world.api)
    response = await api.get("/v1/items/suggest", params={"text": text, **more})
    assert response.status_code == status, response.text
    return response.json()["data"] if status == 200 else response.json()


async def bill(world: World, *descriptions: str, price: str = "100", **fields: Any) -> None:
    lines = [{**LINE, "description": one, "unit_price": price} for one in descriptions]
    await world.add_invoice(lines=lines, **fields)


class TestSuggest:
    async def test_tells_how_often_and_when_last_and_for_how_much(self, world: World) -> None:
        await bill(world, "Design of a logo", price="90", issue_date="2026-01-10")
        await bill(world, "design of a logo", "Hosting", price="120", issue_date="2026-02-10")
        (one,) = await suggest(world, "logo", client_id=world.client["id"])
        assert one == {
            "kind": "past", "item_id": None, "description": "design of a logo", "sku": "", "unit": "h",
            "tax": "standard", "unit_price": "120", "price_source": "past", "times": 2, "last_used_on": "2026-02-10",
            "client_price": "120",
        }  # fmt: skip

    async def test_the_last_price_is_this_clients_in_this_currency(self, world: World) -> None:
        other = await world.add_client()
        await bill(world, "Hosting", price="50", issue_date="2026-01-10")
        await bill(world, "Hosting", price="70", issue_date="2026-02-10", client_id=other["id"])
        (mine,) = await suggest(world, "host", client_id=world.client["id"])
        assert (mine["unit_price"], mine["client_price"], mine["times"]) == ("50", "50", 2)
        (euro,) = await suggest(world, "host", client_id=world.client["id"], currency="EUR")
        assert (euro["unit_price"], euro["client_price"], euro["price_source"]) == (None, None, None)
        (anyone,) = await suggest(world, "host")
        assert (anyone["unit_price"], anyone["client_price"]) == ("70", None)

    async def test_an_item_comes_once_with_its_price_and_its_evidence(self, world: World) -> None:
        item = await add_item(world, **TEA)
        await agree(world, item, unit_price="33")
        await bill(world, "Green tea", price="39", issue_date="2026-03-01")
        (one,) = await suggest(world, "tea", client_id=world.client["id"], on="2026-04-01")
        assert (one["kind"], one["item_id"], one["unit_price"], one["price_source"]) == (
            "item", item["id"], "33", "contract",
        )  # fmt: skip
        assert (one["times"], one["last_used_on"], one["client_price"]) == (1, "2026-03-01", "39")
        assert (await suggest(world, "TEA-1"))[0]["item_id"] == item["id"]

    async def test_what_the_client_knows_comes_first_then_what_is_usual(self, world: World) -> None:
        other = await world.add_client()
        for _ in range(3):
            await bill(world, "Support by phone", client_id=other["id"])
        await bill(world, "Support on site")
        await bill(world, "Support by mail", client_id=other["id"])
        found = await suggest(world, "support", client_id=world.client["id"])
        assert [(one["description"], one["times"]) for one in found] == [
            ("Support on site", 1), ("Support by phone", 3), ("Support by mail", 1),
        ]  # fmt: skip

    async def test_takes_signs_as_they_are_and_long_texts_whole(self, world: World) -> None:
        long = "Very long " + "words " * 400
        await bill(world, "100% wool", "a_b", long)
        assert [one["description"] for one in await suggest(world, "100%")] == ["100% wool"]
        assert [one["description"] for one in await suggest(world, "_")] == ["a_b"]
        assert (await suggest(world, "very long"))[0]["description"] == long.strip() or long
        assert await suggest(world, "' OR 1=1 --") == []

    async def test_drafts_and_void_invoices_are_no_evidence(self, world: World) -> None:
        await world.add_draft(lines=[{**LINE, "description": "Never sent"}])
        void = await world.add_invoice(lines=[{**LINE, "description": "Never mind"}])
        await world.api.post(f"/v1/invoices/{void['id']}/void", json={"reason": "wrong client"})
        assert await suggest(world, "never") == []

    async def test_before_anything_is_typed_shows_what_is_usual(self, world: World) -> None:
        await bill(world, "Hosting")
        await add_item(world, **TEA)
        assert [one["description"] for one in await suggest(world, "")] == ["Hosting", "Green tea"]

    async def test_archived_items_and_bundles_say_what_they_are(self, world: World) -> None:
        item = await add_item(world, **TEA)
        kit = await add_item(world, name="Tea kit", parts=[{"item_id": item["id"]}])
        assert [(one["kind"], one["unit_price"]) for one in await suggest(world, "tea k")] == [("bundle", None)]
        await world.api.post(f"/v1/items/{kit['id']}/archive")
        assert await suggest(world, "tea k") == []


class TestWhoSees:
    async def test_keeps_to_the_organization_and_the_company(self, world: World, database: str) -> None:
        second = await world.add_company()
        await bill(world, "Secret work", company_id=second["id"])
        scoped = await world.user("viewer", company_ids=[UUID(world.company["id"])])
        assert await suggest(world, "secret", by=scoped) == []
        assert len(await suggest(world, "secret")) == 1
        async with new_world(database) as other:
            assert await suggest(other, "secret") == []
            assert (await suggest(other, "x", 404, client_id=world.client["id"]))["code"] == "client.not_found"
