"""The local mailbox: each message id once, whoever is killed when; the list stays fast; one mail is read whole."""

import asyncio
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from duespark.adapters.email.mail_folder import Mailbox, MailUnknown
from duespark.adapters.email.mailbox import find_mails, get_mail
from duespark.adapters.email.message import Attachment, Mail, Picture
from duespark.adapters.email.smtp import Smtp
from duespark.adapters.email.transport import transport
from duespark.runtime.settings import settings
from duespark.runtime.web import BadCursor


@pytest.fixture
def box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    """The mailbox of a data folder of this test's own."""
    monkeypatch.setenv("DUESPARK_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("DUESPARK_SMTP_URL", raising=False)
    settings.cache_clear()
    yield Mailbox(tmp_path / "mailbox")
    monkeypatch.undo()
    settings.cache_clear()


def mail(number: int = 1, **changes: object) -> Mail:
    fields: dict[str, object] = {
        "message_id": f"<mail-{number}@example.com>",
        "sender": "DueSpark <billing@example.com>",
        "to": f"Client {number} <client{number}@example.com>",
        "subject": f"Größe {number}",
        "html": f"<p>{number}</p>",
        "text": f"{number}\n",
        "date": datetime(2026, 1, 1, tzinfo=UTC),
    }
    return Mail(**{**fields, **changes})  # type: ignore[arg-type]


class TestSend:
    async def test_the_same_message_id_again_changes_nothing(self, box: Mailbox) -> None:
        first = await box.send(mail(1))
        again = await box.send(mail(1, subject="Another text"))
        assert first == again
        found = await find_mails()
        assert [one.subject for one in found.data] == ["Größe 1"]

    async def test_twenty_senders_of_one_mail_make_one(self, box: Mailbox) -> None:
        receipts = await asyncio.gather(*(Mailbox(box.folder).send(mail(1)) for _ in range(20)))
        assert len(set(receipts)) == 1
        assert (await find_mails()).total == 1

    async def test_a_sender_killed_between_its_two_links_is_made_good(self, box: Mailbox) -> None:
        receipt = await box.send(mail(1))
        (box.folder / "mails" / f"{receipt.provider_id}.eml").unlink()
        assert await box.has("<mail-1@example.com>") is True
        assert [str(one.id) for one in (await find_mails()).data] == [receipt.provider_id]

    async def test_nothing_half_written_is_left_or_listed(self, box: Mailbox) -> None:
        (box.folder / "ids" / ".killed").write_bytes(b"half")
        await box.send(mail(1))
        assert (await find_mails()).total == 1
        assert min(path.name[0] for path in (box.folder / "ids").iterdir()) == "."
        assert len(list((box.folder / "ids").iterdir())) == 2


class TestFindMails:
    async def test_newest_first_page_by_page(self, box: Mailbox) -> None:
        for number in range(7):
            await box.send(mail(number))
            await asyncio.sleep(0.002)
        seen: list[str] = []
        cursor: str | None = None
        while True:
            page = await find_mails(limit=3, cursor=cursor)
            assert page.total == 7
            seen += [one.subject for one in page.data]
            cursor = page.next
            if cursor is None:
                break
        assert seen == [f"Größe {number}" for number in reversed(range(7))]

    async def test_filters_by_recipient_and_words(self, box: Mailbox) -> None:
        for number in (1, 2, 12):
            await box.send(mail(number))
        assert {one.subject for one in (await find_mails(to="CLIENT1@example.com")).data} == {"Größe 1"}
        assert {one.subject for one in (await find_mails(q="größe 1")).data} == {"Größe 1", "Größe 12"}
        assert (await find_mails(q="nothing")).data == []
        page = await find_mails(q="größe 1", limit=2)
        assert page.next is None

    async def test_counts_attachments(self, box: Mailbox) -> None:
        await box.send(mail(1, attachments=(Attachment("a.pdf", "application/pdf", b"x"),)))
        assert (await find_mails()).data[0].attachments == 1

    async def test_refuses_a_cursor_of_another_list(self, box: Mailbox) -> None:
        with pytest.raises(BadCursor):
            await find_mails(cursor="WyJuYW1lIl0")

    async def test_finds_a_page_among_five_thousand(self, box: Mailbox) -> None:
        content = mail(1).to_bytes()
        for number in range(5000):
            name = UUID(int=(1_700_000_000_000 + number) << 80 | 0x7 << 76 | 0b10 << 62 | number)
            (box.folder / "mails" / f"{name}.eml").write_bytes(content)
        page = await find_mails(limit=50)
        assert (len(page.data), page.total) == (50, 5000)
        assert (await find_mails(to="nobody@example.com")).data == []


class TestGetMail:
    async def test_reads_all_of_it(self, box: Mailbox) -> None:
        files = (
            Attachment("Rechnung_Ä.pdf", "application/pdf", bytes(range(256))),
            Attachment("n.txt", "text/plain", b"\xff\n"),
        )
        receipt = await box.send(mail(1, attachments=files, headers={"X-Kind": "invoice"}))
        found = await get_mail(UUID(receipt.provider_id))
        assert (found.to, found.subject, found.sender) == (
            "Client 1 <client1@example.com>",
            "Größe 1",
            "DueSpark <billing@example.com>",
        )
        assert (found.html.strip(), found.text) == ("<p>1</p>", "1\n")
        assert found.at == datetime(2026, 1, 1, tzinfo=UTC)
        assert ("X-Kind", "invoice") in found.headers
        assert found.attachments == files

    async def test_pictures_stand_where_the_html_has_them(self, box: Mailbox) -> None:
        html = '<p><img src="cid:code@example.com" alt="Code"></p>'
        receipt = await box.send(mail(1, html=html, pictures=(Picture("code@example.com", b"PNG"),)))
        found = await get_mail(UUID(receipt.provider_id))
        assert found.html.strip() == html.replace("cid:code@example.com", "data:image/png;base64,UE5H")
        assert found.attachments == ()

    async def test_unknown(self, box: Mailbox) -> None:
        with pytest.raises(MailUnknown):
            await get_mail(UUID(int=7))


class TestTransport:
    def test_mail_stays_local_unless_smtp_is_set(self, box: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
        assert isinstance(transport(), Mailbox)
        assert transport() is transport()
        monkeypatch.setitem(os.environ, "DUESPARK_SMTP_URL", "smtp://127.0.0.1:2525")
        settings.cache_clear()
        assert isinstance(transport(), Smtp)
