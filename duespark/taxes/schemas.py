"""What crosses HTTP about taxes and currencies."""

from dataclasses import dataclass

from duespark.engine.money.currency import Currency
from duespark.engine.money.text import Percent
from duespark.engine.tax.country import Category
from duespark.runtime.web import Closed


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxRateChoice(Closed):
    """One choice a line has: its `key` is what the line's `tax` names."""

    key: str
    category: Category
    rate: Percent
    label: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxRates(Closed):
    data: list[TaxRateChoice]


@dataclass(frozen=True, slots=True, kw_only=True)
class Currencies(Closed):
    data: list[Currency]
