"""The list: filters, orders, pages, sums, export."""

from datetime import UTC, datetime
from typing import get_args
from uuid import UUID

import pytest

from duespark.invoices.find import Sort, _page_query
from tests.support.world import LINE, World


async def three(world: World) -> list[dict[str, object]]:
    """One long overdue, one due later, one draft."""
    await world.set_clock(datetime(2026, 3, 1, 12, tzinfo=UTC))
    late = await world.add_invoice(payment_terms={"days": 7})
    open_ = await world.add_invoice(payment_terms={"days": 60}, lines=[{**LINE, "unit_price": "1.00"}])
    draft = await world.add_draft()
    await world.set_clock(datetime(2026, 3, 20, 12, tzinfo=UTC))
    return [late, open_, draft]


class TestList:
    @pytest.mark.parametrize(
        ("query", "wanted"),
        [
            ("", [2, 1, 0]), ("status=draft", [2]), ("status=draft&status=issued", [2, 1, 0]), ("state=open", [1, 0]),
            ("state=overdue", [0]), ("state=settled", []), ("q=0002", [1]), ("q=bak", [2, 1, 0]), ("q=%25", []),
            ("due_to=2026-03-31&status=issued", [0]), ("currency=EUR", []), ("sort=-gross&status=issued", [0, 1]),
            ("sort=-days_past_due", [0]), ("sort=number&status=issued", [0, 1]), ("sort=due_date&status=issued", [0, 1]),
        ],
    )  # fmt: skip
    async def test_filters_and_orders(self, world: World, query: str, wanted: list[int]) -> None:
        made = await three(world)
        page = (await world.api.get(f"/v1/invoices?{query}")).json()
        assert [row["id"] for row in page["data"]][: len(wanted) or None] == [made[at]["id"] for at in wanted]

    async def test_days_past_due_start_the_day_after(self, world: World) -> None:
        await three(world)
        data = (await world.api.get("/v1/invoices?state=overdue")).json()["data"]
        assert [(row["due_date"], row["days_past_due"]) for row in data] == [("2026-03-08", 12)]
        await world.set_clock(datetime(2026, 3, 8, 12, tzinfo=UTC))
        assert (await world.api.get("/v1/invoices?state=overdue")).json()["data"] == []

    async def test_sums_are_of_everything_found(self, world: World) -> None:
        await three(world)
        page = (await world.api.get("/v1/invoices?status=issued&limit=1")).json()
        assert page["total"] == 2
        assert page["sums"] == [
            {"currency": "PLN", "count": 2, "gross": "1488.30", "balance": "1488.30", "overdue": "1476.00"}
        ]

    @pytest.mark.parametrize(
        "sort", ["-created_at", "-issue_date", "due_date", "-days_past_due", "number", "-gross", "client_name"]
    )
    async def test_pages_meet_without_gap_or_overlap(self, world: World, sort: str) -> None:
        made = {(await world.add_draft())["id"] for _ in range(7)} | {row["id"] for row in await three(world)}
        seen: list[str] = []
        cursor = ""
        for _ in range(5):
            page = (await world.api.get("/v1/invoices", params={"sort": sort, "limit": 3, "cursor": cursor})).json()
            seen += [row["id"] for row in page["data"]]
            cursor = page["next"]
            if not cursor:
                break
        assert len(seen) == len(set(seen)) == len(made)
        assert set(seen) == made

    async def test_a_cursor_of_another_order_is_refused(self, world: World) -> None:
        await three(world)
        cursor = (await world.api.get("/v1/invoices?limit=1")).json()["next"]
        for bad in (f"/v1/invoices?sort=number&cursor={cursor}", "/v1/invoices?cursor=nonsense"):
            assert (await world.api.get(bad)).json()["code"] == "request.bad_cursor"

    async def test_limits_are_checked(self, world: World) -> None:
        response = await world.api.get("/v1/invoices?limit=1000")
        assert (response.status_code, response.json()["errors"][0]["pointer"]) == (422, "query:limit")

    async def test_export_has_exactly_the_filtered_rows(self, world: World) -> None:
        await three(world)
        lines = (await world.api.get("/v1/invoices.csv?state=overdue")).text.lstrip("\ufeff").splitlines()
        assert lines[0].startswith("status,number,client_name")
        assert len(lines) == 2


class TestCompanyScope:
    async def test_members_see_their_companies_only(self, world: World) -> None:
        other = await world.add_company(profile={"name": "Second", "address": {"country": "PL"}})
        mine = await world.add_invoice()
        hidden = await world.add_invoice(company_id=other["id"])
        scoped = await world.key_of(world.owner, company_ids=[UUID(world.company["id"])])
        assert [row["id"] for row in (await scoped.get("/v1/invoices")).json()["data"]] == [mine["id"]]
        assert (await scoped.get(f"/v1/invoices/{hidden['id']}")).status_code == 404
        assert {one["company_id"] for one in (await scoped.get("/v1/series")).json()["data"]} == {world.company["id"]}


class TestSums:
    async def test_a_page_may_come_without_them(self, world: World) -> None:
        await world.add_invoice()
        page = (await world.api.get("/v1/invoices?sums=false")).json()
        assert (len(page["data"]), page["total"], page["sums"]) == (1, None, [])
        whole = (await world.api.get("/v1/invoices")).json()
        sums = (await world.api.get("/v1/invoices/sums?status=issued")).json()
        assert sums == {"total": 1, "sums": whole["sums"]}

    @pytest.mark.parametrize("sort", get_args(Sort))
    @pytest.mark.parametrize("state", [None, "overdue"])
    async def test_every_order_goes_by_an_index(self, world: World, sort: str, state: str | None) -> None:
        """A page of a long ledger reads a page, not the ledger: the plan sorts nothing."""
        query = _page_query(frozenset(), state, sort, after=False)
        async with world.tx() as tx:
            await tx.conn.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
            values = {"org": tx.org_id, "today": tx.today, "most": 101}
            rows = await tx.conn.fetch(f"EXPLAIN (COSTS OFF) {query.sql}", *query.args(values))
        plan = "\n".join(row[0] for row in rows)
        assert "ix_invoices_" in plan, plan
        assert "Sort Key" not in plan, plan
