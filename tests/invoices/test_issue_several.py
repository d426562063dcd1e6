"""Issues that wait for one series are answered in one transaction, and each as if it had been alone."""

import asyncio
from typing import Any

import httpx2

from tests.invoices.test_issue import numbers_of
from tests.support.world import World


async def issue_all(
    world: World, drafts: list[dict[str, Any]], *, api: httpx2.AsyncClient | None = None, **more: Any
) -> list[httpx2.Response]:
    """The answers to one request for each draft, sent at the same moment. One is let in; the others wait."""
    asked = (api or world.api).post
    return list(await asyncio.gather(*(asked(f"/v1/invoices/{one['id']}/issue", **more) for one in drafts)))


async def transactions(world: World) -> list[str]:
    """Of each issued invoice the transaction that froze it."""
    rows = await world.fetch("SELECT xmin::text AS x FROM invoices WHERE org_id = $1 AND status = 'issued'", world.org)
    return [row["x"] for row in rows]


async def drafts_of(world: World, count: int = 12, **fields: Any) -> list[dict[str, Any]]:
    await world.add_invoice()  # with a signing key and a counter there is nothing else to wait for
    return [await world.add_draft(**fields) for _ in range(count)]


class TestSeveral:
    async def test_share_a_transaction_and_get_the_next_numbers(self, world: World) -> None:
        """FM-19: one chain without a gap, in the order of the numbers."""
        answers = await issue_all(world, await drafts_of(world))
        assert {answer.status_code for answer in answers} == {200}
        issued = [answer.json() for answer in answers]
        assert numbers_of(issued) == list(range(2, 14))
        assert len(set(await transactions(world))) <= 5
        rows = await world.fetch(
            "SELECT i.sequence, v.position, v.previous_hash, lag(v.hash) OVER (ORDER BY v.position) AS before FROM invoices i"
            " JOIN invoice_versions v ON v.org_id = i.org_id AND v.invoice_id = i.id WHERE i.org_id = $1 ORDER BY v.position",
            world.org,
        )
        assert [row["position"] for row in rows] == [row["sequence"] for row in rows] == list(range(1, 14))
        assert all(row["previous_hash"] == row["before"] for row in rows[1:])
        for one in issued[-3:]:
            (version,) = (await world.api.get(f"/v1/invoices/{one['id']}/versions")).json()["data"]
            assert version["proof"] == "valid"

    async def test_all_that_follows_an_issue_follows_each(self, world: World) -> None:
        answers = await issue_all(world, await drafts_of(world))
        for table, column in (
            ("public_links", "invoice_id"), ("reminder_plans", "invoice_id"), ("issued_designs", "invoice_id"),
            ("invoice_lines", "invoice_id"), ("invoice_versions", "invoice_id"),
        ):  # fmt: skip
            rows = await world.fetch(f"SELECT {column} AS id FROM {table} WHERE org_id = $1", world.org)
            assert {str(row["id"]) for row in rows} >= {answer.json()["id"] for answer in answers}, table
            assert len(rows) == 13, table
        events = await world.fetch(
            "SELECT subject_id FROM events WHERE org_id = $1 AND kind = 'invoice.issued'", world.org
        )
        assert len({row["subject_id"] for row in events}) == len(events) == 13
        assert await world.fetch("SELECT 1 FROM draft_numbers WHERE org_id = $1 AND NOT is_free", world.org) == []

    async def test_each_is_noted_as_its_own_request(self, world: World) -> None:
        answers = await issue_all(world, await drafts_of(world))
        rows = await world.fetch(
            "SELECT subject_id, action, request_id FROM audit_entries WHERE org_id = $1"
            " AND action IN ('invoice.issue', 'invoice.tax_decided')",
            world.org,
        )
        for answer in answers:
            noted = {row["action"]: row["request_id"] for row in rows if str(row["subject_id"]) == answer.json()["id"]}
            asked = answer.headers["x-request-id"]
            assert noted == {"invoice.issue": asked, "invoice.tax_decided": asked}

    async def test_the_first_ones_of_an_organization(self, world: World) -> None:
        """The signing key, the counter and the chain are made by them."""
        answers = await issue_all(world, [await world.add_draft() for _ in range(12)])
        assert numbers_of([answer.json() for answer in answers]) == list(range(1, 13))
        assert len(await world.fetch("SELECT 1 FROM signing_keys WHERE org_id = $1", world.org)) == 1

    async def test_another_caller_is_answered_apart(self, world: World) -> None:
        drafts = await drafts_of(world, 24)
        one, other = await world.user("admin"), await world.user("admin")
        nobody = world.guest({"authorization": "Bearer dsk_nobody"})
        answers = await asyncio.gather(
            issue_all(world, drafts[:10], api=one), issue_all(world, drafts[10:20], api=other),
            issue_all(world, drafts[20:], api=nobody),
        )  # fmt: skip
        assert [{answer.status_code for answer in some} for some in answers] == [{200}, {200}, {401}]
        rows = await world.fetch(
            "SELECT i.id, i.xmin::text AS x, a.actor_id FROM invoices i JOIN audit_entries a ON a.org_id = i.org_id"
            " AND a.subject_id = i.id AND a.action = 'invoice.issue' WHERE i.org_id = $1",
            world.org,
        )
        actors = {str(row["id"]): row["actor_id"] for row in rows}
        mine, theirs = ({actors[answer.json()["id"]] for answer in some} for some in answers[:2])
        assert len(mine) == len(theirs) == 1
        assert mine != theirs
        assert len({(row["x"], row["actor_id"]) for row in rows}) == len({row["x"] for row in rows})

    async def test_who_goes_away_takes_no_other_along(self, world: World) -> None:
        """The first of a group is canceled while all of it waits for the series: the others are answered, without a gap."""
        drafts = await drafts_of(world, 9)
        waits = "SELECT count(*) AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        async with asyncio.timeout(30), world.tx() as tx:
            await tx.conn.fetch("SELECT id FROM series WHERE org_id = $1 AND kind = 'invoice' FOR UPDATE", world.org)
            tasks = [asyncio.create_task(world.api.post(f"/v1/invoices/{one['id']}/issue")) for one in drafts]
            # The first is let in alone. When it goes, the second takes all the others along, then the third.
            for gone in tasks[:3]:
                while (await world.fetch(waits))[0]["count"] == 0:
                    await asyncio.sleep(0.01)
                gone.cancel()
                await asyncio.wait([gone])
        answers = await asyncio.gather(*tasks[3:])
        assert numbers_of([answer.json() for answer in answers]) == list(range(2, 8))


