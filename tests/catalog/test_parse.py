"""Pasted text becomes lines, and every row that does not is named with the reason."""

from typing import Any

import pytest

from tests.catalog.shop import TEA, add_item, agree
from tests.support.world import World, new_world

RATES = [
    {"key": "standard", "rate": "23", "label": "23 %"},
    {"key": "reduced", "rate": "8", "label": "8 %"},
    {"key": "zero", "rate": "0"},
    {"key": "exempt", "rate": "0"},
]


async def parse(world: World, text: str, status: int = 200, *, query: dict[str, str] | None = None, **body: Any) -> Any:
    response = await world.api.post("/v1/lines/parse", params=query, json={"text": text, **body})
    assert response.status_code == status, response.text
    return response.json()


def short(report: dict[str, Any]) -> list[tuple[Any, ...]]:
    names = ("description", "quantity", "unit", "unit_price", "tax")
    return [(one["row"], *(one["line"][name] for name in names)) for one in report["lines"]]


class TestParse:
    async def test_takes_columns_by_their_headings(self, world: World) -> None:
        text = "Item\tQty\tUnit\tPrice\tVAT\tTotal\nDesign\t2,5\th\t1.200,00\t8%\t3.000,00\n\nHosting\t1\t\t50\t23%\t50"
        report = await parse(world, text, tax_rates=RATES)
        assert short(report) == [
            (2, "Design", "2.5", "h", "1200.00", "reduced"),
            (4, "Hosting", "1", "", "50", "standard"),
        ]
        assert [one["field"] for one in report["columns"]] == [
            "description", "quantity", "unit", "unit_price", "tax", "ignored",
        ]  # fmt: skip
        assert (report["has_headings"], report["rows"], report["refused"]) == (True, 2, [])

    async def test_guesses_columns_without_headings(self, world: World) -> None:
        report = await parse(world, "Design;2;h;120\nLogo;1;;900,50")
        assert short(report) == [(1, "Design", "2", "h", "120", "standard"), (2, "Logo", "1", "", "900.50", "standard")]
        assert report["columns"][3] == {"heading": "", "field": "unit_price", "sample": "120"}

    async def test_does_as_it_is_told(self, world: World) -> None:
        report = await parse(world, "1.234,X,Tea", columns=["unit_price", "ignored", "description"], decimal_mark=",")
        assert short(report) == [(1, "Tea", "1", "", "1234", "standard")]
        report = await parse(world, "7,Tea,1,234", columns=["quantity", "description", None, "unit_price"])
        assert short(report) == [(1, "Tea", "7", "", "234", "standard")]

    async def test_fills_in_from_the_catalog_and_what_is_typed_wins(self, world: World) -> None:
        item = await add_item(world, **TEA, description="Loose leaf.")
        await agree(world, item, unit_price="30")
        text = "SKU,Qty,Price,Description\ntea-1,12,,\nTEA-1,1,44,Tea of the house"
        report = await parse(world, text, query={"client_id": world.client["id"], "on": "2026-03-01"})
        assert short(report) == [
            (2, "Green tea", "12", "kg", "30", "standard"),
            (3, "Tea of the house", "1", "kg", "44", "standard"),
        ]
        assert [(one["item_id"], one["price_source"]) for one in report["lines"]] == [
            (item["id"], "contract"),
            (item["id"], None),
        ]
        assert report["lines"][0]["line"]["note"] == "Loose leaf."
        assert short(await parse(world, "SKU,Qty\nTEA-1,12"))[0][4] == "35.50"

    async def test_takes_a_bundle_apart(self, world: World) -> None:
        tea, cup = await add_item(world, **TEA), await add_item(world, name="Cup", prices=TEA["prices"])
        parts = [{"item_id": tea["id"]}, {"item_id": cup["id"], "quantity": "2"}]
        await add_item(world, name="Kit", sku="KIT", parts=parts)
        report = await parse(world, "SKU,Qty,Discount\nKIT,3,10%")
        assert [(row, name, quantity) for row, name, quantity, *_ in short(report)] == [
            (2, "Green tea", "3"), (2, "Cup", "6"),
        ]  # fmt: skip
        assert [one["line"]["discount"]["percent"] for one in report["lines"]] == ["10", "10"]

    async def test_every_row_is_a_line_or_refused_with_a_reason(self, world: World) -> None:
        """FM-48: nothing is dropped in silence."""
        await add_item(world, name="No price", sku="NP")
        old = await add_item(world, name="Old", sku="OLD", prices=TEA["prices"])
        await world.api.post(f"/v1/items/{old['id']}/archive")
        rows = [
            "Fine,,1,5,", "Words,,two,5,", "Free,,1,,", ",NOPE,1,5,", ",NP,1,,", ",OLD,1,,", ",,1,5,",
            "Tax,,1,5,7%", "Tax,,1,5,0%", "Long,,1,0.1234567,", "Fine again,,2,6,zero",
        ]  # fmt: skip
        text = "Description,SKU,Qty,Price,Tax\n" + "\n".join(rows)
        report = await parse(world, text, tax_rates=RATES)
        assert [one["row"] for one in report["lines"]] == [2, 12]
        assert [(one["row"], one["column"]) for one in report["refused"]] == [
            (3, 2), (4, None), (5, None), (6, None), (7, None), (8, None), (9, 4), (10, 4), (11, 3),
        ]  # fmt: skip
        assert len(report["lines"]) + len(report["refused"]) == report["rows"] == len(rows)
        problems = {one["row"]: one["problem"] for one in report["refused"]}
        assert "'two' is no number" in problems[3]
        assert "no item with the SKU NOPE" in problems[5]
        assert "zero, exempt" in problems[10]
        assert report["refused"][0]["text"] == "Words | two | 5"

    async def test_the_lines_make_a_draft_as_they_are(self, world: World) -> None:
        await add_item(world, **TEA)
        report = await parse(world, "SKU,Qty\nTEA-1,2")
        draft = await world.add_draft(lines=[one["line"] for one in report["lines"]])
        assert draft["document"]["totals"]["net"] == "80.00"

    async def test_nothing_typed_is_no_line(self, world: World) -> None:
        report = await parse(world, " \n\n")
        assert report == {"columns": [], "has_headings": False, "rows": 0, "lines": [], "refused": []}

    async def test_refuses_what_is_no_table(self, world: World) -> None:
        assert (await parse(world, "a\n" * 2002, 422))["code"] == "table.unreadable"
        assert (await parse(world, "a\t" * 70, 422))["code"] == "table.unreadable"
        assert (await parse(world, "a", 422, columns=["color"]))["code"] == "request.invalid"

    async def test_knows_only_the_own_catalog_and_clients(self, world: World, database: str) -> None:
        await add_item(world, **TEA)
        async with new_world(database) as stranger:
            report = await parse(stranger, "SKU,Qty\nTEA-1,2")
            assert (report["lines"], len(report["refused"])) == ([], 1)
            problem = await parse(stranger, "x", 404, query={"client_id": world.client["id"]})
            assert problem["code"] == "client.not_found"

    @pytest.mark.parametrize("role", ["viewer", "member"])
    async def test_writes_nothing(self, world: World, role: str) -> None:
        api = await world.user(role)
        before = await world.fetch("SELECT count(*) FROM audit_entries WHERE org_id = $1", world.org)
        assert (await api.post("/v1/lines/parse", json={"text": "Tea\t1\t5"})).status_code == 200
        assert await world.fetch("SELECT count(*) FROM audit_entries WHERE org_id = $1", world.org) == before


