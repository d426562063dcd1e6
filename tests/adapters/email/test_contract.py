"""What every transport must do, run on SMTP against a real server and on the local mailbox."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from duespark.adapters.email.mail_folder import Mailbox
from duespark.adapters.email.message import Attachment, Mail
from duespark.adapters.email.smtp import Smtp
from duespark.adapters.email.transport import Transport
from duespark.runtime.ledger import Refused
from tests.adapters.email.servers import Sink, listening

Post = tuple[Transport, Callable[[], list[bytes]]]


@pytest.fixture(params=["smtp", "mailbox"])
async def post(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Post]:
    """A transport, and what arrived at its other end."""
    if request.param == "mailbox":
        box = Mailbox(tmp_path)
        yield box, lambda: [box.read(name) for name in reversed(box.newest_first())]
        return
    sink = Sink()
    async with listening(sink) as port:
        smtp = Smtp(f"smtp://127.0.0.1:{port}")
        yield smtp, lambda: sink.taken
        await smtp.close()


def mail(number: int = 1, **changes: object) -> Mail:
    fields: dict[str, object] = {
        "message_id": f"<mail-{number}@example.com>",
        "sender": "Sélène <billing@example.com>",
        "to": "Zoë <zoe@example.com>",
        "subject": f"Größe {number}",
        "html": f"<p>Nr. {number}</p>",
        "text": "Erste Zeile\n.\n..zwei Punkte\nFrom hier\n",
        "attachments": (Attachment("Rechnung_Ä.pdf", "application/pdf", bytes(range(256)) * 20),),
    }
    return Mail(**{**fields, **changes})  # type: ignore[arg-type]


class TestSend:
    async def test_what_arrives_is_what_was_sent(self, post: Post) -> None:
        transport, arrived = post
        receipt = await transport.send(mail(date=datetime(2026, 1, 2, tzinfo=UTC)))
        assert receipt.provider_id
        message = message_from_bytes(arrived()[0], policy=default)
        assert (message["Message-ID"], message["Subject"]) == ("<mail-1@example.com>", "Größe 1")
        assert message["From"].addresses[0].display_name == "Sélène"
        assert message["Date"].datetime == datetime(2026, 1, 2, tzinfo=UTC)
        plain, html = message.get_body(("plain",)), message.get_body(("html",))
        assert plain is not None
        assert plain.get_content().replace("\r\n", "\n") == "Erste Zeile\n.\n..zwei Punkte\nFrom hier\n"
        assert html is not None
        assert html.get_content().strip() == "<p>Nr. 1</p>"
        assert [part.get_payload(decode=True) for part in message.iter_attachments()] == [bytes(range(256)) * 20]

    async def test_a_mail_without_a_date_gets_one(self, post: Post) -> None:
        transport, arrived = post
        await transport.send(mail())
        assert message_from_bytes(arrived()[0], policy=default)["Date"].datetime.tzinfo is not None

    async def test_thirty_at_once_arrive_once_each(self, post: Post) -> None:
        transport, arrived = post
        await asyncio.gather(*(transport.send(mail(number)) for number in range(30)))
        subjects = [message_from_bytes(one, policy=default)["Subject"] for one in arrived()]
        assert sorted(subjects) == sorted(f"Größe {number}" for number in range(30))

    @pytest.mark.parametrize(
        "change", [{"to": "nobody"}, {"subject": "a\nBcc: b@example.com"}, {"sender": ""}, {"message_id": "x"}]
    )
    async def test_an_impossible_mail_is_refused_and_the_next_one_goes(
        self, post: Post, change: dict[str, str]
    ) -> None:
        transport, arrived = post
        with pytest.raises(Refused):
            await transport.send(mail(1, **change))
        await transport.send(mail(2))
        assert len(arrived()) == 1


class TestHas:
    async def test_never_denies_a_mail_it_took(self, post: Post) -> None:
        transport, _ = post
        assert not await transport.has("<mail-1@example.com>")
        await transport.send(mail())
        assert await transport.has("<mail-1@example.com>") in (True, None)
        assert not await transport.has("<mail-2@example.com>")
