"""Amounts as whole numbers of the minor unit (cents, fils, yen), the way payment providers and files want them."""

from decimal import Decimal

from duespark.engine.errors import Invalid
from duespark.engine.money.currency import currency as find_currency
from duespark.engine.money.rounding import EXACT, round_to


class FinerThanUnit(Invalid):
    code = "money.finer_than_unit"
    sentence = "{amount} {currency} is no whole number of units with {decimals} decimals. Round it first."


def minor_units(amount: Decimal, currency: str, *, decimals: int | None = None) -> int:
    """How many minor units of `currency` the amount is: cents of euros, fils of dinars, but whole yen.

    `decimals` stands for the currency's own where the other side counts differently. Never rounds: raises
    `FinerThanUnit` instead; and `UnknownCurrency`.

    >>> minor_units(Decimal("12.50"), "EUR"), minor_units(Decimal(1200), "JPY"), minor_units(Decimal("1.5"), "KWD")
    (1250, 1200, 1500)
    """
    places = find_currency(currency).decimals if decimals is None else decimals
    if not amount.is_finite() or round_to(amount, places) != amount:
        raise FinerThanUnit(amount=amount, currency=currency, decimals=places)
    return int(amount.scaleb(places, EXACT))


def from_minor_units(units: int, currency: str, *, decimals: int | None = None) -> Decimal:
    """The amount that so many minor units of `currency` are: the inverse of `minor_units`. Raises `UnknownCurrency`.

    >>> from_minor_units(1250, "EUR"), from_minor_units(1250, "UGX"), from_minor_units(1250, "BHD")
    (Decimal('12.50'), Decimal('1250'), Decimal('1.250'))
    """
    places = find_currency(currency).decimals if decimals is None else decimals
    return round_to(Decimal(units).scaleb(-places, EXACT), places)
