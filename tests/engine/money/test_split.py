"""Splitting without losing or inventing a cent."""

from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from duespark.engine.money.currency import UnknownCurrency
from duespark.engine.money.split import CannotSplit, split
from tests.support.examples import examples

D = Decimal

cents = st.decimals(min_value=-(10**9), max_value=10**9, places=2)
weights = st.lists(st.decimals(min_value=0, max_value=1000, places=3), min_size=1, max_size=12).filter(any)


class TestSplit:
    @examples(50)
    @given(cents, weights)
    def test_parts_add_up_and_are_within_a_cent_of_their_share(self, amount: Decimal, weights: list[Decimal]) -> None:
        parts = split(amount, weights, "EUR")
        assert sum(parts) == amount
        for part, weight in zip(parts, weights, strict=True):
            share = Fraction(amount) * Fraction(weight) / Fraction(sum(weights))
            assert abs(Fraction(part) - share) < Fraction(1, 100)

    @examples(50)
    @given(cents, weights)
    def test_a_negative_amount_is_the_mirror_image(self, amount: Decimal, weights: list[Decimal]) -> None:
        assert split(-amount, weights, "EUR") == tuple(-part for part in split(amount, weights, "EUR"))

    def test_the_largest_remainder_gets_the_unit(self) -> None:
        assert split(D(10), [D(1), D(2), D(4)], "JPY") == (D(1), D(3), D(6))

    def test_a_zero_weight_gets_nothing(self) -> None:
        assert split(D("0.01"), [D(0), D(1)], "EUR") == (D("0.00"), D("0.01"))

    @pytest.mark.parametrize(
        ("code", "amount", "parts"),
        [
            ("JPY", "100", ["34", "33", "33"]),
            ("KRW", "1", ["1", "0", "0"]),
            ("EUR", "100.00", ["33.34", "33.33", "33.33"]),
            ("EUR", "0.02", ["0.01", "0.01", "0.00"]),
            ("KWD", "1.000", ["0.334", "0.333", "0.333"]),
            ("BHD", "-1.000", ["-0.334", "-0.333", "-0.333"]),
            ("CLF", "1.0000", ["0.3334", "0.3333", "0.3333"]),
        ],
    )
    def test_equal_parts_of_any_currency(self, code: str, amount: str, parts: list[str]) -> None:
        """FM-35."""
        assert [str(part) for part in split(D(amount), [D(1)] * 3, code)] == parts

    def test_an_organization_may_keep_other_decimals(self) -> None:
        assert split(D(100), [D(1)] * 3, "HUF", decimals=0) == (D(34), D(33), D(33))
        assert split(D("0.0001"), [D(1), D(1)], "EUR", decimals=4) == (D("0.0001"), D(0))
        with pytest.raises(CannotSplit, match="at most 0 decimals"):
            split(D("0.5"), [D(1)], "HUF", decimals=0)

    @examples(50)
    @given(cents, weights)
    def test_a_larger_weight_never_gets_less(self, amount: Decimal, weights: list[Decimal]) -> None:
        parts = split(abs(amount), weights, "EUR")
        ranked = sorted(zip(weights, parts, strict=True))
        assert all(lighter[1] <= heavier[1] for lighter, heavier in pairwise(ranked))

    @examples(50)
    @given(cents, weights)
    def test_equal_weights_get_parts_at_most_a_cent_apart_the_first_the_most(
        self, amount: Decimal, weights: list[Decimal]
    ) -> None:
        parts = split(abs(amount), [*weights, weights[0]], "EUR")
        assert parts[0] - parts[-1] in (D(0), D("0.01"))

    @examples(50)
    @given(cents, st.lists(st.integers(1, 10**6), min_size=1, max_size=8, unique=True))
    def test_the_order_of_weights_is_the_order_of_parts(self, amount: Decimal, numbers: list[int]) -> None:
        rests = [Fraction(amount) * 100 * number / sum(numbers) % 1 for number in numbers]
        assume(len(set(rests)) == len(rests))
        weights = [D(number) for number in numbers]
        assert split(amount, weights[::-1], "EUR") == split(amount, weights, "EUR")[::-1]

    def test_of_equal_remainders_the_earlier_part_gets_the_unit(self) -> None:
        assert split(D(2), [D(1), D(3)], "JPY") == (D(1), D(1))
        assert split(D(2), [D(3), D(1)], "JPY") == (D(2), D(0))

    def test_does_not_depend_on_the_context(self) -> None:
        with localcontext(prec=3):
            assert split(D("123456789.01"), [D(1), D(1)], "EUR") == (D("61728394.51"), D("61728394.50"))

    def test_nothing_splits_into_nothing(self) -> None:
        assert [str(part) for part in split(D("-0.00"), [D(1), D(2)], "EUR")] == ["0.00", "0.00"]

    @pytest.mark.parametrize(
        ("amount", "weights", "why"),
        [
            ("1.001", ["1"], "it must be a number with at most 2 decimals"),
            ("NaN", ["1"], "it must be a number with at most 2 decimals"),
            ("Infinity", ["1"], "it must be a number with at most 2 decimals"),
            ("1", [], "weights must not be negative, nor all zero"),
            ("1", ["0", "0"], "weights must not be negative, nor all zero"),
            ("1", ["2", "-1"], "weights must not be negative, nor all zero"),
            ("1", ["2", "Infinity"], "weights must not be negative, nor all zero"),
            ("1", ["NaN", "1"], "weights must not be negative, nor all zero"),
        ],
    )
    def test_refuses_what_cannot_be_split(self, amount: str, weights: list[str], why: str) -> None:
        with pytest.raises(CannotSplit) as caught:
            split(D(amount), [D(weight) for weight in weights], "EUR")
        assert str(caught.value) == f"Cannot split {amount} EUR: {why}."

    def test_refuses_unknown_currencies(self) -> None:
        with pytest.raises(UnknownCurrency):
            split(D(1), [D(1)], "XXX")
