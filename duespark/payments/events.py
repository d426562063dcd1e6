"""Facts about payments and credit. Those about an invoice stand in its timeline."""

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


@dataclass(frozen=True, slots=True)
class EarlyDiscountGranted:
    """The invoice was paid within `days` days: `amount` of its price fell away, `net` of the taxable amount and `tax` of the tax."""

    subject: ClassVar[str] = "invoice"
    invoice_id: UUID
    payment_id: UUID
    amount: Decimal
    net: Decimal
    tax: Decimal
    currency: str
    percent: Decimal
    days: int


@dataclass(frozen=True, slots=True)
class EarlyDiscountWithdrawn:
    """The money that earned it was taken back, so `amount` is owed again."""

    subject: ClassVar[str] = "invoice"
    invoice_id: UUID
    amount: Decimal
    currency: str
    reason: str


@dataclass(frozen=True, slots=True)
class CreditUsed:
    """`amount` of the client's credit pays the invoice."""

    subject: ClassVar[str] = "invoice"
    invoice_id: UUID
    use_id: UUID
    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class CreditTakenBack:
    """`amount` of credit that paid the invoice is the client's credit again."""

    subject: ClassVar[str] = "invoice"
    invoice_id: UUID
    use_id: UUID
    amount: Decimal
    currency: str
    reason: str


@dataclass(frozen=True, slots=True)
class CreditFreed:
    """`amount` that stood on the invoice beyond its rest was used elsewhere: on the invoice `number`, or paid back."""

    subject: ClassVar[str] = "invoice"
    invoice_id: UUID
    amount: Decimal
    currency: str
    number: str


@dataclass(frozen=True, slots=True)
class CreditRefunded:
    """`amount` of the client's credit was paid back."""

    subject: ClassVar[str] = "client"
    client_id: UUID
    use_id: UUID
    amount: Decimal
    currency: str
    reference: str


@dataclass(frozen=True, slots=True)
class RefundUndone:
    """A refund did not happen after all; `amount` is the client's credit again."""

    subject: ClassVar[str] = "client"
    client_id: UUID
    use_id: UUID
    amount: Decimal
    currency: str
    reason: str
