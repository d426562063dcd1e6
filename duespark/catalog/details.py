"""What somebody says of an item when adding or changing one, and the rules it must keep."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from annotated_types import Len
from pydantic import Field
from stdnum import ean

from duespark.companies.formats import check_lines, check_text
from duespark.engine.errors import Invalid
from duespark.engine.invoice.line import Classification, Sold
from duespark.engine.money.currency import currency
from duespark.engine.money.text import Amount, Quantity
from duespark.runtime import decimal_text  # noqa: F401  amounts are read as text
from duespark.runtime.web import Closed

MOST_PRICES = 100
MOST_PARTS = 100

_TAX = re.compile(r"[a-z][a-z0-9_]{0,59}")
_SCHEME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]{0,19}")


class NameMissing(Invalid):
    code = "item.name_missing"
    sentence = "An item needs a name. It is what the lines of invoices say."


class InvalidTax(Invalid):
    code = "item.invalid_tax"
    sentence = "{value!r} is no key of a tax rate. Use one such as standard; see GET /v1/tax-rates."


class InvalidGtin(Invalid):
    code = "item.invalid_gtin"
    sentence = "{value!r} is no GTIN: 8, 12, 13 or 14 digits of which the last checks the others."


class InvalidClassification(Invalid):
    code = "item.invalid_classification"
    sentence = "A classification names its list and a code, such as HSN and 998314."


class InvalidPrice(Invalid):
    code = "item.invalid_price"
    sentence = "A price cannot be used: {problem}."


class InvalidPart(Invalid):
    code = "item.invalid_part"
    sentence = "A part of a bundle cannot be used: {problem}."


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPrice(Closed):
    """What one unit costs in a currency, from a quantity on."""

    currency: str
    from_quantity: Quantity = Decimal(0)
    unit_price: Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Closed):
    """So many units of another item in one unit of a bundle."""

    item_id: UUID
    quantity: Quantity = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemIn(Closed):
    """An item as it should be. One with `parts` is a bundle: it costs what its parts cost."""

    name: Annotated[str, Field(description="What the lines of invoices say.")]
    description: Annotated[str, Field(description="Stands under the name, as the line's note.")] = ""
    sku: Annotated[str, Field(description="Unique where given; capitals do not matter.")] = ""
    unit: str = ""
    tax: Annotated[str, Field(description="Key of a tax rate of the company that bills.")] = "standard"
    gtin: str = ""
    supply: Annotated[Sold, Field(description="What it is for tax; empty: as the document says.")] = ""
    classifications: Annotated[tuple[Classification, ...], Len(0, 20)] = ()
    prices: Annotated[tuple[ItemPrice, ...], Len(0, MOST_PRICES)] = ()
    parts: Annotated[tuple[Part, ...], Len(0, MOST_PARTS)] = ()


def check_item(wanted: ItemIn) -> ItemIn:
    """The item with tidy fields, prices in order. Raises subclasses of `Invalid` with a pointer."""
    name = check_text(wanted.name, pointer="/name", most=500)
    if not name:
        raise NameMissing(pointer="/name")
    return replace(
        wanted,
        name=name,
        description=check_lines(wanted.description, pointer="/description", most=2000),
        sku=check_text(wanted.sku, pointer="/sku", most=60),
        unit=check_text(wanted.unit, pointer="/unit", most=40),
        tax=_check_tax(wanted.tax),
        gtin=_check_gtin(wanted.gtin),
        classifications=_check_classifications(wanted.classifications),
        prices=_check_prices(wanted),
        parts=_check_parts(wanted.parts),
    )


def _check_tax(text: str) -> str:
    tax = text.strip()
    if not _TAX.fullmatch(tax):
        raise InvalidTax(pointer="/tax", value=tax[:60])
    return tax


def _check_gtin(text: str) -> str:
    gtin = "".join(text.split()).replace("-", "")
    if gtin and not ean.is_valid(gtin):
        raise InvalidGtin(pointer="/gtin", value=gtin[:20])
    return gtin


def _check_classifications(given: tuple[Classification, ...]) -> tuple[Classification, ...]:
    tidy = []
    for at, one in enumerate(given):
        scheme = one.scheme.strip()
        code = check_text(one.code, pointer=f"/classifications/{at}/code", most=60)
        if not code or not _SCHEME.fullmatch(scheme):
            raise InvalidClassification(pointer=f"/classifications/{at}")
        tidy.append(Classification(scheme=scheme, code=code))
    return tuple(tidy)


def _check_prices(item: ItemIn) -> tuple[ItemPrice, ...]:
    if item.parts and item.prices:
        raise InvalidPrice(pointer="/prices", problem="a bundle costs what its parts cost, so give them the prices")
    seen = set()
    for at, price in enumerate(item.prices):
        pointer = f"/prices/{at}"
        currency(price.currency, pointer=f"{pointer}/currency")
        if price.from_quantity < 0 or price.unit_price < 0:
            raise InvalidPrice(pointer=pointer, problem="neither it nor its quantity may be below zero")
        place = (price.currency, price.from_quantity)
        if place in seen:
            raise InvalidPrice(pointer=pointer, problem="there is another in this currency from the same quantity on")
        seen.add(place)
    return tuple(sorted(item.prices, key=lambda one: (one.currency, one.from_quantity)))


def _check_parts(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    for at, part in enumerate(parts):
        if part.quantity <= 0:
            raise InvalidPart(pointer=f"/parts/{at}/quantity", problem="its quantity must be above zero")
    if len({part.item_id for part in parts}) != len(parts):
        raise InvalidPart(pointer="/parts", problem="an item stands in it twice; add the quantities up")
    return parts