HARVEST = (
    "Date,Client,Project,Task,Notes,Hours,Billable?,Billable Rate,Billable Amount,Currency\n"
    "2026-05-04,Bakery,Website,Design,Logo,1.5,Yes,80.00,120.00,EUR\n"
    "2026-05-06,Bakery,Website,Design,Menu,0.25,Yes,80.00,20.00,EUR\n"
    "2026-05-05,Bakery,Website,Meeting,,1,No,,,EUR\n"
    "2026-05-07,Bakery,Shop,Design,,2,Yes,95,190,EUR\n"
)
TOGGL = (
    "User,Project,Task,Description,Billable,Start date,Duration,Amount (USD)\n"
    "Maya,Website,,Homepage,Yes,2026-05-04,01:20:00,0.00\nMaya,Website,,Homepage,Yes,2026-05-08,00:40:00,0.00\n"
)
CLOCKIFY = (
    "Project,Client,Description,Billable,Start Date,Duration (h),Duration (decimal),Billable Rate (USD),Billable Amount (USD)\n"
    "Website,Bakery,Homepage,Yes,25/05/2026,01:30:00,1.50,70.00,105.00\n"
)
EXPENSES = "Date,Merchant,Category,Amount,Reimbursable\n2026-05-04,Rail Example,Travel,45.90,Yes\n2026-05-05,Cafe,Meals,12,no\n"


