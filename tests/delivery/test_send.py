"""Sending an invoice: to whom, what the mail holds, and never twice."""

import asyncio
import re
from io import BytesIO
from uuid import UUID

import pypdfium2
import pytest

from tests.support.post_office import Wire, jobs_of, run_job, send_states, work_off
from tests.support.world import BUYER, World, new_world


async def send(world: World, invoice_id: str, **body: object) -> list[dict[str, str]]:
    response = await world.api.post(f"/v1/invoices/{invoice_id}/send", json=body)
    assert response.status_code == 202, response.text
    return response.json()["data"]


class TestSend:
    async def test_goes_to_the_clients_address_once(self, world: World, wire: Wire) -> None:
        invoice = await world.add_invoice()
        [delivery] = await send(world, invoice["id"])
        assert (delivery["recipient"], delivery["state"], delivery["kind"]) == (
            "bakery@example.com",
            "pending",
            "invoice",
        )
        assert not wire.taken
        assert await work_off(world) == 1
        [mail] = wire.taken
        assert mail.to == "bakery@example.com"
        assert mail.sender == "Example Studio Sp. z o.o. <billing@example.com>"
        assert mail.reply_to == "studio@example.com"
        assert mail.subject == f"Invoice {invoice['number']} from Example Studio Sp. z o.o."
        assert await send_states(world, invoice["id"]) == ["sent"]
        shown = (await world.api.get(f"/v1/invoices/{invoice['id']}")).json()
        assert shown["sent_at"] is not None

    async def test_mail_holds_amount_link_bank_details_and_pdf(self, world: World, wire: Wire) -> None:
        invoice = await world.add_invoice()
        await send(world, invoice["id"])
        await work_off(world)
        [mail] = wire.taken
        for body in (mail.html, mail.text):
            assert "1,476.00" in body
            assert "/i/" in body
        assert re.search(r'<a [^>]*href="http[^"]+/i/\w{16}"', mail.html)
        [pdf] = mail.attachments
        assert re.fullmatch(r"Invoice_[\w-]+_Example-Studio-Sp\.-z-o\.o\.pdf", pdf.name)
        page = pypdfium2.PdfDocument(BytesIO(pdf.content))[0].get_textpage().get_text_range()
        assert invoice["number"] in page

    async def test_says_what_a_person_wrote_and_nothing_runs(self, world: World, wire: Wire) -> None:
        invoice = await world.add_invoice()
        message = "Dear Ada,\n\n<script>alert(1)</script> {{ invoice.number }} & {name}"
        await send(world, invoice["id"], subject="Your  invoice\n", message=message)
        await work_off(world)
        [mail] = wire.taken
        assert mail.subject == "Your invoice"
        assert "&lt;script&gt;" in mail.html
        assert "<script>" not in mail.html
        assert "{{ invoice.number }} &amp; {name}" in mail.html
        assert message in mail.text

    async def test_speaks_the_language_of_the_document(self, world: World, wire: Wire) -> None:
        for language, words in {"de": "anbei", "pl": "Przesyłamy", "fr": "Voici", "es": "Aquí tiene"}.items():
            invoice = await world.add_invoice(language=language)
            await send(world, invoice["id"])
            await work_off(world)
            assert words in wire.taken[-1].text
            assert f'lang="{language}"' in wire.taken[-1].html

    async def test_second_click_while_under_way_makes_no_second_mail(self, world: World, wire: Wire) -> None:
        invoice = await world.add_invoice()
        answers = await asyncio.gather(*(send(world, invoice["id"]) for _ in range(8)))
        assert len({answer[0]["id"] for answer in answers}) == 1
        await work_off(world)
        assert len(wire.taken) == 1

    async def test_sending_again_later_is_a_new_mail(self, world: World, wire: Wire) -> None:
        invoice = await world.add_invoice()
        for _ in range(2):
            await send(world, invoice["id"])
            await work_off(world)
        assert len(wire.taken) == 2
        assert len(wire.times()) == 2

    async def test_same_address_in_other_letters_gets_one(self, world: World, wire: Wire) -> None:
        invoice = await world.add_invoice()
        await send(world, invoice["id"], to=["Ada@example.com", "ada@EXAMPLE.com", "ben@example.com"])
        await work_off(world)
        assert sorted(mail.to for mail in wire.taken) == ["Ada@example.com", "ben@example.com"]

    async def test_draft_cannot_be_sent(self, world: World) -> None:
        draft = await world.add_draft()
        response = await world.api.post(f"/v1/invoices/{draft['id']}/send", json={})
        assert (response.status_code, response.json()["code"]) == (409, "invoice.not_allowed")

    @pytest.mark.parametrize("address", ["nobody", "a@b", "a b@example.com", "a@example.com\nBcc: b@example.com"])
    async def test_names_the_wrong_address(self, world: World, address: str) -> None:
        invoice = await world.add_invoice()
        response = await world.api.post(f"/v1/invoices/{invoice['id']}/send", json={"to": ["ok@example.com", address]})
        assert (response.status_code, response.json()["errors"][0]["pointer"]) == (422, "#/to/1")
        assert await send_states(world, invoice["id"]) == []

    async def test_unstorable_text_is_refused(self, world: World) -> None:
        invoice = await world.add_invoice()
        for body in ({"subject": "a\x00b"}, {"message": "a\x00b"}, {"to": ["a\x00@example.com"]}, {"bcc": "x"}):
            response = await world.api.post(f"/v1/invoices/{invoice['id']}/send", json=body)
            assert response.status_code == 422, body

    async def test_client_without_address(self, world: World) -> None:
        client = await world.add_client(profile={**BUYER, "email": ""})
        invoice = await world.add_invoice(client_id=client["id"])
        response = await world.api.post(f"/v1/invoices/{invoice['id']}/send", json={})
        assert (response.status_code, response.json()["code"]) == (422, "delivery.no_recipient")

    async def test_preview_is_what_is_sent(self, world: World, wire: Wire) -> None:
        invoice = await world.add_invoice()
        preview = (await world.api.get(f"/v1/invoices/{invoice['id']}/send-preview")).json()
        await send(world, invoice["id"])
        await work_off(world)
        [mail] = wire.taken
        assert preview["to"] == ["bakery@example.com"]
        assert (preview["subject"], preview["html"], preview["text"]) == (mail.subject, mail.html, mail.text)

    async def test_voided_before_it_went_out_is_not_sent(self, world: World, wire: Wire) -> None:
        invoice = await world.add_invoice()
        await send(world, invoice["id"])
        response = await world.api.post(f"/v1/invoices/{invoice['id']}/void", json={"reason": "Wrong client"})
        assert response.status_code == 200, response.text
        await work_off(world)
        assert not wire.taken
        assert await send_states(world, invoice["id"]) == ["cancelled"]


