"""Reading the local mailbox: its list, newest first, and one mail with its attachments."""

import asyncio
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage, MIMEPart
from email.parser import HeaderParser
from email.policy import default
from functools import lru_cache
from itertools import islice
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


def _decoded(text: str) -> str:
    return str(make_header(decode_header(text)))


@lru_cache(maxsize=20_000)
def _heading(folder: Path, id: str) -> tuple[str, str, str]:
    """Recipient, subject and sender for the filter: a tenth of the work of a summary, which needs the whole mail."""
    head, _, _ = Mailbox(folder).read(id, at_most=16_384).partition(b"\r\n\r\n")
    found = HeaderParser().parsestr(head.decode("ascii", "replace"))
    to, subject, sender = (_decoded(found[name]).lower() for name in ("To", "Subject", "From"))
    return to, subject, sender


@lru_cache(maxsize=2_000)
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


def _matching(box: Mailbox, names: list[str], q: str, to: str) -> Iterator[str]:
    q, to = q.lower(), to.lower()
    for name in names:
        heading = _heading(box.folder, name) if q or to else ("", "", "")
        if to in heading[0] and q in "\n".join(heading):
            yield name


def _find(q: str, to: str, limit: int, after: UUID | None) -> Page[MailSummary]:
    box = _mailbox()
    names = box.newest_first()
    total = None if q or to else len(names)
    if after is not None:
        names = [name for name in names if name < str(after)]
    found = list(islice(_matching(box, names, q, to), limit + 1))
    data = [_summary(box.folder, name) for name in found[:limit]]
    return Page(data=data, next=encode_cursor(_SORT, None, data[-1].id) if len(found) > limit else None, total=total)


async def find_mails(*, q: str = "", to: str = "", limit: int = 50, cursor: str | None = None) -> Page[MailSummary]:
    """Newest first: those with `q` in subject, sender or recipient, and `to` in the recipient, in any case of letters.

    `total` counts the whole mailbox, and is None where a filter would make counting slow. Raises `BadCursor`.
    """
    place = decode_cursor(cursor, _SORT)
    return await asyncio.to_thread(_find, q, to, limit, place[1] if place else None)


def _content(part: MIMEPart | None) -> str:
    return cast(str, part.get_content()).replace("\r\n", "\n") if part is not None else ""


def _bytes(part: MIMEPart) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _with_pictures(message: EmailMessage, html: str) -> str:
    """The HTML with the pictures of its mail in it, as a mail program shows it."""
    for part in message.walk():
        cid = str(part.get("Content-ID", "")).strip("<> ")
        if cid and part.get_content_type() == "image/png":
            html = html.replace(f'"cid:{cid}"', f'"data:image/png;base64,{b64encode(_bytes(part)).decode()}"')
    return html


def _get(id: UUID) -> StoredMail:
    message = _parse(_mailbox().read(str(id)))
    files = message.iter_attachments()
    return StoredMail(
        id=id,
        at=_when(message),
        sender=str(message["From"]),
        to=str(message["To"]),
        subject=str(message["Subject"]),
        html=_with_pictures(message, _content(message.get_body(("html",)))),
        text=_content(message.get_body(("plain",))),
        headers=tuple((name, str(value)) for name, value in message.items()),
        attachments=tuple(
            Attachment(part.get_filename("file"), part.get_content_type(), _bytes(part)) for part in files
        ),
    )


async def get_mail(id: UUID) -> StoredMail:
    """One mail whole, with its attachments; raises `MailUnknown`."""
    return await asyncio.to_thread(_get, id)
