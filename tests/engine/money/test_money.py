"""Money: exact, of one currency, and never a binary floating-point number (FM-36)."""

from decimal import Decimal, localcontext
from operator import add, ge, gt, le, lt, sub
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duespark.engine.money.currency import UnknownCurrency
from duespark.engine.money.money import DifferentCurrencies, InvalidAmount, Money
from duespark.engine.money.split import CannotSplit
from tests.support.examples import examples

D = Decimal
cents = st.decimals(min_value=-(10**12), max_value=10**12, places=2)


def eur(amount: str) -> Money:
    return Money(amount=D(amount), currency="EUR")


def usd(amount: str) -> Money:
    return Money(amount=D(amount), currency="USD")


class TestMoney:
    @pytest.mark.parametrize("amount", [0.1, 1, "1", None, D("NaN"), D("sNaN"), D("Infinity"), D("-Infinity")])
    def test_takes_nothing_but_a_finite_decimal(self, amount: Any) -> None:
        """FM-36."""
        with pytest.raises(InvalidAmount) as caught:
            Money(amount=amount, currency="EUR")
        assert caught.value.pointer == "/amount"
        assert str(caught.value) == f"{amount!r} is no amount of money. Use a finite decimal number."

    def test_takes_no_unknown_currency(self) -> None:
        with pytest.raises(UnknownCurrency) as caught:
            Money(amount=D(1), currency="XXX")
        assert caught.value.pointer == "/currency"

    def test_is_equal_by_value_and_currency(self) -> None:
        assert eur("1.0") == eur("1.00")
        assert hash(eur("1.0")) == hash(eur("1.00"))
        assert eur("1") != usd("1")
        assert eur("1") != D(1)

    def test_cannot_be_changed(self) -> None:
        with pytest.raises(AttributeError):
            eur("1").amount = D(2)  # type: ignore[misc]

    def test_knows_zero_in_any_number_of_decimals(self) -> None:
        assert eur("0").is_zero()
        assert eur("-0.000").is_zero()
        assert not eur("0.001").is_zero()


class TestArithmetic:
    def test_tenths_add_up(self) -> None:
        """FM-36: 0.1 + 0.2 is 0.3."""
        assert eur("0.1") + eur("0.2") == eur("0.3")

    def test_subtracts_and_negates(self) -> None:
        assert eur("1.00") - eur("2.50") == eur("-1.50")
        assert -eur("1.50") == eur("-1.50")
        assert -eur("-1.50") == eur("1.50")

    @pytest.mark.parametrize("factor", [3, D(3), D("3.0")])
    def test_multiplies_from_both_sides(self, factor: Decimal | int) -> None:
        assert eur("1.25") * factor == eur("3.75")
        assert factor * eur("1.25") == eur("3.75")

    def test_never_answers_minus_zero(self) -> None:
        for zero in (
            -eur("0.00"),
            eur("0.00") * -1,
            eur("-0.004").rounded(),
            eur("-1") + eur("1"),
            eur("1") - eur("1"),
        ):
            assert not zero.amount.is_signed()

    def test_keeps_what_is_finer_than_a_cent_until_rounded(self) -> None:
        assert str((eur("0.01") * D("0.125")).amount) == "0.00125"

    def test_does_not_depend_on_the_context(self) -> None:
        with localcontext(prec=3):
            assert eur("123456.78") + eur("0.01") == eur("123456.79")
            assert eur("123456.78") - eur("0.01") == eur("123456.77")
            assert eur("123456.78") * 2 == eur("246913.56")
            assert -eur("123456.78") == eur("-123456.78")

    @pytest.mark.parametrize("operation", [add, sub, lt, le, gt, ge])
    def test_never_mixes_currencies(self, operation: Any) -> None:
        with pytest.raises(DifferentCurrencies) as caught:
            operation(eur("1"), usd("1"))
        assert str(caught.value) == "EUR and USD cannot be added or compared. Convert one of them first."

    @pytest.mark.parametrize("operation", [add, sub, lt, le, gt, ge])
    @pytest.mark.parametrize("other", [1, D(1), "1", 1.0])
    def test_meets_nothing_but_money(self, operation: Any, other: Any) -> None:
        with pytest.raises(TypeError):
            operation(eur("1"), other)
        with pytest.raises(TypeError):
            operation(other, eur("1"))

    @pytest.mark.parametrize("factor", [0.5, "2", None])
    def test_multiplies_with_nothing_but_decimals_and_whole_numbers(self, factor: Any) -> None:
        with pytest.raises(TypeError):
            eur("1") * factor

    def test_money_times_money_means_nothing(self) -> None:
        with pytest.raises(TypeError):
            eur("1") * eur("1")  # type: ignore[operator]

    @pytest.mark.parametrize("factor", ["NaN", "Infinity"])
    def test_a_factor_is_finite(self, factor: str) -> None:
        with pytest.raises(InvalidAmount):
            eur("1") * D(factor)

    @examples(50)
    @given(cents, cents)
    def test_what_is_added_can_be_taken_away(self, one: Decimal, other: Decimal) -> None:
        first, second = Money(amount=one, currency="EUR"), Money(amount=other, currency="EUR")
        assert first + second - second == first
        assert first - second == -(second - first)


class TestOrder:
    def test_is_that_of_the_amounts(self) -> None:
        assert eur("1") < eur("2")
        assert eur("1") <= eur("1.00")
        assert eur("2") > eur("1")
        assert eur("1.00") >= eur("1")
        assert not eur("1") < eur("1")
        assert not eur("2") <= eur("1")
        assert max(eur("1"), eur("3"), eur("2")) == eur("3")


class TestRounded:
    @pytest.mark.parametrize(
        ("code", "rounded"),
        [("JPY", "2"), ("KRW", "2"), ("CLP", "2"), ("ISK", "2"), ("UGX", "2"), ("EUR", "1.50"), ("KWD", "1.500")],
    )
    def test_to_the_minor_unit(self, code: str, rounded: str) -> None:
        """FM-35."""
        assert str(Money(amount=D("1.5"), currency=code).rounded().amount) == rounded

    @pytest.mark.parametrize(("amount", "rounded"), [("0.125", "0.13"), ("-0.125", "-0.13"), ("0.1249", "0.12")])
    def test_half_away_from_zero(self, amount: str, rounded: str) -> None:
        assert str(eur(amount).rounded().amount) == rounded

    def test_by_another_policy_or_to_other_decimals(self) -> None:
        assert eur("0.129").rounded("down") == eur("0.12")
        assert eur("0.125").rounded("half_even") == eur("0.12")
        assert str(eur("12.5").rounded(decimals=0).amount) == "13"
        assert str(eur("0.0125").rounded("half_down", decimals=3).amount) == "0.012"


class TestSplit:
    def test_gives_parts_that_add_up(self) -> None:
        parts = eur("100.00").split([D(1), D(1), D(1)])
        assert parts == (eur("33.34"), eur("33.33"), eur("33.33"))
        assert sum(parts[1:], start=parts[0]) == eur("100.00")

    def test_takes_other_decimals(self) -> None:
        forints = Money(amount=D(100), currency="HUF")
        assert [str(part.amount) for part in forints.split([D(1), D(2)], decimals=0)] == ["33", "67"]

    def test_refuses_what_is_finer_than_a_cent(self) -> None:
        with pytest.raises(CannotSplit):
            eur("0.001").split([D(1)])
