"""What crosses HTTP about privacy."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from duespark.engine.invoice.document import DocumentKind
from duespark.runtime.web import Closed

Reason = Annotated[str, StringConstraints(min_length=1, max_length=500, strip_whitespace=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionRule(Closed):
    """How long the law of a country wants documents kept; `year_after` adds the year in which the period begins."""

    country: str
    years: int
    year_after: bool
    law: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionRules(Closed):
    data: list[RetentionRule]


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldIn(Closed):
    """Why nothing of the client may be erased for now."""

    reason: Reason
    invoice_id: Annotated[UUID | None, Field(description="The client's document it is about; null: everything.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonIn(Closed):
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalHold(Closed):
    """A legal hold; it stands while `released_at` is null."""

    id: UUID
    client_id: UUID
    client_name: str
    invoice_id: UUID | None
    invoice_number: str | None
    reason: str
    placed_by: str
    placed_at: datetime
    release_reason: str
    released_by: str
    released_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalHolds(Closed):
    data: list[LegalHold]


Personal = Literal["details", "contacts", "links", "visits", "audit", "imports"]
Obstacle = Literal["hold", "owed", "drafts", "sending"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Goes(Closed):
    """Personal data that an erasure takes away, and how much of it there is."""

    what: Personal
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stays(Closed):
    """Documents that the law of the seller's country keeps, to the end of `until`."""

    company_name: str
    country: str
    count: int
    newest: date
    until: date
    law: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hindrance(Closed):
    """Why nothing can be erased now, in words."""

    code: Obstacle
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure(Closed):
    """An erasure that was carried out."""

    id: UUID
    client_id: UUID
    reason: str
    done_by: str
    done_at: datetime
    kept_until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasurePreview(Closed):
    """What an erasure would take away, what stays and why, and what stands against it; `done` are earlier ones."""

    goes: list[Goes]
    stays: list[Stays]
    hindrances: list[Hindrance]
    done: list[Erasure]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedErasure(Closed):
    """A document whose period has ended; it is erased on `erases_on` unless a legal hold stands (`held`) or is placed."""

    invoice_id: UUID
    company_id: UUID
    company_name: str
    client_id: UUID
    client_name: str
    kind: DocumentKind
    number: str
    issue_date: date
    erases_on: date
    held: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentErasure(Closed):
    """The record of a document that was erased, signed by the organization's key: until when it was kept, and by which law."""

    invoice_id: UUID
    company_id: UUID
    company_name: str
    number: str
    issue_date: date
    country: str
    law: str
    until: date
    erased_on: date
