"""The one document: what an invoice says, as one frozen value.

Names follow EN 16931 where it has a term; the business term (BT) or group (BG) stands beside the field. People
and programs fill in the plain fields; every field whose type ends in `Amounts` or `Totals`, and those marked as
computed, are filled in by `engine.invoice.totals.calculate` and by nothing else. Once issued the value is stored,
hashed and never changed, and PDF, XML, QR, mail and public page only read it.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from duespark.engine.invoice.closed import Closed
from duespark.engine.invoice.day import WrittenDay
from duespark.engine.invoice.line import Line, Period, Sold, TaxShare
from duespark.engine.invoice.number_limit import Days
from duespark.engine.invoice.party import BankAccount, Party
from duespark.engine.invoice.text_limit import Link, Long, Short
from duespark.engine.money.text import Amount, Percent, Rate
from duespark.engine.tax.country import Category

SCHEMA = 2
"""Number of the shape below; raised, with an upgrade function, when stored documents need one."""

DocumentKind = Literal[
    "invoice", "credit_note", "corrective_invoice", "proforma", "quote", "deposit_invoice", "final_invoice", "receipt"
]
Basis = Literal["lines", "subtotal", "gross"]
"""What a percentage is of: the lines' sum, the lines less all allowances, or the total with tax without itself."""

TaxRounding = Literal["document", "line"]
"""Where tax is rounded: once for each tax and rate over the document (EN 16931), or on every line."""

DiscountDisplay = Literal["separate", "inline", "crossed_out", "hidden"]
"""How line discounts are shown: in a column, within the price, beside the old price crossed out, or not at all."""


