"""The report on the numbers of a series."""

from uuid import UUID

import asyncpg
import orjson

from duespark.evidence.watch import watch_numbers
from tests.support.world import World


async def report_of(world: World) -> dict[str, object]:
    series = (await world.api.get("/v1/series")).json()["data"][0]["id"]
    response = await world.api.get(f"/v1/series/{series}/report")
    assert response.status_code == 200, response.text
    found: dict[str, object] = response.json()
    return found


class TestReport:
    async def test_a_void_number_stays_used_and_is_no_gap(self, world: World) -> None:
        """FM-21."""
        issued = [await world.add_invoice() for _ in range(3)]
        await world.api.post(f"/v1/invoices/{issued[1]['id']}/void", json={"reason": "Wrong client"})
        report = await report_of(world)
        assert (report["used"], report["is_complete"], report["gaps"], report["duplicates"]) == (3, True, [], [])
        (void,) = report["void"]  # type: ignore[misc]
        assert (void["number"], void["reason"]) == (issued[1]["number"], "Wrong client")

    async def test_numbers_missing_anywhere_are_found(self, world: World, superuser: asyncpg.Connection) -> None:
        issued = [await world.add_invoice() for _ in range(6)]
        for at in (0, 2, 3, 5):
            await superuser.execute("DELETE FROM invoices WHERE id = $1", UUID(issued[at]["id"]))
        report = await report_of(world)
        gaps = [(gap["first"], gap["last"], gap["behind"], gap["before"]) for gap in report["gaps"]]  # type: ignore[attr-defined]
        two, five = issued[1]["number"], issued[4]["number"]
        assert gaps == [(1, 1, "", two), (3, 4, two, five), (6, 6, five, "")]
        assert "deleted in the database" in report["gaps"][0]["reason"]  # type: ignore[index]
        assert report["is_complete"] is False

    async def test_a_later_start_is_no_gap_in_the_periods_before(self, world: World) -> None:
        await world.add_invoice()
        series = (await world.api.get("/v1/series")).json()["data"][0]
        body = {"pattern": series["pattern"], "reset": series["reset"], "start": 500}
        headers = {"if-match": f'"{series["version"]}"'}
        assert (await world.api.put(f"/v1/series/{series['id']}", json=body, headers=headers)).status_code == 200
        await world.add_invoice()
        assert (await report_of(world))["is_complete"]

    async def test_a_number_given_twice_is_found(self, world: World, superuser: asyncpg.Connection) -> None:
        issued = [await world.add_invoice() for _ in range(2)]
        async with superuser.transaction():
            await superuser.execute("ALTER TABLE invoices DROP CONSTRAINT uq_invoices_org_id_company_id_number")
            await superuser.execute(
                "UPDATE invoices SET number = $2 WHERE id = $1", UUID(issued[1]["id"]), issued[0]["number"]
            )
        report = await report_of(world)
        await superuser.execute(
            "UPDATE invoices SET number = $2 WHERE id = $1", UUID(issued[1]["id"]), issued[1]["number"]
        )
        await superuser.execute(
            "ALTER TABLE invoices ADD CONSTRAINT uq_invoices_org_id_company_id_number UNIQUE (org_id, company_id, number)"
        )
        assert [one["numbers"] for one in report["duplicates"]] == [[issued[0]["number"]] * 2]  # type: ignore[attr-defined]

    async def test_numbers_before_the_first_are_named(self, world: World) -> None:
        series = (await world.api.get("/v1/series")).json()["data"][0]
        body = {"pattern": series["pattern"], "reset": "yearly", "start": 113}
        await world.api.put(f"/v1/series/{series['id']}", json=body, headers={"if-match": '"1"'})
        number = (await world.add_invoice())["number"]
        report = await report_of(world)
        assert (report["is_complete"], report["begins"]) == (True, [{"period": number[4:8], "first": 113}])

    async def test_numbers_of_documents_from_elsewhere_are_no_gap(
        self, world: World, superuser: asyncpg.Connection
    ) -> None:
        issued = [await world.add_invoice() for _ in range(5)]
        await superuser.execute("DELETE FROM invoices WHERE id = $1", UUID(issued[1]["id"]))
        outside = "UPDATE invoices SET series_id = NULL, sequence = NULL, period = NULL WHERE id = $1"
        await superuser.execute(outside, UUID(issued[2]["id"]))
        report = await report_of(world)
        found = [(gap["first"], gap["last"], gap["cause"]) for gap in report["gaps"]]  # type: ignore[attr-defined]
        assert found == [(2, 2, "removed"), (3, 3, "imported")]


