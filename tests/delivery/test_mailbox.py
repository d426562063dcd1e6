"""The local mailbox over HTTP: only on this machine, and only while mail stays there."""

import httpx2
import pytest
from pydantic import SecretStr

from duespark.adapters.email.transport import transport
from duespark.delivery import job
from duespark.runtime.settings import settings
from tests.support.post_office import work_off
from tests.support.world import BUYER, World


@pytest.fixture
async def mailed(world: World, monkeypatch: pytest.MonkeyPatch) -> str:
    """Recipient of one invoice that is in the real local mailbox."""
    monkeypatch.setattr(job, "transport", transport)
    recipient = f"{world.org.hex}@example.com"
    client = await world.add_client(profile={**BUYER, "email": recipient})
    invoice = await world.add_invoice(client_id=client["id"])
    await world.api.post(f"/v1/invoices/{invoice['id']}/send", json={})
    await work_off(world)
    return recipient


class TestMailbox:
    async def test_shows_the_mail_with_its_pdf(self, world: World, mailed: str) -> None:
        [row] = (await world.guest().get("/v1/mailbox", params={"to": mailed})).json()["data"]
        assert (row["to"], row["attachments"]) == (mailed, 1)
        assert row["from"].endswith("<billing@example.com>")
        mail = (await world.guest().get(f"/v1/mailbox/{row['id']}")).json()
        assert mail["html"].startswith("<!")
        assert "/i/" in mail["text"]
        [file] = mail["attachments"]
        pdf = await world.guest().get(file["url"])
        assert (pdf.headers["content-type"], len(pdf.content)) == ("application/pdf", file["size"])
        assert pdf.content.startswith(b"%PDF-")

    async def test_unknown_ones(self, world: World, mailed: str) -> None:
        [row] = (await world.guest().get("/v1/mailbox", params={"to": mailed})).json()["data"]
        for path in (f"/v1/mailbox/{world.org}", f"/v1/mailbox/{row['id']}/attachments/7"):
            assert (await world.guest().get(path)).status_code == 404
        assert (await world.guest().get("/v1/mailbox?cursor=nonsense")).status_code == 422

    async def test_closed_to_other_machines(self, world: World, mailed: str) -> None:
        transport_from_afar = httpx2.ASGITransport(app=world.app, client=("203.0.113.9", 1234))
        async with httpx2.AsyncClient(transport=transport_from_afar, base_url="http://testserver") as stranger:
            assert (await stranger.get("/v1/mailbox")).status_code == 404

    async def test_closed_when_mail_leaves(self, world: World, mailed: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(settings(), "smtp_url", SecretStr("smtp://mail.example.com"))
        assert (await world.guest().get("/v1/mailbox")).status_code == 404
