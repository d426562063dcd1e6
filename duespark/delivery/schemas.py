"""What crosses HTTP about deliveries."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from annotated_types import Len
from pydantic import StringConstraints
from typing_extensions import TypedDict

from duespark.runtime.web import Closed

DeliveryState = Literal["pending", "sending", "sent", "failed", "unsure", "cancelled"]
DeliveryKind = Literal["invoice", "reminder", "receipt"]
MOST_RECIPIENTS = 20
NO_NUL = r"^[^\x00]*$"
"""PostgreSQL cannot store the character 0 in a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery(Closed):
    """One message to one person. `error` says why it failed, is unsure or was cancelled; `locked`: its PDF opens with a
    password only; `discreet`: it followed a locked one, and went out without PDF, amount and links."""

    id: UUID
    invoice_id: UUID
    kind: DeliveryKind
    channel: Literal["email"]
    recipient: str
    subject: str
    state: DeliveryState
    error: str
    step: str | None
    locked: bool
    discreet: bool
    created_at: datetime
    sent_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SendIn(Closed):
    """Whom to send it to and what to say; absent: the client's e-mail, and the program's own words. `attachments` sends the
    invoice's files for the client along with its PDF. `password` locks the PDF of this one sending: the mail then says neither
    the amount nor where to pay and has no link, for it would show what is locked. Tell the client the password another way.
    Reminders and receipts that follow are `discreet` too: they name the document and whether it is paid, without PDF, amount and
    link. As `usual` they carry the PDF open. The newest sending decides."""

    to: Annotated[list[Annotated[str, Len(3, 320)]], Len(1, MOST_RECIPIENTS)] | None = None
    subject: Annotated[str, StringConstraints(max_length=200, pattern=NO_NUL)] | None = None
    message: Annotated[str, StringConstraints(max_length=10_000, pattern=NO_NUL)] | None = None
    attachments: bool = False
    password: Annotated[str, StringConstraints(min_length=8, max_length=100, pattern=NO_NUL)] | None = None
    later_mails: Literal["discreet", "usual"] = "discreet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deliveries(Closed):
    data: list[Delivery]


@dataclass(frozen=True, slots=True, kw_only=True)
class SendPreview(Closed):
    """The mail as it would be sent now. `message` is the part a person may write anew."""

    to: list[str]
    subject: str
    message: str
    html: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicLink(Closed):
    """Where the client sees the invoice. `views` counts a visitor once an hour, without robots and our own people."""

    url: str
    code: str
    created_at: datetime
    views: int
    last_viewed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolveIn(Closed):
    """What a person found out about an unsure message."""

    arrived: bool


MailSummaryOut = TypedDict(
    "MailSummaryOut", {"id": UUID, "at": datetime, "from": str, "to": str, "subject": str, "attachments": int}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MailAttachmentOut(Closed):
    name: str
    type: str
    size: int
    url: str


MailOut = TypedDict(
    "MailOut",
    {
        "id": UUID,
        "at": datetime,
        "from": str,
        "to": str,
        "subject": str,
        "html": str,
        "text": str,
        "attachments": list[MailAttachmentOut],
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentAnswer(Closed):
    """What somebody with the link said to a version: evidence, with the name they gave and where it came from."""

    version: int
    answer: Literal["accepted", "rejected"]
    name: str
    note: str
    ip: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentAnswers(Closed):
    data: list[AmendmentAnswer]
