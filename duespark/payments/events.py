"""Facts about payments. The last two are about an invoice, so that they stand in its timeline."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class PaymentRecorded:
    subject: ClassVar[str] = "payment"
    payment_id: UUID
    client_id: UUID
    amount: Decimal
    currency: str
    invoice_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class PaymentReversed:
    """It did not arrive after all; all its allocations were given back."""

    subject: ClassVar[str] = "payment"
    payment_id: UUID
    client_id: UUID
    amount: Decimal
    currency: str
    invoice_ids: tuple[UUID, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class PaymentAllocated:
    """`amount` of a payment was put on the invoice."""

    subject: ClassVar[str] = "invoice"
    invoice_id: UUID
    payment_id: UUID
    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class PaymentReleased:
    """`amount` was taken off the invoice again, because its payment was reversed."""

    subject: ClassVar[str] = "invoice"
    invoice_id: UUID
    payment_id: UUID
    amount: Decimal
    currency: str
    reason: str
