"""The report on the numbers of a series."""

from uuid import UUID

import asyncpg

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
