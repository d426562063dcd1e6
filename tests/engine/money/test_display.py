"""How amounts look: symbol, marks, grouping, negatives, decimals (CUR-10, CUR-11, FM-35)."""

from dataclasses import replace
from decimal import Decimal, localcontext
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duespark.engine.money.currency import CURRENCIES, InvalidDecimals, UnknownCurrency, currency
from duespark.engine.money.display import (
    CONTINENTAL,
    INDIAN,
    NARROW,
    PLAIN,
    SPACED,
    STYLES,
    SWISS,
    WESTERN,
    AmbiguousStyle,
    Grouping,
    MoneyStyle,
    Negative,
    Position,
    Unit,
    display,
)
from duespark.engine.money.money import InvalidAmount
from tests.support.examples import examples

D = Decimal


class TestStyles:
    @pytest.mark.parametrize(
        ("name", "code", "positive", "negative"),
        [
            ("western", "USD", "$1,234,567.89", "\u2212$1,234,567.89"),
            ("continental", "EUR", "1.234.567,89\u00a0€", "\u22121.234.567,89\u00a0€"),
            ("spaced", "PLN", "1\u00a0234\u00a0567,89\u00a0zł", "\u22121\u00a0234\u00a0567,89\u00a0zł"),
            ("narrow", "EUR", "1\u202f234\u202f567,89\u00a0€", "\u22121\u202f234\u202f567,89\u00a0€"),
            ("swiss", "CHF", "CHF\u00a01\u2019234\u2019567.89", "CHF\u00a0\u22121\u2019234\u2019567.89"),
            ("indian", "INR", "₹12,34,567.89", "\u2212₹12,34,567.89"),
            ("plain", "EUR", "1234567.89", "-1234567.89"),
        ],
    )
    def test_with_a_name(self, name: str, code: str, positive: str, negative: str) -> None:
        assert display(D("1234567.89"), code, STYLES[name]) == positive
        assert display(D("-1234567.89"), code, STYLES[name]) == negative

    def test_are_these_seven(self) -> None:
        assert dict(STYLES) == {
            "western": WESTERN,
            "continental": CONTINENTAL,
            "spaced": SPACED,
            "narrow": NARROW,
            "swiss": SWISS,
            "indian": INDIAN,
            "plain": PLAIN,
        }

    @pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
    def test_use_the_words_there_are(self, style: MoneyStyle) -> None:
        assert style.unit in get_args(Unit)
        assert style.position in get_args(Position)
        assert style.grouping in get_args(Grouping)
        assert style.negative in get_args(Negative)

    def test_without_one_it_is_western(self) -> None:
        assert display(D(1234), "USD") == "$1,234.00"


class TestGrouping:
    @pytest.mark.parametrize(
        ("amount", "western", "indian"),
        [
            ("0", "0", "0"),
            ("1", "1", "1"),
            ("100", "100", "100"),
            ("1000", "1,000", "1,000"),
            ("99999", "99,999", "99,999"),
            ("100000", "100,000", "1,00,000"),
            ("1234567", "1,234,567", "12,34,567"),
            ("10000000", "10,000,000", "1,00,00,000"),
            ("1234567890", "1,234,567,890", "1,23,45,67,890"),
        ],
    )
    def test_by_threes_or_by_three_and_twos(self, amount: str, western: str, indian: str) -> None:
        assert display(D(amount), "JPY", replace(PLAIN, grouping="western")) == western
        assert display(D(amount), "JPY", replace(PLAIN, grouping="indian")) == indian
        assert display(D(amount), "JPY", PLAIN) == amount

    def test_an_empty_mark_groups_nothing(self) -> None:
        assert display(D(1234567), "JPY", replace(WESTERN, group_mark="")) == "¥1234567"


