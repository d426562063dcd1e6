"""What crosses HTTP about payments."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from duespark.engine.money.text import Amount, Percent
from duespark.engine.payment.early_discount import TaxReduction
from duespark.runtime import decimal_text  # noqa: F401  amounts are read as text
from duespark.runtime.day import Day
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
    """Money received. Without `allocations` it pays the client's open invoices, the earliest due first; one that can still
    be paid early gets what its discount leaves, and the rest goes on."""

    client_id: UUID
    amount: Amount
    currency: CurrencyCode
    received_on: Day
    method: Method = "bank_transfer"
    reference: ShortText = ""
    note: LongText = ""
    allocations: Annotated[tuple[AllocationIn, ...], Field(max_length=500)] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SumIn(Closed):
    """Money of a client that names no invoice."""

    client_id: UUID
    amount: Amount
    currency: CurrencyCode
    received_on: Day


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeseenPart(Closed):
    """What a sum would put on an invoice, what paying early would take off, and what would be left to pay."""

    invoice_id: UUID
    number: str
    due_date: date | None
    balance: Amount
    amount: Amount
    discount: Amount
    left: Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentPreview(Closed):
    """What a sum would do. `open_count` is how many invoices are open in the currency, `unallocated` would become credit."""

    currency: str
    open_count: int
    parts: tuple[ForeseenPart, ...]
    unallocated: Amount


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


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlyOffer(Closed):
    """Until that day, `payable` more settles the invoice; `discount` of it falls away."""

    percent: Percent
    days: int
    until: date
    discount: Amount
    payable: Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlyDiscountTaken(Closed):
    """What paying early took off: the price with tax, its `net` and `tax`, and how the taxable amount and the tax of each rate shrink."""

    id: UUID
    payment_id: UUID
    percent: Percent
    days: int
    until: date
    amount: Amount
    net: Amount
    tax: Amount
    breakdown: tuple[TaxReduction, ...]
    at: datetime
    undone_at: datetime | None
    undo_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlyDiscounts(Closed):
    """Discounts for early payment of one invoice: still to be earned, and taken, the newest first."""

    currency: str
    offers: tuple[EarlyOffer, ...]
    taken: tuple[EarlyDiscountTaken, ...]


DepositState = Literal["unpaid", "open", "expired", "used"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositTermsIn(Closed):
    """The last day a deposit can be deducted (null: it does not expire), and whether what is left is given back."""

    expires_on: date | None = None
    is_refundable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositRefundIn(Closed):
    """What of a deposit was paid back, and why, for the credit note; without `amount`, all that is left."""

    reason: Reason
    refunded_on: date
    amount: Amount | None = None
    method: Method = "bank_transfer"
    reference: ShortText = ""
    note: LongText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForfeitIn(Closed):
    """What the client loses of a deposit, and why; without `amount`, all that is left."""

    reason: Reason
    amount: Amount | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositRecord(Closed):
    """A deposit and what became of it: `amount` asked for, `paid`, `credited` (taken back), `used` (deducted or reserved by
    drafts), `forfeited`, and `remaining`. Past its last day `advice` says what to do with the rest.
    """

    id: UUID
    number: str
    client_id: UUID
    client_name: str
    company_id: UUID
    company_name: str
    issue_date: date
    currency: str
    amount: Amount
    paid: Amount
    credited: Amount
    used: Amount
    forfeited: Amount
    remaining: Amount
    expires_on: date | None
    is_refundable: bool
    state: DepositState
    advice: Literal["refund", "forfeit"] | None
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Forfeit(Closed):
    id: UUID
    amount: Amount
    forfeited_on: date
    reason: str
    actor_label: str
    undone_at: datetime | None
    undo_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositDetails(Closed):
    """A deposit with what was forfeited of it, newest first."""

    deposit: DepositRecord
    forfeits: list[Forfeit]


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositLiability(Closed):
    """What a company owes a client for deposits in one currency: paid and not used by the end of the day."""

    company_id: UUID
    company_name: str
    client_id: UUID
    client_name: str
    currency: str
    deposits: int
    amount: Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositLiabilities(Closed):
    """As of `day`, by company, client and currency, and the sums by currency."""

    day: date
    data: list[DepositLiability]
    sums: dict[str, Amount]