ChosenTreatment = Literal["domestic", "reverse_charge", "intra_eu", "export", "exempt", "out_of_scope"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment(Closed):
    """A document-level allowance (BG-20) or charge (BG-21): exactly one of `percent` (of `basis`) and `amount`.

    Both are meant as the document's prices are, with or without tax. `code` is UNTDID 5189 for an allowance and
    7161 for a charge. Computed: `tax_category`, `tax_rate`, `net` (BT-92, BT-99), `tax_amount` and `taxes`, where
    there is more than one; never negative for an allowance that lowers the total.
    """

    reason: Short = ""
    code: Short = ""
    rule: Short = ""
    """Key of the discount or surcharge rule that gave it."""
    percent: Percent | None = None
    amount: Amount | None = None
    basis: Basis = "lines"
    tax: Short = "standard"
    tax_category: Category | None = None
    tax_rate: Percent | None = None
    net: Amount | None = None
    tax_amount: Amount | None = None
    taxes: tuple[TaxShare, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlyDiscount(Closed):
    """So many percent off what is due when paid within `days` calendar days of the issue date (2/10 net 30).

    Computed: `until`, the last day; `discount`, what may be taken off; `payable`, what then settles the document.
    """

    percent: Percent
    days: Days
    until: WrittenDay | None = None
    discount: Amount | None = None
    payable: Amount | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentTerms(Closed):
    """When to pay (BT-20): `days` after the issue date or, with `start` "month_end", after the end of its month.

    With `start` "day_of_month" it is the first day numbered `day` (31: the last) at least `days` after the issue date.
    """

    days: Days = 14
    start: Literal["issue_date", "month_end", "day_of_month"] = "issue_date"
    day: Days | None = None
    early: tuple[EarlyDiscount, ...] = ()
    note: Long = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentMeans(Closed):
    """A way to pay (BG-16) beside the bank account: card, direct debit (BG-19), cash, a link."""

    kind: Literal["credit_transfer", "card", "direct_debit", "cash", "check", "online", "other"]
    text: Long = ""
    account: BankAccount | None = None
    mandate: Short = ""
    """Mandate reference (BT-89)."""
    creditor_id: Short = ""
    """Creditor identifier of the seller's bank (BT-90)."""
    card_digits: Short = ""
    """The last four to six digits of the card (BT-87)."""
    url: Link = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withholding(Closed):
    """Tax the buyer keeps back and pays to the authority in the seller's name: `percent` of `basis`.

    It lowers what is due, never the document's own tax. `amount` is computed.
    """

    name: Short
    percent: Percent
    basis: Literal["net", "gross"] = "net"
    source: Long = ""
    """The statute that asks for it, printed beside the amount."""
    amount: Amount | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepayment(Closed):
    """Money already paid on an earlier document, a deposit invoice above all, that this one takes into account.

    `amount` includes tax; `tax` is the tax in it that was invoiced before (a final invoice must state it: § 14(5)
    UStG, art. 106f ustawy o VAT).
    """

    number: Short = ""
    issue_date: WrittenDay | None = None
    amount: Amount
    tax: Amount = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange(Closed):
    """The locked rate into the currency the seller accounts for tax in (BT-6): one unit of the document's currency
    is `rate` units of `currency`, as `source` published it for `rate_date`."""

    currency: Short
    rate: Rate
    rate_date: WrittenDay | None = None
    source: Short = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference(Closed):
    """Another document this one speaks of: `corrects` is the invoice credited or corrected (BG-3); BT-12 to BT-18."""

    kind: Literal[
        "corrects",
        "deposit",
        "quote",
        "contract",
        "sales_order",
        "despatch",
        "receipt_advice",
        "tender",
        "project",
        "object",
    ]
    number: Short
    issue_date: WrittenDay | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TreatmentChoice(Closed):
    """A person's word on how the supply is taxed, against what was decided, and why."""

    name: ChosenTreatment
    reason: Long


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment(Closed):
    """A supporting document (BG-24), by the hash of its bytes (SHA-256, hexadecimal) or by where it lies."""

    name: Short
    description: Long = ""
    media_type: Short = ""
    sha256: Short = ""
    size: int = 0
    url: Link = ""


@dataclass(frozen=True, kw_only=True)
class TaxSubtotal(Closed):
    """One row of the tax breakdown (BG-23): `taxable` is BT-116, `tax` BT-117, `reason` BT-120, `reason_code` BT-121.

    Where several taxes are charged (GST and PST; CGST and SGST; state, county and city) each has its own row, so that a
    sum may stand in several rows' `taxable`; the rows' `tax` always adds up to the total tax. The `taxable` of a
    compound tax includes the taxes below it. `tax_converted` is the tax in the currency of `Document.exchange`.
    """

    category: Category
    rate: Percent
    taxable: Amount
    tax: Amount
    label: str = ""
    reason: str = ""
    reason_code: str = ""
    name: str = ""
    jurisdiction: str = ""
    tax_converted: Amount | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConvertedTotals(Closed):
    """The totals in the currency of `Document.exchange`, for the books; `tax` is BT-111, the sum of the breakdown's."""

    currency: str
    net: Amount
    tax: Amount
    gross: Amount
    amount_due: Amount


@dataclass(frozen=True, kw_only=True)
class Totals(Closed):
    """Every total by name (BG-22)."""

    lines: Amount
    """Sum of the lines' net amounts (BT-106)."""
    allowances: Amount
    """Sum of document-level allowances (BT-107)."""
    charges: Amount
    """Sum of document-level charges (BT-108)."""
    net: Amount
    """Total without tax (BT-109)."""
    tax: Amount
    """Total tax (BT-110)."""
    gross: Amount
    """Total with tax (BT-112)."""
    prepaid: Amount
    """Paid before the document was issued, deposits included (BT-113)."""
    withheld: Amount = Decimal(0)
    """Tax the buyer keeps back; EN 16931 knows no such term and counts it as paid (BT-113)."""
    rounding: Amount
    """Added to make the amount due payable (BT-114)."""
    amount_due: Amount
    """What the buyer owes as printed (BT-115)."""
    breakdown: tuple[TaxSubtotal, ...] = ()
    converted: ConvertedTotals | None = None


@dataclass(frozen=True, kw_only=True)
class Document(Closed):
    """An invoice, credit note or one of their kin, from draft to frozen."""

    schema: int = SCHEMA
    kind: DocumentKind = "invoice"
    number: str | None = None
    issue_date: WrittenDay | None = None
    supply_date: WrittenDay | None = None
    period: Period | None = None
    """The invoicing period (BG-14)."""
    due_date: WrittenDay | None = None
    valid_until: WrittenDay | None = None
    """The last day on which a quote may be accepted."""
    currency: str = "EUR"
    exchange: Exchange | None = None
    language: str = "en"
    seller: Party | None = None
    buyer: Party | None = None
    ship_to: Party | None = None
    ship_from: Party | None = None
    """Where goods leave, when that is said; EN 16931 has no term for it."""
    payee: Party | None = None
    tax_representative: Party | None = None
    purchase_order: str = ""
    buyer_reference: str = ""
    references: tuple[Reference, ...] = ()
    payment_terms: PaymentTerms = PaymentTerms()
    payment_reference: str = ""
    """What the payer is to quote (BT-83); the number where it is empty."""
    bank_account: BankAccount | None = None
    payment_means: tuple[PaymentMeans, ...] = ()
    prices_include_tax: bool = False
    tax_rounding: TaxRounding = "document"
    supply: Sold = ""
    """What the lines supply that do not say; empty for services."""
    treatment_choice: TreatmentChoice | None = None
    treatment: str = ""
    """How the supply is taxed ("domestic", "reverse_charge" ...), as the tax context decided; several names, joined by
    "+", where goods and services are taxed differently; computed."""
    tax_mentions: tuple[str, ...] = ()
    """Words the law wants on a document that charges tax (India's export on payment of tax); computed."""
    discount_display: DiscountDisplay = "separate"
    lines: tuple[Line, ...] = ()
    allowances: tuple[Adjustment, ...] = ()
    charges: tuple[Adjustment, ...] = ()
    withholdings: tuple[Withholding, ...] = ()
    prepayments: tuple[Prepayment, ...] = ()
    prepaid: Amount = Decimal(0)
    """Paid in advance without a document of its own; comes on top of `prepayments`."""
    cash_rounding: Amount | None = None
    """The coin the amount due is rounded to, such as 0.05 CHF; it buys about a euro at most, and the tax is untouched by it."""
    notes: str = ""
    terms: str = ""
    correction_reason: str = ""
    """Why this document credits or corrects another."""
    attachments: tuple[Attachment, ...] = ()
    totals: Totals | None = None
