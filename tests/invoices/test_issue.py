"""Issuing: consecutive numbers, frozen versions, one transaction."""

import asyncio
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from duespark.engine.invoice.history import check_history
from duespark.engine.invoice.versions import Break
from duespark.invoices.chain import SEALED, version_of
from duespark.invoices.issue import issue_invoice
from tests.support.world import LINE, World, new_world


def numbers_of(rows: list[dict[str, object]]) -> list[int]:
    return sorted(int(str(row["number"]).rsplit("-", 1)[1]) for row in rows)


class TestIssue:
    async def test_takes_the_next_number_in_its_series(self, world: World) -> None:
        year = datetime.now(UTC).year
        assert [(await world.add_invoice())["number"] for _ in range(3)] == [f"INV-{year}-{n:04}" for n in (1, 2, 3)]

    async def test_freezes_the_document_with_its_number(self, world: World) -> None:
        issued = await world.add_invoice()
        assert issued["status"] == "issued"
        assert issued["document"]["number"] == issued["number"]
        assert issued["document"]["issue_date"] is not None
        assert issued["balance"] == {
            "amount_due": "1476.00",
            "paid": "0.00",
            "credited": "0.00",
            "discounted": "0.00",
            "balance": "1476.00",
            "refundable": "0.00",
            "applied": "0.00",
            "written_off": "0.00",
        }
        versions = (await world.api.get(f"/v1/invoices/{issued['id']}/versions")).json()["data"]
        assert [version["number"] for version in versions] == [1]

    async def test_changes_of_the_company_do_not_reach_an_issued_invoice(self, world: World) -> None:
        """FM-24: logo, address and color change; the old PDF stays the same, byte for byte."""
        issued = await world.add_invoice()
        before = (await world.api.get(f"/v1/invoices/{issued['id']}/pdf")).content
        company = (await world.api.get(f"/v1/companies/{world.company['id']}")).json()
        writable = (
            "profile",
            "tax_registered",
            "currency",
            "language",
            "payment_terms_days",
            "reply_to",
        )
        body = {name: company[name] for name in writable}
        await world.paint(primary="#1D4ED8")
        body["profile"]["name"] = "Another Name"
        changed = await world.api.put(
            f"/v1/companies/{company['id']}", json=body, headers={"if-match": f'"{company["version"]}"'}
        )
        assert changed.status_code == 200, changed.text
        assert (await world.api.get(f"/v1/invoices/{issued['id']}")).json()["document"] == issued["document"]
        assert (await world.api.get(f"/v1/invoices/{issued['id']}/pdf")).content == before
        assert before.startswith(b"%PDF")

    async def test_versions_form_a_chain_that_shows_tampering(self, world: World) -> None:
        for _ in range(3):
            await world.add_invoice()
        rows = await world.fetch(
            f"SELECT {SEALED} FROM invoice_versions WHERE org_id = $1 ORDER BY position", world.org
        )
        chain = [version_of(row) for row in rows]
        assert check_history(chain) is None
        chain[1] = replace(chain[1], document={**chain[1].document, "notes": "tampered"})
        assert check_history(chain) == Break(at=1, what="content")

    async def test_lines_are_projected_from_the_document(self, world: World) -> None:
        issued = await world.add_invoice(lines=[{"kind": "heading", "description": "Phase 1"}, LINE])
        rows = await world.fetch(
            "SELECT position, description, net FROM invoice_lines WHERE invoice_id = $1", UUID(issued["id"])
        )
        assert [(row["position"], row["description"], str(row["net"])) for row in rows] == [
            (2, "Design work", "1200.00")
        ]

    @pytest.mark.parametrize(
        ("fields", "pointer"),
        [({"lines": []}, "#/lines"), ({"lines": [{**LINE, "description": " "}]}, "#/lines/0/description"),
         ({"lines": [{**LINE, "quantity": "-1"}]}, "#/lines"), ({"issue_date": "2998-01-01"}, "#/issue_date")],
    )  # fmt: skip
    async def test_what_is_missing_is_named(self, world: World, fields: dict[str, object], pointer: str) -> None:
        draft = await world.add_draft(**fields)
        response = await world.api.post(f"/v1/invoices/{draft['id']}/issue")
        assert response.status_code == 422, response.text
        assert response.json()["errors"][0]["pointer"] == pointer
        assert (await world.add_invoice())["number"].endswith("0001")

    async def test_an_earlier_date_than_the_last_number_is_refused(self, world: World) -> None:
        """FM-22: numbers and dates stay in one order."""
        await world.add_invoice()
        earlier = (datetime.now(UTC) - timedelta(days=3)).date().isoformat()
        draft = await world.add_draft(issue_date=earlier)
        response = await world.api.post(f"/v1/invoices/{draft['id']}/issue")
        assert (response.status_code, response.json()["code"]) == (409, "invoice.date_too_early")

    async def test_a_total_of_zero_is_settled_at_once(self, world: World) -> None:
        issued = await world.add_invoice(lines=[{**LINE, "unit_price": "0.00"}])
        assert issued["settled_at"] is not None

    async def test_issuing_twice_is_refused(self, world: World) -> None:
        issued = await world.add_invoice()
        assert (await world.api.post(f"/v1/invoices/{issued['id']}/issue")).status_code == 409


