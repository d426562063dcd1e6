"""Exchange: the right amount in the other currency, and books that come to zero (CUR-14, FM-37)."""

from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duespark.engine.money.currency import UnknownCurrency
from duespark.engine.money.exchange import (
    ExchangeRate,
    InvalidRate,
    OtherCurrency,
    convert,
    convert_part,
    exchange_gain,
)
from duespark.engine.money.money import DifferentCurrencies, Money
from tests.support.examples import examples

D = Decimal
DAY = date(2026, 1, 15)
ZERO = Money(amount=D(0), currency="PLN")

cents = st.decimals(min_value=D("0.01"), max_value=10**9, places=2)
quotes = st.decimals(min_value=D("0.0001"), max_value=10**5, places=6)


def money(amount: str, currency: str) -> Money:
    return Money(amount=D(amount), currency=currency)


def rate(value: str, base: str = "EUR", quote: str = "PLN") -> ExchangeRate:
    return ExchangeRate(base=base, quote=quote, rate=D(value), rate_date=DAY)


def eur(amount: Decimal) -> Money:
    return Money(amount=amount, currency="EUR")


class TestExchangeRate:
    @pytest.mark.parametrize("value", [D(0), D(-1), D("NaN"), D("Infinity"), 4.2, 4, "4"])
    def test_is_a_decimal_above_zero(self, value: Any) -> None:
        with pytest.raises(InvalidRate) as caught:
            ExchangeRate(base="EUR", quote="PLN", rate=value, rate_date=DAY)
        assert caught.value.pointer == "/rate"
        assert str(caught.value) == f"One EUR cannot be {value} PLN: a rate is a finite decimal number above zero."

    def test_of_a_currency_to_itself_is_one(self) -> None:
        assert rate("1.00", "EUR", "EUR").rate == 1
        with pytest.raises(InvalidRate) as caught:
            rate("1.01", "EUR", "EUR")
        assert str(caught.value) == "One EUR cannot be 1.01 EUR: a currency is worth itself."

    @pytest.mark.parametrize(("base", "quote", "pointer"), [("XXX", "EUR", "/base"), ("EUR", "XXX", "/quote")])
    def test_names_two_currencies(self, base: str, quote: str, pointer: str) -> None:
        with pytest.raises(UnknownCurrency) as caught:
            rate("1", base, quote)
        assert caught.value.pointer == pointer

    def test_may_leave_out_where_it_comes_from(self) -> None:
        assert rate("4.2").source == ""

    def test_withdrawn_currencies_keep_their_last_rate(self) -> None:
        lev = rate("1.95583", "EUR", "BGN")
        assert convert(money("100.00", "BGN"), lev) == money("51.13", "EUR")