class TestNegative:
    @pytest.mark.parametrize(
        ("negative", "before", "after"),
        [
            ("minus_before", "-€ 5.00", "-5.00 €"),
            ("minus_inside", "€ -5.00", "-5.00 €"),
            ("minus_after", "€ 5.00-", "5.00- €"),
            ("parentheses", "(€ 5.00)", "(5.00 €)"),
        ],
    )
    def test_is_shown_in_one_of_four_ways(self, negative: Negative, before: str, after: str) -> None:
        style = MoneyStyle(space=" ", minus="-", negative=negative)
        assert display(D(-5), "EUR", style) == before
        assert display(D(-5), "EUR", replace(style, position="after")) == after

    @pytest.mark.parametrize("negative", get_args(Negative))
    @pytest.mark.parametrize("amount", ["0", "-0", "-0.00", "5"])
    def test_zero_and_what_is_above_it_has_no_sign(self, negative: Negative, amount: str) -> None:
        style = replace(PLAIN, negative=negative)
        assert display(D(amount), "EUR", style) == f"{abs(D(amount)):.2f}"


class TestUnit:
    def test_is_the_symbol_the_code_or_nothing(self) -> None:
        assert display(D(5), "GBP", MoneyStyle(unit="symbol")) == "£5.00"
        assert display(D(5), "GBP", MoneyStyle(unit="code", space=" ")) == "GBP 5.00"
        assert display(D(5), "GBP", MoneyStyle(unit="none", space=" ")) == "5.00"
        assert display(D(5), "GBP", MoneyStyle(position="after")) == "5.00£"

    @pytest.mark.parametrize(
        ("code", "style", "text"),
        [
            ("DKK", MoneyStyle(), "kr\u00a05.00"),
            ("DKK", MoneyStyle(position="after"), "5.00\u00a0kr"),
            ("EUR", MoneyStyle(unit="code"), "EUR\u00a05.00"),
            ("BGN", MoneyStyle(), "лв.5.00"),
            ("BGN", MoneyStyle(position="after"), "5.00\u00a0лв."),
            ("CAD", MoneyStyle(), "CA$5.00"),
            ("CAD", MoneyStyle(position="after"), "5.00\u00a0CA$"),
            ("DKK", MoneyStyle(space="\u202f"), "kr\u202f5.00"),
        ],
    )
    def test_never_touches_the_number_with_a_letter(self, code: str, style: MoneyStyle, text: str) -> None:
        assert display(D(5), code, style) == text

    def test_nor_the_minus_inside(self) -> None:
        assert display(D(-5), "DKK", MoneyStyle(negative="minus_inside")) == "kr\u00a0\u22125.00"


class TestDecimals:
    @pytest.mark.parametrize(
        ("code", "text"),
        [
            ("JPY", "1,200"),
            ("KRW", "1,200"),
            ("CLP", "1,200"),
            ("ISK", "1,200"),
            ("UGX", "1,200"),
            ("EUR", "1,200.00"),
            ("KWD", "1,200.000"),
            ("BHD", "1,200.000"),
            ("CLF", "1,200.0000"),
        ],
    )
    def test_are_the_currencys(self, code: str, text: str) -> None:
        """FM-35."""
        assert display(D(1200), code, MoneyStyle(unit="none")) == text

    @pytest.mark.parametrize(
        ("amount", "decimals", "text"),
        [
            ("12.00", 0, "12"),
            ("12.50", 0, "12.50"),
            ("12.345", 0, "12.345"),
            ("12.00", 1, "12.0"),
            ("12.5", 1, "12.5"),
            ("12.05", 1, "12.05"),
            ("12", 4, "12.0000"),
            ("12.34567", 4, "12.34567"),
            ("12.345", None, "12.345"),
            ("12.3400", None, "12.34"),
        ],
    )
    def test_may_be_chosen_but_no_digit_is_lost(self, amount: str, decimals: int | None, text: str) -> None:
        """CUR-11."""
        assert display(D(amount), "EUR", replace(PLAIN, decimals=decimals)) == text

    @pytest.mark.parametrize("decimals", [-1, 5])
    def test_are_0_to_4(self, decimals: int) -> None:
        with pytest.raises(InvalidDecimals):
            display(D(1), "EUR", replace(PLAIN, decimals=decimals))

    def test_yen_with_a_fraction_show_it(self) -> None:
        assert display(D("1234.5"), "JPY", WESTERN) == "¥1,234.5"


