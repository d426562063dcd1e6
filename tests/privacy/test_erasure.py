"""Erasing a client's personal data: what goes, what the law keeps, what stops it, and that the proof still holds."""

from typing import Any

import pytest

from duespark.engine.invoice.retention import kept_until
from tests.support.world import World, new_world

PERSON = {"name": "Kunegunda", "email": "kunegunda@example.com", "notes": "Likes tea"}


async def add_person(world: World) -> dict[str, Any]:
    """A client that is a person, with somebody to write to."""
    profile = {"name": "Kunegunda Wielopolska", "address": {"line1": "Lipowa 3", "city": "Lodz", "country": "PL"}}
    client = await world.add_client(profile=profile, notes="Prefers mornings", tags=["kunegunda"])
    answer = await world.api.post(f"/v1/clients/{client['id']}/contacts", json=PERSON)
    assert answer.status_code == 201
    return client


async def preview(world: World, client: dict[str, Any]) -> dict[str, Any]:
    answer = await world.api.get(f"/v1/clients/{client['id']}/erasure")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def erase(world: World, client: dict[str, Any]) -> Any:
    return await world.api.post(f"/v1/clients/{client['id']}/erasure", json={"reason": "asked by letter"})


async def settle(world: World, invoice: dict[str, Any]) -> None:
    body = {
        "client_id": invoice["client_id"],
        "amount": invoice["balance"]["amount_due"],
        "currency": "PLN",
        "received_on": invoice["document"]["issue_date"],
    }
    answer = await world.api.post("/v1/payments", json=body)
    assert answer.status_code == 201, answer.text


class TestPreview:
    async def test_says_what_goes_and_what_stays_until_when(self, world: World) -> None:
        client = await add_person(world)
        invoice = await world.add_invoice(client_id=client["id"])
        found = await preview(world, client)
        assert {one["what"]: one["count"] for one in found["goes"]}["contacts"] == 1
        (kept,) = found["stays"]
        assert (kept["country"], kept["count"]) == ("PL", 1)
        assert "Ordynacja podatkowa" in kept["law"]
        async with world.tx() as tx:
            assert kept["until"] == kept_until(tx.today, "PL").isoformat()
        assert [one["code"] for one in found["hindrances"]] == ["owed"]
        assert invoice["status"] == "issued"

    async def test_is_not_for_who_sees_only_some_companies(self, world: World) -> None:
        client = await add_person(world)
        limited = await world.key_of(world.owner, company_ids=[world.company["id"]])
        answer = await limited.get(f"/v1/clients/{client['id']}/erasure")
        assert (answer.status_code, answer.json()["code"]) == (403, "privacy.needs_all_companies")


