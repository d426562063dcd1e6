"""What crosses HTTP about payments."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from duespark.engine.money.text import Amount
from duespark.runtime import decimal_text  # noqa: F401  amounts are read as text
from duespark.runtime.web import Closed

Method = Literal["bank_transfer", "card", "cash", "other"]
CurrencyCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
ShortText = Annotated[str, StringConstraints(max_length=200, strip_whitespace=True)]
LongText = Annotated[str, StringConstraints(max_length=2000, strip_whitespace=True)]
Reason = Annotated[str, StringConstraints(min_length=1, max_length=500, strip_whitespace=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class AllocationIn(Closed):
    """`amount` of the payment goes to this invoice."""

    invoice_id: UUID
    amount: Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentIn(Closed):
    """Money received. Without `allocations` it pays the client's open invoices, the earliest due first."""

    client_id: UUID
    amount: Amount
    currency: CurrencyCode
    received_on: date
    method: Method = "bank_transfer"
    reference: ShortText = ""
    note: LongText = ""
    allocations: Annotated[tuple[AllocationIn, ...], Field(max_length=500)] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReverseIn(Closed):
    """Why the payment is taken back."""

    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class AllocationOut(Closed):
    """A part of a payment on an invoice. Kept when the payment is reversed, as history."""

    invoice_id: UUID
    number: str
    amount: Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment(Closed):
    """A payment and its use. `unallocated` is the client's credit, `refunded` was paid back; a reversed payment leaves none."""

    id: UUID
    client_id: UUID
    client_name: str
    amount: Amount
    currency: str
    received_on: date
    method: Method
    reference: str
    note: str
    allocations: tuple[AllocationOut, ...]
    unallocated: Amount
    refunded: Amount
    reversed_at: datetime | None
    reverse_reason: str
    created_at: datetime
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeGainSum(Closed):
    """Gains and losses in one currency of the books. `open` parts came in on a day of which no rate is known."""

    currency: str
    count: int
    gained: Amount
    lost: Amount
    net: Amount
    open: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeGains(Closed):
    data: list[ExchangeGainSum]


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditSource(Closed):
    """A payment of which credit is left; `freed_on` are the invoices of which credit notes gave some of it back."""

    payment_id: UUID
    received_on: date
    reference: str
    available: Amount
    freed_on: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientCredit(Closed):
    """What a client has paid beyond what it owes, in one currency; deposits stand apart until they are deducted."""

    currency: str
    available: Amount
    sources: tuple[CreditSource, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientCredits(Closed):
    data: list[ClientCredit]


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditUse(Closed):
    """Credit that paid an invoice, or was paid back: then `invoice_id` is null and `method` says how."""

    id: UUID
    client_id: UUID
    client_name: str
    invoice_id: UUID | None
    number: str | None
    amount: Amount
    currency: str
    used_on: date
    method: Method | None
    reference: str
    note: str
    actor_label: str
    at: datetime
    undone_at: datetime | None
    undo_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceCredit(Closed):
    """The client's credit an invoice may be paid with: `usable` is what of it the balance takes. `uses` stand on it."""

    currency: str
    available: Amount
    usable: Amount
    uses: list[CreditUse]


@dataclass(frozen=True, slots=True, kw_only=True)
class UseCreditIn(Closed):
    """So much of the client's credit; without `amount`, as much as there is and as is owed."""

    amount: Amount | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundIn(Closed):
    """Credit that was paid back to the client."""

    amount: Amount
    currency: CurrencyCode
    refunded_on: date
    method: Method = "bank_transfer"
    reference: ShortText = ""
    note: LongText = ""
