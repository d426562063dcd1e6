"""Decimal strings: what numbers look like where they leave the program."""

from decimal import Decimal
from typing import get_args

import pytest

from duespark.engine.money.text import Amount, Percent, Quantity, Rate, decimal_text


class TestDecimalText:
    @pytest.mark.parametrize("text", ["0", "-0.00", "12.50", "100000000000000000000", "0.000000001"])
    def test_keeps_the_digits(self, text: str) -> None:
        assert decimal_text(Decimal(text)) == text

    @pytest.mark.parametrize(
        ("number", "text"), [("1E+3", "1000"), ("0E-8", "0.00000000"), ("-2.5E-7", "-0.00000025"), ("12E1", "120")]
    )
    def test_never_writes_an_exponent(self, number: str, text: str) -> None:
        assert decimal_text(Decimal(number)) == text


class TestMarks:
    @pytest.mark.parametrize(
        ("marked", "digits"), [(Amount, (15, 6)), (Quantity, (15, 6)), (Rate, (15, 12)), (Percent, (4, 6))]
    )
    def test_say_how_many_digits_may_cross(self, marked: object, digits: tuple[int, int]) -> None:
        kind, mark = get_args(marked)
        assert kind is Decimal
        assert (mark.integer_digits, mark.decimals) == digits
