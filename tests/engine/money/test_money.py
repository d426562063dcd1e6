"""Currencies, rounding and splitting."""

from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duespark.engine.money.currency import CURRENCIES, UnknownCurrency, currency
from duespark.engine.money.rounding import round_money, round_to
from duespark.engine.money.split import CannotSplit, split
from duespark.engine.money.text import decimal_text

D = Decimal


class TestCurrency:
    def test_has_all_that_are_current(self) -> None:
        assert len(CURRENCIES) >= 155
        assert all(len(code) == 3 and code.isupper() and code == each.code for code, each in CURRENCIES.items())

    @pytest.mark.parametrize(
        ("decimals", "codes"),
        [
            (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
            (3, "BHD IQD JOD KWD LYD OMR TND"),
            (4, "CLF UYW"),
        ],
    )
    def test_has_the_minor_units_of_iso_4217(self, decimals: int, codes: str) -> None:
        assert {code for code, each in CURRENCIES.items() if each.decimals == decimals} == set(codes.split())

    def test_every_other_has_two_decimals(self) -> None:
        assert {each.decimals for each in CURRENCIES.values()} == {0, 2, 3, 4}

    def test_every_one_has_a_name_and_a_symbol(self) -> None:
        assert all(each.name and each.symbol for each in CURRENCIES.values())

    @pytest.mark.parametrize("code", ["", "eur", "EURO", "XXX", "DEM"])
    def test_refuses_unknown(self, code: str) -> None:
        with pytest.raises(UnknownCurrency) as caught:
            currency(code, pointer="/currency")
        assert caught.value.pointer == "/currency"
        assert repr(code) in str(caught.value)


class TestRounding:
    @pytest.mark.parametrize(
        ("amount", "decimals", "expected"),
        [
            ("2.345", 2, "2.35"),
            ("-2.345", 2, "-2.35"),
            ("2.3449999", 2, "2.34"),
            ("0.5", 0, "1"),
            ("-0.5", 0, "-1"),
            ("-0.4", 0, "0"),
            ("7", 3, "7.000"),
            ("1.00005", 4, "1.0001"),
        ],
    )
    def test_rounds_half_away_from_zero(self, amount: str, decimals: int, expected: str) -> None:
        assert str(round_to(D(amount), decimals)) == expected

    @pytest.mark.parametrize(
        ("code", "expected"), [("JPY", "1235"), ("EUR", "1234.57"), ("KWD", "1234.568"), ("CLF", "1234.5679")]
    )
    def test_uses_the_minor_unit(self, code: str, expected: str) -> None:
        assert str(round_money(D("1234.56789"), code)) == expected

    def test_does_not_depend_on_the_context(self) -> None:
        with localcontext(prec=3, rounding="ROUND_DOWN"):
            assert str(round_to(D("123456789012345678.985"), 2)) == "123456789012345678.99"

    @given(st.decimals(min_value=-(10**15), max_value=10**15, places=6), st.integers(0, 6))
    def test_is_near_symmetric_and_stable(self, amount: Decimal, decimals: int) -> None:
        rounded = round_to(amount, decimals)
        assert abs(rounded - amount) <= D(1).scaleb(-decimals) / 2
        assert round_to(-amount, decimals) == -rounded
        assert str(round_to(rounded, decimals)) == str(rounded)
        assert not (rounded == 0 and rounded.is_signed())


cents = st.decimals(min_value=-(10**9), max_value=10**9, places=2)
weights = st.lists(st.decimals(min_value=0, max_value=1000, places=3), min_size=1, max_size=12).filter(any)


class TestSplit:
    @given(cents, weights)
    def test_parts_add_up_and_are_within_a_cent_of_their_share(self, amount: Decimal, weights: list[Decimal]) -> None:
        parts = split(amount, weights, "EUR")
        assert sum(parts) == amount
        for part, weight in zip(parts, weights, strict=True):
            share = Fraction(amount) * Fraction(weight) / Fraction(sum(weights))
            assert abs(Fraction(part) - share) < Fraction(1, 100)

    @given(cents, weights)
    def test_a_negative_amount_is_the_mirror_image(self, amount: Decimal, weights: list[Decimal]) -> None:
        assert split(-amount, weights, "EUR") == tuple(-part for part in split(amount, weights, "EUR"))

    def test_the_largest_remainder_gets_the_unit(self) -> None:
        assert split(D(10), [D(1), D(2), D(4)], "JPY") == (D(1), D(3), D(6))

    def test_a_zero_weight_gets_nothing(self) -> None:
        assert split(D("0.01"), [D(0), D(1)], "EUR") == (D("0.00"), D("0.01"))

    @pytest.mark.parametrize(
        ("amount", "weights", "why"),
        [("1.001", [1], "2 decimals"), ("1", [], "weights"), ("1", [0, 0], "weights"), ("1", [2, -1], "weights")],
    )
    def test_refuses_what_cannot_be_split(self, amount: str, weights: list[int], why: str) -> None:
        with pytest.raises(CannotSplit, match=why):
            split(D(amount), [D(weight) for weight in weights], "EUR")


class TestDecimalText:
    @pytest.mark.parametrize("text", ["0", "-0.00", "12.50", "100000000000000000000", "0.000000001"])
    def test_keeps_the_digits(self, text: str) -> None:
        assert decimal_text(D(text)) == text
