"""What crosses HTTP when something happens to an invoice: issue, amend, void, credit, correct, write off, deposits."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from annotated_types import Len
from pydantic import Field, WithJsonSchema

from duespark.engine.invoice.lifecycle import AmendmentPolicy
from duespark.engine.invoice.line import Line
from duespark.engine.money.text import Amount, Percent, Quantity
from duespark.invoices.schemas import DraftIn, ShortText, Status, VersionChange
from duespark.runtime import decimal_text  # noqa: F401  amounts are read as text
from duespark.runtime.day import Day
from duespark.runtime.web import Closed


def _text(pattern: str) -> WithJsonSchema:
    """Says within the description what the bounds of a number leave of its text."""
    return WithJsonSchema({"type": "string", "format": "decimal", "pattern": f"^{pattern}$", "examples": ["12.50"]})


Share = Annotated[Percent, Field(ge=0, le=100), _text(r"(\d{1,2}(\.\d{1,6})?|100(\.0{1,6})?)")]
Limit = Annotated[Amount, Field(ge=0), _text(r"\d{1,15}(\.\d{1,6})?")]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueIn(Closed):
    """`backdate` confirms a date before the series' last number; it needs the permission `invoices.backdate`. `series_id` is
    the series it is numbered in; else the one the draft says, else the default of its kind."""

    issue_date: Day | None = None
    backdate: bool = False
    series_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidIn(Closed):
    reason: Annotated[str, Len(3, 500)]


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditLine(Closed):
    """So much of one line, by the line's id."""

    id: Annotated[str, Len(1, 60)]
    quantity: Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditIn(Closed):
    """What to take back: everything, some `lines`, or an `amount` with tax, which `description` names on the paper."""

    reason: Annotated[str, Len(3, 500)]
    lines: Annotated[tuple[CreditLine, ...], Len(0, 2000)] = ()
    amount: Amount | None = None
    description: ShortText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectIn(Closed):
    """How lines read from now on, by their ids; a quantity of zero takes one out, an id that is not there puts one in."""

    reason: Annotated[str, Len(3, 500)]
    lines: Annotated[tuple[Line, ...], Len(1, 2000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingLines(Closed):
    """The items of an invoice as its corrections have left them."""

    data: list[Line]


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOffIn(Closed):
    """What is given up, and why; without `amount`, all that is owed."""

    reason: Literal["uncollectible", "insolvent", "dispute", "small_amount", "other"]
    amount: Amount | None = None
    note: Annotated[str, Len(0, 500)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositUseIn(Closed):
    """So much of one deposit."""

    deposit_id: UUID
    amount: Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositsIn(Closed):
    """What a draft deducts; without `deposits`, the oldest first as far as they go. `is_final` makes it a final invoice."""

    deposits: Annotated[tuple[DepositUseIn, ...], Len(0, 50)] | None = None
    is_final: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Deposit(Closed):
    """A paid deposit invoice of the client; `remaining` of it can still be deducted, `used` is deducted on this one."""

    id: UUID
    number: str
    issue_date: date
    amount: Amount
    remaining: Amount
    used: Amount
    used_tax: Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositUse(Closed):
    """An invoice on which a part of this deposit is deducted."""

    invoice_id: UUID
    number: str | None
    status: Status
    amount: Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Deposits(Closed):
    """For an invoice, the deposits it deducts or could; for a deposit invoice, where it was deducted."""

    deposits: list[Deposit]
    uses: list[DepositUse]


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendIn(Closed):
    """What the invoice says from now on, as a whole draft, and why. `notify` sends it to the client again, but not
    where it was last sent with a password: send it yourself then, and choose one."""

    reason: Annotated[str, Len(3, 500)]
    draft: DraftIn
    notify: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendPreview(Closed):
    """What an amendment would change, in the order of the document, and what would be owed. `over_limit` says why a second
    person must approve it; empty where nobody must."""

    changes: list[VersionChange]
    currency: str
    amount_due_before: Amount
    amount_due_after: Amount
    over_limit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceRulesIn(Closed):
    """How a company amends what it issued, and what needs a second person: discounts over `free_discount` percent (more
    than `most_discount` nobody may give), and giving back or giving up more than `free_credit` in its currency. Null is no limit."""

    amendments: AmendmentPolicy = "credit_and_reissue"
    most_discount: Share | None = None
    free_discount: Share | None = None
    discount_reasons: bool = False
    free_credit: Limit | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceRules(InvoiceRulesIn):
    """The rules in force. `law` names why the company's country wants invoices corrected by documents, if it does."""

    company_id: UUID
    currency: str
    law: str | None
    version: int