class TestExplain:
    async def test_a_person_says_why_and_the_report_keeps_it(self, world: World, superuser: asyncpg.Connection) -> None:
        issued = [await world.add_invoice() for _ in range(3)]
        await superuser.execute("DELETE FROM invoices WHERE id = $1", UUID(issued[1]["id"]))
        (gap,) = (await report_of(world))["gaps"]  # type: ignore[misc]
        place = {name: gap[name] for name in ("period", "first", "last")}
        series = (await world.api.get("/v1/series")).json()["data"][0]["id"]
        said = {**place, "reason": "Deleted by a court order of 2 March"}
        answer = await world.api.post(f"/v1/series/{series}/explanations", json=said)
        assert answer.status_code == 200, answer.text
        assert answer.json()["needs_reasons"] == 0
        (shown,) = answer.json()["gaps"]
        assert (shown["cause"], shown["reason"], shown["explained_by"]) == ("explained", said["reason"], "Test key")
        rows = await world.fetch(
            "SELECT after FROM audit_entries WHERE org_id = $1 AND action = 'series.explain'", world.org
        )
        assert orjson.loads(rows[0]["after"]) == said

    async def test_what_is_not_missing_cannot_be_explained(self, world: World) -> None:
        await world.add_invoice()
        series = (await world.api.get("/v1/series")).json()["data"][0]["id"]
        body = {"period": "2026", "first": 1, "last": 1, "reason": "Not so"}
        answer = await world.api.post(f"/v1/series/{series}/explanations", json=body)
        assert (answer.status_code, answer.json()["code"]) == (404, "series.gap_not_found")


class TestWatch:
    async def test_a_gap_is_told_once_and_stays_on_the_dashboard_until_explained(
        self, world: World, superuser: asyncpg.Connection
    ) -> None:
        """NUM-09."""
        issued = [await world.add_invoice() for _ in range(3)]
        assert await watch_numbers(world.pool, org=world.org) == 0
        await superuser.execute("DELETE FROM invoices WHERE id = $1", UUID(issued[1]["id"]))
        assert await watch_numbers(world.pool, org=world.org) == 1
        assert await watch_numbers(world.pool, org=world.org) == 0
        rows = await world.fetch("SELECT data FROM events WHERE org_id = $1 AND kind = 'series.gap_found'", world.org)
        told = [orjson.loads(row["data"]) for row in rows]
        assert [(one["first"], one["last"]) for one in told] == [(2, 2)]
        (item,) = await attention_of(world)
        assert (item["kind"], item["invoice_id"], item["detail"].split(".")[0]) == (
            "missing_numbers", None, f"Missing: 2 of {told[0]['period']}"
        )  # fmt: skip
        series = (await world.api.get("/v1/series")).json()["data"][0]["id"]
        place = {name: told[0][name] for name in ("period", "first", "last")}
        await world.api.post(f"/v1/series/{series}/explanations", json={**place, "reason": "Known to the tax office"})
        assert await attention_of(world) == []
        assert await watch_numbers(world.pool, org=world.org) == 0

    async def test_a_gap_that_was_closed_is_forgotten(self, world: World, superuser: asyncpg.Connection) -> None:
        issued = await world.add_invoice()
        await superuser.execute("UPDATE series_counters SET last = 4 WHERE org_id = $1", world.org)
        assert await watch_numbers(world.pool, org=world.org) == 1
        await superuser.execute("UPDATE series_counters SET last = 1 WHERE org_id = $1", world.org)
        assert await watch_numbers(world.pool, org=world.org) == 0
        assert (await attention_of(world), issued["number"][-4:]) == ([], "0001")


async def attention_of(world: World) -> list[dict[str, object]]:
    found: list[dict[str, object]] = (await world.api.get("/v1/dashboard")).json()["needs_attention"]
    return found
