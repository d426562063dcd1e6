"""The import of items: a dry run that tells the truth, all rows or none, and the same twice is the same once (FM-48)."""

import asyncio
from typing import Any

import pytest

from tests.catalog.shop import TEA, add_item
from tests.support.world import World, new_world

FILE = (
    "SKU;Name;Unit;Price;Currency;EAN;HSN;Color\n"
    "TEA-1;Green tea;kg;40,00;PLN;4006381333931;0902;green\n"
    "CUP-1;Cup;pcs;1.234,50;;;;white\n"
    ";Delivery;;15;EUR;;;\n"
)


async def send(world: World, text: str, status: int = 200, *, check: bool = False, **body: Any) -> Any:
    path = "/v1/items/import/check" if check else "/v1/items/import"
    response = await world.api.post(path, json={"text": text, "currency": "PLN", **body})
    assert response.status_code == status, response.text
    return response.json()


def counts(report: dict[str, Any]) -> tuple[int, int, int, int, int]:
    return report["rows"], report["added"], report["changed"], report["kept"], len(report["refused"])


async def items(world: World) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await world.api.get("/v1/items")).json()["data"]
    return found


class TestImport:
    async def test_adds_what_the_file_says(self, world: World) -> None:
        report = await send(world, FILE)
        assert counts(report) == (3, 3, 0, 0, 0)
        assert [(one["heading"], one["field"]) for one in report["columns"]][-2:] == [("HSN", "hsn"), ("Color", None)]
        cup, delivery, tea = await items(world)
        assert (tea["sku"], tea["gtin"], tea["unit"]) == ("TEA-1", "4006381333931", "kg")
        assert tea["classifications"] == [{"scheme": "HSN", "code": "0902"}]
        assert cup["prices"] == [{"currency": "PLN", "from_quantity": "0", "unit_price": "1234.50"}]
        assert delivery["prices"] == [{"currency": "EUR", "from_quantity": "0", "unit_price": "15"}]
        assert [one["item_id"] for one in report["data"]] == [tea["id"], cup["id"], delivery["id"]]

    async def test_reads_whether_it_is_goods_or_services(self, world: World) -> None:
        report = await send(world, "sku,name,supply\nTEA,Tea,Goods\nADV,Advice,service\nNIL,Other,\n")
        assert counts(report) == (3, 3, 0, 0, 0)
        assert {one["sku"]: one["supply"] for one in await items(world)} == {
            "TEA": "goods",
            "ADV": "services",
            "NIL": "",
        }
        (refused,) = (await send(world, "sku,supply\nTEA,rent\n", check=True))["refused"]
        assert "Use goods, services, digital or intangible." in refused["problem"]

    async def test_a_second_time_adds_nothing(self, world: World) -> None:
        """FM-48"""
        await send(world, FILE)
        before = await items(world)
        assert counts(await send(world, FILE)) == (3, 0, 0, 3, 0)
        assert await items(world) == before

    async def test_changes_only_what_differs(self, world: World) -> None:
        await add_item(world, **TEA, description="Loose leaf.")
        report = await send(world, "sku,unit_price,name\ntea-1,41.00,\nNEW,1,New")
        assert counts(report) == (2, 1, 1, 0, 0)
        tea = next(one for one in await items(world) if one["sku"] == "tea-1")
        assert (tea["name"], tea["description"], tea["version"]) == ("Green tea", "Loose leaf.", 2)
        assert {(one["currency"], one["from_quantity"]): one["unit_price"] for one in tea["prices"]} == {
            ("EUR", "0"): "9.50", ("PLN", "0"): "41.00", ("PLN", "10"): "35.50",
        }  # fmt: skip

    async def test_one_bad_row_and_nothing_is_written(self, world: World) -> None:
        """FM-48: never half."""
        text = FILE + "X;;;5;;;;\nTEA-1;Twice;;5;;;;\nY;Y;;cheap;;;;\n;;;5;;;;\nZ;Z;;5;ZZZ;;;\nG;G;;5;;123;;"
        checked = await send(world, text, check=True)
        assert counts(checked) == (9, 3, 0, 0, 6)
        assert [one["row"] for one in checked["refused"]] == [5, 6, 7, 8, 9, 10]
        problem = await send(world, text, 422)
        assert problem["code"] == "item.import_refused"
        assert problem["detail"].startswith(
            "6 of 9 rows cannot be imported, so nothing was. Row 5: An item needs a name."
        )
        assert await items(world) == []

    async def test_an_error_in_the_middle_takes_everything_back(self, world: World) -> None:
        """FM-48: killed at half, nothing stays."""
        await world.execute(
            "CREATE FUNCTION burst() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN IF NEW.sku = 'CUP-1' THEN RAISE EXCEPTION 'killed'; END IF; RETURN NEW; END $$"
        )
        await world.execute("CREATE TRIGGER burst BEFORE INSERT ON items FOR EACH ROW EXECUTE FUNCTION burst()")
        try:
            assert (await send(world, FILE, 500))["code"] == "internal"
        finally:
            await world.execute("DROP TRIGGER burst ON items; DROP FUNCTION burst()")
        assert await items(world) == []
        assert counts(await send(world, FILE)) == (3, 3, 0, 0, 0)

    async def test_two_at_once_are_one_after_the_other(self, world: World) -> None:
        reports = await asyncio.gather(send(world, FILE), send(world, FILE), send(world, FILE))
        assert sorted(counts(one) for one in reports) == [(3, 0, 0, 3, 0), (3, 0, 0, 3, 0), (3, 3, 0, 0, 0)]
        assert len(await items(world)) == 3

    async def test_the_check_writes_nothing_and_foresees_the_import(self, world: World) -> None:
        await add_item(world, **TEA)
        checked = await send(world, FILE, check=True)
        assert [one["sku"] for one in await items(world)] == ["TEA-1"]
        done = await send(world, FILE)
        assert counts(checked) == counts(done) == (3, 2, 1, 0, 0)
        assert [one["fate"] for one in checked["data"]] == [one["fate"] for one in done["data"]]

    async def test_its_own_export_changes_nothing(self, world: World) -> None:
        await add_item(world, **{**TEA, "name": "=Tea", "classifications": [{"scheme": "HSN", "code": "0902"}]})
        text = (await world.api.get("/v1/items.csv")).content.decode("utf-8-sig")
        assert counts(await send(world, text)) == (1, 0, 0, 1, 0)

    async def test_columns_can_be_told(self, world: World) -> None:
        report = await send(world, "Wie,Was,Wieviel\nA-1,Tee,3", columns=["sku", "name", "unit_price"])
        assert counts(report) == (1, 1, 0, 0, 0)
        assert (await items(world))[0]["name"] == "Tee"

    async def test_items_of_one_name_without_a_sku_are_not_guessed_at(self, world: World) -> None:
        await add_item(world, name="Work")
        await add_item(world, name="work")
        report = await send(world, "name,price\nWORK,5", check=True)
        assert "Several items" in report["refused"][0]["problem"]

    async def test_leaves_its_trace(self, world: World) -> None:
        await send(world, FILE)
        rows = await world.fetch(
            "SELECT action, count(*) AS times FROM audit_entries WHERE org_id = $1 AND action LIKE 'item%' GROUP BY 1 ORDER BY 1",
            world.org,
        )
        assert [(row["action"], row["times"]) for row in rows] == [("item.import", 3), ("items.import", 1)]

    @pytest.mark.parametrize("text", ["sku,name", "", "\n\n"])
    async def test_refuses_what_has_no_rows(self, world: World, text: str) -> None:
        assert (await send(world, text, 422))["code"] in ("table.unreadable", "request.invalid")

    async def test_knows_only_the_own_items(self, world: World, database: str) -> None:
        await send(world, FILE)
        async with new_world(database, empty=True) as stranger:
            assert counts(await send(stranger, FILE, check=True)) == (3, 3, 0, 0, 0)
