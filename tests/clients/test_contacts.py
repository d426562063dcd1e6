"""Contacts: who may be kept, and who gets invoices and reminders in which language."""

from typing import Any

import pytest

from tests.delivery.conftest import wire  # noqa: F401  the mail server of the tests
from tests.support.post_office import Wire, work_off
from tests.support.world import World, new_world

ADA = {"name": "Ada Payable", "role": "accounts_payable", "email": "ada@example.com", "receives_invoices": True}


async def add(world: World, *, client: str | None = None, **fields: Any) -> dict[str, Any]:
    path = f"/v1/clients/{client or world.client['id']}/contacts"
    answer = await world.api.post(path, json={**ADA, **fields})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def sent_to(world: World, invoice_id: str) -> list[str]:
    answer = await world.api.post(f"/v1/invoices/{invoice_id}/send", json={})
    assert answer.status_code == 202, answer.text
    return [one["recipient"] for one in answer.json()["data"]]


class TestKeep:
    async def test_adds_changes_and_forgets(self, world: World) -> None:
        made = await add(world, phone=" 1 ", notes="a\r\nb")
        assert (made["phone"], made["notes"], made["language"], made["version"]) == ("1", "a\nb", None, 1)
        path = f"/v1/contacts/{made['id']}"
        changed = await world.api.put(
            path, json={**ADA, "role": "owner", "language": "de"}, headers={"If-Match": '"1"'}
        )
        assert (changed.json()["role"], changed.json()["language"], changed.headers["etag"]) == ("owner", "de", '"2"')
        assert (await world.api.put(path, json=ADA, headers={"If-Match": '"1"'})).status_code == 412
        assert (await world.api.delete(path, headers={"If-Match": '"1"'})).status_code == 412
        assert (await world.api.delete(path, headers={"If-Match": '"2"'})).status_code == 204
        assert (await world.api.get(f"/v1/clients/{world.client['id']}/contacts")).json()["data"] == []
        actions = await world.fetch(
            "SELECT action FROM audit_entries WHERE org_id = $1 AND action LIKE 'contact.%'", world.org
        )
        assert sorted(row["action"] for row in actions) == ["contact.create", "contact.remove", "contact.update"]

    @pytest.mark.parametrize(
        ("fields", "pointer"),
        [
            ({"name": " "}, "#/name"),
            ({"email": ""}, "#/email"),
            ({"email": "ada"}, "#/email"),
            ({"channel": "phone"}, "#/phone"),
            ({"channel": "phone", "phone": "1"}, "#/channel"),
            ({"channel": "fax"}, "#/channel"),
            ({"role": "boss"}, "#/role"),
            ({"language": "xx"}, "#/language"),
            ({"receives_invoices": "yes"}, "#/receives_invoices"),
        ],
    )
    async def test_names_the_wrong_field(self, world: World, fields: dict[str, Any], pointer: str) -> None:
        answer = await world.api.post(f"/v1/clients/{world.client['id']}/contacts", json={**ADA, **fields})
        assert answer.status_code == 422
        assert pointer in [error["pointer"] for error in answer.json()["errors"]]

    async def test_a_viewer_reads_and_does_not_write(self, world: World) -> None:
        made, api = await add(world), await world.user("viewer")
        assert (await api.get(f"/v1/clients/{world.client['id']}/contacts")).json()["data"] == [made]
        answers = [
            await api.post(f"/v1/clients/{world.client['id']}/contacts", json=ADA),
            await api.put(f"/v1/contacts/{made['id']}", json=ADA, headers={"If-Match": '"1"'}),
            await api.delete(f"/v1/contacts/{made['id']}", headers={"If-Match": '"1"'}),
        ]
        assert {one.status_code for one in answers} == {403}


class TestInvoices:
    async def test_go_to_those_who_get_them_then_to_copies(self, world: World, wire: Wire) -> None:  # noqa: F811
        await add(world, role="cc", email="copy@example.com")
        await add(world)
        await add(world, role="owner", email="owner@example.com", receives_invoices=False)
        invoice = await world.add_invoice()
        preview = (await world.api.get(f"/v1/invoices/{invoice['id']}/send-preview")).json()
        assert preview["to"] == ["ada@example.com", "copy@example.com"]
        assert await sent_to(world, invoice["id"]) == preview["to"]

    async def test_go_to_the_client_itself_where_only_copies_are_wanted(self, world: World, wire: Wire) -> None:  # noqa: F811
        await add(world, role="cc", email="copy@example.com")
        invoice = await world.add_invoice()
        assert await sent_to(world, invoice["id"]) == ["bakery@example.com", "copy@example.com"]

    async def test_one_address_gets_one_mail(self, world: World, wire: Wire) -> None:  # noqa: F811
        await add(world)
        await add(world, role="cc", email="ADA@example.com")
        invoice = await world.add_invoice()
        assert await sent_to(world, invoice["id"]) == ["ada@example.com"]

    async def test_each_in_its_own_language_and_name_and_the_paper_in_one(self, world: World, wire: Wire) -> None:  # noqa: F811
        await add(world, language="de")
        await add(world, name="Ben Copy", role="cc", email="ben@example.com")
        invoice = await world.add_invoice()
        await sent_to(world, invoice["id"])
        await work_off(world)
        by_address = {mail.to: mail for mail in wire.taken}
        german, english = by_address["ada@example.com"], by_address["ben@example.com"]
        assert german.subject.startswith("Rechnung")
        assert 'lang="de"' in german.html
        assert "Guten Tag" in german.text
        assert english.subject.startswith("Invoice")
        assert "Ben" in english.text
        assert german.attachments[0].content == english.attachments[0].content

    async def test_an_address_chosen_by_hand_is_known_as_the_contact_s(self, world: World, wire: Wire) -> None:  # noqa: F811
        await add(world, language="de")
        invoice = await world.add_invoice()
        await world.api.post(f"/v1/invoices/{invoice['id']}/send", json={"to": ["Ada@Example.com", "x@example.com"]})
        await work_off(world)
        assert sorted(mail.subject.split()[0] for mail in wire.taken) == ["Invoice", "Rechnung"]

    async def test_contacts_of_others_are_left_alone(self, world: World, wire: Wire, database: str) -> None:  # noqa: F811
        """FM-46: neither another client's nor another organization's contact gets the invoice."""
        other = await world.add_client()
        await add(world, client=other["id"], email="other@example.com")
        async with new_world(database) as stranger:
            await add(stranger, email="stranger@example.com")
        invoice = await world.add_invoice()
        assert await sent_to(world, invoice["id"]) == ["bakery@example.com"]
