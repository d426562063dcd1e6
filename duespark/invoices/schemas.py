"""What crosses HTTP about invoices: the engine's document, wrapped with what the ledger knows."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from annotated_types import Len

from duespark.engine.invoice.document import (
    Adjustment,
    DiscountDisplay,
    Document,
    DocumentKind,
    Exchange,
    PaymentMeans,
    PaymentTerms,
    Prepayment,
    Reference,
    TaxRounding,
    TreatmentChoice,
    Withholding,
)
from duespark.engine.invoice.history import ChangeType
from duespark.engine.invoice.line import Line, Period, Sold
from duespark.engine.money.text import Amount
from duespark.runtime import decimal_text  # noqa: F401  amounts are read as text
from duespark.runtime.day import Day
from duespark.runtime.web import Closed, Page

Status = Literal["draft", "issued", "void"]
Proof = Literal["valid", "erased", "content", "previous", "signature"]
"""Of a version: it holds, its content was erased lawfully, or its content, its link to the version before, or its signature does not hold."""
DraftKind = Literal["invoice", "quote", "proforma", "deposit_invoice", "final_invoice"]
"""The kinds people write; credit notes and corrections are made from what they change."""
ShortText = Annotated[str, Len(0, 200)]
LongText = Annotated[str, Len(0, 10_000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftIn(Closed):
    """A whole draft, as typed. Sellers' and buyers' data are taken from the company and the client. `series_id` is
    the series to number it in; null is the default of its kind. `seller_address_id` is the address of the
    company it is from, null the registered one; `ship_from_id` the one where goods leave, which is printed. With
    `discount_codes`, the codes the client gave (none is an empty list), the draft follows the discount rules: what they take
    off is written into it anew at each save, and stays as it is from issue on. Null leaves discounts to what is typed.
    Without `payment_terms` an invoice has the days and the discounts for early payment of the client, else of the company."""

    company_id: UUID
    client_id: UUID
    bank_account_id: UUID | None = None
    brand_id: UUID | None = None
    series_id: UUID | None = None
    seller_address_id: UUID | None = None
    ship_from_id: UUID | None = None
    discount_codes: Annotated[tuple[Annotated[str, Len(1, 40)], ...], Len(0, 20)] | None = None
    kind: DraftKind = "invoice"
    issue_date: Day | None = None
    supply_date: Day | None = None
    valid_until: Day | None = None
    payment_terms: PaymentTerms | None = None
    currency: Annotated[str, Len(3, 3)] | None = None
    language: Annotated[str, Len(2, 10)] | None = None
    period: Period | None = None
    exchange: Exchange | None = None
    purchase_order: ShortText = ""
    buyer_reference: ShortText = ""
    payment_reference: ShortText = ""
    references: Annotated[tuple[Reference, ...], Len(0, 50)] = ()
    payment_means: Annotated[tuple[PaymentMeans, ...], Len(0, 10)] = ()
    prices_include_tax: bool = False
    tax_rounding: TaxRounding = "document"
    discount_display: DiscountDisplay = "separate"
    cash_rounding: Amount | None = None
    lines: Annotated[tuple[Line, ...], Len(0, 2000)] = ()
    allowances: Annotated[tuple[Adjustment, ...], Len(0, 50)] = ()
    charges: Annotated[tuple[Adjustment, ...], Len(0, 50)] = ()
    withholdings: Annotated[tuple[Withholding, ...], Len(0, 10)] = ()
    prepayments: Annotated[tuple[Prepayment, ...], Len(0, 50)] = ()
    prepaid: Amount = Decimal(0)
    notes: LongText = ""
    terms: LongText = ""
    supply: Sold = ""
    treatment_choice: TreatmentChoice | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance(Closed):
    """What is owed now, beside what was printed. `credited` was taken back by credit notes and, `discounted` of it,
    for early payment; `written_off` was given up;
    `refundable` is what was paid beyond the rest, and the client's. `applied`: of a deposit, deducted on other invoices."""

    amount_due: Amount
    paid: Amount
    credited: Amount
    discounted: Amount
    written_off: Amount
    applied: Amount
    balance: Amount
    refundable: Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice(Closed):
    """An invoice: its document and its legal state. `days_past_due` is null while nothing is overdue, `draft_number` once
    it is issued. `exchange_typed` says whether a person chose the document's exchange rate, `bank_account_id` is the account
    somebody chose (null: the default of the currency), `series_id` the series it is numbered in (of a draft, the one somebody chose), `brand_id` the brand somebody chose (null: that of the client, the
    kind or the company), `source_id` is the document it was made from, `answer` what the client said to a quote.
    Since `erased_at` the document holds only number, dates and totals: no law kept the rest.
    """

    id: UUID
    kind: DocumentKind
    status: Status
    number: str | None
    draft_number: str | None
    company_id: UUID
    client_id: UUID
    client_name: str
    document: Document
    exchange_typed: bool
    bank_account_id: UUID | None
    brand_id: UUID | None
    series_id: UUID | None
    seller_address_id: UUID | None
    ship_from_id: UUID | None
    discount_codes: tuple[str, ...] | None
    balance: Balance
    days_past_due: int | None
    issued_at: datetime | None
    sent_at: datetime | None
    settled_at: datetime | None
    voided_at: datetime | None
    void_reason: str
    erased_at: datetime | None
    corrects_id: UUID | None
    source_id: UUID | None
    answer: Literal["accepted", "rejected"] | None
    answered_at: datetime | None
    version: int
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceList(Closed):
    data: list[Invoice]


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceSummary(Closed):
    """A row of the list. `is_followed`: something was made of the quote or proforma."""

    id: UUID
    status: Status
    number: str | None
    client_id: UUID
    client_name: str
    company_id: UUID
    company_name: str
    issue_date: date | None
    due_date: date | None
    currency: str
    gross: Amount
    balance: Amount
    days_past_due: int | None
    sent_at: datetime | None
    settled_at: datetime | None
    kind: DocumentKind
    draft_number: str | None
    valid_until: date | None
    answer: Literal["accepted", "rejected"] | None
    is_followed: bool
    written_off: Amount
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrencySum(Closed):
    """Sums of a filtered set in one currency."""

    currency: str
    count: int
    gross: Amount
    balance: Amount
    overdue: Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoicePage(Page[InvoiceSummary]):
    """A page of invoices with the sums of everything the filter finds; without sums `total` is null."""

    data: list[InvoiceSummary]
    sums: list[CurrencySum]


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceSums(Closed):
    """How many invoices the filter finds, and their sums by currency."""

    total: int
    sums: list[CurrencySum]


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateIn(Closed):
    """What a copy takes along besides the content."""

    attachments: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry(Closed):
    """A fact about the invoice."""

    id: UUID
    at: datetime
    kind: str
    actor_kind: str
    actor_label: str
    data: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceVersion(Closed):
    """A frozen version: who made it and why, its place in the chain of its series, and whether its proof holds."""

    number: int
    change: ChangeType
    reason: str
    at: datetime
    actor_kind: str
    actor_label: str
    is_current: bool
    position: int
    hash: str
    previous_hash: str
    key_id: UUID
    signature: str
    proof: Proof


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceVersions(Closed):
    data: list[InvoiceVersion]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionDocument(Closed):
    """A version with what it says and how it looks."""

    version: InvoiceVersion
    look: dict[str, Any]
    document: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionChange(Closed):
    """One difference between two versions; `label` says in words where, `path` as a JSON pointer."""

    path: str
    field: str
    label: str
    kind: Literal["added", "removed", "changed", "moved"]
    old: Any
    new: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionDiff(Closed):
    """What changed from one version to another, in the order of the document."""

    before: int
    after: int
    changes: list[VersionChange]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftChanges(Closed):
    """What a body would change of a draft, in the order of the document."""

    changes: list[VersionChange]
