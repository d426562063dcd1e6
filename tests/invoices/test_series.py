"""Number series: preview before applying, change with an audit row, never a duplicate."""

import asyncio
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import orjson
import pytest

from duespark.invoices.issue import issue_invoice
from duespark.invoices.series.create import PREFIXES
from tests.support.world import World, new_world

MAY = datetime(2026, 5, 9, 12, tzinfo=UTC)


async def first_series(world: World, kind: str = "invoice") -> dict[str, Any]:
    found = (await world.api.get("/v1/series")).json()["data"]
    return next(one for one in found if one["kind"] == kind)


async def change(world: World, *, kind: str = "invoice", status: int = 200, **settings: Any) -> dict[str, Any]:
    one = await first_series(world, kind)
    headers = {"if-match": f'"{one["version"]}"'}
    response = await world.api.put(f"/v1/series/{one['id']}", json=settings, headers=headers)
    assert response.status_code == status, response.text
    found: dict[str, Any] = response.json()
    return found


async def preview(world: World, status: int = 200, **wish: Any) -> dict[str, Any]:
    response = await world.api.post("/v1/series/preview", json=wish)
    assert response.status_code == status, response.text
    found: dict[str, Any] = response.json()
    return found


async def numbers(world: World, count: int, **fields: Any) -> list[str]:
    return [(await world.add_invoice(**fields))["number"] for _ in range(count)]


class TestSeries:
    async def test_a_new_company_has_one_of_each_kind(self, world: World) -> None:
        found = {one["kind"]: one for one in (await world.api.get("/v1/series")).json()["data"]}
        year = datetime.now(UTC).year
        for kind, prefix in PREFIXES.items():
            one = found[kind]
            assert (one["pattern"], one["next_number"]) == (f"{prefix}-{{year}}-{{seq:4}}", f"{prefix}-{year}-0001")
            assert (one["scheme"]["prefix"], one["left"], one["year_start"]) == (prefix, 9999, 1)

    async def test_a_change_applies_to_the_next_number(self, world: World) -> None:
        one = await first_series(world)
        body = {"pattern": "EX-{year}-{seq:3}", "reset": "yearly", "start": 7}
        assert (await world.api.put(f"/v1/series/{one['id']}", json=body)).status_code == 428
        changed = await change(world, **body)
        number = (await world.add_invoice())["number"]
        assert number == f"EX-{datetime.now(UTC).year}-007" == changed["next_number"]

    async def test_every_change_is_audited_with_before_and_after(self, world: World) -> None:
        """NUM-12."""
        await change(world, pattern="{client}-{seq:3}", reset="never", per_client=True, year_start=4, start=5)
        rows = await world.fetch(
            "SELECT before, after FROM audit_entries WHERE org_id = $1 AND action = 'series.update'", world.org
        )
        (row,) = rows
        before, after = orjson.loads(row["before"]), orjson.loads(row["after"])
        assert before["pattern"] == "INV-{year}-{seq:4}"
        assert after == {
            "pattern": "{client}-{seq:3}",
            "name": "",
            "reset": "never",
            "per_client": True,
            "year_start": 4,
            "start": 5,
        }