class TestReset:
    @pytest.mark.parametrize(
        ("zone", "instant", "year"),
        [("Pacific/Tongatapu", datetime(2025, 12, 31, 11, 30, tzinfo=UTC), 2026),
         ("Pacific/Midway", datetime(2027, 1, 1, 10, 30, tzinfo=UTC), 2026)],
    )  # fmt: skip
    async def test_the_year_is_the_organizations(self, database: str, zone: str, instant: datetime, year: int) -> None:
        """FM-23: half past midnight on 1 January in UTC+13, half to midnight on 31 December in UTC-11."""
        async with new_world(database, time_zone=zone) as world:
            await world.set_clock(instant)
            assert (await world.add_invoice())["number"] == f"INV-{year}-0001"

    async def test_a_new_year_begins_at_one_and_continues_the_chain(self, world: World) -> None:
        await world.set_clock(datetime(2025, 12, 31, 12, tzinfo=UTC))
        last = await world.add_invoice()
        await world.set_clock(datetime(2026, 1, 2, 12, tzinfo=UTC))
        first = await world.add_invoice()
        assert (last["number"], first["number"]) == ("INV-2025-0001", "INV-2026-0001")
        chain = [(await world.api.get(f"/v1/invoices/{one['id']}/versions")).json()["data"][0] for one in (last, first)]
        assert chain[1]["previous_hash"] == chain[0]["hash"]


class TestConcurrency:
    async def test_two_hundred_at_once_are_consecutive(self, world: World) -> None:
        """FM-19."""
        drafts = [await world.add_draft() for _ in range(200)]
        answers = await asyncio.gather(*(world.api.post(f"/v1/invoices/{draft['id']}/issue") for draft in drafts))
        assert {answer.status_code for answer in answers} == {200}
        assert numbers_of([answer.json() for answer in answers]) == list(range(1, 201))

    async def test_few_wait_for_the_series_and_nobody_else_waits_for_them(self, world: World) -> None:
        await world.add_invoice()  # with a signing key and a counter there is nothing else to wait for
        drafts = [await world.add_draft() for _ in range(9)]
        held = (
            "SELECT count(*) AS count FROM pg_locks AS l JOIN pg_database AS d ON d.oid = l.database"
            " WHERE d.datname = current_database() AND relation = 'series'::regclass AND mode = 'RowShareLock'"
        )
        most = 0
        async with asyncio.timeout(30), world.tx() as tx:
            await tx.conn.fetch("SELECT id FROM series WHERE org_id = $1 AND kind = 'invoice' FOR UPDATE", world.org)
            answers = [asyncio.create_task(world.api.post(f"/v1/invoices/{one['id']}/issue")) for one in drafts]
            looks = 0
            while most < 2 or (looks := looks + 1) < 20:
                most = max(most, (await world.fetch(held))[0]["count"] - 1)
                await asyncio.sleep(0.01)
            other = await world.api.get("/v1/invoices?limit=1")
        assert numbers_of([answer.json() for answer in await asyncio.gather(*answers)]) == list(range(2, 11))
        assert (most, other.status_code) == (2, 200)

    async def test_another_series_does_not_wait_though_both_use_a_template_for_the_first_time(
        self, world: World
    ) -> None:
        await world.add_invoice()
        other = await world.add_company()
        drafts = [await world.add_draft(), await world.add_draft(company_id=other["id"])]
        chosen = await world.api.put("/v1/templates/choices", json={"standard": "classic"})
        assert chosen.status_code < 300, chosen.text
        waits = "SELECT count(*) AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        lock = "SELECT id FROM series WHERE org_id = $1 AND company_id = $2 AND kind = 'invoice' FOR UPDATE"
        async with asyncio.timeout(20), world.tx() as tx:
            await tx.conn.fetch(lock, world.org, world.company["id"])
            held = asyncio.create_task(world.api.post(f"/v1/invoices/{drafts[0]['id']}/issue"))
            while (await world.fetch(waits))[0]["count"] == 0:
                await asyncio.sleep(0.01)
            assert (await world.api.post(f"/v1/invoices/{drafts[1]['id']}/issue")).status_code == 200
        assert (await held).status_code == 200

    async def test_a_series_that_is_changed_meanwhile_is_read_anew(self, world: World) -> None:
        await world.add_invoice()
        draft = await world.add_draft()
        waits = "SELECT count(*) AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        async with asyncio.timeout(30), world.tx() as tx:
            change = "UPDATE series SET pattern = 'X-{seq:3}', reset = 'never', version = version + 1 WHERE org_id = $1 AND kind = 'invoice'"
            await tx.conn.execute(change, world.org)
            answer = asyncio.create_task(world.api.post(f"/v1/invoices/{draft['id']}/issue"))
            while (await world.fetch(waits))[0]["count"] == 0:
                await asyncio.sleep(0.01)
        assert (await answer).json()["number"] == "X-001"

    async def test_aborting_at_random_points_leaves_no_gap(self, world: World) -> None:
        """FM-20: the number goes back with the transaction."""
        rng = random.Random(20)
        kept = 0
        for _ in range(60):
            draft = await world.add_draft()
            try:
                async with world.tx() as tx:
                    await issue_invoice(tx, UUID(draft["id"]))
                    if rng.random() < 0.6:
                        raise ConnectionAbortedError
                kept += 1
            except ConnectionAbortedError:
                pass
        rows = await world.fetch("SELECT number FROM invoices WHERE org_id = $1 AND number IS NOT NULL", world.org)
        assert numbers_of(rows) == list(range(1, kept + 1))

    async def test_one_draft_is_issued_once(self, world: World) -> None:
        draft = await world.add_draft()
        answers = await asyncio.gather(*(world.api.post(f"/v1/invoices/{draft['id']}/issue") for _ in range(10)))
        assert sorted(answer.status_code for answer in answers) == [200, *[409] * 9]