class TestConvert:
    @pytest.mark.parametrize(
        ("amount", "code", "value", "quote", "expected"),
        [
            ("99.90", "EUR", "161.37", "JPY", "16121"),
            ("100.00", "EUR", "1450.25", "KRW", "145025"),
            ("100.00", "EUR", "0.3345678", "KWD", "33.457"),
            ("1", "EUR", "0.4405", "BHD", "0.441"),
            ("12.34", "EUR", "1011.5", "CLP", "12482"),
            ("12.34", "EUR", "143.7", "ISK", "1773"),
            ("12.34", "EUR", "4150.1", "UGX", "51212"),
            ("0.10", "EUR", "4.25", "PLN", "0.43"),
            ("-0.10", "EUR", "4.25", "PLN", "-0.43"),
            ("0.10", "EUR", "4.2499", "PLN", "0.42"),
        ],
    )
    def test_rounds_once_to_the_other_currencys_unit(
        self, amount: str, code: str, value: str, quote: str, expected: str
    ) -> None:
        """FM-35."""
        converted = convert(money(amount, code), rate(value, code, quote))
        assert (str(converted.amount), converted.currency) == (expected, quote)

    def test_the_other_way_divides_by_the_same_rate(self) -> None:
        """4.50 / 300 is 0.015 exactly, so 0.02; times an inverse of 0.00333... it would be 0.01."""
        assert convert(money("4.50", "PLN"), rate("300")) == money("0.02", "EUR")
        assert convert(money("-4.50", "PLN"), rate("300")) == money("-0.02", "EUR")

    def test_by_another_policy_or_to_other_decimals(self) -> None:
        assert convert(money("0.10", "EUR"), rate("4.25"), "down") == money("0.42", "PLN")
        assert str(convert(money("1", "EUR"), rate("391.55", "EUR", "HUF"), decimals=0).amount) == "392"
        assert str(convert(money("391.55", "HUF"), rate("391.55", "EUR", "HUF"), decimals=4).amount) == "1.0000"

    def test_a_currency_into_itself_only_rounds(self) -> None:
        assert convert(money("1.005", "EUR"), rate("1", "EUR", "EUR")) == money("1.01", "EUR")

    def test_refuses_a_third_currency(self) -> None:
        """FM-37: a payment in another currency does not slip through."""
        with pytest.raises(OtherCurrency) as caught:
            convert(money("1", "USD"), rate("4.2"))
        assert str(caught.value) == ("A rate between EUR and PLN cannot convert USD. Use a rate that names USD.")

    def test_does_not_depend_on_the_context(self) -> None:
        with localcontext(prec=3):
            assert convert(money("123456.78", "EUR"), rate("4.2345")) == money("522777.73", "PLN")
            assert convert(money("522777.73", "PLN"), rate("4.2345")) == money("123456.78", "EUR")

    @examples(40)
    @given(cents, quotes)
    def test_is_within_half_a_unit_of_the_exact_value(self, amount: Decimal, value: Decimal) -> None:
        there = convert(eur(amount), rate(str(value)))
        back = convert(Money(amount=amount, currency="PLN"), rate(str(value)))
        assert abs(Fraction(there.amount) - Fraction(amount) * Fraction(value)) <= Fraction(1, 200)
        assert abs(Fraction(back.amount) - Fraction(amount) / Fraction(value)) <= Fraction(1, 200)


class TestConvertPart:
    def test_the_first_part_is_just_converted(self) -> None:
        assert convert_part(money("0.01", "EUR"), rate("4.305")) == money("0.04", "PLN")
        assert convert_part(money("0.01", "EUR"), rate("4.305"), before=money("0", "EUR")) == money("0.04", "PLN")

    def test_a_later_part_makes_up_for_the_rounding_before(self) -> None:
        assert convert_part(money("0.01", "EUR"), rate("4.305"), before=money("0.01", "EUR")) == money("0.05", "PLN")

    def test_keeps_other_decimals(self) -> None:
        forints = rate("391.55", "EUR", "HUF")
        first = convert_part(money("1", "EUR"), forints, decimals=0)
        second = convert_part(money("1", "EUR"), forints, before=money("1", "EUR"), decimals=0)
        assert [str(part.amount) for part in (first, second)] == ["392", "391"]

    def test_the_parts_are_of_one_currency(self) -> None:
        with pytest.raises(DifferentCurrencies):
            convert_part(money("1", "EUR"), rate("4.2"), before=money("1", "PLN"))

    @examples(40)
    @given(st.lists(cents, min_size=1, max_size=6), quotes)
    def test_parts_are_worth_what_the_whole_is_worth(self, amounts: list[Decimal], value: Decimal) -> None:
        """FM-37: the sum of the parts equals the whole."""
        quoted, before, total = rate(str(value)), eur(D(0)), ZERO
        for amount in amounts:
            part = convert_part(eur(amount), quoted, before=before)
            exact = Fraction(amount) * Fraction(value)
            assert abs(Fraction(part.amount) - exact) <= Fraction(1, 100)
            before, total = before + eur(amount), total + part
        assert total == convert(before, quoted)


