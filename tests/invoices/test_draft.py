"""Drafts through the API: what is saved, what is refused, what is lost never."""

from typing import Any

import pytest

from tests.support.world import LINE, World, new_world


class TestCreate:
    async def test_calculates_and_stores_one_document(self, world: World) -> None:
        lines = [
            LINE,
            {**LINE, "quantity": "1", "unit_price": "100.00", "discount": {"percent": "10"}, "tax": "reduced"},
        ]
        draft = await world.add_draft(lines=lines)
        totals = draft["document"]["totals"]
        assert (totals["net"], totals["tax"], totals["gross"]) == ("1290.00", "283.20", "1573.20")
        assert draft["status"] == "draft"
        assert draft["number"] is None
        assert draft["document"]["seller"]["name"] == world.company["profile"]["name"]
        again = (await world.api.get(f"/v1/invoices/{draft['id']}")).json()
        assert again == draft

    async def test_answers_with_an_etag(self, world: World) -> None:
        response = await world.api.post("/v1/invoices", json=world.draft())
        assert response.status_code == 201
        assert response.headers["etag"] == '"1"'

    @pytest.mark.parametrize(
        ("change", "pointer"),
        [
            ({"lines": [{**LINE, "unit_price": 120.0}]}, "#/lines/0/unit_price"),
            ({"lines": [{**LINE, "unit_price": 120}]}, "#/lines/0/unit_price"),
            ({"lines": [{**LINE, "unit_price": "1e3"}]}, "#/lines/0/unit_price"),
            ({"lines": [{**LINE, "quantity": "NaN"}]}, "#/lines/0/quantity"),
            ({"lines": [{**LINE, "price": "1.00"}]}, "#/lines/0/price"),
            ({"lines": [{**LINE, "tax": "luxury"}]}, "#/lines/0/tax"),
            ({"lines": [{**LINE, "discount": {"percent": "10", "amount": "5.00"}}]}, "#/lines/0/discount"),
            ({"lines": "many"}, "#/lines"),
            ({"currency": "XXQ"}, "#/currency"),
            ({"issue_date": "2026-02-30"}, "#/issue_date"),
            ({"period": {"start": 0}}, "#/period/start"),
            ({"period": {"start": "2026-03-31T00:00:00"}}, "#/period/start"),
            ({"lines": [{**LINE, "period": {"end": "1774915200"}}]}, "#/lines/0/period/end"),
            ({"references": [{"kind": "contract", "number": "1", "issue_date": 0}]}, "#/references/0/issue_date"),
            (
                {"exchange": {"currency": "PLN", "rate": "4.2", "rate_date": "2026-03-31T10:00:00Z"}},
                "#/exchange/rate_date",
            ),
            ({"prepayments": [{"amount": "1.00", "issue_date": 1774915200}]}, "#/prepayments/0/issue_date"),
            ({"payment_terms": {"days": -1}}, "#/payment_terms/days"),
            ({"language": "xx"}, "#/language"),
            ({"cash_rounding": "1000000"}, "#/cash_rounding"),
            ({"language": "en-XX"}, "#/language"),
            ({"unknown": True}, "#/unknown"),
        ],
    )
    async def test_bad_input_names_the_field_and_changes_nothing(
        self, world: World, change: dict[str, Any], pointer: str
    ) -> None:
        response = await world.api.post("/v1/invoices", json=world.draft(**change))
        assert response.status_code == 422, response.text
        assert response.headers["content-type"] == "application/problem+json"
        problem = response.json()
        assert pointer in [error["pointer"] for error in problem["errors"]]
        assert all(error["detail"] for error in problem["errors"])
        assert await world.fetch("SELECT 1 FROM invoices WHERE org_id = $1", world.org) == []

    @pytest.mark.parametrize(
        ("content", "status"),
        [(b'{"company_id": "\xff"}', 400), (b"{", 400), (b"[]", 422), (b'{"notes": "a\\u0000b"}', 422)],
    )
    async def test_broken_bodies_are_refused(self, world: World, content: bytes, status: int) -> None:
        response = await world.api.post("/v1/invoices", content=content, headers={"content-type": "application/json"})
        assert response.status_code == status, response.text
        assert response.headers["content-type"] == "application/problem+json"

    async def test_a_body_of_ten_megabytes_is_refused(self, world: World) -> None:
        response = await world.api.post(
            "/v1/invoices", content=b" " * 10_000_000, headers={"content-type": "application/json"}
        )
        assert response.status_code == 413
        assert response.json()["code"] == "request.too_large"

    async def test_other_organizations_company_and_client_are_unknown(self, world: World, database: str) -> None:
        async with new_world(database) as other:
            for field in ("company_id", "client_id"):
                body = world.draft(**{field: other.draft()[field]})
                assert (await world.api.post("/v1/invoices", json=body)).status_code == 404


