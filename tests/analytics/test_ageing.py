"""What clients owe, by currency and age."""

from datetime import UTC, datetime

from duespark.runtime.web import encode_cursor
from tests.support.world import World, new_world

TODAY = datetime(2026, 6, 15, 10, tzinfo=UTC)


async def owe(world: World, due: str, price: str, **fields: object) -> None:
    line = {"description": "Work", "quantity": "1", "unit_price": price, "tax": "out_of_scope"}
    terms = {"issue_date": due, "payment_terms": {"days": 0}, "lines": [line]}
    draft = await world.add_draft(**terms, **fields)
    answer = await world.api.post(f"/v1/invoices/{draft['id']}/issue", json={"backdate": True})
    assert answer.status_code == 200, answer.text


class TestAgeing:
    async def test_adds_up_each_client_and_currency_by_days_past_due(self, world: World) -> None:
        await world.set_clock(TODAY)
        other = await world.add_client(profile={"name": "Nova"})
        await owe(world, "2026-03-16", "16", client_id=other["id"], currency="EUR")
        for due, price in (("2026-04-15", "8"), ("2026-05-15", "4"), ("2026-06-14", "2"), ("2026-06-15", "1")):
            await owe(world, due, price)
        rows = (await world.api.get("/v1/ageing")).json()["data"]
        names = (
            "client_name",
            "currency",
            "count",
            "balance",
            "not_due",
            "days_1_30",
            "days_31_60",
            "days_61_90",
            "days_over_90",
        )
        assert [tuple(row[name] for name in names) for row in rows] == [
            ("Nova", "EUR", 1, "16.00", "0.00", "0.00", "0.00", "0.00", "16.00"),
            ("Example Bakery", "PLN", 4, "15.00", "1.00", "2.00", "4.00", "8.00", "0.00"),
        ]
        assert [row["currency"] for row in (await world.api.get("/v1/ageing?currency=PLN")).json()["data"]] == ["PLN"]
        lines = (await world.api.get("/v1/ageing.csv")).text.splitlines()
        assert (len(lines), lines[1].split(",")[1:5]) == (3, ["Nova", "EUR", "1", "16.00"])

    async def test_pages_follow_each_other(self, world: World) -> None:
        await world.set_clock(TODAY)
        other = await world.add_client(profile={"name": "Nova"})
        for currency, price in (("PLN", "2"), ("EUR", "2"), ("USD", "3")):
            await owe(world, "2026-06-14", price, currency=currency)
        await owe(world, "2026-06-14", "2", currency="EUR", client_id=other["id"])
        await owe(world, "2026-06-15", "9", currency="EUR", client_id=other["id"])
        whole = (await world.api.get("/v1/ageing")).json()
        assert (whole["next"], whole["total"]) == (None, 4)
        seen, cursor = [], ""
        while cursor is not None:
            page = (await world.api.get(f"/v1/ageing?limit=1&cursor={cursor}")).json()
            seen += page["data"]
            cursor = page["next"]
        assert seen == whole["data"]
        assert [row["currency"] for row in seen] == ["USD", "EUR", "EUR", "PLN"]

    async def test_a_cursor_of_another_list_is_refused(self, world: World) -> None:
        for value in ("x", ["NaN", "1", "EUR"], ["1", "2"], ["1", "1", "E\x00"]):
            cursor = encode_cursor("overdue", value, world.org)
            assert (await world.api.get(f"/v1/ageing?cursor={cursor}")).json()["code"] == "request.bad_cursor"

    async def test_another_organization_sees_nothing(self, world: World, database: str) -> None:
        await world.set_clock(TODAY)
        await owe(world, "2026-06-14", "2")
        async with new_world(database) as other:
            assert (await other.api.get("/v1/ageing")).json() == {"data": [], "next": None, "total": 0}
