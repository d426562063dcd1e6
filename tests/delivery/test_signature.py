"""The signature of a company ends each of its mails, as plain text and never as a template."""

import re
from uuid import UUID

import pytest

from duespark.delivery.letter import Kind, Wording, write_letter
from duespark.delivery.paper import read_paper, view_of
from duespark.documents.look import invoice_look
from duespark.runtime.tx import Actor
from tests.support.post_office import Wire, work_off
from tests.support.world import World

SIGNATURE = "Ada & Ben\n<b>{{ invoice.number }}</b> {name}"


async def add_invoice(world: World) -> str:
    company = await world.add_company(email_signature=f"  {SIGNATURE}\n")
    invoice = await world.add_invoice(company_id=company["id"])
    id: str = invoice["id"]
    return id


class TestSignature:
    async def test_ends_the_mail_and_nothing_of_it_runs(self, world: World, wire: Wire) -> None:
        id = await add_invoice(world)
        await world.api.post(f"/v1/invoices/{id}/send", json={"message": "Here it is."})
        await work_off(world)
        mail = wire.taken[-1]
        assert "Ada &amp; Ben<br>&lt;b&gt;{{ invoice.number }}&lt;/b&gt; {name}" in mail.html
        assert f"Here it is.\n\n{SIGNATURE}\n\n" in mail.text

    @pytest.mark.parametrize("kind", ["invoice", "reminder", "receipt"])
    async def test_ends_every_kind_of_mail(self, world: World, kind: Kind) -> None:
        id = await add_invoice(world)
        wording = Wording(subject="About {{ invoice.number }}", message="Hello", is_template=True)
        async with world.tx(Actor()) as tx:
            paper = await read_paper(tx, UUID(id))
            view = view_of(paper, await invoice_look(tx, paper.invoice))
            letter = write_letter(kind, paper, view, link="https://example.com/i/1", today=tx.today, wording=wording)
        assert SIGNATURE in letter.text
        assert "Ada &amp; Ben<br>" in letter.html

    async def test_without_one_nothing_stands_there(self, world: World, wire: Wire) -> None:
        invoice = await world.add_invoice()
        await world.api.post(f"/v1/invoices/{invoice['id']}/send", json={"message": "Here it is."})
        await work_off(world)
        assert 'class="text sign"' not in wire.taken[-1].html
        assert re.search("Here it is.\n\n[^\n]+: http", wire.taken[-1].text)
