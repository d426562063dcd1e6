"""FM-35: yen and dinars are not a hundredth of what they are."""

from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duespark.engine.money.currency import CURRENCIES, UnknownCurrency, currency
from duespark.engine.money.minor_units import FinerThanUnit, from_minor_units, minor_units
from tests.support.examples import examples

D = Decimal

PAIRS = [
    ("JPY", "1200", 1200),
    ("KRW", "1200", 1200),
    ("CLP", "1200", 1200),
    ("ISK", "1200", 1200),
    ("UGX", "1200", 1200),
    ("EUR", "12.50", 1250),
    ("HUF", "1200.00", 120000),
    ("KWD", "1.250", 1250),
    ("BHD", "1.250", 1250),
    ("CLF", "0.1250", 1250),
    ("UYW", "0.1250", 1250),
    ("EUR", "-0.01", -1),
    ("EUR", "0.00", 0),
]


class TestMinorUnits:
    @pytest.mark.parametrize(("code", "amount", "units"), PAIRS)
    def test_follow_the_currency(self, code: str, amount: str, units: int) -> None:
        assert minor_units(D(amount), code) == units
        assert str(from_minor_units(units, code)) == amount

    def test_more_zeros_than_decimals_do_not_matter(self) -> None:
        assert minor_units(D("1200.000"), "JPY") == 1200

    def test_other_decimals_may_be_told(self) -> None:
        """Some providers count Icelandic krónur and Ugandan shillings in hundredths."""
        assert minor_units(D(1200), "ISK", decimals=2) == 120000
        assert str(from_minor_units(120000, "ISK", decimals=2)) == "1200.00"
        assert minor_units(D(12), "EUR", decimals=0) == 12
        assert str(from_minor_units(12, "EUR", decimals=0)) == "12"

    @pytest.mark.parametrize(
        ("code", "amount", "decimals"),
        [("JPY", "0.5", 0), ("EUR", "0.001", 2), ("KWD", "0.0001", 3), ("EUR", "NaN", 2), ("EUR", "-Infinity", 2)],
    )
    def test_never_round(self, code: str, amount: str, decimals: int) -> None:
        with pytest.raises(FinerThanUnit) as caught:
            minor_units(D(amount), code)
        assert str(caught.value) == (
            f"{amount} {code} is no whole number of units with {decimals} decimals. Round it first."
        )

    def test_refuse_unknown_currencies(self) -> None:
        with pytest.raises(UnknownCurrency):
            minor_units(D(1), "XXX")
        with pytest.raises(UnknownCurrency):
            from_minor_units(1, "XXX")

    def test_do_not_depend_on_the_context(self) -> None:
        with localcontext(prec=3):
            assert minor_units(D("123456789.01"), "EUR") == 12345678901
            assert str(from_minor_units(12345678901, "EUR")) == "123456789.01"

    @examples(50)
    @given(st.integers(-(10**18), 10**18), st.sampled_from(sorted(CURRENCIES)))
    def test_round_trip(self, units: int, code: str) -> None:
        amount = from_minor_units(units, code)
        assert minor_units(amount, code) == units
        assert -int(amount.as_tuple().exponent) == currency(code).decimals