class TestLanguage:
    @pytest.mark.parametrize("language", ["ja", "pt-BR", "es-419", "zh-Hant", "sr-Latn-RS"])
    async def test_may_be_any_that_exists(self, world: World, language: str) -> None:
        """Those the program has no words in are printed in English."""
        draft = await world.add_draft(language=language)
        assert draft["document"]["language"] == language

    async def test_that_does_not_exist_is_named(self, world: World) -> None:
        answer = await world.api.post("/v1/invoices", json=world.draft(language="xx"))
        assert (answer.status_code, answer.json()["code"]) == (422, "language.unknown")


class TestUpdate:
    async def test_replaces_the_whole_draft(self, world: World) -> None:
        draft = await world.add_draft()
        body = world.draft(notes="Thank you", lines=[{**LINE, "quantity": "1"}])
        response = await world.api.put(f"/v1/invoices/{draft['id']}", json=body, headers={"if-match": '"1"'})
        assert response.status_code == 200
        saved = response.json()
        assert (saved["version"], saved["document"]["notes"], saved["document"]["totals"]["net"]) == (
            2,
            "Thank you",
            "120.00",
        )
        assert (await world.api.get(f"/v1/invoices/{draft['id']}")).json() == saved

    async def test_needs_the_version_that_was_read(self, world: World) -> None:
        draft = await world.add_draft()
        url = f"/v1/invoices/{draft['id']}"
        assert (await world.api.put(url, json=world.draft())).status_code == 428
        assert (await world.api.put(url, json=world.draft(), headers={"if-match": '"1"'})).status_code == 200
        late = await world.api.put(url, json=world.draft(), headers={"if-match": '"1"'})
        assert late.status_code == 412
        assert late.headers["etag"] == '"2"'

    async def test_an_issued_invoice_cannot_be_edited_or_deleted(self, world: World) -> None:
        issued = await world.add_invoice()
        url, headers = f"/v1/invoices/{issued['id']}", {"if-match": f'"{issued["version"]}"'}
        assert (await world.api.put(url, json=world.draft(), headers=headers)).status_code == 409
        assert (await world.api.delete(url, headers=headers)).status_code == 409
        assert (await world.api.get(url)).json() == issued


class TestDelete:
    async def test_removes_a_draft_and_leaves_no_gap(self, world: World) -> None:
        draft = await world.add_draft()
        assert (await world.api.delete(f"/v1/invoices/{draft['id']}", headers={"if-match": '"1"'})).status_code == 204
        assert (await world.api.get(f"/v1/invoices/{draft['id']}")).status_code == 404
        assert (await world.add_invoice())["number"].endswith("0001")


class TestDuplicate:
    async def test_copies_what_was_typed_and_nothing_else(self, world: World) -> None:
        """FM-29: number, dates, payments and state belong to the one document."""
        issued = await world.add_invoice(notes="Thanks", purchase_order="PO-1")
        copy = (await world.api.post(f"/v1/invoices/{issued['id']}/duplicate")).json()
        assert copy["id"] != issued["id"]
        assert (copy["status"], copy["number"], copy["issued_at"]) == ("draft", None, None)
        document = copy["document"]
        assert (document["number"], document["issue_date"], document["purchase_order"]) == (None, None, "")
        assert document["notes"] == "Thanks"
        ids = [[line.pop("id") for line in each["document"]["lines"]] for each in (copy, issued)]
        assert ids[0] != ids[1]
        assert document["lines"] == issued["document"]["lines"]