class TestIdempotency:
    async def test_fifty_parallel_posts_make_one_invoice(self, world: World) -> None:
        """FM-42."""
        headers = {"idempotency-key": '"8e03978e-40d5-43dd-bc93-6894a57f9324"'}
        answers = await asyncio.gather(
            *(world.api.post("/v1/invoices", json=world.draft(), headers=headers) for _ in range(50))
        )
        assert {answer.status_code for answer in answers} == {201}
        assert len({answer.json()["id"] for answer in answers}) == 1
        assert sum("idempotent-replayed" in answer.headers for answer in answers) == 49
        assert len(await world.fetch("SELECT 1 FROM invoices WHERE org_id = $1", world.org)) == 1

    async def test_the_key_with_another_body_is_refused(self, world: World) -> None:
        headers = {"idempotency-key": "one"}
        assert (await world.api.post("/v1/invoices", json=world.draft(), headers=headers)).status_code == 201
        other = await world.api.post("/v1/invoices", json=world.draft(notes="other"), headers=headers)
        assert (other.status_code, other.json()["code"]) == (422, "idempotency.other_request")

    async def test_a_refused_request_does_not_use_the_key_up(self, world: World) -> None:
        headers = {"idempotency-key": "two"}
        assert (
            await world.api.post("/v1/invoices", json=world.draft(currency="XXQ"), headers=headers)
        ).status_code == 422
        assert (await world.api.post("/v1/invoices", json=world.draft(), headers=headers)).status_code == 201


class TestVoid:
    async def test_keeps_the_number_and_asks_for_nothing(self, world: World) -> None:
        issued = await world.add_invoice()
        void = (await world.api.post(f"/v1/invoices/{issued['id']}/void", json={"reason": "Wrong client"})).json()
        assert (void["status"], void["number"], void["balance"]["balance"]) == ("void", issued["number"], "0.00")
        assert (await world.add_invoice())["number"].endswith("0002")

    async def test_needs_a_reason_and_an_unpaid_invoice(self, world: World) -> None:
        issued = await world.add_invoice()
        assert (await world.api.post(f"/v1/invoices/{issued['id']}/void", json={})).status_code == 422
        await world.execute("UPDATE invoices SET paid = 1 WHERE id = $1", UUID(issued["id"]))
        refused = await world.api.post(f"/v1/invoices/{issued['id']}/void", json={"reason": "Wrong client"})
        assert (refused.status_code, refused.json()["code"]) == (409, "invoice.partly_paid")
