"""Facts about quotes. Each has the document as its subject, so that it stands in its timeline."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class QuoteAccepted:
    subject: ClassVar[str] = "invoice"
    invoice_id: UUID
    number: str
    name: str
    note: str
    by_client: bool


@dataclass(frozen=True, slots=True)
class QuoteRejected:
    subject: ClassVar[str] = "invoice"
    invoice_id: UUID
    number: str
    name: str
    note: str
    by_client: bool


@dataclass(frozen=True, slots=True)
class QuoteConverted:
    """A draft of another kind was made of the quote or proforma."""

    subject: ClassVar[str] = "invoice"
    invoice_id: UUID
    number: str
    made_id: UUID
    made_kind: str


@dataclass(frozen=True, slots=True)
class QuoteReplaced:
    """A revised one was issued in its place."""

    subject: ClassVar[str] = "invoice"
    invoice_id: UUID
    number: str
    by_id: UUID
    by: str
