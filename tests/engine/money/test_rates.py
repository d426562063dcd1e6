"""Which rate applies: never a later day's, never one too old, never two days mixed (FM-37)."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duespark.engine.errors import Conflict
from duespark.engine.money.exchange import ExchangeRate, InvalidRate, convert
from duespark.engine.money.money import Money
from duespark.engine.money.rates import (
    NoCrossRate,
    NoRate,
    RateTooOld,
    cross_rate,
    find_cross_rate,
    find_rate,
    inverse_rate,
    lock_rate,
)
from tests.support.examples import examples

D = Decimal
THURSDAY, FRIDAY, MONDAY = date(2026, 1, 15), date(2026, 1, 16), date(2026, 1, 19)


def ecb(value: str, day: date, quote: str = "USD") -> ExchangeRate:
    return ExchangeRate(base="EUR", quote=quote, rate=D(value), rate_date=day, source="ECB")


WEEK = [ecb("1.17", MONDAY), ecb("1.15", THURSDAY), ecb("1.16", FRIDAY), ecb("4.21", MONDAY, "PLN")]


def usd_on(day: date) -> str:
    return str(find_rate(WEEK, day, base="EUR", quote="USD").rate)


class TestFindRate:
    def test_takes_the_rate_of_the_day(self) -> None:
        assert [usd_on(day) for day in (THURSDAY, FRIDAY, MONDAY)] == ["1.15", "1.16", "1.17"]

    def test_a_weekend_takes_the_fridays(self) -> None:
        assert [usd_on(FRIDAY + timedelta(days=days)) for days in (1, 2)] == ["1.16", "1.16"]

    def test_a_holiday_takes_the_day_before(self) -> None:
        """TARGET is closed from Good Friday to Easter Monday: 3 to 6 April 2026."""
        easter = [ecb("1.20", date(2026, 4, 2)), ecb("1.21", date(2026, 4, 7))]
        found = [find_rate(easter, date(2026, 4, day), base="EUR", quote="USD").rate for day in range(2, 8)]
        assert found == [D("1.20")] * 5 + [D("1.21")]

    def test_a_back_dated_batch_takes_each_days_own_rate(self) -> None:
        """FM-37: entered on one day, dated on others."""
        batch = [FRIDAY, THURSDAY, MONDAY, date(2026, 1, 18), THURSDAY]
        assert [usd_on(day) for day in batch] == ["1.16", "1.15", "1.17", "1.16", "1.15"]

    def test_polish_vat_asks_for_the_day_before(self) -> None:
        assert usd_on(MONDAY - timedelta(days=1)) == "1.16"

    def test_never_takes_a_later_days(self) -> None:
        with pytest.raises(NoRate) as caught:
            find_rate(WEEK, THURSDAY - timedelta(days=1), base="EUR", quote="USD")
        assert isinstance(caught.value, Conflict)
        assert str(caught.value) == (
            "No exchange rate from EUR to USD is known for 2026-01-14 or earlier. Fetch the rates or enter one."
        )

    @pytest.mark.parametrize(("base", "quote"), [("EUR", "JPY"), ("USD", "EUR"), ("GBP", "USD"), ("EUR", "EUR")])
    def test_takes_no_other_pair(self, base: str, quote: str) -> None:
        with pytest.raises(NoRate):
            find_rate(WEEK, MONDAY, base=base, quote=quote)

    def test_refuses_one_older_than_a_week(self) -> None:
        assert usd_on(MONDAY + timedelta(days=7)) == "1.17"
        with pytest.raises(RateTooOld) as caught:
            usd_on(MONDAY + timedelta(days=8))
        assert isinstance(caught.value, Conflict)
        assert str(caught.value) == (
            "The last exchange rate from EUR to USD before 2026-01-27 is of 2026-01-19, more than 7 days old. "
            "Fetch the rates or enter one."
        )

    def test_the_age_can_be_chosen(self) -> None:
        found = find_rate(WEEK, FRIDAY + timedelta(days=2), base="EUR", quote="USD", max_age_days=2)
        assert found.rate_date == FRIDAY
        with pytest.raises(RateTooOld):
            find_rate(WEEK, FRIDAY + timedelta(days=2), base="EUR", quote="USD", max_age_days=1)
        assert find_rate(WEEK, FRIDAY, base="EUR", quote="USD", max_age_days=0).rate_date == FRIDAY

    def test_of_one_day_the_first_counts(self) -> None:
        typed = replace(ecb("1.165", FRIDAY), source="entered by hand")
        assert find_rate([typed, *WEEK], FRIDAY, base="EUR", quote="USD") is typed
        assert find_rate([*WEEK, typed], FRIDAY, base="EUR", quote="USD") is WEEK[2]

    @examples(40)
    @given(st.lists(st.integers(0, 40), max_size=12), st.integers(0, 40))
    def test_is_the_latest_that_was_known(self, days: list[int], today: int) -> None:
        start = date(2026, 1, 1)
        rates = [ecb("1.1", start + timedelta(days=day)) for day in days]
        known = [day for day in days if day <= today]
        try:
            found = find_rate(rates, start + timedelta(days=today), base="EUR", quote="USD", max_age_days=10)
        except NoRate:
            assert not known
        except RateTooOld:
            assert today - max(known) > 10
        else:
            assert found.rate_date == start + timedelta(days=max(known))
            assert today - max(known) <= 10


TABLE = [
    ecb("1.05", THURSDAY),
    ecb("4.20", THURSDAY, "PLN"),
    ecb("168.00", THURSDAY, "JPY"),
    ecb("1.06", FRIDAY),
    ecb("4.24", FRIDAY, "PLN"),
    ecb("1.07", MONDAY),
]


class TestFindCrossRate:
    def test_goes_through_the_pivot(self) -> None:
        found = find_cross_rate(TABLE, FRIDAY, base="USD", quote="PLN", pivot="EUR")
        assert found == ExchangeRate(base="USD", quote="PLN", rate=D(4), rate_date=FRIDAY, source="ECB")

    def test_takes_the_last_day_that_has_both(self) -> None:
        assert find_cross_rate(TABLE, MONDAY, base="USD", quote="PLN", pivot="EUR").rate_date == FRIDAY
        assert find_cross_rate(TABLE, MONDAY, base="USD", quote="JPY", pivot="EUR").rate_date == THURSDAY
        assert find_cross_rate(TABLE, MONDAY, base="USD", quote="JPY", pivot="EUR").rate == D(160)

    def test_never_takes_a_later_days(self) -> None:
        assert find_cross_rate(TABLE, THURSDAY, base="USD", quote="PLN", pivot="EUR").rate_date == THURSDAY
        with pytest.raises(NoRate):
            find_cross_rate(TABLE, date(2026, 1, 14), base="USD", quote="PLN", pivot="EUR")

    def test_refuses_one_that_is_too_old(self) -> None:
        last = FRIDAY + timedelta(days=7)
        assert find_cross_rate(TABLE, last, base="USD", quote="PLN", pivot="EUR").rate_date == FRIDAY
        with pytest.raises(RateTooOld) as caught:
            find_cross_rate(TABLE, last + timedelta(days=1), base="USD", quote="PLN", pivot="EUR")
        assert str(caught.value).startswith(
            "The last exchange rate from USD to PLN before 2026-01-24 is of 2026-01-16,"
        )
        with pytest.raises(RateTooOld):
            find_cross_rate(TABLE, MONDAY, base="USD", quote="PLN", pivot="EUR", max_age_days=2)

    def test_the_pivot_itself_needs_one_rate(self) -> None:
        assert find_cross_rate(TABLE, MONDAY, base="EUR", quote="USD", pivot="EUR") is TABLE[5]
        back = find_cross_rate(TABLE, THURSDAY, base="PLN", quote="EUR", pivot="EUR")
        assert (back.base, back.quote, back.rate_date) == ("PLN", "EUR", THURSDAY)
        assert abs(back.rate * D("4.20") - 1) < D("1e-20")

    @pytest.mark.parametrize(("base", "quote"), [("EUR", "PLN"), ("PLN", "EUR")])
    def test_the_age_counts_with_the_pivot_too(self, base: str, quote: str) -> None:
        assert find_cross_rate(TABLE, MONDAY, base=base, quote=quote, pivot="EUR", max_age_days=3).rate_date == FRIDAY
        with pytest.raises(RateTooOld):
            find_cross_rate(TABLE, MONDAY, base=base, quote=quote, pivot="EUR", max_age_days=2)

    @pytest.mark.parametrize("code", ["EUR", "PLN", "CHF"])
    def test_a_currency_is_worth_itself_on_any_day(self, code: str) -> None:
        found = find_cross_rate([], MONDAY, base=code, quote=code, pivot="EUR")
        assert found == ExchangeRate(base=code, quote=code, rate=D(1), rate_date=MONDAY)

    @pytest.mark.parametrize(("base", "quote"), [("CHF", "PLN"), ("PLN", "CHF"), ("EUR", "CHF"), ("CHF", "EUR")])
    def test_a_missing_currency_is_never_worth_one(self, base: str, quote: str) -> None:
        with pytest.raises(NoRate, match=r"2026-01-19 or earlier"):
            find_cross_rate(TABLE, MONDAY, base=base, quote=quote, pivot="EUR")

    def test_of_one_day_the_first_counts(self) -> None:
        typed = replace(ecb("4.77", FRIDAY, "PLN"), source="entered by hand")
        found = find_cross_rate([typed, *TABLE], FRIDAY, base="USD", quote="PLN", pivot="EUR")
        assert (found.rate, found.source) == (D("4.5"), "ECB, entered by hand")


class TestCrossRate:
    def test_needs_one_pivot(self) -> None:
        dollars = ExchangeRate(base="USD", quote="JPY", rate=D(150), rate_date=FRIDAY)
        with pytest.raises(NoCrossRate) as caught:
            cross_rate(ecb("4.2", FRIDAY, "PLN"), dollars)
        assert str(caught.value) == (
            "There is no rate from PLN to JPY: one is quoted in EUR, the other in USD; use two rates with one base."
        )

    def test_needs_one_day(self) -> None:
        """FM-37: half of Friday's and half of Monday's is nobody's rate."""
        with pytest.raises(NoCrossRate) as caught:
            cross_rate(ecb("4.2", FRIDAY, "PLN"), ecb("1.1", MONDAY))
        assert str(caught.value) == (
            "There is no rate from PLN to USD: one is of 2026-01-16, the other of 2026-01-19; use two rates of one day."
        )

    @pytest.mark.parametrize(
        ("one", "other", "source"),
        [("ECB", "ECB", "ECB"), ("ECB", "", "ECB"), ("", "NBP", "NBP"), ("", "", ""), ("NBP", "ECB", "NBP, ECB")],
    )
    def test_names_its_sources(self, one: str, other: str, source: str) -> None:
        first, second = ecb("4.2", FRIDAY, "PLN"), ecb("1.1", FRIDAY)
        assert cross_rate(replace(first, source=one), replace(second, source=other)).source == source

    def test_has_28_significant_digits(self) -> None:
        assert str(cross_rate(ecb("3", FRIDAY, "PLN"), ecb("2", FRIDAY)).rate) == "0.6666666666666666666666666667"

    @examples(40)
    @given(
        st.decimals(min_value=1, max_value=10**12, places=2),
        st.decimals(min_value=D("0.01"), max_value=10**5, places=5),
        st.decimals(min_value=D("0.01"), max_value=10**5, places=5),
    )
    def test_is_as_good_as_the_two_rates(self, amount: Decimal, first: Decimal, second: Decimal) -> None:
        crossed = cross_rate(ecb(str(first), FRIDAY, "PLN"), ecb(str(second), FRIDAY))
        exact = Fraction(amount) / Fraction(first) * Fraction(second)
        found = convert(Money(amount=amount, currency="PLN"), crossed).amount
        assert abs(Fraction(found) - exact) <= Fraction(1, 200) + Fraction(1, 10**6)