class TestEachAsIfAlone:
    async def test_each_is_numbered_by_the_series_it_chose(self, world: World) -> None:
        body = {
            "company_id": world.company["id"],
            "kind": "invoice",
            "name": "Export",
            "pattern": "EXP-{seq:3}",
            "reset": "never",
        }
        made = (await world.api.post("/v1/series", json=body)).json()
        drafts = [await world.add_draft(**chosen) for chosen in ({}, {"series_id": made["id"]}) * 8]
        answers = [answer.json() for answer in await issue_all(world, drafts)]
        assert {one["number"][:3] for one in answers[::2]} == {"INV"}
        assert sorted(one["number"] for one in answers[1::2]) == [f"EXP-{at:03}" for at in range(1, 9)]

    async def test_what_cannot_be_issued_hinders_no_other(self, world: World) -> None:
        drafts = await drafts_of(world)
        empty = [await world.add_draft(lines=[]) for _ in range(3)]
        stranger = {"id": "01a21707-fa78-785b-91a3-45c4274a394d"}
        answers = await issue_all(world, [*drafts[:5], *empty, stranger, *drafts[5:]])
        assert [answer.status_code for answer in answers] == [200] * 5 + [422] * 3 + [404] + [200] * 7
        assert {answer.json()["code"] for answer in answers[5:8]} == {"invoice.not_issuable"}
        assert numbers_of([answer.json() for answer in answers if answer.status_code == 200]) == list(range(2, 14))

    async def test_only_the_version_that_was_read(self, world: World) -> None:
        drafts = await drafts_of(world)
        stale, fresh = await asyncio.gather(
            issue_all(world, drafts[:6], headers={"if-match": '"9"'}),
            issue_all(world, drafts[6:], headers={"if-match": f'"{drafts[-1]["version"]}"'}),
        )
        assert {answer.status_code for answer in stale} == {412}
        assert {answer.status_code for answer in fresh} == {200}

    async def test_other_companies_kinds_and_days_are_numbered_too(self, world: World) -> None:
        other = await world.add_company()
        mixed = [
            {}, {"company_id": other["id"]}, {"kind": "quote"}, {"issue_date": "2026-01-05"},
            {}, {"company_id": other["id"]}, {"kind": "quote"}, {"issue_date": "2026-01-05"},
        ]  # fmt: skip
        drafts = [await world.add_draft(**fields) for fields in [*mixed, *mixed]]
        late = {answer["id"] for answer, fields in zip(drafts, [*mixed, *mixed], strict=True) if "issue_date" in fields}
        answers = await issue_all(world, drafts)
        refused = [answer for answer in answers if answer.status_code != 200]
        # A day before the last number is refused, wherever the request stood in the row.
        assert {answer.json()["code"] for answer in refused} <= {"invoice.date_too_early"}
        assert len(refused) <= len(late)
        issued = [answer.json() for answer in answers if answer.status_code == 200]
        for kind, company in {(one["kind"], one["company_id"]) for one in issued}:
            some = [one for one in issued if (one["kind"], one["company_id"]) == (kind, company)]
            assert len({one["number"] for one in some}) == len(some)
            rows = await world.fetch(
                "SELECT sequence FROM invoices WHERE org_id = $1 AND kind = $2 AND company_id::text = $3 AND number IS NOT NULL"
                " ORDER BY period, sequence", world.org, kind, company,
            )  # fmt: skip
            assert [row["sequence"] for row in rows] == list(range(1, len(rows) + 1))

    async def test_a_number_that_is_taken_stops_where_it_would_alone(self, world: World) -> None:
        drafts = await drafts_of(world)
        taken = await world.add_invoice(kind="quote")
        (first,) = await world.fetch(
            "SELECT number FROM invoices WHERE org_id = $1 AND kind = 'invoice' AND sequence = 1", world.org
        )
        third = first["number"][:-1] + "3"
        await world.execute("UPDATE invoices SET number = $2, kind = 'invoice' WHERE id::text = $1", taken["id"], third)
        answers = await issue_all(world, drafts)
        assert sorted(answer.status_code for answer in answers) == [200, *[409] * 11]
        assert {answer.json()["code"] for answer in answers if answer.status_code == 409} == {"invoice.number_taken"}


