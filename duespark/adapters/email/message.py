"""One mail to one person, and its form on the wire (RFC 5322, RFC 2045-2047, RFC 2231)."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from duespark.engine.errors import Invalid

_MESSAGE_ID = re.compile(r"<[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,100}@[A-Za-z0-9.-]{1,100}>")
_HEADER_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,60}")
_CONTENT_ID = re.compile(r"[a-z0-9-]{1,60}@[a-z0-9.-]{1,60}")
_CONTENT_TYPE = re.compile(r"([a-z]+)/([a-z0-9.+-]+)")
_NAMED = re.compile(r'\s*"?(?P<name>[^<>]*?)"?\s*<(?P<address>[^<>\s]+)>\s*')
_DOMAIN = re.compile(r"(?=.{1,253}\Z)[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})*")
_LOCAL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}")
_OURS = frozenset(
    {
        "from",
        "to",
        "cc",
        "bcc",
        "sender",
        "reply-to",
        "subject",
        "date",
        "message-id",
        "mime-version",
        "content-type",
    }
)
_SEPARATORS = frozenset({"Cc", "Zl", "Zp", "Cs"})


class BadMail(Invalid):
    """The mail cannot be written down: an impossible address, or a line break where a header must be one line."""

    code = "mail.bad"
    sentence = "This mail cannot be sent: {what}."


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file in a mail; `content_type` is like "application/pdf"."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG that stands in the HTML of a mail, where that says `<img src="cid:...">` with its id (RFC 2392)."""

    id: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A mail to exactly one recipient, so that "sent" means the same for all of it.

    `sender`, `to` and `reply_to` are "a@example.com" or "Any Name <a@example.com>". The same `message_id`
    ("<id@host>") is the same mail. `date` is what the mail says; None is the moment of sending.
    """

    message_id: str
    sender: str
    to: str
    subject: str
    html: str
    text: str
    attachments: tuple[Attachment, ...] = ()
    pictures: tuple[Picture, ...] = ()
    reply_to: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    date: datetime | None = None

    def to_message(self, *, now: datetime | None = None) -> EmailMessage:
        """The MIME message: text and HTML as alternatives, the HTML with its pictures (RFC 2387), then the attachments. Raises
        `BadMail`.

        The same mail gives the same bytes. `now` is used where the mail has no date of its own.
        """
        message = EmailMessage(policy=SMTP)
        self._write_headers(message, self.date or now)
        message.set_content(self.text, cte="quoted-printable")
        message.add_alternative(self.html, subtype="html", cte="quoted-printable")
        for picture in self.pictures:
            _show(message, picture)
        for attachment in self.attachments:
            _attach(message, attachment)
        _fix_boundaries(message, self.message_id)
        return message

    def to_bytes(self, *, now: datetime | None = None) -> bytes:
        """The message as it goes over the wire: CRLF line ends, ASCII only, no line over 998 bytes."""
        return self.to_message(now=now).as_bytes()

    def _write_headers(self, message: EmailMessage, date: datetime | None) -> None:
        if not _MESSAGE_ID.fullmatch(self.message_id):
            raise BadMail(what="its Message-ID is malformed")
        message["Message-ID"] = self.message_id
        if date is not None:
            message["Date"] = date
        message["From"] = address_of(self.sender)
        message["To"] = address_of(self.to)
        if self.reply_to:
            message["Reply-To"] = address_of(self.reply_to)
        message["Subject"] = one_line(self.subject, "its subject")
        for name, value in self.headers.items():
            if not _HEADER_NAME.fullmatch(name) or name.lower() in _OURS:
                raise BadMail(what=f"the header {name[:60]!r} cannot be set")
            message[name] = one_line(value, f"its header {name}")


def one_line(text: str, what: str) -> str:
    """The text itself; raises `BadMail` where a control character or line break could begin another header."""
    if any(unicodedata.category(character) in _SEPARATORS for character in text):
        raise BadMail(what=f"{what} has a line break or control character in it")
    return text.strip()


def address_of(text: str) -> Address:
    """The address in "a@example.com" or "Name <a@example.com>"; a domain in any script is sent as IDNA.

    Raises `BadMail` for anything else, among it a name before the @ that is not ASCII (RFC 6531 is not spoken).
    """
    one_line(text, "an address")
    named = _NAMED.fullmatch(text)
    name, spec = (named["name"], named["address"]) if named else ("", text.strip())
    local, _, domain = spec.rpartition("@")
    try:
        domain = domain.encode("idna").decode()
    except UnicodeError:
        domain = ""
    if not _LOCAL.fullmatch(local) or not _DOMAIN.fullmatch(domain):
        raise BadMail(what=f"{spec[:100]!r} is not an e-mail address it could go to")
    return Address(display_name=name.strip().replace('\\"', '"'), username=local, domain=domain)


def _attach(message: EmailMessage, attachment: Attachment) -> None:
    kind = _CONTENT_TYPE.fullmatch(attachment.content_type)
    if kind is None:
        raise BadMail(what=f"the type {attachment.content_type[:60]!r} of an attachment is malformed")
    name = one_line(attachment.name, "the name of an attachment")
    message.add_attachment(attachment.content, maintype=kind[1], subtype=kind[2], filename=name)


def _show(message: EmailMessage, picture: Picture) -> None:
    if not _CONTENT_ID.fullmatch(picture.id):
        raise BadMail(what=f"the id {picture.id[:60]!r} of a picture is malformed")
    html = message.get_body(("related", "html"))
    assert html is not None, "the HTML stands there already"
    html.add_related(
        picture.content,
        maintype="image",
        subtype="png",
        cid=f"<{picture.id}>",
        filename="code.png",
        disposition="inline",
    )


def _fix_boundaries(message: EmailMessage, message_id: str) -> None:
    """Boundaries made from the Message-ID. They begin with "=_", which neither quoted-printable nor base64 can hold."""
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary("=_" + hashlib.sha256(f"{number} {message_id}".encode()).hexdigest()[:32])
