"""Invoices out of tables: grouped by number, numbered as they were, paid as they were, counted to the last row."""

from decimal import Decimal
from typing import Any

import pytest

from duespark.runtime.jobs.inline import run_waiting_jobs
from tests.imports.desk import changed, done, retail, rows_of, table, uploaded
from tests.support.world import World

HEADINGS = ("Number", "Date", "Client", "Description", "Qty", "Price", "Tax", "Paid")
ROWS = (
    ("FV/1", "2025-01-10", "Old Client", "Tea", "2", "10.00", "23%", "24.60"),
    ("FV/2", "2025-02-11", "Example Bakery", "Cup", "1", "5.00", "standard", ""),
    ("FV/2", "2025-02-11", "Example Bakery", "Spoon", "3", "1.00", "8", ""),
)


async def invoices(world: World) -> dict[str, dict[str, Any]]:
    found = (await world.api.get("/v1/invoices", params={"limit": 100})).json()["data"]
    return {one["number"]: one for one in found}


class TestTable:
    async def test_columns_are_recognized_and_nothing_is_imported_yet(self, world: World) -> None:
        run = await uploaded(world, table(*ROWS, headings=HEADINGS), "invoices")
        fields = [one["field"] for one in run["columns"]]
        assert fields == ["number", "issue_date", "client_name", "description", "quantity", "unit_price", "tax", "paid"]
        assert run["state"] == "mapping"
        assert await invoices(world) == {}

    async def test_a_check_says_what_would_become_of_each_row(self, world: World) -> None:
        run = await done(world, await uploaded(world, table(*ROWS, headings=HEADINGS), "invoices"), "check")
        assert run["state"] == "checked", run["problem"]
        assert (run["report"]["rows"], run["report"]["added"], run["report"]["refused"]) == (3, 2, 0)
        total = run["report"]["totals"][0]
        assert (total["file"], total["add"], total["agrees"]) == ("28.00", "28.00", True)
        assert await invoices(world) == {}

    async def test_numbers_dates_and_payments_stay_as_they_were(self, world: World) -> None:
        run = await done(world, await uploaded(world, table(*ROWS, headings=HEADINGS), "invoices"), "check", "apply")
        assert run["state"] == "applied", run["problem"]
        found = await invoices(world)
        assert (found["FV/1"]["issue_date"], found["FV/1"]["gross"], found["FV/1"]["balance"]) == (
            "2025-01-10",
            "24.60",
            "0.00",
        )
        assert (found["FV/2"]["gross"], found["FV/2"]["balance"]) == ("9.39", "9.39")
        own = await world.add_invoice()
        assert own["number"].endswith("-0001")

    async def test_nobody_is_told(self, world: World) -> None:
        await done(world, await uploaded(world, table(*ROWS, headings=HEADINGS), "invoices"), "check", "apply")
        assert (await world.api.get("/v1/deliveries")).json()["data"] == []
        assert await world.fetch("SELECT 1 FROM reminder_plans WHERE org_id = $1", world.org) == []

    async def test_an_imported_invoice_prints_pays_and_credits_but_is_not_voided(self, world: World) -> None:
        await done(world, await uploaded(world, table(*ROWS, headings=HEADINGS), "invoices"), "check", "apply")
        id = (await invoices(world))["FV/2"]["id"]
        assert (await world.api.get(f"/v1/invoices/{id}/pdf")).status_code == 200
        assert (await world.api.get(f"/v1/invoices/{id}/einvoice")).status_code == 200
        assert (await world.api.post(f"/v1/invoices/{id}/void", json={"reason": "wrong client"})).json()[
            "code"
        ] == "invoice.issued_elsewhere"
        credit = await world.api.post(f"/v1/invoices/{id}/credit", json={"reason": "Returned"})
        assert credit.status_code == 201, credit.text

    async def test_what_cannot_be_read_is_named_by_row(self, world: World) -> None:
        bad = (
            ("FV/3", "31.02.2025", "Old Client", "Tea", "2", "10.00", "23%", ""),
            ("FV/4", "2025-02-11", "Old Client", "Tea", "two", "10.00", "23%", ""),
            ("FV/5", "2025-02-11", "Old Client", "Tea", "2", "10.00", "99%", ""),
            ("", "2025-02-11", "Old Client", "Tea", "2", "10.00", "23%", ""),
            ("FV/6", "2025-02-11", "Old Client", "Tea", "2", "10.00", "23%", "999"),
        )
        run = await done(world, await uploaded(world, table(*ROWS, *bad, headings=HEADINGS), "invoices"), "check")
        problems = {one["row"]: one["problem"] for one in await rows_of(world, run, "refused")}
        assert "no day" in problems[5]
        assert "no quantity" in problems[6]
        assert "no tax rate" in problems[7]
        assert "no invoice number" in problems[8]
        assert run["report"]["totals"][0]["agrees"]

    async def test_all_or_nothing_leaves_nothing(self, world: World) -> None:
        bad = ("FV/5", "2025-02-11", "Old Client", "Tea", "2", "10.00", "99%", "")
        run = await done(
            world, await uploaded(world, table(*ROWS, bad, headings=HEADINGS), "invoices"), "check", "apply"
        )
        assert (run["state"], "FV/5" in run["problem"]) == ("failed", True)
        assert await invoices(world) == {}

    async def test_partial_takes_what_can_be_taken(self, world: World) -> None:
        bad = ("FV/5", "2025-02-11", "Old Client", "Tea", "2", "10.00", "99%", "")
        run = await changed(
            world, await uploaded(world, table(*ROWS, bad, headings=HEADINGS), "invoices"), mode="partial"
        )
        run = await done(world, run, "check", "apply")
        assert (run["state"], run["report"]["added"], run["report"]["refused"]) == ("applied", 2, 1)
        assert sorted(await invoices(world)) == ["FV/1", "FV/2"]


