"""Lists of payments: filters, pages, CSV, and who may see what."""

from uuid import UUID

import pytest

from tests.payments.test_record import invoice, pay
from tests.support.world import World, new_world

MADE_UP = "cursor=WyItcmVjZWl2ZWRfb24iLCAieCIsICIwMWExZmRiMS1kMjgxLTdmMDMtYTZkZi1lZjI3NGIwMzhkZWQiXQ"
"""Well-formed, of this list, but with a text where a day should be."""


class TestList:
    async def test_newest_first_in_pages_with_the_total(self, world: World) -> None:
        days = [f"2026-01-{day:02}" for day in (5, 3, 9, 1, 7)]
        for day in days:
            await pay(world, "1.00", received_on=day)
        seen, cursor = [], ""
        for _ in range(3):
            page = (await world.api.get(f"/v1/payments?limit=2{cursor}")).json()
            seen += [one["received_on"] for one in page["data"]]
            assert page["total"] == 5
            cursor = f"&cursor={page['next']}"
        assert seen == sorted(days, reverse=True)
        assert page["next"] is None

    async def test_finds_by_client_invoice_days_and_text(self, world: World) -> None:
        first = await invoice(world)
        one = await pay(world, "10.00", received_on="2026-01-10", reference="RF18 5390")
        two = await pay(world, "10.00", received_on="2026-02-10", allocations=[], note="100% extra_note")
        other = await world.add_client()
        three = await pay(world, "5.00", received_on="2026-03-10", client_id=other["id"])
        wanted = {
            f"client_id={other['id']}": [three],
            f"invoice_id={first['id']}": [one],
            "from=2026-02-10&to=2026-02-10": [two],
            "to=2026-02-10": [two, one],
            "q=rf18": [one],
            f"q={first['number']}": [one],
            "q=100%25": [two],
            "q=a_n": [two],
            "q=%25": [two],
            "q=nothing": [],
        }
        for query, expected in wanted.items():
            page = (await world.api.get(f"/v1/payments?{query}")).json()
            assert [one["id"] for one in page["data"]] == [one["id"] for one in expected], query
            assert page["total"] == len(expected)

    @pytest.mark.parametrize("query", ["limit=0", "limit=101", "cursor=abc", "from=x", "client_id=7", "q=%00", MADE_UP])
    async def test_refuses_what_it_cannot_read(self, world: World, query: str) -> None:
        assert (await world.api.get(f"/v1/payments?{query}")).status_code == 422

    async def test_exports_what_the_filter_finds(self, world: World) -> None:
        issued = await invoice(world)
        await pay(world, "110.00", reference="=1+1", received_on="2026-01-10")
        await pay(world, "1.00", received_on="2025-01-10")
        response = await world.api.get("/v1/payments.csv?from=2026-01-01")
        assert response.headers["content-type"] == "text/csv; charset=utf-8"
        header, row, *more = response.content.decode("utf-8-sig").splitlines()
        assert header.startswith("received_on,client,amount,currency,method,reference,invoices,unallocated")
        expected = f"2026-01-10,Example Bakery,110.00,PLN,bank_transfer,'=1+1,{issued['number']} 100.00,10.00"
        assert (row.startswith(expected), more) == (True, [])


class TestOthers:
    async def test_another_organizations_ids_do_not_exist(self, world: World, database: str) -> None:
        async with new_world(database) as other:
            theirs = await invoice(other)
            paid = await pay(other, "10.00")
            reverse = await world.api.post(f"/v1/payments/{paid['id']}/reverse", json={"reason": "Mine now"})
            client = await pay(world, "1.00", client_id=other.client["id"], status=404)
            told = [{"invoice_id": theirs["id"], "amount": "1.00"}]
            part = await pay(world, "1.00", allocations=told, status=404)
            listed = await world.api.get(f"/v1/payments?client_id={other.client['id']}")
        assert (reverse.status_code, client["status"], part["status"]) == (404, 404, 404)
        assert listed.json() == {"data": [], "next": None, "total": 0}

    async def test_members_of_one_company_do_not_see_what_was_paid_to_another(self, world: World) -> None:
        second = await world.add_company()
        theirs = await invoice(world, company_id=second["id"])
        hidden = await pay(world, "10.00", allocations=[{"invoice_id": theirs["id"], "amount": "10.00"}])
        unused = await pay(world, "10.00", allocations=[])
        scoped = await world.user("accountant", company_ids=[UUID(world.company["id"])])
        page = (await scoped.get("/v1/payments")).json()
        assert [one["id"] for one in page["data"]] == [unused["id"]]
        assert (await scoped.post(f"/v1/payments/{hidden['id']}/reverse", json={"reason": "x"})).status_code == 404
        body = {"client_id": world.client["id"], "amount": "50.00", "currency": "PLN", "received_on": "2026-01-02"}
        paid = (await scoped.post("/v1/payments", json=body)).json()
        assert (paid["allocations"], paid["unallocated"]) == ([], "50.00")
        told = [{"invoice_id": theirs["id"], "amount": "1.00"}]
        assert (await scoped.post("/v1/payments", json={**body, "allocations": told})).status_code == 404
