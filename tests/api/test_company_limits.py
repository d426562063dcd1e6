"""A member limited to some companies sees and does nothing with the others, by whatever route: found from the route list."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import httpx2
import pytest

from tests.api.test_routes import _body_for, _query_for, _snapshot, operations, with_ids
from tests.support.world import LINE, SELLER, World

HIDDEN = "Hidden Lighthouse"
"""Stands in everything of the company that the member may not see."""


@dataclass(frozen=True, kw_only=True)
class Limited:
    """Somebody limited to one of two companies, and the ids of what belongs to the other."""

    api: httpx2.AsyncClient
    allowed: dict[str, Any]
    hidden_ids: dict[str, str]
    number: str
    """Of the other company's invoice."""
    shared_ids: list[str]
    """The client and an item, which all companies share, and what belongs to the company one may see."""


@pytest.fixture
async def limited(world: World) -> Limited:
    allowed = world.company
    hidden = await world.add_company(profile={**SELLER, "name": HIDDEN}, reply_to="hidden@example.com")
    lines = [{**LINE, "description": HIDDEN}]
    invoice = await world.add_invoice(company_id=hidden["id"], lines=lines)
    draft = await world.add_draft(company_id=hidden["id"], lines=lines)
    payment = await world.api.post("/v1/payments", json=_paid(world, invoice["id"]))
    assert payment.status_code == 201, payment.text
    sent = await world.api.post(f"/v1/invoices/{invoice['id']}/send", json={})
    assert sent.status_code == 202, sent.text
    item = (await world.api.post("/v1/items", json={"name": "Design work"})).json()
    seen = await world.add_invoice(company_id=allowed["id"])
    series = (await world.api.get("/v1/series", params={"company_id": hidden["id"]})).json()["data"]
    ids = {"company": hidden["id"], "invoice": invoice["id"], "draft": draft["id"], "payment": payment.json()["id"]}
    ids |= {"delivery": sent.json()["data"][0]["id"]}
    return Limited(
        api=await world.key_of(world.owner, company_ids=[UUID(allowed["id"])]),
        allowed=allowed,
        hidden_ids={**ids, "series": next(one["id"] for one in series if one["company_id"] == hidden["id"])},
        number=invoice["number"],
        shared_ids=[world.client["id"], item["id"], allowed["id"], seen["id"]],
    )


class TestReads:
    async def test_no_list_search_or_report_tells_of_another_company(self, world: World, limited: Limited) -> None:
        told, tried = [], 0
        for method, path, operation in operations():
            if method != "GET" or not path.startswith("/v1") or "{" in path:
                continue
            for asked in (_query_for(operation), _asked(operation, HIDDEN), _asked(operation, limited.number)):
                answer = await limited.api.get(path, params=asked)
                assert answer.status_code < 500, f"{path}: {answer.text}"
                found = [kind for kind, id in limited.hidden_ids.items() if id in answer.text]
                told += [(path, found)] if found or HIDDEN.lower() in answer.text.lower() else []
                tried += 1
        assert told == []
        assert tried > 40

    async def test_it_would_be_seen_without_the_limit(self, world: World, limited: Limited) -> None:
        """What the test above looks for is there for somebody who may see it."""
        for path in ("/v1/companies", "/v1/invoices", "/v1/series", "/v1/payments", f"/v1/search?q={limited.number}"):
            told = (await world.api.get(path)).text
            assert any(id in told for id in limited.hidden_ids.values()), path

    async def test_what_all_companies_share_tells_nothing_of_another(self, world: World, limited: Limited) -> None:
        """A client's history, contacts, duplicates; an item's lines; a timeline: every read with an id."""
        told, tried = [], 0
        for method, path, operation in operations():
            if method != "GET" or not path.startswith("/v1") or "{id}" not in path or "mailbox" in path:
                continue
            for id in limited.shared_ids:
                answer = await limited.api.get(with_ids(path, id), params=_query_for(operation))
                assert answer.status_code < 500, f"{path}: {answer.text}"
                found = [kind for kind, hidden in limited.hidden_ids.items() if hidden in answer.text]
                told += [(path, found)] if found or HIDDEN.lower() in answer.text.lower() else []
                tried += answer.status_code == 200
        assert told == []
        assert tried > 10


class TestIds:
    async def test_what_belongs_to_another_company_is_unknown(self, world: World, limited: Limited) -> None:
        """Every route with an id answers 404 and changes nothing."""
        before, wrong = await _snapshot(world), []
        for method, path, operation in operations():
            if not path.startswith("/v1") or "{id}" not in path or "mailbox" in path:
                continue
            for kind, id in limited.hidden_ids.items():
                body = _body_for(operation, world)
                answer = await limited.api.request(
                    method, with_ids(path, id), json=body, params=_query_for(operation), headers={"if-match": '"1"'}
                )
                needs_person = answer.status_code == 403 and answer.json()["code"] == "person.needed"
                wrong += [] if answer.status_code == 404 or needs_person else [(method, path, kind, answer.text)]
        assert wrong == []
        assert await _snapshot(world) == before


class TestWrites:
    async def test_a_draft_cannot_be_made_for_another_company(self, world: World, limited: Limited) -> None:
        before = await _snapshot(world)
        draft = world.draft(company_id=limited.hidden_ids["company"])
        assert (await limited.api.post("/v1/invoices", json=draft)).status_code in (404, 422)
        assert await _snapshot(world) == before

    async def test_a_draft_cannot_be_moved_to_another_company(self, world: World, limited: Limited) -> None:
        own = await world.add_draft()
        moved = world.draft(company_id=limited.hidden_ids["company"])
        answer = await limited.api.put(
            f"/v1/invoices/{own['id']}", json=moved, headers={"if-match": f'"{own["version"]}"'}
        )
        assert answer.status_code in (404, 422)
        assert (await world.api.get(f"/v1/invoices/{own['id']}")).json() == own

    async def test_a_payment_cannot_pay_an_invoice_of_another_company(self, world: World, limited: Limited) -> None:
        before = await _snapshot(world)
        paid = _paid(world, limited.hidden_ids["invoice"])
        assert (await limited.api.post("/v1/payments", json=paid)).json()["code"] == "invoice.not_found"
        assert await _snapshot(world) == before


def _paid(world: World, invoice_id: str) -> dict[str, Any]:
    paid = {"client_id": world.client["id"], "amount": "5.00", "currency": "PLN", "reference": HIDDEN}
    return {**paid, "received_on": "2026-01-31", "allocations": [{"invoice_id": invoice_id, "amount": "5.00"}]}


def _asked(operation: dict[str, Any], words: str) -> dict[str, str]:
    """What the address must say; and a search for these words, wherever one can search."""
    searched = {one["name"]: words for one in operation.get("parameters", []) if one["name"] == "q"}
    return {**_query_for(operation), **searched}