class TestKeys:
    async def test_each_answer_is_kept_under_its_own(self, world: World) -> None:
        """FM-42."""
        drafts = await drafts_of(world)

        async def ask(draft: dict[str, Any]) -> httpx2.Response:
            headers = {"idempotency-key": f"key of {draft['id']}"}
            return await world.api.post(f"/v1/invoices/{draft['id']}/issue", headers=headers)

        first = await asyncio.gather(*map(ask, drafts))
        again = await asyncio.gather(*map(ask, drafts))
        assert len(set(await transactions(world))) <= 5
        assert {answer.status_code for answer in [*first, *again]} == {200}
        assert [answer.content for answer in again] == [answer.content for answer in first]
        assert [answer.headers["etag"] for answer in again] == [answer.headers["etag"] for answer in first]
        assert all("idempotent-replayed" in answer.headers for answer in again)
        assert not any("idempotent-replayed" in answer.headers for answer in first)

    async def test_fifty_repetitions_among_others_issue_once(self, world: World) -> None:
        drafts = await drafts_of(world, 5)

        async def ask(draft: dict[str, Any]) -> httpx2.Response:
            headers = {"idempotency-key": f"key of {draft['id']}"}
            return await world.api.post(f"/v1/invoices/{draft['id']}/issue", headers=headers)

        answers = await asyncio.gather(*(ask(one) for one in drafts * 10))
        assert {answer.status_code for answer in answers} == {200}
        assert numbers_of([answer.json() for answer in answers[:5]]) == list(range(2, 7))
        assert sum("idempotent-replayed" not in answer.headers for answer in answers) == 5

    async def test_what_was_refused_does_not_use_one_up(self, world: World) -> None:
        drafts = [*await drafts_of(world), *[await world.add_draft(lines=[]) for _ in range(3)]]

        async def ask(draft: dict[str, Any]) -> httpx2.Response:
            headers = {"idempotency-key": f"key of {draft['id']}"}
            return await world.api.post(f"/v1/invoices/{draft['id']}/issue", headers=headers)

        answers = await asyncio.gather(*map(ask, drafts))
        assert [answer.status_code for answer in answers] == [200] * 12 + [422] * 3
        assert len(await world.fetch("SELECT 1 FROM idempotency_keys WHERE org_id = $1", world.org)) == 12
        assert {answer.status_code for answer in await asyncio.gather(*map(ask, drafts[12:]))} == {422}