def worked(report: dict[str, Any]) -> list[tuple[Any, ...]]:
    found = []
    for one in report["lines"]:
        line = one["line"]
        period = line["period"] or {}
        project = (line["links"] or {}).get("project", "")
        amounts = (line["quantity"], line["unit"], line["unit_price"])
        found.append((line["description"], *amounts, project, period.get("start"), period.get("end")))
    return found


class TestWork:
    """LIN-09: hours out of time trackers, and expenses that are passed on."""

    async def test_hours_of_a_tracker_are_lines_and_what_is_not_billable_is_named(self, world: World) -> None:
        report = await parse(world, HARVEST)
        assert worked(report) == [
            ("Design", "1.5", "h", "80.00", "Website", "2026-05-04", "2026-05-04"),
            ("Design", "0.25", "h", "80.00", "Website", "2026-05-06", "2026-05-06"),
            ("Design", "2", "h", "95", "Shop", "2026-05-07", "2026-05-07"),
        ]
        assert [(one["row"], one["problem"]) for one in report["refused"]] == [(4, "It is marked as not billable.")]

    async def test_one_line_for_each_project_task_and_price(self, world: World) -> None:
        assert worked(await parse(world, HARVEST, group=True)) == [
            ("Design", "1.75", "h", "80.00", "Website", "2026-05-04", "2026-05-06"),
            ("Design", "2", "h", "95", "Shop", "2026-05-07", "2026-05-07"),
        ]

    async def test_durations_are_hours_and_take_the_usual_price(self, world: World) -> None:
        assert {one["problem"] for one in (await parse(world, TOGGL))["refused"]} == {
            "There is no price. Write one, or a SKU of the catalog."
        }
        assert worked(await parse(world, TOGGL, unit_price="60.00", group=True)) == [
            ("Homepage", "2", "h", "60.00", "Website", "2026-05-04", "2026-05-08")
        ]
        assert worked(await parse(world, CLOCKIFY, decimal_mark=".")) == [
            ("Homepage", "1.5", "h", "70.00", "Website", "2026-05-25", "2026-05-25")
        ]

    async def test_an_expense_costs_its_amount(self, world: World) -> None:
        report = await parse(world, EXPENSES)
        assert worked(report) == [("Rail Example", "1", "", "45.90", "", "2026-05-04", "2026-05-04")]
        assert [one["row"] for one in report["refused"]] == [3]

    async def test_a_day_that_could_be_two_is_asked_about(self, world: World) -> None:
        (refused,) = (await parse(world, "date,description,hours,rate\n03/04/2026,Design,1,80\n"))["refused"]
        assert (refused["column"], "could be two" in refused["problem"]) == (0, True)

    async def test_the_lines_make_a_draft_that_adds_up(self, world: World) -> None:
        lines = [one["line"] for one in (await parse(world, HARVEST, group=True))["lines"]]
        draft = await world.add_draft(lines=lines, currency="EUR")
        assert draft["document"]["totals"]["net"] == "330.00"