class TestWhoMay:
    async def test_viewer_may_look_and_not_send(self, world: World) -> None:
        invoice = await world.add_invoice()
        viewer = await world.user("viewer")
        assert (await viewer.get("/v1/deliveries")).status_code == 200
        assert (await viewer.post(f"/v1/invoices/{invoice['id']}/send", json={})).status_code == 403

    async def test_other_organization_sees_nothing(self, world: World, database: str) -> None:
        invoice = await world.add_invoice()
        [delivery] = await send(world, invoice["id"])
        async with new_world(database, empty=True) as other:
            assert (await other.api.get("/v1/deliveries")).json()["data"] == []
            for path in (f"/v1/invoices/{invoice['id']}/send", f"/v1/deliveries/{delivery['id']}/retry"):
                assert (await other.api.post(path, json={})).status_code == 404

    async def test_member_of_another_company_sees_nothing(self, world: World) -> None:
        invoice = await world.add_invoice()
        [delivery] = await send(world, invoice["id"])
        company = await world.add_company()
        stranger = await world.user("member", company_ids=[UUID(company["id"])])
        assert (await stranger.get("/v1/deliveries")).json()["data"] == []
        assert (await stranger.post(f"/v1/deliveries/{delivery['id']}/retry")).status_code == 404
        assert (await stranger.post(f"/v1/invoices/{invoice['id']}/send", json={})).status_code == 404


class TestList:
    async def test_pages_and_filters(self, world: World) -> None:
        first, second = await world.add_invoice(), await world.add_invoice()
        await send(world, first["id"], to=[f"a{n}@example.com" for n in range(3)])
        await send(world, second["id"])
        page = (await world.api.get("/v1/deliveries?limit=2")).json()
        assert (len(page["data"]), page["total"]) == (2, 4)
        rest = (await world.api.get("/v1/deliveries", params={"limit": 2, "cursor": page["next"]})).json()
        assert len({row["id"] for row in page["data"] + rest["data"]}) == 4
        assert rest["next"] is None
        only = (await world.api.get("/v1/deliveries", params={"invoice_id": second["id"], "state": "pending"})).json()
        assert [row["invoice_id"] for row in only["data"]] == [second["id"]]

    async def test_job_is_in_the_queue_once(self, world: World, wire: Wire) -> None:
        invoice = await world.add_invoice()
        [delivery] = await send(world, invoice["id"])
        [(_, name, arguments)] = await jobs_of(world)
        assert (name, arguments) == ("delivery.send", {"delivery_id": delivery["id"]})
        for _ in range(3):
            await run_job(world, name, arguments)
        assert len(wire.taken) == 1