class TestExchangeGain:
    def test_is_above_zero_when_the_clients_currency_rose(self) -> None:
        assert exchange_gain(money("1000.00", "EUR"), booked=rate("4.20"), settled=rate("4.30")) == money(
            "100.00", "PLN"
        )

    def test_is_below_zero_when_it_fell(self) -> None:
        assert exchange_gain(money("1000.00", "EUR"), booked=rate("4.30"), settled=rate("4.20")) == money(
            "-100.00", "PLN"
        )

    def test_is_nothing_at_the_same_rate(self) -> None:
        gain = exchange_gain(money("33.33", "EUR"), booked=rate("4.2345"), settled=rate("4.2345"))
        assert gain.is_zero()

    def test_takes_the_books_currency_as_base_too(self) -> None:
        """Books in dollars, 1 USD = 0.90 and then 0.80 EUR: 900 EUR were 1000 and are 1125 dollars."""
        booked, settled = rate("0.90", "USD", "EUR"), rate("0.80", "USD", "EUR")
        assert exchange_gain(money("900.00", "EUR"), booked=booked, settled=settled) == money("125.00", "USD")

    def test_rounds_what_was_received_and_what_was_booked_not_their_difference(self) -> None:
        """10.01 at 4.25 is 42.5425, so 42.54; at 4.305 it is 43.09305, so 43.09: a gain of 0.55."""
        assert exchange_gain(money("10.01", "EUR"), booked=rate("4.25"), settled=rate("4.305")) == money("0.55", "PLN")

    def test_what_was_paid_before_belongs_to_the_booked_rate_only(self) -> None:
        cent = money("0.01", "EUR")
        gain = exchange_gain(cent, booked=rate("4.305"), settled=rate("4.305"), paid_before=cent)
        assert gain == money("-0.01", "PLN")

    def test_what_was_used_before_belongs_to_the_settled_rate_only(self) -> None:
        cent = money("0.01", "EUR")
        gain = exchange_gain(cent, booked=rate("4.305"), settled=rate("4.305"), used_before=cent)
        assert gain == money("0.01", "PLN")

    def test_keeps_other_decimals(self) -> None:
        booked, settled = rate("391.55", "EUR", "HUF"), rate("393.49", "EUR", "HUF")
        gain = exchange_gain(money("1", "EUR"), booked=booked, settled=settled, decimals=0)
        assert str(gain.amount) == "1"

    def test_refuses_a_payment_in_a_third_currency(self) -> None:
        """FM-37."""
        with pytest.raises(OtherCurrency):
            exchange_gain(money("1", "USD"), booked=rate("4.2"), settled=rate("4.3"))

    def test_refuses_rates_into_two_currencies(self) -> None:
        with pytest.raises(DifferentCurrencies):
            exchange_gain(money("1", "EUR"), booked=rate("4.2"), settled=rate("4.3", "EUR", "USD"))

    @examples(40)
    @given(quotes, st.lists(st.tuples(cents, quotes), min_size=1, max_size=6))
    def test_posts_to_zero_over_partial_payments(
        self, booked_at: Decimal, payments: list[tuple[Decimal, Decimal]]
    ) -> None:
        """FM-37: receivable, bank and gain after every payment; the last one leaves nothing on the receivable."""
        booked, paid = rate(str(booked_at)), eur(D(0))
        invoice = sum((eur(amount) for amount, _ in payments), start=eur(D(0)))
        receivable, bank, gains = convert(invoice, booked), ZERO, ZERO
        for amount, paid_at in payments:
            settled = rate(str(paid_at))
            bank += convert(eur(amount), settled)
            receivable -= convert_part(eur(amount), booked, before=paid)
            gains += exchange_gain(eur(amount), booked=booked, settled=settled, paid_before=paid)
            paid += eur(amount)
            assert bank + receivable - gains == convert(invoice, booked)
        assert receivable.is_zero()
        assert gains == bank - convert(invoice, booked)

    @examples(40)
    @given(quotes, quotes, st.lists(cents, min_size=1, max_size=6))
    def test_the_gains_of_the_parts_are_the_gain_of_the_whole(
        self, booked_at: Decimal, paid_at: Decimal, amounts: list[Decimal]
    ) -> None:
        """FM-37: one payment used for one invoice in steps gains what it gains at once."""
        booked, settled, before, gains = rate(str(booked_at)), rate(str(paid_at)), eur(D(0)), ZERO
        for amount in amounts:
            gains += exchange_gain(eur(amount), booked=booked, settled=settled, paid_before=before, used_before=before)
            before += eur(amount)
        assert gains == exchange_gain(before, booked=booked, settled=settled)