class TestDisplay:
    @pytest.mark.parametrize("amount", ["NaN", "Infinity", "-Infinity"])
    def test_refuses_what_is_no_number(self, amount: str) -> None:
        with pytest.raises(InvalidAmount) as caught:
            display(D(amount), "EUR")
        assert caught.value.pointer == "/amount"

    def test_refuses_unknown_currencies(self) -> None:
        with pytest.raises(UnknownCurrency) as caught:
            display(D(1), "XXX")
        assert caught.value.pointer == "/currency"

    def test_does_not_depend_on_the_context(self) -> None:
        with localcontext(prec=3):
            assert display(D("-123456789012345.6789"), "EUR", PLAIN) == "-123456789012345.6789"

    def test_writes_no_exponent(self) -> None:
        assert display(D("1E+6"), "EUR", PLAIN) == "1000000.00"
        assert display(D("1E-7"), "EUR", PLAIN) == "0.0000001"


def read(text: str, code: str, style: MoneyStyle) -> Decimal:
    """The amount in a text, the way a person who knows the style reads it."""
    is_negative = style.minus in text or text.startswith("(")
    found = currency(code)
    unit = {"symbol": found.symbol, "code": found.code, "none": ""}[style.unit]
    number = text.replace(unit, "", 1) if unit else text
    for mark in (style.minus, "(", ")", style.group_mark if style.grouping != "none" else "", style.space, "\u00a0"):
        number = number.replace(mark, "") if mark else number
    value = D(number.replace(style.decimal_mark, "."))
    return -value if is_negative else value


class TestRoundTrip:
    @examples(100)
    @given(
        amount=st.decimals(min_value=-(10**15), max_value=10**15, places=6),
        code=st.sampled_from(sorted(CURRENCIES)),
        marks=st.sampled_from([(".", ","), (",", "."), (",", "\u00a0"), (",", "\u202f"), (".", "\u2019"), ("·", "")]),
        style=st.builds(
            MoneyStyle,
            unit=st.sampled_from(get_args(Unit)),
            position=st.sampled_from(get_args(Position)),
            space=st.sampled_from(["", " ", "\u00a0"]),
            grouping=st.sampled_from(get_args(Grouping)),
            negative=st.sampled_from(get_args(Negative)),
            minus=st.sampled_from(["-", "\u2212"]),
            decimals=st.none() | st.integers(0, 4),
        ),
    )
    def test_every_digit_survives(self, amount: Decimal, code: str, marks: tuple[str, str], style: MoneyStyle) -> None:
        marked = replace(style, decimal_mark=marks[0], group_mark=marks[1])
        assert read(display(amount, code, marked), code, marked) == amount


class TestAmbiguousStyle:
    @pytest.mark.parametrize(
        ("fields", "field", "why"),
        [
            ({"decimal_mark": ""}, "decimal_mark", "there is no decimal mark"),
            ({"decimal_mark": ","}, "group_mark", "decimals and groups have the same mark"),
            ({"decimal_mark": "1"}, "decimal_mark", "a mark or space holds a digit"),
            ({"group_mark": "0"}, "group_mark", "a mark or space holds a digit"),
            ({"minus": "-1"}, "minus", "a mark or space holds a digit"),
            ({"space": " 7"}, "space", "a mark or space holds a digit"),
            ({"minus": ""}, "minus", "negative amounts have no sign"),
        ],
    )
    def test_is_refused(self, fields: dict[str, Any], field: str, why: str) -> None:
        with pytest.raises(AmbiguousStyle) as caught:
            MoneyStyle(**fields)
        assert caught.value.pointer == f"/{field}"
        assert str(caught.value) == f"Amounts could be misread: {why}."

    def test_marks_that_are_not_used_do_not_matter(self) -> None:
        assert display(D("1234.5"), "EUR", MoneyStyle(decimal_mark=",", grouping="none")) == "€1234,50"
        assert display(D(-5), "EUR", MoneyStyle(minus="", negative="parentheses")) == "(€5.00)"
