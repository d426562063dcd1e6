"""What crosses HTTP about figures."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from duespark.engine.money.text import Amount, Rate
from duespark.engine.receivables.ageing import Bucket
from duespark.engine.receivables.pattern import PaymentPattern
from duespark.reminders.schemas import UpcomingReminder
from duespark.runtime import decimal_text  # noqa: F401  amounts are read as text
from duespark.runtime.web import Closed

AttentionKind = Literal[
    "unsure_send", "failed_send", "disputed", "very_late", "template_failed", "missing_numbers", "erased_soon"
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeingBucket(Closed):
    """How many invoices are so many days past due, and what is owed on them."""

    bucket: Bucket
    count: int
    balance: Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoicedSum(Closed):
    """What was invoiced in one currency, less what was credited."""

    currency: str
    count: int
    gross: Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientPattern(Closed):
    """How a client pays, null where it has paid nothing yet, and what it was invoiced in the last 365 days."""

    paying: PaymentPattern | None
    invoiced_365_days: list[InvoicedSum]


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrencyFigures(Closed):
    """Where things stand in one currency. `due_7_days` is due today or in the next seven days; `drafts` is a count."""

    currency: str
    outstanding: Amount
    overdue: Amount
    due_7_days: Amount
    collected_30_days: Amount
    drafts: int
    ageing: list[AgeingBucket]


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedRate(Closed):
    """The rate at which one currency was counted: one unit of `currency` is `rate` units of the base currency."""

    currency: str
    rate: Rate
    rate_date: date
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseFigures(Closed):
    """All currencies together, in the base currency at today's rates: for a glance, never for the books.

    `missing` currencies have no rate and are not in the sums.
    """

    currency: str
    outstanding: Amount
    overdue: Amount
    due_7_days: Amount
    collected_30_days: Amount
    rates: list[UsedRate]
    missing: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthCollected(Closed):
    """What came in during a calendar month ("2026-03")."""

    month: str
    currency: str
    amount: Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention(Closed):
    """What somebody should look at; `detail` says why in plain words.

    It is an invoice, but for `missing_numbers` and `erased_soon`: there `invoice_id` is null and `client_name` is the company's name.
    """

    kind: AttentionKind
    invoice_id: UUID | None
    number: str
    client_name: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecentEntry(Closed):
    """Something that happened to an invoice; `number` is null for a draft."""

    id: UUID
    at: datetime
    kind: str
    actor_kind: str
    actor_label: str
    invoice_id: UUID
    number: str | None
    client_name: str
    data: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dashboard(Closed):
    """The first page: the base currency stands first. `in_base` is null while only one currency is in use."""

    today: date
    currencies: list[CurrencyFigures]
    in_base: BaseFigures | None
    collected_by_month: list[MonthCollected]
    needs_attention: list[Attention]
    upcoming_reminders: list[UpcomingReminder]
    recent: list[RecentEntry]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundInvoice(Closed):
    id: UUID
    number: str | None
    client_name: str
    balance: Amount
    currency: str
    status: Literal["draft", "issued", "void"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundClient(Closed):
    id: UUID
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found(Closed):
    """What the palette shows: a few of each, best first."""

    invoices: list[FoundInvoice]
    clients: list[FoundClient]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSum(Closed):
    """What is owed in one currency, and how much of it is overdue."""

    currency: str
    balance: Amount
    overdue: Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit(Closed):
    """A client's credit limit, and what it owes in that currency. `is_over`: it owes more than the limit."""

    currency: str
    limit: Amount
    owed: Amount
    is_over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditCheck(Closed):
    """What one more invoice does to a client's credit: `after` is what it would owe in `currency`, its own.

    Without a limit nothing is ever over it; an invoice in another currency adds nothing.
    """

    currency: str
    limit: Amount | None
    owed: Amount
    after: Amount
    is_over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientBalance(Closed):
    """`credit` is null for a client without a credit limit."""

    client_id: UUID
    open: list[OpenSum]
    last_invoiced_on: date | None
    credit: Credit | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientBalances(Closed):
    data: list[ClientBalance]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientSuggestion(Closed):
    """What one needs to tell clients apart while typing."""

    id: UUID
    name: str
    email: str
    city: str
    country: str
    currency: str
    last_invoiced_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientSuggestions(Closed):
    data: list[ClientSuggestion]


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry(Closed):
    """Something that happened with a client: to itself, to one of its invoices, or to one of its payments."""

    id: UUID
    at: datetime
    kind: str
    actor_kind: str
    actor_label: str
    invoice_id: UUID | None
    number: str | None
    data: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineSuggestion(Closed):
    """A line one may be typing: an item or bundle of the catalog, or what was billed before ("past").

    `unit_price` is null where none is known in the currency; `price_source` says where it is from. `times` and
    `last_used_on` tell of issued lines with this description, counted up to 100; `client_price` is what this client
    paid last in the currency.
    """

    kind: Literal["item", "bundle", "past"]
    item_id: UUID | None
    description: str
    sku: str
    unit: str
    tax: str
    unit_price: Amount | None
    price_source: Literal["contract", "catalog", "past"] | None
    times: int = 0
    last_used_on: date | None = None
    client_price: Amount | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineSuggestions(Closed):
    data: list[LineSuggestion]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeingRow(Closed):
    """What one client owes in one currency, by days past due; `count` is of invoices."""

    client_id: UUID
    client_name: str
    currency: str
    count: int
    balance: Amount
    not_due: Amount
    days_1_30: Amount
    days_31_60: Amount
    days_61_90: Amount
    days_over_90: Amount