class TestOnce:
    """FM-48: a re-run adds nothing, a death in the middle leaves nothing."""

    async def test_the_same_file_again_adds_nothing(self, world: World) -> None:
        content = table(*ROWS, headings=HEADINGS)
        await done(world, await uploaded(world, content, "invoices"), "check", "apply")
        again = await done(world, await uploaded(world, content, "invoices"), "check", "apply")
        assert (again["state"], again["report"]["added"], again["report"]["known"]) == ("applied", 0, 2)
        assert len(await invoices(world)) == 2

    async def test_a_job_that_runs_twice_does_it_once(self, world: World) -> None:
        from duespark.imports.run import run_import
        from duespark.runtime.jobs import Work

        run = await done(world, await uploaded(world, table(*ROWS, headings=HEADINGS), "invoices"), "check", "apply")
        await run_import(Work(pool=world.pool, org=world.org), run_id=run["id"], action="apply")
        assert len(await invoices(world)) == 2

    async def test_a_death_in_the_middle_leaves_nothing_and_the_next_attempt_does_all(self, world: World) -> None:
        from duespark.imports.run import run_import
        from duespark.runtime.jobs import Work

        run = await done(world, await uploaded(world, table(*ROWS, headings=HEADINGS), "invoices"), "check")
        await world.api.post(f"/v1/imports/{run['id']}/apply")
        await world.execute(
            "CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.number = 'FV/2' THEN"
            " RAISE 'killed at half'; END IF; RETURN NEW; END $$"
        )
        await world.execute("CREATE TRIGGER die BEFORE INSERT ON invoices FOR EACH ROW EXECUTE FUNCTION die()")
        try:
            with pytest.raises(Exception, match="killed"):
                await run_import(Work(pool=world.pool, org=world.org), run_id=run["id"], action="apply")
            assert await invoices(world) == {}
        finally:
            await world.execute("DROP TRIGGER die ON invoices")
            await world.execute("DROP FUNCTION die")
        await run_waiting_jobs(world.pool)
        assert sorted(await invoices(world)) == ["FV/1", "FV/2"]

    async def test_a_number_of_our_own_is_not_taken_again(self, world: World) -> None:
        own = await world.add_invoice()
        row = (own["number"], "2025-01-10", "Old Client", "Tea", "2", "10.00", "23%", "")
        run = await done(world, await uploaded(world, table(row, headings=HEADINGS), "invoices"), "check")
        assert "already" in (await rows_of(world, run, "refused"))[0]["problem"]


