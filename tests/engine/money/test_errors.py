"""The codes by which programs know the errors of money, and what kind each is."""

import pytest

from duespark.engine.errors import DueSparkError
from duespark.engine.money.cash import InvalidCoin
from duespark.engine.money.currency import InvalidDecimals, UnknownCurrency, WithdrawnCurrency
from duespark.engine.money.display import AmbiguousStyle
from duespark.engine.money.exchange import InvalidRate, OtherCurrency
from duespark.engine.money.minor_units import FinerThanUnit
from duespark.engine.money.money import DifferentCurrencies, InvalidAmount
from duespark.engine.money.rates import NoCrossRate, NoRate, RateTooOld
from duespark.engine.money.split import CannotSplit


class TestCodes:
    @pytest.mark.parametrize(
        ("error", "code", "kind"),
        [
            (UnknownCurrency, "currency.unknown", "invalid"),
            (WithdrawnCurrency, "currency.withdrawn", "invalid"),
            (InvalidDecimals, "currency.invalid_decimals", "invalid"),
            (InvalidAmount, "money.invalid_amount", "invalid"),
            (DifferentCurrencies, "money.different_currencies", "invalid"),
            (CannotSplit, "money.cannot_split", "invalid"),
            (FinerThanUnit, "money.finer_than_unit", "invalid"),
            (InvalidCoin, "money.invalid_coin", "invalid"),
            (AmbiguousStyle, "money.ambiguous_style", "invalid"),
            (InvalidRate, "exchange.invalid_rate", "invalid"),
            (OtherCurrency, "exchange.other_currency", "invalid"),
            (NoCrossRate, "exchange.no_cross_rate", "invalid"),
            (NoRate, "exchange.no_rate", "conflict"),
            (RateTooOld, "exchange.rate_too_old", "conflict"),
        ],
    )
    def test_are_stable(self, error: type[DueSparkError], code: str, kind: str) -> None:
        assert (error.code, error.kind) == (code, kind)