class TestSchemes:
    @pytest.mark.parametrize(
        ("name", "expected"),
        [("sequential", ["INV-0001", "INV-0002"]), ("yearly", ["2026-0001", "2026-0002"]),
         ("monthly", ["2026-05-001", "2026-05-002"]), ("custom_prefix", ["ACME-INV-2026-001", "ACME-INV-2026-002"]),
         ("client", ["BAKERY-001", "BAKERY-002"]), ("quarterly", ["INV-2026-Q2-0001", "INV-2026-Q2-0002"])],
    )  # fmt: skip
    async def test_each_can_be_chosen_and_numbers(self, world: World, name: str, expected: list[str]) -> None:
        """NUM-01 to NUM-05."""
        await world.set_clock(MAY)
        await world.execute("UPDATE clients SET code = 'BAKERY' WHERE org_id = $1", world.org)
        ready = {one["name"]: one for one in (await world.api.get("/v1/series/schemes")).json()["data"]}
        made = await preview(world, scheme=ready[name]["scheme"])
        assert made["scheme"] == ready[name]["scheme"]
        assert made["numbers"][0] == ready[name]["example"]
        await change(world, **made["wanted"])
        assert await numbers(world, 2) == expected

    @pytest.mark.parametrize("separator", ["-", "_", "/"])
    @pytest.mark.parametrize("padding", [3, 8])
    async def test_separators_and_zeros(self, world: World, separator: str, padding: int) -> None:
        """NUM-06."""
        await world.set_clock(MAY)
        scheme = {"prefix": "EX", "separator": separator, "shown": ["short_year"], "padding": padding, "start": 41}
        made = await preview(world, scheme={**scheme, "reset": "yearly"})
        expected = separator.join(["EX", "26", "41".zfill(padding)])
        assert made["numbers"][0] == expected
        await change(world, **made["wanted"])
        assert await numbers(world, 1) == [expected]

    @pytest.mark.parametrize("padding", [2, 9])
    async def test_other_zeros_are_refused(self, world: World, padding: int) -> None:
        await preview(world, 422, scheme={"prefix": "EX", "padding": padding})

    async def test_clients_are_counted_apart(self, world: World) -> None:
        other = await world.add_client(profile={"name": "Nova"})
        await change(world, pattern="{client}-{seq:3}", reset="never", per_client=True)
        first, second = await numbers(world, 2)
        assert (first[-4:], second[-4:]) == ("-001", "-002")
        assert await numbers(world, 2, client_id=other["id"]) == ["NOVA-001", "NOVA-002"]

    @pytest.mark.parametrize(
        ("reset", "pattern", "days", "expected"),
        [("never", "N-{seq:3}", ["2026-12-31", "2027-01-01"], ["N-001", "N-002"]),
         ("yearly", "{year}/{seq:3}", ["2026-12-31", "2027-01-01"], ["2026/001", "2027/001"]),
         ("quarterly", "{year}Q{quarter}-{seq:3}", ["2026-06-30", "2026-07-01"], ["2026Q2-001", "2026Q3-001"]),
         ("monthly", "{year}-{month}-{seq:3}", ["2026-05-31", "2026-06-01"], ["2026-05-001", "2026-06-001"])],
    )  # fmt: skip
    async def test_counting_starts_over(
        self, world: World, reset: str, pattern: str, days: list[str], expected: list[str]
    ) -> None:
        """NUM-07."""
        await change(world, pattern=pattern, reset=reset)
        made = []
        for day in days:
            await world.set_clock(datetime.fromisoformat(f"{day}T12:00:00+00:00"))
            made += await numbers(world, 1)
        assert made == expected

    async def test_the_financial_year_may_begin_in_another_month(self, world: World) -> None:
        await change(world, pattern="{year}-{endyear:2}/{seq:3}", reset="yearly", year_start=4)
        made = []
        for day in (datetime(2026, 3, 31, 12, tzinfo=UTC), datetime(2026, 4, 1, 12, tzinfo=UTC)):
            await world.set_clock(day)
            made += await numbers(world, 1)
        assert made == ["2025-26/001", "2026-27/001"]


class TestPreview:
    async def test_goes_on_where_the_series_stands_and_shows_the_reset(self, world: World) -> None:
        """NUM-08."""
        await world.set_clock(MAY)
        await numbers(world, 2)
        one = await first_series(world)
        made = await preview(world, series_id=one["id"], pattern="X-{year}-{seq:4}", reset="yearly")
        assert made["numbers"] == ["X-2026-0003", "X-2026-0004", "X-2026-0005"]
        assert (made["resets_on"], made["after_reset"][0]) == ("2027-01-01", "X-2027-0001")
        assert (await first_series(world))["pattern"] == "INV-{year}-{seq:4}"

    async def test_a_pattern_that_would_repeat_numbers_is_refused(self, world: World) -> None:
        problem = await preview(world, 422, pattern="INV-{seq:4}", reset="yearly")
        assert problem["errors"][0]["pointer"] == "#/pattern"

    async def test_wants_a_pattern_or_a_scheme(self, world: World) -> None:
        assert (await preview(world, 422))["code"] == "series.pattern_or_scheme"
        both = await preview(world, 422, pattern="{seq}", scheme={"prefix": "A"}, reset="never")
        assert both["code"] == "series.pattern_or_scheme"

    async def test_another_organizations_series_is_unknown(self, world: World, database: str) -> None:
        async with new_world(database) as other:
            theirs = await first_series(other)
        await preview(world, 404, series_id=theirs["id"], pattern="{seq}", reset="never")


