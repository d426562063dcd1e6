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
    """A payment and its use. `unallocated` is the client's credit; a reversed payment leaves none."""

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
