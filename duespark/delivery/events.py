"""Facts about deliveries and public links. Each is about an invoice, so that it stands in its timeline."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class DeliverySent:
    """A mail provider took the message. `locked`: its PDF opens with a password only; `discreet`: it showed nothing of it."""

    subject: ClassVar[str] = "invoice"
    invoice_id: UUID
    delivery_id: UUID
    kind: str
    recipient: str
    locked: bool
    discreet: bool


@dataclass(frozen=True, slots=True)
class DeliveryFailed:
    """It will not arrive; a person may correct the cause and retry."""

    subject: ClassVar[str] = "invoice"
    invoice_id: UUID
    delivery_id: UUID
    kind: str
    recipient: str
    error: str


@dataclass(frozen=True, slots=True)
class DeliveryUnsure:
    """Nobody knows whether it was taken; a person must say."""

    subject: ClassVar[str] = "invoice"
    invoice_id: UUID
    delivery_id: UUID
    kind: str
    recipient: str
    error: str


@dataclass(frozen=True, slots=True)
class DeliveryCancelled:
    """It was taken back before it went out, because there was no more reason for it."""

    subject: ClassVar[str] = "invoice"
    invoice_id: UUID
    delivery_id: UUID
    kind: str
    recipient: str
    reason: str


@dataclass(frozen=True, slots=True)
class AmendmentAnswered:
    """Somebody with the link accepted or rejected a new version of the invoice."""

    subject: ClassVar[str] = "invoice"
    invoice_id: UUID
    number: str
    version: int
    answer: str
    name: str
    note: str


@dataclass(frozen=True, slots=True)
class PublicLinkViewed:
    """Somebody who is not one of us looked at the public page."""

    subject: ClassVar[str] = "invoice"
    invoice_id: UUID
    link_id: UUID