class TestUnique:
    async def test_counting_goes_on_behind_numbers_given_under_an_earlier_pattern(self, world: World) -> None:
        """NUM-10: there and back again, no number comes twice."""
        await world.set_clock(MAY)
        before = await numbers(world, 3)
        await change(world, pattern="INV-{year}-{seq:4}", reset="never")
        between = await numbers(world, 1)
        await change(world, pattern="INV-{year}-{seq:4}", reset="yearly")
        made = [*before, *between, *await numbers(world, 1)]
        assert made == [f"INV-2026-{n:04}" for n in range(1, 6)]

    async def test_two_series_never_make_the_same_number(self, world: World) -> None:
        problem = await change(world, kind="credit_note", status=409, pattern="INV-{year}-{seq:4}")
        assert problem["code"] == "series.numbers_overlap"
        assert (await first_series(world, "credit_note"))["pattern"] == "CN-{year}-{seq:4}"

    async def test_a_pattern_other_documents_were_numbered_by_is_refused(self, world: World) -> None:
        await world.set_clock(MAY)
        await numbers(world, 1)
        await change(world, pattern="A-{year}-{seq:4}")
        problem = await change(world, kind="credit_note", status=409, pattern="INV-{year}-{seq:4}")
        assert problem["code"] == "series.numbers_overlap"


class TestDates:
    """FM-22."""

    async def issue(self, world: World, day: str, *, client: Any = None, **choice: Any) -> Any:
        draft = await world.add_draft()
        body = {"issue_date": day, **choice}
        return await (client or world.api).post(f"/v1/invoices/{draft['id']}/issue", json=body)

    async def test_an_earlier_date_wants_to_be_confirmed(self, world: World) -> None:
        await world.set_clock(MAY)
        await numbers(world, 1)
        refused = await self.issue(world, "2026-05-08")
        assert (refused.status_code, refused.json()["code"]) == (409, "invoice.date_too_early")
        assert "2026-05-09" in refused.json()["detail"]
        confirmed = await self.issue(world, "2026-05-08", backdate=True)
        assert (confirmed.status_code, confirmed.json()["number"]) == (200, "INV-2026-0002")
        last = await world.fetch("SELECT last_date FROM series_counters WHERE org_id = $1", world.org)
        assert last[0]["last_date"] == date(2026, 5, 9)

    async def test_only_some_roles_may_confirm(self, world: World) -> None:
        await world.set_clock(MAY)
        await numbers(world, 1)
        member = await world.user("member")
        refused = await self.issue(world, "2026-05-08", client=member, backdate=True)
        assert (refused.status_code, refused.json()["code"]) == (403, "invoice.backdating_forbidden")

    async def test_the_confirmation_is_audited(self, world: World) -> None:
        await world.set_clock(MAY)
        await numbers(world, 1)
        await self.issue(world, "2026-05-08", backdate=True)
        rows = await world.fetch(
            "SELECT after FROM audit_entries WHERE org_id = $1 AND action = 'invoice.issue' ORDER BY id", world.org
        )
        assert [orjson.loads(row["after"]).get("backdated", False) for row in rows] == [False, True]

    async def test_a_disturbed_order_in_a_closed_period_is_refused(self, world: World) -> None:
        for day in ("2025-12-30", "2026-01-05"):
            await world.set_clock(datetime.fromisoformat(f"{day}T12:00:00+00:00"))
            await numbers(world, 1)
        refused = await self.issue(world, "2025-12-29", backdate=True)
        assert (refused.status_code, refused.json()["code"]) == (409, "invoice.date_refused")
        assert (await self.issue(world, "2025-12-31", backdate=True)).json()["number"] == "INV-2025-0002"

    async def test_french_numbers_stay_in_the_order_of_their_dates(self, world: World) -> None:
        """CGI annexe II, article 242 nonies A, I 7."""
        await world.set_clock(MAY)
        address = {"line1": "1 rue Exemple", "city": "Paris", "postal_code": "75001", "country": "FR"}
        company = await world.add_company(profile={"name": "Exemple SARL", "address": address}, currency="EUR")
        first = await world.add_draft(company_id=company["id"])
        assert (await world.api.post(f"/v1/invoices/{first['id']}/issue")).status_code == 200
        second = await world.add_draft(company_id=company["id"])
        body = {"issue_date": "2026-05-08", "backdate": True}
        refused = await world.api.post(f"/v1/invoices/{second['id']}/issue", json=body)
        assert (refused.status_code, refused.json()["code"]) == (409, "invoice.date_refused")
        assert "one order" in refused.json()["detail"]


