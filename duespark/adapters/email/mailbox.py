"""Reading the local mailbox: its list, newest first, and one mail with its attachments."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage, MIMEPart
from email.policy import default
from functools import lru_cache
from pathlib import Path
from typing import cast
from uuid import UUID

from duespark.adapters.email.mail_folder import Mailbox
from duespark.adapters.email.message import Attachment
from duespark.runtime.settings import settings
from duespark.runtime.web import Page, decode_cursor, encode_cursor

_SORT = "-at"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailSummary:
    """One row of the mailbox. `at` is the mail's own date, which follows an organization's test clock."""

    id: UUID
    at: datetime
    sender: str
    to: str
    subject: str
    attachments: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredMail:
    """A mail as its reader sees it."""

    id: UUID
    at: datetime
    sender: str
    to: str
    subject: str
    html: str
    text: str
    headers: tuple[tuple[str, str], ...]
    attachments: tuple[Attachment, ...]


def _mailbox() -> Mailbox:
    return Mailbox(settings().data_dir / "mailbox")


def _parse(content: bytes) -> EmailMessage:
    return message_from_bytes(content, policy=default)


def _when(message: EmailMessage) -> datetime:
    return cast(datetime, message["Date"].datetime)


@lru_cache(maxsize=20_000)
def _summary(folder: Path, id: str) -> MailSummary:
    """Kept in memory: a stored mail never changes."""
    message = _parse(Mailbox(folder).read(id))
    return MailSummary(
        id=UUID(id),
        at=_when(message),
        sender=str(message["From"]),
        to=str(message["To"]),
        subject=str(message["Subject"]),
        attachments=sum(1 for _ in message.iter_attachments()),
    )


def _matching(box: Mailbox, names: list[str], q: str, to: str) -> Iterator[MailSummary]:
    q, to = q.lower(), to.lower()
    for name in names:
        mail = _summary(box.folder, name)
        if to in mail.to.lower() and (not q or q in f"{mail.subject}\n{mail.to}\n{mail.sender}".lower()):
            yield mail


def _find(q: str, to: str, limit: int, after: UUID | None) -> Page[MailSummary]:
    box = _mailbox()
    names = box.newest_first()
    total = None if q or to else len(names)
    if after is not None:
        names = [name for name in names if name < str(after)]
    found: list[MailSummary] = []
    for mail in _matching(box, names, q, to):
        if len(found) == limit:
            return Page(data=found, next=encode_cursor(_SORT, None, found[-1].id), total=total)
        found.append(mail)
    return Page(data=found, total=total)


async def find_mails(*, q: str = "", to: str = "", limit: int = 50, cursor: str | None = None) -> Page[MailSummary]:
    """Newest first: those with `q` in subject, sender or recipient, and `to` in the recipient, in any case of letters.

    `total` counts the whole mailbox, and is None where a filter would make counting slow. Raises `BadCursor`.
    """
    place = decode_cursor(cursor, _SORT)
    return await asyncio.to_thread(_find, q, to, limit, place[1] if place else None)


def _content(part: MIMEPart | None) -> str:
    return cast(str, part.get_content()) if part is not None else ""


def _bytes(part: MIMEPart) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _get(id: UUID) -> StoredMail:
    message = _parse(_mailbox().read(str(id)))
    files = message.iter_attachments()
    return StoredMail(
        id=id,
        at=_when(message),
        sender=str(message["From"]),
        to=str(message["To"]),
        subject=str(message["Subject"]),
        html=_content(message.get_body(("html",))),
        text=_content(message.get_body(("plain",))),
        headers=tuple((name, str(value)) for name, value in message.items()),
        attachments=tuple(
            Attachment(part.get_filename("file"), part.get_content_type(), _bytes(part)) for part in files
        ),
    )


async def get_mail(id: UUID) -> StoredMail:
    """One mail whole, with its attachments; raises `MailUnknown`."""
    return await asyncio.to_thread(_get, id)
