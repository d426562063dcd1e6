"""Documents after their period: announced, kept by whatever keeps them, erased once, and proved to be gone lawfully."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from duespark.evidence.export import one_moment
from duespark.evidence.verify import SeriesProof, verify_organization
from duespark.privacy import sweep
from duespark.privacy.sweep import sweep_retention
from duespark.runtime import storage
from duespark.runtime.jobs.inline import run_waiting_jobs
from tests.privacy.test_erasure import add_person, settle
from tests.support.world import World, new_world

ISSUED = datetime(2020, 3, 2, 9, tzinfo=UTC)
ENDED = datetime(2027, 1, 2, 9, tzinfo=UTC)
A_MONTH_LATER = datetime(2027, 2, 2, 9, tzinfo=UTC)


async def choose(world: World, **wish: Any) -> Any:
    at = f"/v1/companies/{world.company['id']}/retention"
    known = (await world.api.get(at)).json()
    return await world.api.put(
        at, json={"erases": True, "years": None, **wish}, headers={"if-match": f'"{known["version"]}"'}
    )


async def old_invoice(world: World, **fields: Any) -> dict[str, Any]:
    """An invoice of 2020 that was paid then."""
    await world.set_clock(ISSUED)
    invoice = await world.add_invoice(**fields)
    await settle(world, invoice)
    return invoice


async def run(world: World, *moments: datetime) -> int:
    """The daily look at these moments; how many documents went."""
    erased = 0
    for moment in moments:
        await world.set_clock(moment)
        erased += await sweep_retention(world.pool, org=world.org)
    return erased


async def read(world: World, path: str) -> Any:
    answer = await world.api.get(path)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def proofs(world: World) -> list[SeriesProof]:
    async with one_moment(world.pool, world.org) as tx:
        return [proof async for proof in verify_organization(tx) if proof.name.endswith(", invoice")]


class TestSettings:
    async def test_show_the_law_and_keep_everything_until_somebody_chooses(self, world: World) -> None:
        found = await read(world, f"/v1/companies/{world.company['id']}/retention")
        assert (found["country"], found["law_years"], found["year_after"]) == ("PL", 5, True)
        assert "Ordynacja podatkowa" in found["law"]
        assert (found["years"], found["erases"], found["version"]) == (None, False, 0)

    async def test_may_be_longer_than_the_law_and_never_shorter(self, world: World) -> None:
        assert (await choose(world, years=10)).json()["years"] == 10
        answer = await choose(world, years=4)
        assert (answer.status_code, answer.json()["code"]) == (422, "retention.too_short")
        assert answer.json()["errors"][0]["pointer"] == "#/years"

    async def test_need_the_newest_version(self, world: World) -> None:
        await choose(world)
        at = f"/v1/companies/{world.company['id']}/retention"
        answer = await world.api.put(at, json={"erases": False}, headers={"if-match": '"0"'})
        assert answer.status_code == 412

    @pytest.mark.parametrize("role", ["accountant", "member", "viewer"])
    async def test_are_for_owners_and_admins(self, world: World, role: str) -> None:
        other = await world.user(role)
        at = f"/v1/companies/{world.company['id']}/retention"
        assert (await other.put(at, json={"erases": True}, headers={"if-match": '"0"'})).status_code == 403

    async def test_of_another_organization_are_unknown(self, world: World, database: str) -> None:
        async with new_world(database) as other:
            assert (await world.api.get(f"/v1/companies/{other.company['id']}/retention")).status_code == 404


class TestSweep:
    async def test_announces_a_month_ahead_and_erases_then(self, world: World) -> None:
        await choose(world)
        invoice = await old_invoice(world)
        assert await run(world, datetime(2026, 12, 31, 9, tzinfo=UTC)) == 0
        assert (await read(world, "/v1/planned-erasures"))["total"] == 0  # the last day of its period
        assert await run(world, ENDED, datetime(2027, 1, 31, 9, tzinfo=UTC)) == 0
        (plan,) = (await read(world, "/v1/planned-erasures"))["data"]
        assert (plan["number"], plan["erases_on"], plan["held"]) == (invoice["number"], "2027-02-01", False)
        assert [one["kind"] for one in (await read(world, "/v1/dashboard"))["needs_attention"]] == ["erased_soon"]
        assert await run(world, A_MONTH_LATER) == 1
        (record,) = (await read(world, "/v1/document-erasures"))["data"]
        assert (record["number"], record["until"], record["erased_on"]) == (
            invoice["number"],
            "2026-12-31",
            "2027-02-02",
        )
        assert await run(world, A_MONTH_LATER) == 0
        assert (await read(world, "/v1/planned-erasures"))["total"] == 0

    async def test_tells_the_company_once(self, world: World) -> None:
        await choose(world)
        await old_invoice(world)
        await run(world, ENDED, ENDED)
        sends = await world.fetch(
            "SELECT key FROM sends WHERE org_id = $1 AND key LIKE 'documents_erased_soon:%'", world.org
        )
        assert len(sends) == 1

    async def test_does_nothing_unless_the_company_chose_it(self, world: World) -> None:
        await old_invoice(world)
        assert await run(world, ENDED, A_MONTH_LATER) == 0

    async def test_keeps_as_long_as_the_company_chose(self, world: World) -> None:
        await choose(world, years=7)
        await old_invoice(world)
        assert await run(world, ENDED, A_MONTH_LATER) == 0
        assert await run(world, datetime(2029, 1, 1, 9, tzinfo=UTC), datetime(2029, 2, 1, 9, tzinfo=UTC)) == 1

    async def test_keeps_what_is_owed(self, world: World) -> None:
        await choose(world)
        await world.set_clock(ISSUED)
        await world.add_invoice()
        assert await run(world, ENDED, A_MONTH_LATER) == 0

    async def test_keeps_what_a_newer_document_belongs_to(self, world: World) -> None:
        await choose(world)
        invoice = await old_invoice(world)
        await world.set_clock(datetime(2024, 5, 2, 9, tzinfo=UTC))
        body = {"reason": "Half of it was never delivered", "amount": "100.00"}
        answer = await world.api.post(f"/v1/invoices/{invoice['id']}/credit", json=body)
        assert answer.status_code == 201, answer.text
        assert await run(world, ENDED, A_MONTH_LATER) == 0

    @pytest.mark.parametrize("about_it", [True, False])
    async def test_never_erases_under_a_legal_hold(self, world: World, about_it: bool) -> None:
        await choose(world)
        invoice = await old_invoice(world)
        await run(world, ENDED)
        at = f"/v1/clients/{world.client['id']}/legal-holds"
        body = {"reason": "Case 12/26", "invoice_id": invoice["id"] if about_it else None}
        hold = (await world.api.post(at, json=body)).json()
        assert await run(world, A_MONTH_LATER) == 0
        assert [one["held"] for one in (await read(world, "/v1/planned-erasures"))["data"]] == [True]
        await world.api.post(f"/v1/legal-holds/{hold['id']}/release", json={"reason": "Settled"})
        assert await run(world, A_MONTH_LATER) == 1

    async def test_a_hold_on_one_document_does_not_keep_another(self, world: World) -> None:
        await choose(world)
        held, other = await old_invoice(world), await old_invoice(world)
        at = f"/v1/clients/{world.client['id']}/legal-holds"
        await world.api.post(at, json={"reason": "Case 12/26", "invoice_id": held["id"]})
        assert await run(world, ENDED, A_MONTH_LATER) == 1
        assert (await read(world, f"/v1/invoices/{other['id']}"))["erased_at"] is not None
        assert (await read(world, f"/v1/invoices/{held['id']}"))["erased_at"] is None

    async def test_a_longer_period_holds_at_once(self, world: World) -> None:
        await choose(world)
        await old_invoice(world)
        await run(world, ENDED)
        await choose(world, years=9)
        assert await run(world, A_MONTH_LATER) == 0
        assert (await read(world, "/v1/planned-erasures"))["total"] == 0

    async def test_goes_on_where_it_was_stopped(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        await choose(world)
        for _ in range(3):
            await old_invoice(world)
        await run(world, ENDED)
        calls: list[UUID] = []
        whole = sweep.erase_whole_document

        async def breaks_once(tx: Any, row: Any, **facts: Any) -> None:
            calls.append(row.id)
            await whole(tx, row, **facts)
            if len(calls) == 2:
                raise RuntimeError("killed")

        monkeypatch.setattr(sweep, "erase_whole_document", breaks_once)
        assert await run(world, A_MONTH_LATER) == 2
        assert (await read(world, "/v1/planned-erasures"))["total"] == 1
        assert await run(world, A_MONTH_LATER) == 1
        (proof,) = await proofs(world)
        assert (proof.holds, proof.versions, proof.erased) == (True, 3, 3)


class TestErased:
    async def test_takes_the_person_out_of_every_table(self, world: World) -> None:
        await choose(world)
        await world.set_clock(ISSUED)
        client = await add_person(world)
        line = {"description": "Portrait of Kunegunda", "quantity": "1", "unit_price": "100", "tax": "standard"}
        invoice = await old_invoice(world, client_id=client["id"], lines=[line], notes="Thank you, Kunegunda")
        body = {"to": ["kunegunda@example.com"], "message": "Dear Kunegunda"}
        assert (await world.api.post(f"/v1/invoices/{invoice['id']}/send", json=body)).status_code == 202
        await world.execute("UPDATE sends SET state = 'sent' WHERE org_id = $1", world.org)
        await world.api.get(f"/v1/invoices/{invoice['id']}/pdf")
        assert await run(world, ENDED, A_MONTH_LATER) == 1
        spared = {"clients", "client_contacts", "client_words", "client_grams", "pgqueuer", "pgqueuer_log"}
        tables = await world.fetch(
            "SELECT table_name FROM information_schema.columns WHERE column_name = 'org_id' AND table_schema = 'public'"
        )
        for table in {row["table_name"] for row in tables} - spared:
            rows = await world.fetch(f"SELECT to_jsonb(t)::text AS text FROM {table} AS t WHERE org_id = $1", world.org)
            told = [row["text"] for row in rows if "unegunda" in row["text"] and client["id"] not in row["text"]]
            assert not told, (table, told)

    async def test_keeps_number_and_amounts_and_does_nothing_more(self, world: World) -> None:
        await choose(world)
        invoice = await old_invoice(world)
        await run(world, ENDED, A_MONTH_LATER)
        at = f"/v1/invoices/{invoice['id']}"
        after = await read(world, at)
        assert (after["number"], after["document"]["totals"]) == (invoice["number"], invoice["document"]["totals"])
        assert (after["client_name"], after["document"]["buyer"]["name"], after["document"]["lines"]) == (
            "Erased",
            "Erased",
            [],
        )
        for path in ("/pdf", "/versions/1", "/versions/1/pdf", "/einvoice", "/pages", "/html"):
            answer = await world.api.get(f"{at}{path}")
            assert (answer.status_code, answer.json()["code"]) == (409, "invoice.erased"), path
        for path, body in (("/void", {"reason": "wrong"}), ("/duplicate", None), ("/send", {})):
            answer = await world.api.post(f"{at}{path}", json=body)
            assert (answer.status_code, answer.json()["code"]) == (409, "invoice.erased"), path

    async def test_is_proved_to_be_lawful(self, world: World) -> None:
        await choose(world)
        invoice, newer = await old_invoice(world), await old_invoice(world)
        await world.api.post(
            f"/v1/clients/{world.client['id']}/legal-holds", json={"reason": "x", "invoice_id": newer["id"]}
        )
        await run(world, ENDED, A_MONTH_LATER)
        (proof,) = await proofs(world)
        assert (proof.holds, proof.versions, proof.erased) == (True, 2, 1)
        (version,) = (await read(world, f"/v1/invoices/{invoice['id']}/versions"))["data"]
        assert version["proof"] == "erased"
        (other,) = (await read(world, f"/v1/invoices/{newer['id']}/versions"))["data"]
        assert other["proof"] == "valid"

    async def test_an_emptied_version_without_a_record_is_broken(self, world: World) -> None:
        invoice = await old_invoice(world)
        at = f"UPDATE invoice_versions SET document = '{{}}', look = '{{}}', reason = '' WHERE invoice_id = '{invoice['id']}'"
        assert await world.execute(at) == "UPDATE 0"  # the database refuses it without a record

    async def test_a_forged_record_proves_nothing(self, world: World) -> None:
        invoice = await old_invoice(world)
        await world.execute(
            "INSERT INTO document_erasures SELECT i.org_id, i.id, i.company_id, i.number, i.issue_date, i.issue_date, 'PL', '',"
            " '2026-12-31', '2027-02-01', array_agg(v.hash), min(v.key_id::text)::uuid, min(v.signature), now()"
            " FROM invoices AS i JOIN invoice_versions AS v ON v.invoice_id = i.id WHERE i.id = $1 GROUP BY 1, 2",
            UUID(invoice["id"]),
        )
        emptied = "UPDATE invoice_versions SET document = '{}', look = '{}', reason = '' WHERE invoice_id = $1"
        assert await world.execute(emptied, UUID(invoice["id"])) == "UPDATE 1"
        (proof,) = await proofs(world)
        assert proof.broken is not None
        assert (proof.broken.what, proof.broken.invoice_number) == ("erasure", invoice["number"])

    async def test_its_files_leave_the_store(self, world: World) -> None:
        await choose(world)
        invoice = await old_invoice(world)
        await world.api.get(f"/v1/invoices/{invoice['id']}/pdf")
        (kept,) = await world.fetch("SELECT sha256 FROM prints WHERE org_id = $1", world.org)
        assert await storage.get_content(world.org, kept["sha256"])
        await run(world, ENDED, A_MONTH_LATER)
        await run_waiting_jobs(world.pool)
        with pytest.raises(storage.ObjectMissing):
            await storage.get_content(world.org, kept["sha256"])


class TestHoldList:
    async def test_is_paged_filtered_and_exported(self, world: World) -> None:
        invoice = await world.add_invoice()
        at = f"/v1/clients/{world.client['id']}/legal-holds"
        first = (await world.api.post(at, json={"reason": "Case 1"})).json()
        await world.api.post(at, json={"reason": "Case 2", "invoice_id": invoice["id"]})
        await world.api.post(f"/v1/legal-holds/{first['id']}/release", json={"reason": "Over"})
        page = await read(world, "/v1/legal-holds?limit=1")
        assert (page["total"], [one["reason"] for one in page["data"]]) == (2, ["Case 2"])
        rest = await read(world, f"/v1/legal-holds?limit=1&cursor={page['next']}")
        assert [one["reason"] for one in rest["data"]] == ["Case 1"]
        assert [one["reason"] for one in (await read(world, "/v1/legal-holds?stands=false"))["data"]] == ["Case 1"]
        found = await read(world, f"/v1/legal-holds?invoice_id={invoice['id']}")
        assert [one["client_name"] for one in found["data"]] == ["Example Bakery"]
        table = await world.api.get("/v1/legal-holds.csv?q=case 2")
        assert len(table.text.strip().splitlines()) == 2

    async def test_knows_nothing_of_other_organizations(self, world: World, database: str) -> None:
        async with new_world(database) as other:
            await other.api.post(f"/v1/clients/{other.client['id']}/legal-holds", json={"reason": "Theirs"})
        assert (await read(world, "/v1/legal-holds"))["total"] == 0