class TestRoom:
    async def test_somebody_hears_when_the_zeros_run_out(self, world: World) -> None:
        """NUM-09: at the beginning of the last tenth, and at the last number."""
        await change(world, pattern="N-{seq:3}", reset="never", start=899)
        await numbers(world, 3)
        await world.execute("UPDATE series_counters SET last = 997 WHERE org_id = $1", world.org)
        assert await numbers(world, 3) == ["N-998", "N-999", "N-1000"]
        rows = await world.fetch(
            "SELECT data FROM events WHERE org_id = $1 AND kind = 'series.runs_out' ORDER BY id", world.org
        )
        told = [orjson.loads(row["data"]) for row in rows]
        assert [(one["number"], one["left"]) for one in told] == [("N-900", 99), ("N-999", 0)]
        assert (await first_series(world))["left"] == 0


class TestLocks:
    async def test_other_series_do_not_wait(self, world: World) -> None:
        """FM-19: while one company's series is held, another company issues."""
        company = await world.add_company()
        await world.add_invoice()  # the first of all makes the organization's signing key
        held, free = await world.add_draft(), await world.add_draft(company_id=company["id"])
        async with world.tx() as tx:
            await issue_invoice(tx, UUID(held["id"]))
            answer = await asyncio.wait_for(world.api.post(f"/v1/invoices/{free['id']}/issue"), 10)
            assert answer.status_code == 200
        issued = (await world.api.get(f"/v1/invoices/{held['id']}")).json()
        assert issued["number"].endswith("0002")

    async def test_a_change_waits_for_what_is_being_issued(self, world: World) -> None:
        draft, one = await world.add_draft(), await first_series(world)
        body = {"pattern": "NEW-{year}-{seq:4}"}
        async with world.tx() as tx:
            await issue_invoice(tx, UUID(draft["id"]))
            changing = asyncio.create_task(
                world.api.put(f"/v1/series/{one['id']}", json=body, headers={"if-match": '"1"'})
            )
            done, _ = await asyncio.wait({changing}, timeout=0.3)
            assert not done
        assert (await changing).json()["next_number"].endswith("-0002")


