"""A company's own tax rules through the API: TAX-01, TAX-07, TAX-08, TAX-14."""

import asyncio
from typing import Any

import pytest

from tests.support.world import LINE, SELLER, World

GST = {
    "key": "standard",
    "name": "GST",
    "type": "gst",
    "rate": "10",
    "jurisdiction": "PL",
    "authority": "Tax Office",
    "filing_frequency": "quarterly",
    "registration_number": "12 345 678 901",
    "start_date": "2026-01-01",
    "source": "Some Act",
}
TEXAS = """jurisdiction,level,rate,since,until,name,classes,freight,postal_codes
US-TX,state,6.25,1990-07-01,,,groceries=0,yes,
US-TX-Travis County,county,0.5,1990-07-01,,,,no,78701-78799
US-TX-Austin,city,1,1990-07-01,,,,yes,
"""


async def add(world: World, **fields: Any) -> dict[str, Any]:
    body = {"company_id": world.company["id"], **GST, **fields}
    response = await world.api.post("/v1/tax-rules", json=body)
    assert response.status_code == 201, response.text
    found: dict[str, Any] = response.json()
    return found


async def refused(world: World, **fields: Any) -> tuple[int, str, str]:
    body = {"company_id": world.company["id"], **GST, **fields}
    problem = (await world.api.post("/v1/tax-rules", json=body)).json()
    return problem["status"], problem["code"], problem["errors"][0]["pointer"] if problem.get("errors") else ""


async def total(world: World, **fields: Any) -> tuple[str, str]:
    response = await world.api.post(
        "/v1/invoices/preview", json=world.draft(lines=[{**LINE, "quantity": "1"}], **fields)
    )
    assert response.status_code == 200, response.text
    totals = response.json()["document"]["totals"]
    return totals["tax"], totals["breakdown"][0]["label"]


class TestAdd:
    async def test_keeps_the_whole_record(self, world: World) -> None:
        made = await add(world)
        assert {name: made[name] for name in GST} == GST
        assert (await world.api.get(f"/v1/tax-rules/{made['id']}")).json() == made

    async def test_its_rate_is_used_from_its_first_to_its_last_day(self, world: World) -> None:
        await add(world, end_date="2026-06-30")
        assert await total(world, supply_date="2025-12-31") == ("27.60", "VAT 23%")
        assert await total(world, supply_date="2026-01-01") == ("12.00", "GST 10%")
        assert await total(world, supply_date="2026-06-30") == ("12.00", "GST 10%")
        assert await total(world, supply_date="2026-07-01") == ("27.60", "VAT 23%")

    async def test_a_holiday_frees_until_it_ends(self, world: World) -> None:
        fields = {"type": "holiday", "name": "Flood relief", "rate": "0", "start_date": "2026-05-01"}
        await add(world, **fields, end_date="2026-05-03", source="Act 1")
        assert await total(world, supply_date="2026-05-03") == ("0.00", "Tax holiday: Flood relief")
        assert (await total(world, supply_date="2026-05-04"))[0] == "27.60"

    async def test_several_taxes_and_compound_ones(self, world: World) -> None:
        parts = [{"name": "A", "rate": "5"}, {"name": "B", "rate": "9.5", "compound": True}]
        await add(world, rate="0", components=parts)
        assert (await total(world))[0] == "17.97"

    @pytest.mark.parametrize(
        ("fields", "expected"),
        [
            ({"rate": "101"}, (422, "tax_rule.invalid", "#/rate")),
            ({"jurisdiction": "Poland"}, (422, "tax_rule.invalid", "#/jurisdiction")),
            ({"jurisdiction": "XX"}, (422, "country.unknown", "#/jurisdiction")),
            ({"end_date": "2025-01-01"}, (422, "tax_rule.invalid", "#/end_date")),
            ({"type": "holiday"}, (422, "tax_rule.invalid", "#/end_date")),
            ({"rate": 10}, (422, "request.invalid", "#/rate")),
        ],
    )
    async def test_says_what_is_wrong(
        self, world: World, fields: dict[str, Any], expected: tuple[int, str, str]
    ) -> None:
        assert await refused(world, **fields) == expected

    async def test_two_never_hold_on_one_day(self, world: World) -> None:
        await add(world, end_date="2026-06-30")
        assert (await refused(world, start_date="2026-06-30"))[1] == "tax_rule.overlaps"
        await add(world, start_date="2026-07-01")
        await add(world, key="books")

    async def test_not_even_when_two_people_add_at_once(self, world: World) -> None:
        body = {"company_id": world.company["id"], **GST}
        both = await asyncio.gather(*(world.api.post("/v1/tax-rules", json=body) for _ in range(2)))
        assert sorted(one.status_code for one in both) == [201, 409]

    async def test_is_told_in_the_audit_trail(self, world: World) -> None:
        made = await add(world)
        rows = await world.fetch("SELECT action, after FROM audit_entries WHERE subject_id = $1", made["id"])
        assert [(row["action"], '"rate":"10"' in row["after"].replace(" ", "")) for row in rows] == [
            ("tax_rule.add", True)
        ]


