"""Made-up exchange rates for the demo's clients abroad, one a month, entered as a person would; the demo asks nobody outside."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from duespark.fx.overrides import put_override
from duespark.fx.queries import Key
from duespark.fx.schemas import OverrideIn, RateSettingsIn
from duespark.fx.settings import change_settings
from duespark.runtime.tx import Tx

_ABOUT = {
    ("EUR", "PLN"): Decimal("4.26"),
    ("GBP", "PLN"): Decimal("4.91"),
    ("USD", "EUR"): Decimal("0.864"),
    ("GBP", "EUR"): Decimal("1.153"),
}
_SWING = (0, 6, 11, 7, 1, -6, -12, -9, -3, 2, 8, 4)
"""By how many thousandths each month differs."""


def months(first: date, last: date) -> Iterator[date]:
    """The first days of the months from the one before `first` to that of `last`.

    >>> [f"{day:%m}" for day in months(date(2026, 1, 15), date(2026, 2, 3))]
    ['12', '01', '02']
    """
    day = (first.replace(day=1) - timedelta(days=1)).replace(day=1)
    while day <= last:
        yield day
        day = (day + timedelta(days=31)).replace(day=1)


async def enter_rates(tx: Tx, *, first: date, last: date) -> None:
    """Rates for every day of the story: each holds until the next."""
    await change_settings(tx, RateSettingsIn(source="manual", max_age_days=32), version=0)
    for day in months(first, last):
        for (base, quote), about in _ABOUT.items():
            rate = about * (1000 + _SWING[day.month - 1]) / 1000
            wanted = OverrideIn(rate=rate.quantize(Decimal("0.0001")), reference="Example rate")
            await put_override(tx, Key(base=base, quote=quote, rate_date=day), wanted, version=None)