class TestSeveral:
    """NUM-08."""

    async def add(self, world: World, status: int = 201, **settings: Any) -> dict[str, Any]:
        body = {
            "company_id": world.company["id"],
            "kind": "invoice",
            "pattern": "EXP-{seq:3}",
            "reset": "never",
            "name": "Export",
        }
        response = await world.api.post("/v1/series", json={**body, **settings})
        assert response.status_code == status, response.text
        found: dict[str, Any] = response.json()
        return found

    async def issue(
        self, world: World, series: dict[str, Any] | None, status: int = 200, **fields: Any
    ) -> dict[str, Any]:
        draft = await world.add_draft(**fields)
        choice = None if series is None else {"series_id": series["id"]}
        response = await world.api.post(f"/v1/invoices/{draft['id']}/issue", json=choice)
        assert response.status_code == status, response.text
        found: dict[str, Any] = response.json()
        return found

    async def test_number_what_they_are_chosen_for_and_the_default_the_rest(self, world: World) -> None:
        made = await self.add(world)
        assert (made["is_default"], made["next_number"], made["name"]) == (False, "EXP-001", "Export")
        year = datetime.now(UTC).year
        given = [(await self.issue(world, one))["number"] for one in (made, None, made)]
        assert given == ["EXP-001", f"INV-{year}-0001", "EXP-002"]

    async def test_another_one_becomes_the_default(self, world: World) -> None:
        made = await self.add(world)
        assert (await world.api.post(f"/v1/series/{made['id']}/default")).json()["is_default"] is True
        assert (await self.issue(world, None))["number"] == "EXP-001"
        found = [one for one in (await world.api.get("/v1/series")).json()["data"] if one["kind"] == "invoice"]
        assert [(one["name"], one["is_default"]) for one in found] == [("Export", True), ("", False)]

    async def test_never_wait_for_each_other(self, world: World) -> None:
        made = await self.add(world)
        await world.add_invoice()
        held, draft = await world.add_draft(), await world.add_draft()
        async with world.tx() as slow:
            await issue_invoice(slow, UUID(held["id"]))
            body = {"series_id": made["id"]}
            async with asyncio.timeout(10):
                answer = await world.api.post(f"/v1/invoices/{draft['id']}/issue", json=body)
            assert answer.json()["number"] == "EXP-001"

    async def test_issued_at_once_leave_no_gap_in_either(self, world: World) -> None:
        """FM-19."""
        made = await self.add(world)
        given = await asyncio.gather(*(self.issue(world, one) for one in (made, None) * 6))
        year = datetime.now(UTC).year
        wanted = [f"EXP-{at:03}" for at in range(1, 7)] + [f"INV-{year}-{at:04}" for at in range(1, 7)]
        assert sorted(one["number"] for one in given) == sorted(wanted)

    async def test_the_default_may_change_while_others_issue(self, world: World) -> None:
        made = await self.add(world)
        drafts = [await world.add_draft() for _ in range(6)]
        answers = await asyncio.gather(
            *(world.api.post(f"/v1/invoices/{draft['id']}/issue") for draft in drafts),
            world.api.post(f"/v1/series/{made['id']}/default"),
        )
        assert {answer.status_code for answer in answers} == {200}

    async def test_of_another_kind_or_company_cannot_be_chosen(self, world: World) -> None:
        other = await world.add_company()
        notes = await first_series(world, "credit_note")
        theirs = await self.add(world, company_id=other["id"])
        for wrong in (notes, theirs):
            assert (await self.issue(world, wrong, status=404))["code"] == "series.not_found"

    async def test_need_a_name_and_numbers_of_their_own(self, world: World) -> None:
        await self.add(world)
        for name in ("", "  ", "export"):
            refused = await self.add(world, status=422, name=name, pattern="OTHER-{seq:3}")
            assert refused["code"] == "series.needs_name"
        refused = await self.add(world, status=409, name="Again")
        assert refused["code"] == "series.numbers_overlap"
        assert (await self.add(world, status=422, kind="receipt", name="R"))["code"] == "request.invalid"

    async def test_keep_their_name_when_the_pattern_changes(self, world: World) -> None:
        made = await self.add(world)
        body, headers = {"pattern": "XP-{seq:3}", "reset": "never"}, {"if-match": '"1"'}
        changed = (await world.api.put(f"/v1/series/{made['id']}", json=body, headers=headers)).json()
        assert (changed["name"], changed["next_number"]) == ("Export", "XP-001")
        renamed = {**body, "name": "Abroad"}
        answer = await world.api.put(f"/v1/series/{made['id']}", json=renamed, headers={"if-match": '"2"'})
        assert answer.json()["name"] == "Abroad"