class TestErase:
    async def test_takes_everything_of_the_person_away(self, world: World) -> None:
        client = await add_person(world)
        done = (await erase(world, client)).json()
        assert done["kept_until"] is None
        after = (await world.api.get(f"/v1/clients/{client['id']}")).json()
        assert after["profile"]["name"].startswith("Erased client X")
        assert after["archived"] is True
        assert after["profile"]["address"]["country"] == "PL"
        for table in ("clients", "client_contacts", "client_words", "client_grams", "audit_entries", "events"):
            rows = await world.fetch(f"SELECT to_jsonb(t)::text AS text FROM {table} AS t WHERE org_id = $1", world.org)
            assert not [row["text"] for row in rows if "unegunda" in row["text"] or "wielopolska" in row["text"]], table
        assert (await preview(world, client))["done"] == [done]

    async def test_leaves_issued_documents_provable(self, world: World) -> None:
        client = await add_person(world)
        invoice = await world.add_invoice(client_id=client["id"])
        await settle(world, invoice)
        link = (await world.api.get(f"/v1/invoices/{invoice['id']}/public-link")).json()
        assert (await erase(world, client)).status_code == 200
        after = (await world.api.get(f"/v1/invoices/{invoice['id']}")).json()
        assert after["document"] == (await world.api.get(f"/v1/invoices/{invoice['id']}/versions/1")).json()["document"]
        assert after["document"]["buyer"]["name"] == "Kunegunda Wielopolska"
        versions = (await world.api.get(f"/v1/invoices/{invoice['id']}/versions")).json()["data"]
        assert [one["proof"] for one in versions] == ["valid"]
        page = await world.guest().get("/i/" + link["url"].rsplit("/", 1)[1])
        assert (page.status_code, "unegunda" in page.text, invoice["number"] in page.text) == (410, False, False)

    async def test_waits_for_drafts(self, world: World) -> None:
        client = await add_person(world)
        await world.add_draft(client_id=client["id"])
        answer = await erase(world, client)
        assert (answer.status_code, answer.json()["code"]) == (409, "client.not_erasable")
        assert "draft" in answer.json()["detail"]
        assert (await world.api.get(f"/v1/clients/{client['id']}")).json() == client

    async def test_its_record_cannot_be_changed(self, world: World) -> None:
        client = await add_person(world)
        await erase(world, client)
        assert (
            await world.execute("UPDATE client_erasures SET reason = 'other' WHERE org_id = $1", world.org)
            == "UPDATE 0"
        )
        assert await world.execute("DELETE FROM client_erasures WHERE org_id = $1", world.org) == "DELETE 0"

    @pytest.mark.parametrize("role", ["accountant", "member", "viewer"])
    async def test_is_for_owners_and_admins(self, world: World, role: str) -> None:
        client = await add_person(world)
        other = await world.user(role)
        answer = await other.post(f"/v1/clients/{client['id']}/erasure", json={"reason": "no"})
        assert answer.status_code == 403


class TestLegalHold:
    async def test_stops_an_erasure_until_it_is_released(self, world: World) -> None:
        client = await add_person(world)
        at = f"/v1/clients/{client['id']}/legal-holds"
        hold = (await world.api.post(at, json={"reason": "Case 12/26 at court."})).json()
        answer = await erase(world, client)
        assert (answer.status_code, answer.json()["code"]) == (409, "client.not_erasable")
        assert "Case 12/26 at court. Release" in answer.json()["detail"]
        released = await world.api.post(f"/v1/legal-holds/{hold['id']}/release", json={"reason": "Case closed"})
        assert released.json()["release_reason"] == "Case closed"
        again = await world.api.post(f"/v1/legal-holds/{hold['id']}/release", json={"reason": "Once more"})
        assert (again.status_code, again.json()["code"]) == (409, "legal_hold.released")
        assert (await erase(world, client)).status_code == 200
        assert [one["reason"] for one in (await world.api.get(at)).json()["data"]] == ["Case 12/26 at court."]

    async def test_names_only_documents_of_its_client(self, world: World) -> None:
        client, invoice = await add_person(world), await world.add_invoice()
        body = {"reason": "Dispute", "invoice_id": invoice["id"]}
        answer = await world.api.post(f"/v1/clients/{client['id']}/legal-holds", json=body)
        assert (answer.status_code, answer.json()["code"]) == (404, "invoice.not_found")
        own = await world.api.post(f"/v1/clients/{world.client['id']}/legal-holds", json=body)
        assert own.json()["invoice_number"] == invoice["number"]

    async def test_of_another_organization_is_unknown(self, world: World, database: str) -> None:
        async with new_world(database) as other:
            at = f"/v1/clients/{other.client['id']}/legal-holds"
            hold = (await other.api.post(at, json={"reason": "Theirs"})).json()
            answer = await world.api.post(f"/v1/legal-holds/{hold['id']}/release", json={"reason": "Ours"})
            assert answer.status_code == 404


class TestRules:
    async def test_are_listed_with_their_law(self, world: World) -> None:
        rules = (await world.api.get("/v1/retention-rules")).json()["data"]
        assert {"country": "DE", "years": 8, "year_after": False, "law": "AO § 147 (3), UStG § 14b (1)"} in rules