class TestChange:
    async def test_needs_the_version_that_was_read(self, world: World) -> None:
        made = await add(world)
        path, new = f"/v1/tax-rules/{made['id']}", {**GST, "rate": "11"}
        changed = await world.api.put(path, json=new, headers={"if-match": '"1"'})
        assert (changed.json()["rate"], changed.json()["version"]) == ("11", 2)
        assert (await world.api.put(path, json=new, headers={"if-match": '"1"'})).status_code == 412

    async def test_leaves_issued_invoices_alone(self, world: World) -> None:
        made = await add(world)
        invoice = await world.add_invoice()
        await world.api.put(f"/v1/tax-rules/{made['id']}", json={**GST, "rate": "50"}, headers={"if-match": '"1"'})
        again = (await world.api.get(f"/v1/invoices/{invoice['id']}")).json()
        assert again["document"] == invoice["document"]
        note = await world.api.post(f"/v1/invoices/{invoice['id']}/credit", json={"reason": "mistake"})
        assert note.json()["document"]["totals"]["tax"] == invoice["document"]["totals"]["tax"]

    async def test_a_draft_is_issued_at_the_rate_of_its_day(self, world: World) -> None:
        draft = await world.add_draft()
        await add(world, start_date="2020-01-01")
        issued = (await world.api.post(f"/v1/invoices/{draft['id']}/issue")).json()
        assert issued["document"]["totals"]["breakdown"][0]["label"] == "GST 10%"

    async def test_ends_on_a_day(self, world: World) -> None:
        made = await add(world)
        path = f"/v1/tax-rules/{made['id']}/end"
        assert (await world.api.post(path, json={"end_date": "2025-12-31"})).json()["code"] == "tax_rule.invalid"
        assert (await world.api.post(path, json={"end_date": "2026-03-31"})).json()["end_date"] == "2026-03-31"

    async def test_a_mistake_can_be_taken_back(self, world: World) -> None:
        made = await add(world)
        path = f"/v1/tax-rules/{made['id']}"
        assert (await world.api.delete(path, headers={"if-match": '"1"'})).status_code == 204
        assert (await world.api.get(path)).json()["code"] == "tax_rule.not_found"


class TestList:
    async def test_filters_and_pages(self, world: World) -> None:
        for place in ("PL", "DE", "US-TX"):
            await add(world, jurisdiction=place)
        first = (await world.api.get("/v1/tax-rules", params={"limit": "2"})).json()
        rest = (await world.api.get("/v1/tax-rules", params={"limit": "2", "cursor": first["next"]})).json()
        assert [one["jurisdiction"] for one in (*first["data"], *rest["data"])] == ["DE", "PL", "US-TX"]
        assert (first["total"], rest["next"]) == (3, None)
        for query, count in (
            ({"jurisdiction": "US"}, 1), ({"key": "standard"}, 3), ({"type": "vat"}, 0), ({"on": "2025-01-01"}, 0),
        ):  # fmt: skip
            assert (await world.api.get("/v1/tax-rules", params=query)).json()["total"] == count

    async def test_can_be_exported(self, world: World) -> None:
        await add(world, postal_codes=["30", "31-001"])
        text = (await world.api.get("/v1/tax-rules.csv")).text
        assert "Example Studio Sp. z o.o.,PL,,standard,GST,gst,10," in text

    async def test_of_a_company_one_may_not_see_is_empty(self, world: World) -> None:
        made = await add(world)
        other = await world.add_company()
        user = await world.user("member", company_ids=[other["id"]])
        assert (await user.get("/v1/tax-rules")).json()["total"] == 0
        assert (await user.get(f"/v1/tax-rules/{made['id']}")).status_code == 404

    async def test_members_may_not_change_them(self, world: World) -> None:
        user = await world.user("member")
        assert (await user.post("/v1/tax-rules", json={"company_id": world.company["id"], **GST})).status_code == 403


