"""One line of a document: what was typed, and what it comes to.

`Line` and `LineAmounts` have no slots: a calculation restates them by the thousand (see `closed.restated`).
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from duespark.engine.invoice.closed import Closed
from duespark.engine.invoice.day import WrittenDay
from duespark.engine.invoice.text_limit import Long, Short
from duespark.engine.money.text import Amount, Percent, Quantity
from duespark.engine.tax.country import Category

Sold = Literal["", "goods", "services", "digital", "intangible"]
"""What a line supplies, where the law asks (`tax.treatment.supply.SupplyKind`); empty on a line: as the document says."""

LineKind = Literal["item", "heading", "text", "subtotal", "optional", "page_break"]


Correction = Literal["before", "after"]
"""On a corrective invoice: the line as it was, with the opposite quantity, or as it is from now on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period(Closed):
    """From the day `start` to the day `end`, both included (BG-14, BG-26); either may be open."""

    start: WrittenDay | None = None
    end: WrittenDay | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Discount(Closed):
    """Something off a line (BG-27): exactly one of `percent` and `amount`.

    `reason` is BT-139, `code` BT-140 (UNTDID 5189); `rule` is the key of the discount rule that gave it.
    """

    percent: Percent | None = None
    amount: Amount | None = None
    reason: Short = ""
    code: Short = ""
    rule: Short = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineCharge(Closed):
    """Something on top of a line (BG-28): exactly one of `percent` (of what the line comes to before it) and `amount`.

    `reason` is BT-144, `code` BT-145 (UNTDID 7161); `rule` is the key of the surcharge rule that gave it.
    """

    percent: Percent | None = None
    amount: Amount | None = None
    reason: Short = ""
    code: Short = ""
    rule: Short = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification(Closed):
    """A code of a list (BT-158): `scheme` is "HSN", "SAC", "CN", "CPV", "PKWiU" or a code of UNTDID 7143."""

    scheme: Short
    code: Short


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute(Closed):
    """A property of the item by name (BG-32)."""

    name: Short
    value: Short


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDetails(Closed):
    """What else is known of the item (BG-31); `details` is BT-154, `origin` BT-159 (ISO 3166-1 alpha-2)."""

    details: Long = ""
    buyer_sku: Short = ""
    gtin: Short = ""
    origin: Short = ""
    classifications: tuple[Classification, ...] = ()
    attributes: tuple[Attribute, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LineLinks(Closed):
    """What the line belongs to: an item of the catalog, a project, a line of the buyer's order (BT-132), an account
    of the buyer's books (BT-133), an invoiced object (BT-128)."""

    item_id: Short = ""
    project: Short = ""
    order_line: Short = ""
    cost_account: Short = ""
    object_id: Short = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxShare(Closed):
    """One of several taxes on one line, allowance or charge: its name, its rate in percent, its amount."""

    name: Short
    rate: Percent
    tax: Amount


@dataclass(frozen=True, kw_only=True)
class LineAmounts(Closed):
    """What a line comes to, in the document's currency, rounded to its minor unit.

    `gross` is quantity times price, `discount` what all its discounts take off, `charge` what all its charges add,
    `net` what remains without tax (BT-131), `total` net plus tax. Where prices include tax, `gross`, `discount` and
    `charge` include it too, and gross - discount + charge is `total`. `tax_rate` is what all taxes come to together,
    in percent; `taxes` names them where there is more than one.
    """

    gross: Amount
    discount: Amount
    charge: Amount = Decimal(0)
    net: Amount
    tax_category: Category
    tax_rate: Percent
    tax: Amount
    total: Amount
    taxes: tuple[TaxShare, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupAmounts(Closed):
    """What the items since the last heading or subtotal come to."""

    net: Amount
    tax: Amount
    total: Amount


@dataclass(frozen=True, kw_only=True)
class Line(Closed):
    """One line (BG-25). Only `item` lines count; `tax` names a rate of the document's tax context ("standard").

    An `optional` line says what it would come to and is part of no total. `discount` is the one typed beside the
    line; `allowances` are more of them, each taken off what the one before left. `base_quantity` is what the price
    is for (BT-149): 100 where a hundred pieces cost `unit_price`.
    """

    id: Short = ""
    kind: LineKind = "item"
    description: Long = ""
    note: Long = ""
    sku: Short = ""
    quantity: Quantity = Decimal(1)
    unit: Short = ""
    unit_price: Amount = Decimal(0)
    base_quantity: Quantity = Decimal(1)
    discount: Discount | None = None
    allowances: tuple[Discount, ...] = ()
    charges: tuple[LineCharge, ...] = ()
    tax: Short = "standard"
    supply: Sold = ""
    period: Period | None = None
    item: ItemDetails | None = None
    links: LineLinks | None = None
    correction: Correction | None = None
    amounts: LineAmounts | None = None
    subtotal: GroupAmounts | None = None
