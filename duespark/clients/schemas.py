"""What crosses HTTP about clients."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from duespark.clients.queries import ClientRow
from duespark.engine.invoice.party import Party
from duespark.runtime.web import Closed


@dataclass(frozen=True, slots=True, kw_only=True)
class Client(Closed):
    """A client."""

    id: UUID
    profile: Party
    code: str
    currency: str
    language: str
    time_zone: str
    payment_terms_days: int | None
    reminders_paused: bool
    notes: str
    archived: bool
    version: int
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientSuggestion(Closed):
    """What one needs to tell clients apart while typing."""

    id: UUID
    name: str
    email: str
    city: str
    country: str
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientSuggestions(Closed):
    data: list[ClientSuggestion]


def client_of(row: ClientRow) -> Client:
    """The row as it is answered and as the audit trail keeps it."""
    return Client(
        id=row.id,
        profile=row.profile,
        code=row.code,
        currency=row.currency,
        language=row.language,
        time_zone=row.time_zone,
        payment_terms_days=row.payment_terms_days,
        reminders_paused=row.reminders_paused,
        notes=row.notes,
        archived=row.archived_at is not None,
        version=row.version,
        created_at=row.created_at,
    )


def suggestion_of(row: ClientRow) -> ClientSuggestion:
    address = row.profile.address
    return ClientSuggestion(
        id=row.id, name=row.name, email=row.email, city=address.city, country=address.country, currency=row.currency
    )