class TestInverseRate:
    def test_tells_the_same_from_the_other_side(self) -> None:
        assert inverse_rate(ecb("1.25", FRIDAY)) == ExchangeRate(
            base="USD", quote="EUR", rate=D("0.8"), rate_date=FRIDAY, source="ECB"
        )

    def test_has_28_significant_digits(self) -> None:
        assert str(inverse_rate(ecb("3", FRIDAY)).rate) == "0.3333333333333333333333333333"
        assert str(inverse_rate(ecb("0.0006", FRIDAY)).rate) == "1666.666666666666666666666667"

    @examples(40)
    @given(st.decimals(min_value=D("0.000001"), max_value=10**6, places=6))
    def test_twice_is_where_it_began(self, value: Decimal) -> None:
        twice = inverse_rate(inverse_rate(ecb(str(value), FRIDAY))).rate
        assert abs(twice - value) <= value.scaleb(-26)


class TestLockRate:
    def test_leaves_what_a_document_can_state(self) -> None:
        published = ecb("1.0887", FRIDAY)
        assert lock_rate(published) is published
        twelve = ecb("0.123456789012", FRIDAY)
        assert lock_rate(twelve) is twelve

    @pytest.mark.parametrize(
        ("value", "locked"),
        [
            ("0.1234567890125", "0.123456789013"),
            ("0.1234567890124", "0.123456789012"),
            ("0.0000000000005", "0.000000000001"),
        ],
    )
    def test_rounds_to_twelve_decimals(self, value: str, locked: str) -> None:
        found = lock_rate(ecb(value, FRIDAY))
        assert (format(found.rate, "f"), found.rate_date, found.source) == (locked, FRIDAY, "ECB")

    def test_refuses_what_rounds_to_nothing(self) -> None:
        with pytest.raises(InvalidRate):
            lock_rate(ecb("0.0000000000004", FRIDAY))

    def test_a_locked_rate_is_not_moved_by_a_later_one(self) -> None:
        """FM-37: a copied rate. What was locked on Friday converts the same on Monday, whatever was published since."""
        locked = lock_rate(find_rate(WEEK, FRIDAY, base="EUR", quote="USD"))
        later = [*WEEK, ecb("2.00", FRIDAY), ecb("9.99", MONDAY)]
        amount = Money(amount=D("100.00"), currency="EUR")
        assert convert(amount, locked) == Money(amount=D("116.00"), currency="USD")
        assert find_rate(later, FRIDAY, base="EUR", quote="USD") == locked
