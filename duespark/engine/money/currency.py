"""All currencies of ISO 4217 that money is invoiced in, with their minor units and the days when some of them ended."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from duespark.engine.errors import Invalid
from duespark.engine.money import iso_4217

MOST_DECIMALS = 4
"""No currency of ISO 4217 has a finer minor unit, and none may be configured."""


class UnknownCurrency(Invalid):
    code = "currency.unknown"
    sentence = "There is no currency {currency!r}. Use a code of ISO 4217, such as EUR."


class WithdrawnCurrency(Invalid):
    code = "currency.withdrawn"
    sentence = "{currency} ended on {last_day}. Use {successor}."


class InvalidDecimals(Invalid):
    code = "currency.invalid_decimals"
    sentence = "{currency} cannot have {decimals} decimals. Use 0 to {most}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Currency:
    """A currency: `decimals` is its minor unit (JPY 0, EUR 2, KWD 3), `symbol` stands before or behind amounts."""

    code: str
    name: str
    decimals: int
    symbol: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """A currency that was in use up to `last_day`, when the one with the code `successor` had taken its place."""

    currency: Currency
    last_day: date
    successor: str


CURRENCIES: Mapping[str, Currency] = MappingProxyType(
    {
        code: Currency(code=code, name=name, decimals=decimals, symbol=symbol)
        for code, decimals, symbol, name in iso_4217.CURRENT
    }
)
"""Every currency in use, by its code."""

WITHDRAWN: Mapping[str, Withdrawn] = MappingProxyType(
    {
        code: Withdrawn(
            currency=Currency(code=code, name=name, decimals=decimals, symbol=symbol),
            last_day=last_day,
            successor=successor,
        )
        for code, decimals, symbol, name, last_day, successor in iso_4217.WITHDRAWN
    }
)
"""Every currency withdrawn since 2023, by its code: documents of its time are still read, paid and credited."""


def currency(code: str, *, on: date | None = None, pointer: str | None = None) -> Currency:
    """The currency with this ISO 4217 code, be it in use or withdrawn; with `on`, one that is in use on that day.

    Raises `UnknownCurrency` and `WithdrawnCurrency`.

    >>> currency("KWD").decimals
    3
    >>> currency("BGN", on=date(2025, 12, 31)).name
    'Bulgarian Lev'
    >>> currency("BGN", on=date(2026, 1, 1))
    Traceback (most recent call last):
    duespark.engine.money.currency.WithdrawnCurrency: BGN ended on 2025-12-31. Use EUR.
    """
    found = CURRENCIES.get(code)
    if found is None:
        return _withdrawn(code, on, pointer)
    return found


def _withdrawn(code: str, on: date | None, pointer: str | None) -> Currency:
    found = WITHDRAWN.get(code)
    if found is None:
        raise UnknownCurrency(pointer=pointer, currency=code)
    if on is not None and on > found.last_day:
        raise WithdrawnCurrency(pointer=pointer, currency=code, last_day=found.last_day, successor=found.successor)
    return found.currency


def with_decimals(currency: Currency, decimals: int) -> Currency:
    """The same currency where its amounts are kept to another number of decimals, 0 to 4 (CUR-11).

    An organization may keep forints whole, or fuel prices in tenths of a cent. Whoever rounds takes `decimals` from
    this value instead of from `currency(code)`. Raises `InvalidDecimals`.

    >>> with_decimals(currency("HUF"), 0).decimals
    0
    """
    if not 0 <= decimals <= MOST_DECIMALS:
        raise InvalidDecimals(pointer="/decimals", currency=currency.code, decimals=decimals, most=MOST_DECIMALS)
    return replace(currency, decimals=decimals)
