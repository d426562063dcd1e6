"""Facts about invoices."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from duespark.engine.invoice.document import DocumentKind


@dataclass(frozen=True, slots=True)
class InvoiceDrafted:
    subject: ClassVar[str] = "invoice"
    invoice_id: UUID
    client_id: UUID


@dataclass(frozen=True, slots=True)
class InvoiceChecked:
    """Announced, not kept: the draft is lawful and gets its number next.

    What needs no number reacts to this, before others who number in the series have to wait.
    """

    invoice_id: UUID
    client_id: UUID
    company_id: UUID
    due_date: date | None
    amount_due: Decimal
    kind: DocumentKind


@dataclass(frozen=True, slots=True)
class InvoiceIssued:
    subject: ClassVar[str] = "invoice"
    invoice_id: UUID
    client_id: UUID
    company_id: UUID
    number: str
    due_date: date | None
    amount_due: Decimal
    currency: str
    kind: DocumentKind
    prepaid: Decimal


@dataclass(frozen=True, slots=True)
class InvoiceTakenOver:
    """A document issued elsewhere was imported; nobody is told and nothing is planned."""

    subject: ClassVar[str] = "invoice"
    invoice_id: UUID
    client_id: UUID
    number: str


@dataclass(frozen=True, slots=True)
class ExchangeRateMissing:
    """The invoice was issued in another currency than the books' without saying what it comes to in theirs."""

    subject: ClassVar[str] = "invoice"
    invoice_id: UUID
    currency: str
    base: str


@dataclass(frozen=True, slots=True)
class InvoiceAmended:
    """A new version says something else under the same number; `notify` asks for it to be sent to the client."""

    subject: ClassVar[str] = "invoice"
    invoice_id: UUID
    number: str
    version: int
    reason: str
    amount_due: Decimal
    currency: str
    notify: bool


@dataclass(frozen=True, slots=True)
class InvoiceVoided:
    subject: ClassVar[str] = "invoice"
    invoice_id: UUID
    number: str
    reason: str


@dataclass(frozen=True, slots=True)
class InvoiceCredited:
    """A credit note took `amount` of the invoice back; below zero when the credit note was voided."""

    subject: ClassVar[str] = "invoice"
    invoice_id: UUID
    number: str
    credit_note_id: UUID
    credit_note: str
    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class InvoiceCorrected:
    """A corrective invoice changed what it comes to by `amount`, below zero when that is less; the opposite when voided."""

    subject: ClassVar[str] = "invoice"
    invoice_id: UUID
    number: str
    correction_id: UUID
    correction: str
    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class InvoiceWrittenOff:
    """`amount` was given up."""

    subject: ClassVar[str] = "invoice"
    invoice_id: UUID
    number: str
    amount: Decimal
    currency: str
    reason: str
    note: str


@dataclass(frozen=True, slots=True)
class InvoiceWriteOffUndone:
    """What was given up is owed again."""

    subject: ClassVar[str] = "invoice"
    invoice_id: UUID
    number: str
    amount: Decimal
    currency: str
    reason: str


@dataclass(frozen=True, slots=True)
class InvoiceDepositDeducted:
    """`amount` of this deposit was deducted on another invoice that was issued."""

    subject: ClassVar[str] = "invoice"
    invoice_id: UUID
    number: str
    on_id: UUID
    on: str
    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class InvoiceDepositExpires:
    """`amount` of this deposit is not used yet, and `expires_on` is its last day; told once."""

    subject: ClassVar[str] = "invoice"
    invoice_id: UUID
    number: str
    amount: Decimal
    currency: str
    expires_on: date


@dataclass(frozen=True, slots=True)
class InvoiceDepositForfeited:
    """The client lost `amount` of this deposit; below zero when that was undone."""

    subject: ClassVar[str] = "invoice"
    invoice_id: UUID
    number: str
    amount: Decimal
    currency: str
    reason: str


@dataclass(frozen=True, slots=True)
class InvoiceSettled:
    """Nothing is owed any more."""

    subject: ClassVar[str] = "invoice"
    invoice_id: UUID
    number: str


@dataclass(frozen=True, slots=True)
class InvoiceReopened:
    """Something is owed again: a payment was reversed."""

    subject: ClassVar[str] = "invoice"
    invoice_id: UUID
    number: str
    balance: Decimal


@dataclass(frozen=True, slots=True)
class SeriesRunsOut:
    """`number` begins the last tenth of what its zeros hold, or is the last of them; longer numbers follow."""

    subject: ClassVar[str] = "series"
    series_id: UUID
    company_id: UUID
    number: str
    left: int


@dataclass(frozen=True, slots=True)
class InvoiceErased:
    """No law kept what the document said, and it was taken out; `until` is the last day it was kept."""

    subject: ClassVar[str] = "invoice"
    invoice_id: UUID
    number: str
    until: date
