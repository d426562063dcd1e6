"""Number series: preview before applying, change with an audit row, never a duplicate."""

from datetime import UTC, datetime

from tests.support.world import World


class TestSeries:
    async def test_a_new_company_has_one_of_each_kind(self, world: World) -> None:
        found = (await world.api.get("/v1/series")).json()["data"]
        year = datetime.now(UTC).year
        assert [(one["kind"], one["pattern"], one["next_number"]) for one in found] == [
            ("invoice", "INV-{year}-{seq:4}", f"INV-{year}-0001"),
            ("corrective_invoice", "COR-{year}-{seq:4}", f"COR-{year}-0001"),
            ("credit_note", "CN-{year}-{seq:4}", f"CN-{year}-0001"),
            ("deposit_invoice", "DEP-{year}-{seq:4}", f"DEP-{year}-0001"),
            ("proforma", "PRO-{year}-{seq:4}", f"PRO-{year}-0001"),
            ("quote", "QUO-{year}-{seq:4}", f"QUO-{year}-0001"),
        ]

    async def test_preview_shows_what_would_come(self, world: World) -> None:
        body = {"pattern": "{client}/{year:2}/{seq:3}", "reset": "yearly", "start": 41}
        numbers = (await world.api.post("/v1/series/preview", json=body)).json()["numbers"]
        year = datetime.now(UTC).year % 100
        assert numbers == [f"ACME/{year}/041", f"ACME/{year}/042", f"ACME/{year}/043"]

    async def test_a_pattern_that_would_repeat_numbers_is_refused(self, world: World) -> None:
        response = await world.api.post("/v1/series/preview", json={"pattern": "INV-{seq:4}", "reset": "yearly"})
        assert (response.status_code, response.json()["errors"][0]["pointer"]) == (422, "#/pattern")

    async def test_a_change_applies_to_the_next_number(self, world: World) -> None:
        one = (await world.api.get("/v1/series")).json()["data"][0]
        body = {"pattern": "EX-{year}-{seq:3}", "reset": "yearly", "start": 7}
        assert (await world.api.put(f"/v1/series/{one['id']}", json=body)).status_code == 428
        changed = await world.api.put(f"/v1/series/{one['id']}", json=body, headers={"if-match": '"1"'})
        assert changed.status_code == 200, changed.text
        number = (await world.add_invoice())["number"]
        assert number == f"EX-{datetime.now(UTC).year}-007" == changed.json()["next_number"]
        audit = await world.fetch(
            "SELECT before, after FROM audit_entries WHERE org_id = $1 AND action = 'series.update'", world.org
        )
        assert len(audit) == 1