class TestUndo:
    async def test_takes_everything_away_again(self, world: World) -> None:
        run = await done(world, await uploaded(world, retail(), "invoices"), "check")
        run = await changed(world, run, credit_prefix="C", currency="GBP", tax="out_of_scope", mode="partial")
        run = await done(world, run, "check", "apply", "undo")
        assert (run["state"], run["report"]["kept"]) == ("undone", 0)
        assert await invoices(world) == {}
        names = [one["profile"]["name"] for one in (await world.api.get("/v1/clients")).json()["data"]]
        assert names == ["Example Bakery"]

    async def test_keeps_what_was_used_since_and_imports_it_no_second_time(self, world: World) -> None:
        content = table(*ROWS, headings=HEADINGS)
        run = await done(world, await uploaded(world, content, "invoices"), "check", "apply")
        id = (await invoices(world))["FV/2"]["id"]
        await world.api.post(f"/v1/invoices/{id}/credit", json={"reason": "Returned"})
        run = await done(world, run, "undo")
        kept = await rows_of(world, run, "kept")
        assert [(one["label"], "stays" in one["problem"]) for one in kept] == [("FV/2", True)]
        again = await done(world, await uploaded(world, content, "invoices"), "check", "apply")
        assert (again["report"]["added"], again["report"]["known"]) == (1, 1)

    async def test_an_import_is_undone_once(self, world: World) -> None:
        run = await done(
            world, await uploaded(world, table(*ROWS, headings=HEADINGS), "invoices"), "check", "apply", "undo"
        )
        assert (await world.api.post(f"/v1/imports/{run['id']}/undo")).json()["code"] == "import.not_now"


class TestRetail:
    async def report(self, world: World) -> dict[str, Any]:
        run = await uploaded(world, retail(), "invoices", name="retail.csv")
        options = {"credit_prefix": "C", "currency": "GBP", "tax": "out_of_scope", "settled": True, "mode": "partial"}
        return await done(world, await changed(world, run, **options), "check", "apply")

    async def test_cancellations_become_credit_notes_and_nothing_is_lost(self, world: World) -> None:
        run = await self.report(world)
        report = run["report"]
        assert report["rows"] == 37
        assert (report["added"], report["credit_notes"], report["refused"], report["refused_rows"]) == (11, 2, 2, 4)
        total = report["totals"][0]
        assert total["agrees"]
        assert Decimal(total["file"]) == Decimal(total["add"]) + Decimal(total["refused"])

    async def test_rows_without_a_client_and_bad_debts_are_reported(self, world: World) -> None:
        refused = {one["label"]: one["problem"] for one in await rows_of(world, await self.report(world), "refused")}
        assert "No client" in refused["536371"]
        assert "negative" in refused["A563187"]

    async def test_credit_notes_are_above_zero_and_everything_is_settled(self, world: World) -> None:
        await self.report(world)
        found = await invoices(world)
        assert found["C536369"]["kind"] == "credit_note"
        assert Decimal(found["C536369"]["gross"]) > 0
        assert {one["balance"] for one in found.values()} == {"0.00"}
        clients = (await world.api.get("/v1/clients")).json()["data"]
        assert {
            one["profile"]["address"]["country"] for one in clients if one["profile"]["name"].startswith("Client")
        } == {"GB", "IE"}
