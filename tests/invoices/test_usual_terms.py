"""What new invoices offer for early payment: of the client, else of the company; shown in the draft and changed there."""

import csv
import io
import json
from typing import Any

import asyncpg
import pytest

from tests.imports.desk import changed, done, rows_of, table, uploaded
from tests.quotes.offer import convert, issued_quote, read
from tests.support.world import World

COMPANY = [{"percent": "2", "days": 14}, {"percent": "3", "days": 7}]
IN_ORDER = [("3", 7), ("2", 14)]
WRONG: list[tuple[list[dict[str, Any]], str]] = [
    ([{"percent": "0", "days": 10}], "/0/percent"),
    ([{"percent": "100", "days": 10}], "/0/percent"),
    ([{"percent": 2, "days": 10}], "/0/percent"),
    ([{"percent": "2", "days": 366}], "/0/days"),
    ([{"percent": "2", "days": 10}, {"percent": "1", "days": 10}], "/1/days"),
    ([{"percent": "2", "days": at} for at in range(4)], ""),
]


async def usual(world: World, *, client: list[dict[str, Any]] | None = None, **fields: Any) -> tuple[str, str]:
    """A company that offers two discounts, and a client with what it has of its own."""
    company = await world.add_company(early_discounts=COMPANY, **fields)
    made = await world.add_client(early_discounts=client)
    return company["id"], made["id"]


def offered(document: dict[str, Any]) -> list[tuple[str, int]]:
    return [(one["percent"], one["days"]) for one in document["payment_terms"]["early"]]


async def drafted(world: World, of: tuple[str, str], **fields: Any) -> dict[str, Any]:
    return await world.add_draft(company_id=of[0], client_id=of[1], **fields)


class TestNewInvoice:
    async def test_offers_those_of_the_company_and_a_client_has_its_own_or_none(self, world: World) -> None:
        ours = await usual(world)
        made = await drafted(world, ours, issue_date="2026-01-10")
        assert offered(made["document"]) == IN_ORDER
        first = made["document"]["payment_terms"]["early"][0]
        gross = made["document"]["totals"]["gross"]
        assert (first["until"], first["discount"], gross) == ("2026-01-17", "44.28", "1476.00")
        own = await world.add_client(early_discounts=[{"percent": "1.5", "days": 5}])
        assert offered((await drafted(world, (ours[0], own["id"])))["document"]) == [("1.5", 5)]
        none = await world.add_client(early_discounts=[])
        assert offered((await drafted(world, (ours[0], none["id"])))["document"]) == []
        shown = await world.api.post("/v1/invoices/preview", json=world.draft(company_id=ours[0], client_id=ours[1]))
        assert offered(shown.json()["document"]) == IN_ORDER

    async def test_says_what_its_own_terms_say(self, world: World) -> None:
        ours = await usual(world)
        made = await drafted(world, ours, payment_terms={"days": 30})
        assert (made["document"]["payment_terms"]["days"], offered(made["document"])) == (30, [])
        copy = (await world.api.post(f"/v1/invoices/{made['id']}/duplicate", json={})).json()
        assert offered(copy["document"]) == []
        usual_one = await drafted(world, ours)
        copy = (await world.api.post(f"/v1/invoices/{usual_one['id']}/duplicate", json={})).json()
        assert offered(copy["document"]) == IN_ORDER

    async def test_keeps_its_terms_when_the_usual_ones_change(self, world: World) -> None:
        """FM-20: what a draft says is issued, not what the company offers by then."""
        ours = await usual(world)
        made = await drafted(world, ours)
        company = (await world.api.get(f"/v1/companies/{ours[0]}")).json()
        names = ("profile", "tax_registered", "currency", "language", "payment_terms_days")
        body = {name: company[name] for name in names}
        changed = await world.api.put(f"/v1/companies/{ours[0]}", json=body, headers={"If-Match": '"1"'})
        assert (changed.status_code, changed.json()["early_discounts"]) == (200, [])
        issued = await world.api.post(f"/v1/invoices/{made['id']}/issue", json={})
        assert offered(issued.json()["document"]) == IN_ORDER

    async def test_only_an_invoice_offers_them_and_one_made_of_a_quote_does(self, world: World) -> None:
        company, client = await usual(world)
        quote = await issued_quote(world, company_id=company, client_id=client)
        assert offered(quote["document"]) == []
        made = (await convert(world, quote["id"])).json()
        assert offered((await read(world, made["id"]))["document"]) == IN_ORDER
        for kind in ("proforma", "deposit_invoice"):
            assert offered((await drafted(world, (company, client), kind=kind))["document"]) == []


class TestSettings:
    async def test_a_wrong_step_is_named(self, world: World) -> None:
        company = {"profile": world.company["profile"], "tax_registered": True, "currency": "PLN"}
        client = {"profile": {"name": "Example"}, "currency": "PLN"}
        for path, body in (("companies", company), ("clients", client)):
            for steps, pointer in WRONG:
                answer = await world.api.post(f"/v1/{path}", json={**body, "early_discounts": steps})
                assert answer.status_code == 422
                assert [error["pointer"] for error in answer.json()["errors"]] == [f"#/early_discounts{pointer}"]

    async def test_the_tables_refuse_them_too_and_the_audit_trail_keeps_them(self, world: World) -> None:
        wrong = [
            '{"percent": "2", "days": 10}',
            '[{"percent": "0", "days": 1}]',
            '[{"percent": "x", "days": 1}]',
            "[{}]",
        ]
        for table_name in ("companies", "clients"):
            for text in wrong:
                with pytest.raises(asyncpg.PostgresError):
                    await world.execute(
                        f"UPDATE {table_name} SET early_discounts = $1::jsonb WHERE org_id = $2", text, world.org
                    )
        await world.add_client(early_discounts=COMPANY)
        [entry] = await world.fetch(
            "SELECT after FROM audit_entries WHERE org_id = $1 AND action = 'client.create' ORDER BY id DESC LIMIT 1",
            world.org,
        )
        assert [(one["percent"], one["days"]) for one in json.loads(entry["after"])["early_discounts"]] == IN_ORDER


class TestTables:
    async def test_clients_come_in_as_they_go_out(self, world: World) -> None:
        rows = [
            ("1", "Own", "3 % in 7 days; 2,5 % in 14 days"),
            ("2", "None", "none"),
            ("3", "Usual", ""),
            ("4", "Bad", "soon"),
        ]
        run = await uploaded(world, table(*rows, headings=("ID", "Name", "Skonto")), "clients")
        run = await done(world, await changed(world, run, mode="partial", decimal_mark=","), "check", "apply")
        [refused] = await rows_of(world, run, "refused")
        assert (refused["row"], "2 % in 10 days" in refused["problem"]) == (5, True)
        exported = csv.DictReader(io.StringIO((await world.api.get("/v1/clients.csv")).text.removeprefix("\ufeff")))
        told = {row["name"]: row["early_discounts"] for row in exported}
        assert {name: told[name] for name in ("Own", "None", "Usual")} == {
            "Own": "3 % in 7 days; 2.5 % in 14 days",
            "None": "none",
            "Usual": "",
        }
