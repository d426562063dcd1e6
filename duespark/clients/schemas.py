"""What crosses HTTP about clients."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from annotated_types import Len
from pydantic import Field as Limits

from duespark.clients.details import ClientIn, ClientKind
from duespark.clients.queries import ClientRow
from duespark.companies.early import EarlyStep
from duespark.engine.invoice.order_format import in_words
from duespark.engine.invoice.party import Address, Party
from duespark.engine.money.text import Amount
from duespark.runtime import decimal_text  # noqa: F401  amounts are read as text
from duespark.runtime.web import Closed

Version = Annotated[int, Limits(ge=1, le=2**31 - 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Client(Closed):
    """A client. `merged_into` is the client that took over what this one had."""

    id: UUID
    profile: Party
    kind: ClientKind
    code: str
    currency: str
    language: str
    time_zone: str
    payment_terms_days: int | None
    early_discounts: tuple[EarlyStep, ...] | None
    shipping_address: Address | None
    order_format: str
    order_format_words: str
    credit_limit: Amount | None
    custom: Mapping[str, str]
    tags: tuple[str, ...]
    reminders_paused: bool
    notes: str
    archived: bool
    merged_into: UUID | None
    version: int
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeIn(Closed):
    """The client that goes, in the version that was looked at, and what the one that stays is to be."""

    source: UUID
    source_version: Version
    client: ClientIn


FieldKind = Literal["text", "number", "date", "choice"]
Role = Literal["billing", "accounts_payable", "owner", "cc", "escalation", "other"]
Channel = Literal["email", "phone"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldIn(Closed):
    """A field of one's own. `key` and `kind` are fixed once; `choices` belong to the kind "choice" only."""

    key: str
    label: str
    kind: FieldKind
    choices: tuple[str, ...] = ()
    archived: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Field(Closed):
    """A field of one's own, as every client of the organization has it."""

    id: UUID
    key: str
    label: str
    kind: FieldKind
    choices: tuple[str, ...]
    archived: bool
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields(Closed):
    data: list[Field]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactIn(Closed):
    """A person at a client. Mail only goes to those who want to be reached by e-mail."""

    name: str
    role: Role = "billing"
    email: str = ""
    phone: str = ""
    language: Annotated[str | None, Limits(description="Null: that of the document.")] = None
    channel: Channel = "email"
    receives_invoices: bool = False
    receives_reminders: bool = False
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Closed):
    """A person at a client."""

    id: UUID
    client_id: UUID
    name: str
    role: Role
    email: str
    phone: str
    language: str | None
    channel: Channel
    receives_invoices: bool
    receives_reminders: bool
    notes: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Owes(Closed):
    """More than `amount` is owed in `currency`."""

    amount: Amount
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules(Closed):
    """What a client must be to belong to a segment: everything that is given, any one of each list."""

    countries: Annotated[tuple[str, ...], Len(0, 50)] = ()
    currencies: Annotated[tuple[str, ...], Len(0, 50)] = ()
    tags: Annotated[tuple[str, ...], Len(0, 20)] = ()
    owes_more_than: Owes | None = None
    overdue_days: Annotated[
        Annotated[int, Limits(ge=1, le=3650)] | None,
        Limits(description="The oldest unpaid invoice is at least so many days past due."),
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentIn(Closed):
    name: str
    rules: Rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment(Closed):
    """Clients that have something in common, found anew each time."""

    id: UUID
    name: str
    rules: Rules
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tags(Closed):
    """The tags in use."""

    data: list[str]


Alike = Literal["tax_id", "name", "domain"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate(Closed):
    """Two clients that may be one, and what they share, the strongest first."""

    one: Client
    other: Client
    alike: tuple[Alike, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicates(Closed):
    data: list[Duplicate]


def client_of(row: ClientRow) -> Client:
    """The row as it is answered and as the audit trail keeps it."""
    return Client(
        id=row.id,
        profile=row.profile,
        kind=row.kind,
        code=row.code,
        currency=row.currency,
        language=row.language,
        time_zone=row.time_zone,
        payment_terms_days=row.payment_terms_days,
        early_discounts=row.early_discounts,
        shipping_address=row.shipping_address,
        order_format=row.order_format,
        order_format_words=in_words(row.order_format),
        credit_limit=row.credit_limit,
        custom=row.custom,
        tags=row.tags,
        reminders_paused=row.reminders_paused,
        notes=row.notes,
        archived=row.archived_at is not None,
        merged_into=row.merged_into,
        version=row.version,
        created_at=row.created_at,
    )
