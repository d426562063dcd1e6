"""What one unit of an item costs: the price agreed with the client, else that of the catalog."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from duespark.catalog.details import ItemPrice

Source = Literal["contract", "catalog"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """A unit price and where it is from."""

    unit_price: Decimal
    source: Source


def price_for(
    prices: Iterable[ItemPrice], *, currency: str, quantity: Decimal, contract: Decimal | None = None
) -> Price | None:
    """The price of each of `quantity` units; None where there is none in the currency, or none for so few.

    A contract price wins, whatever the quantity. Of the catalog's prices the one with the highest quantity reached holds
    for all units. What is given back costs what was paid: a negative quantity is priced like the positive one.

    >>> tiers = [ItemPrice(currency="EUR", unit_price=Decimal(9)),
    ...          ItemPrice(currency="EUR", from_quantity=Decimal(10), unit_price=Decimal(8))]
    >>> price_for(tiers, currency="EUR", quantity=Decimal(10))
    Price(unit_price=Decimal('8'), source='catalog')
    >>> price_for(tiers, currency="EUR", quantity=Decimal(10), contract=Decimal("7.50"))
    Price(unit_price=Decimal('7.50'), source='contract')
    >>> price_for(tiers, currency="PLN", quantity=Decimal(10))
    """
    if contract is not None:
        return Price(unit_price=contract, source="contract")
    reached = [one for one in prices if one.currency == currency and one.from_quantity <= abs(quantity)]
    if not reached:
        return None
    return Price(unit_price=max(reached, key=lambda one: one.from_quantity).unit_price, source="catalog")