class TestImport:
    def body(self, company: dict[str, Any], text: str = TEXAS) -> dict[str, Any]:
        return {"company_id": company["id"], "text": text, "source": "Comptroller"}

    async def american(self, world: World) -> dict[str, Any]:
        address = {"line1": "1 Main St", "city": "Austin", "region": "TX", "postal_code": "78701", "country": "US"}
        return await world.add_company(profile={**SELLER, "address": address, "tax_ids": []}, currency="USD")

    async def test_stacks_state_county_and_city(self, world: World) -> None:
        company = await self.american(world)
        report = (await world.api.post("/v1/tax-rules/import", json=self.body(company))).json()
        assert report == {"rows": 3, "rules": 7, "kept": 0, "refused": []}
        rates = (await world.api.get("/v1/tax-rates", params={"company_id": company["id"]})).json()["data"]
        labels = {one["key"]: one["label"] for one in rates}
        assert labels["standard"] == "State tax 6.25% + County tax 0.5% + City tax 1%"
        assert labels["freight"] == "State tax 6.25% + City tax 1%"
        assert labels["groceries"] == "County tax 0.5% + City tax 1%"
        assert rates[0]["key"] == "standard"

    async def test_a_second_time_changes_nothing(self, world: World) -> None:
        company = await self.american(world)
        await world.api.post("/v1/tax-rules/import", json=self.body(company))
        again = (await world.api.post("/v1/tax-rules/import/check", json=self.body(company))).json()
        assert (again["rules"], again["kept"]) == (0, 7)

    @pytest.mark.parametrize(
        ("row", "column", "problem"),
        [
            (
                "Texas,state,6,2026-01-01",
                "jurisdiction",
                "Write the state first, as in US-TX or US-TX-Travis County, not 'Texas'.",
            ),
            (
                "US-CA,state,6%,2026-01-01",
                "rate",
                "Write the percentage as in 6.25, at most six decimals and below 100, not '6%'.",
            ),
            ("US-TX,state,6,2026-01-01", "since", ""),
        ],
    )
    async def test_says_for_each_row_what_is_wrong_and_writes_nothing(
        self, world: World, row: str, column: str, problem: str
    ) -> None:
        company = await self.american(world)
        text = f"{TEXAS}{row},,,,,\n"
        checked = (await world.api.post("/v1/tax-rules/import/check", json=self.body(company, text))).json()
        assert [(one["row"], one["column"]) for one in checked["refused"]] == [(5, column)]
        assert checked["refused"][0]["problem"].startswith(problem)
        response = await world.api.post("/v1/tax-rules/import", json=self.body(company, text))
        assert response.json()["code"] == "tax_rule.import_refused"
        assert (await world.api.get("/v1/tax-rules")).json()["total"] == 0

    async def test_a_row_over_a_rule_that_is_there_is_named(self, world: World) -> None:
        company = await self.american(world)
        await world.api.post("/v1/tax-rules/import", json=self.body(company))
        text = "jurisdiction,level,rate,since\nUS-TX-Austin,city,2,2026-01-01\n"
        checked = (await world.api.post("/v1/tax-rules/import/check", json=self.body(company, text))).json()
        assert [(one["row"], one["column"]) for one in checked["refused"]] == [(2, "since")]
        assert "two rules" in checked["refused"][0]["problem"]

    async def test_wants_rows(self, world: World) -> None:
        response = await world.api.post("/v1/tax-rules/import", json=self.body(world.company, "jurisdiction,level"))
        assert response.json()["code"] == "table.unreadable"
