"""The one document: what an invoice says, as one frozen value.

Names follow EN 16931 where it has a term; the business term (BT) or group (BG) stands beside the field. People
and programs fill in the plain fields; every field whose type ends in `Amounts` or `Totals` is computed by
`engine.invoice.totals.calculate` and by nothing else. Once issued the value is stored, hashed and never
changed, and PDF, XML, QR, mail and public page only read it.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Literal

from duespark.engine.money.text import Amount, Percent, Quantity

SCHEMA = 1
"""Number of the shape below; raised, with an upgrade function, when stored documents need one."""

DocumentKind = Literal[
    "invoice", "credit_note", "corrective_invoice", "proforma", "quote", "deposit_invoice", "final_invoice", "receipt"
]
LineKind = Literal["item", "heading", "text", "subtotal", "optional", "page_break"]
TaxCategory = Literal["S", "Z", "E", "AE", "K", "G", "O", "L", "M"]
"""UNCL5305 as EN 16931 uses it: standard, zero, exempt, reverse charge, intra-EU, export, out of scope, IGIC, IPSI."""


class _Closed:
    """A value whose readers refuse fields they do not know, so that a typing error is never lost in silence."""

    __slots__ = ()
    __pydantic_config__: ClassVar[Any] = {"extra": "forbid", "json_schema_serialization_defaults_required": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class Address(_Closed):
    """Postal address (BG-5, BG-8). `country` is ISO 3166-1 alpha-2."""

    line1: str = ""
    line2: str = ""
    city: str = ""
    postal_code: str = ""
    region: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxId(_Closed):
    """A tax registration (BT-31, BT-32, BT-48); `scheme` is "VAT", "NIP", "ABN", "EIN", "GSTIN" ..."""

    scheme: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Party(_Closed):
    """Seller (BG-4) or buyer (BG-7)."""

    name: str
    trading_name: str = ""
    address: Address = Address()
    tax_ids: tuple[TaxId, ...] = ()
    registration_number: str = ""
    contact_name: str = ""
    email: str = ""
    phone: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BankAccount(_Closed):
    """Credit transfer (BG-17): where the buyer pays. Either an IBAN or a national account number."""

    holder: str = ""
    iban: str = ""
    bic: str = ""
    account_number: str = ""
    bank_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Discount(_Closed):
    """A line discount (BG-27): exactly one of `percent` and `amount`."""

    percent: Percent | None = None
    amount: Amount | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineAmounts(_Closed):
    """What a line comes to, in the document's currency, rounded to its minor unit.

    `gross` is quantity times price, `net` is what remains after the discount (BT-131), `total` is net plus tax. Where
    prices include tax, `gross` and `discount` include it too, and gross minus discount is `total`.
    """

    gross: Amount
    discount: Amount
    net: Amount
    tax_category: TaxCategory
    tax_rate: Percent
    tax: Amount
    total: Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(_Closed):
    """One line (BG-25). Only `item` lines carry money; `tax` names a rate of the seller's country ("standard")."""

    id: str = ""
    kind: LineKind = "item"
    description: str = ""
    note: str = ""
    sku: str = ""
    quantity: Quantity = Decimal(1)
    unit: str = ""
    unit_price: Amount = Decimal(0)
    discount: Discount | None = None
    tax: str = "standard"
    amounts: LineAmounts | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment(_Closed):
    """A document-level allowance (BG-20) or charge (BG-21): exactly one of `percent` (of the lines' sum) and `amount`.

    Both are meant as the document's prices are, with or without tax. The last four fields are computed, never negative
    for an allowance that lowers the total: `net` is BT-92 or BT-99.
    """

    reason: str = ""
    percent: Percent | None = None
    amount: Amount | None = None
    tax: str = "standard"
    tax_category: TaxCategory | None = None
    tax_rate: Percent | None = None
    net: Amount | None = None
    tax_amount: Amount | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentTerms(_Closed):
    """When to pay (BT-20): so many calendar days after the issue date."""

    days: int = 14
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxSubtotal(_Closed):
    """One row of the tax breakdown (BG-23): `taxable` is BT-116, `tax` BT-117, `reason` BT-120."""

    category: TaxCategory
    rate: Percent
    taxable: Amount
    tax: Amount
    label: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals(_Closed):
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
    """Paid before the document was issued (BT-113)."""
    rounding: Amount
    """Added to make the amount due payable (BT-114)."""
    amount_due: Amount
    """What the buyer owes as printed (BT-115)."""
    breakdown: tuple[TaxSubtotal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(_Closed):
    """An invoice, credit note or one of their kin, from draft to frozen."""

    schema: int = SCHEMA
    kind: DocumentKind = "invoice"
    number: str | None = None
    issue_date: date | None = None
    supply_date: date | None = None
    due_date: date | None = None
    currency: str = "EUR"
    language: str = "en"
    seller: Party | None = None
    buyer: Party | None = None
    ship_to: Party | None = None
    purchase_order: str = ""
    buyer_reference: str = ""
    payment_terms: PaymentTerms = PaymentTerms()
    bank_account: BankAccount | None = None
    prices_include_tax: bool = False
    lines: tuple[Line, ...] = ()
    allowances: tuple[Adjustment, ...] = ()
    charges: tuple[Adjustment, ...] = ()
    prepaid: Amount = Decimal(0)
    cash_rounding: Amount | None = None
    """The coin the amount due is rounded to, such as 0.05 CHF; the tax is untouched by it."""
    notes: str = ""
    terms: str = ""
    corrects: str = ""
    """Number of the earlier document this one credits or corrects (BT-25)."""
    totals: Totals | None = None
