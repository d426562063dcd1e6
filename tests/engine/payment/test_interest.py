"""Interest: every day once, rounded once."""

import calendar
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duespark.engine.payment.interest import DebtPayment, Interest, interest
from duespark.engine.payment.interest_terms import (
    InterestTerms,
    InvalidInterest,
    NoInterestRate,
    contractual,
    rate_table,
)
from duespark.engine.payment.statutory import find_law, statutory
from tests.support.examples import examples

D = Decimal
DUE = date(2025, 5, 31)
TENTH = contractual(D("36.5"))
"""36.5 % a year: on 1,000 exactly 1 a day."""

HALVES = rate_table("halves", "2020-01-01 8", "2024-07-01 12.25", "2025-07-01 10.15", source="s")
CHANGING = InterestTerms(rate=HALVES)
YEARLY = InterestTerms(rate=rate_table("ten", "2020-01-01 10", source="s"), capitalized=True)
money = st.decimals("0.01", 100_000, places=2)
days = st.dates(date(2023, 6, 1), date(2026, 6, 1))
some_terms = st.sampled_from(
    [CHANGING, replace(CHANGING, day_count="actual/actual"), TENTH, replace(CHANGING, grace_days=5)]
)


def total(principal: str, due: date, on: date, terms: InterestTerms, *payments: DebtPayment) -> str:
    return str(interest(D(principal), due_date=due, on=on, terms=terms, currency="EUR", payments=payments).total)


def paid(day: date, principal: str, interest: str = "0") -> DebtPayment:
    return DebtPayment(paid_on=day, principal=D(principal), interest=D(interest))


def day_by_day(principal: Decimal, due: date, on: date, terms: InterestTerms, payments: list[DebtPayment]) -> Decimal:
    """The plainest way to say it: every day after the due date, on what was open at its beginning."""
    exact, day = Fraction(0), due + timedelta(days=1 + terms.grace_days)
    while day <= on:
        open_part = principal - sum((each.principal for each in payments if each.paid_on < day), D(0))
        year = 366 if terms.day_count == "actual/actual" and calendar.isleap(day.year) else 365
        exact += Fraction(open_part) * Fraction(terms.rate.on(day)) / 100 / year
        day += timedelta(days=1)
    return round(D(exact.numerator) / D(exact.denominator) + D("1e-15"), 2)


class TestDays:
    def test_none_on_the_due_date_one_on_the_day_after(self) -> None:
        assert total("1000", DUE, DUE - timedelta(days=5), TENTH) == "0.00"
        assert total("1000", DUE, DUE, TENTH) == "0.00"
        assert total("1000", DUE, DUE + timedelta(days=1), TENTH) == "1.00"
        assert total("1000", DUE, DUE + timedelta(days=2), TENTH) == "2.00"

    def test_the_day_of_payment_counts_the_day_after_does_not(self) -> None:
        whole = paid(DUE + timedelta(days=10), "1000")
        assert total("1000", DUE, DUE + timedelta(days=10), TENTH, whole) == "10.00"
        assert total("1000", DUE, DUE + timedelta(days=99), TENTH, whole) == "10.00"

    def test_paid_by_the_due_date_bears_nothing(self) -> None:
        assert total("1000", DUE, date(2026, 1, 1), TENTH, paid(DUE, "1000")) == "0.00"
        assert total("1000", DUE, DUE + timedelta(days=3), TENTH, paid(date(2025, 1, 1), "600")) == "1.20"

    def test_days_of_grace_bear_nothing(self) -> None:
        grace = contractual(D("36.5"), grace_days=14)
        assert total("1000", DUE, DUE + timedelta(days=14), grace) == "0.00"
        assert total("1000", DUE, DUE + timedelta(days=15), grace) == "1.00"

    def test_nothing_owed_bears_nothing_and_asks_for_no_rate(self) -> None:
        table = rate_table("old", "2020-01-01 8", source="s", until=date(2025, 6, 30))
        ended = InterestTerms(rate=table)
        assert total("0", DUE, date(2030, 1, 1), ended) == "0.00"
        assert total("1000", DUE, date(2030, 1, 1), ended, paid(date(2025, 6, 30), "1000")) == "6.58"

    def test_no_rate_goes_on_after_its_last_day_on_file(self) -> None:
        table = rate_table("old", "2025-06-01 8", source="s", until=date(2025, 6, 30))
        ended = InterestTerms(rate=table)
        assert total("1000", DUE, date(2025, 6, 30), ended) == "6.58"
        with pytest.raises(NoInterestRate, match="from 2025-06-01 to 2025-06-30, not for 2025-07-01"):
            total("1000", DUE, date(2025, 7, 1), ended)
        with pytest.raises(NoInterestRate, match="not for 2025-07-01"):
            total("1000", DUE, date(2026, 7, 1), ended)
        with pytest.raises(NoInterestRate, match="not for 2025-05-31"):
            total("1000", date(2025, 5, 30), date(2025, 6, 30), ended)

    def test_a_day_is_a_365th_or_in_a_leap_year_of_the_calendar_a_366th(self) -> None:
        year = date(2023, 12, 31), date(2024, 12, 31)
        assert total("1000", *year, contractual(D(10))) == "100.27"
        assert total("1000", *year, contractual(D(10), day_count="actual/actual")) == "100.00"
        common = date(2024, 12, 31), date(2025, 12, 31)
        assert total("1000", *common, contractual(D(10), day_count="actual/actual")) == "100.00"

    def test_over_new_year_each_day_is_its_own_year_s(self) -> None:
        exact = contractual(D("36.5"), day_count="actual/actual")
        assert total("1000", date(2023, 12, 1), date(2024, 1, 31), exact) == "60.92"  # 30 + 31 * 365 / 366
        assert total("1000", date(2024, 12, 1), date(2025, 1, 31), exact) == "60.92"  # 30 * 365 / 366 + 31
        assert total("1000", date(2023, 12, 1), date(2025, 1, 31), exact) == "426.00"
        assert total("1000", date(2023, 12, 1), date(2024, 1, 31), TENTH) == "61.00"

    def test_a_payment_on_the_day_of_a_new_rate_counts_from_the_day_after(self) -> None:
        payments = [DebtPayment(paid_on=date(2025, 7, 1), principal=D(600))]
        late = interest(D(1000), due_date=DUE, on=date(2025, 7, 3), terms=CHANGING, currency="EUR", payments=payments)
        assert [(each.days, str(each.debt)) for each in late.periods] == [
            (30, "1000.00"),
            (1, "1000.00"),
            (2, "400.00"),
        ]

    def test_a_payment_is_for_the_debt_unless_told(self) -> None:
        assert DebtPayment(paid_on=DUE, principal=D(1)).interest == D(0)


class TestPeriods:
    def test_rates_payments_and_leap_years_begin_new_ones(self) -> None:
        terms = replace(CHANGING, day_count="actual/actual")
        payments = [paid(date(2025, 2, 10), "400"), paid(date(2024, 12, 31), "100")]
        late = interest(
            D(1000), due_date=date(2024, 6, 29), on=date(2025, 7, 2), terms=terms, currency="EUR", payments=payments
        )
        assert [(str(each.since), str(each.until), each.days, str(each.debt)) for each in late.periods] == [
            ("2024-06-30", "2024-06-30", 1, "1000.00"),
            ("2024-07-01", "2024-12-31", 184, "1000.00"),
            ("2025-01-01", "2025-02-10", 41, "900.00"),
            ("2025-02-11", "2025-06-30", 140, "500.00"),
            ("2025-07-01", "2025-07-02", 2, "500.00"),
        ]
        assert [str(each.percent) for each in late.periods] == ["8", "12.25", "12.25", "12.25", "10.15"]
        assert [str(each.amount) for each in late.periods] == ["0.22", "61.58", "12.39", "23.49", "0.28"]
        assert str(late.total) == "97.96"

    def test_a_year_of_365_days_begins_none(self) -> None:
        late = interest(D(1000), due_date=date(2024, 12, 1), on=date(2025, 2, 1), terms=TENTH, currency="EUR")
        assert [each.days for each in late.periods] == [62]

    def test_no_interest_no_periods(self) -> None:
        assert interest(D(1), due_date=DUE, on=DUE, terms=TENTH, currency="EUR") == Interest(
            total=D("0.00"), periods=()
        )

    def test_is_rounded_once_not_by_period(self) -> None:
        payments = [paid(DUE + timedelta(days=at), "0.01") for at in range(1, 9)]
        late = interest(
            D("0.50"), due_date=DUE, on=DUE + timedelta(days=9), terms=TENTH, currency="EUR", payments=payments
        )
        assert len(late.periods) == 9
        assert str(late.total) == "0.00"
        assert total("4.99", DUE, DUE + timedelta(days=1), TENTH) == "0.00"
        assert total("5.00", DUE, DUE + timedelta(days=1), TENTH) == "0.01"

    def test_keeps_the_currency_s_decimals(self) -> None:
        late = interest(D(1500), due_date=DUE, on=DUE + timedelta(days=1), terms=TENTH, currency="JPY")
        assert (str(late.total), str(late.periods[0].debt)) == ("2", "1500")


class TestProperties:
    @examples(25)
    @given(
        money, days, st.integers(-10, 450), some_terms, st.lists(st.tuples(st.integers(-30, 450), money), max_size=3)
    )
    def test_is_what_every_day_adds(
        self, principal: Decimal, due: date, late: int, terms: InterestTerms, parts: list[tuple[int, Decimal]]
    ) -> None:
        payments, left = list[DebtPayment](), principal
        for day, amount in parts:
            payments.append(DebtPayment(paid_on=due + timedelta(days=day), principal=min(left, amount)))
            left -= min(left, amount)
        on = due + timedelta(days=late)
        done = interest(principal, due_date=due, on=on, terms=terms, currency="EUR", payments=payments)
        assert done.total == day_by_day(principal, due, on, terms, payments)
        assert sum((each.amount for each in done.periods), D(0)) == done.total
        assert sum(each.days for each in done.periods) <= max(late, 0)

    @examples(25)
    @given(money, days, st.integers(0, 500), st.integers(0, 500))
    def test_adds_up_over_time_and_never_falls(self, principal: Decimal, due: date, one: int, two: int) -> None:
        def to(begin: date, end: date) -> Decimal:
            return interest(principal, due_date=begin, on=end, terms=CHANGING, currency="EUR").total

        middle, end = due + timedelta(days=one), due + timedelta(days=one + two)
        assert abs(to(due, end) - to(due, middle) - to(middle, end)) <= D("0.01")
        assert to(due, middle) <= to(due, end)

    @examples(25)
    @given(money, days, st.integers(1, 500), st.integers(1, 500))
    def test_a_payment_never_raises_it(self, principal: Decimal, due: date, when: int, late: int) -> None:
        part = DebtPayment(paid_on=due + timedelta(days=when), principal=principal / 2)
        on = due + timedelta(days=late)
        less = interest(principal, due_date=due, on=on, terms=CHANGING, currency="EUR", payments=[part]).total
        assert less <= interest(principal, due_date=due, on=on, terms=CHANGING, currency="EUR").total


class TestCapitalized:
    """Article 6:119a(3) of the Dutch civil code: after every year the debt grows by the year's interest."""

    YEARS = date(2024, 12, 31), date(2026, 12, 31)

    def test_after_a_year_interest_bears_interest(self) -> None:
        assert total("1000", *self.YEARS, YEARLY) == "210.00"
        assert total("1000", *self.YEARS, replace(YEARLY, capitalized=False)) == "200.00"
        assert total("1000", date(2024, 12, 31), date(2025, 12, 31), YEARLY) == "100.00"

    def test_the_third_year_bears_on_both(self) -> None:
        assert total("1000", date(2021, 12, 31), date(2024, 12, 30), YEARLY) == "331.00"

    def test_the_year_begins_with_the_first_day_of_interest(self) -> None:
        late = interest(D(1000), due_date=date(2025, 3, 9), on=date(2026, 3, 12), terms=YEARLY, currency="EUR")
        assert [(str(each.since), str(each.debt)) for each in late.periods] == [
            ("2025-03-10", "1000.00"),
            ("2026-03-10", "1100.00"),
        ]

    def test_a_year_from_29_february_is_over_on_1_march_or_the_next_29th(self) -> None:
        late = interest(D(1000), due_date=date(2024, 2, 28), on=date(2028, 3, 5), terms=YEARLY, currency="EUR")
        assert [str(each.since) for each in late.periods] == [
            "2024-02-29",
            "2025-03-01",
            "2026-03-01",
            "2027-03-01",
            "2028-02-29",
        ]

    def test_interest_paid_within_the_year_is_not_added(self) -> None:
        assert total("1000", *self.YEARS, YEARLY, paid(date(2025, 12, 31), "0", "100")) == "200.00"

    def test_interest_paid_later_lowers_what_was_added(self) -> None:
        late = interest(
            D(1000),
            due_date=date(2024, 12, 31),
            on=date(2026, 12, 31),
            terms=YEARLY,
            currency="EUR",
            payments=[paid(date(2026, 1, 10), "0", "60")],
        )
        assert [str(each.debt) for each in late.periods] == ["1000.00", "1100.00", "1040.00"]

    def test_what_is_paid_beyond_it_lowers_what_is_added_next(self) -> None:
        late = interest(
            D(1000),
            due_date=date(2023, 12, 31),
            on=date(2026, 1, 10),
            terms=replace(YEARLY, day_count="actual/actual"),
            currency="EUR",
            payments=[paid(date(2025, 1, 10), "0", "120")],
        )
        assert [str(each.debt) for each in late.periods] == ["1000.00", "1100.00", "1000.00", "1080.27"]

    def test_with_the_principal_paid_nothing_more_comes(self) -> None:
        assert total("1000", *self.YEARS, YEARLY, paid(date(2025, 12, 31), "1000")) == "100.00"

    def test_others_never_add_interest_to_the_debt(self) -> None:
        late = interest(D(1000), due_date=date(2020, 12, 31), on=date(2024, 1, 5), terms=CHANGING, currency="EUR")
        assert [str(each.debt) for each in late.periods] == ["1000.00"]


class TestStatutoryExamples:
    def test_germany_over_new_year_of_a_leap_year(self) -> None:
        """10,000 EUR, 12.12 % in 2023, 12.62 % in 2024: 31 days of 365 and 31 of 366."""
        terms = statutory(find_law("DE", date(2023, 1, 1)), date(2023, 11, 30))
        assert total("10000", date(2023, 11, 30), date(2024, 1, 31), terms) == "209.83"

    def test_austria(self) -> None:
        terms = statutory(find_law("AT", date(2026, 8, 1)), date(2026, 9, 3))
        assert total("1200", date(2026, 9, 3), date(2026, 10, 3), terms) == "10.58"

    def test_netherlands(self) -> None:
        terms = statutory(find_law("NL", date(2025, 12, 1)), date(2026, 1, 1))
        assert total("5000", date(2026, 1, 1), date(2026, 4, 1), terms) == "125.14"

    def test_poland_from_one_half_year_to_the_next(self) -> None:
        """12,500 PLN, 15.75 % for 15 days of 2025 and 15.25 % for 10: 80.907 and 52.226."""
        terms = statutory(find_law("PL", date(2025, 1, 1)), date(2025, 6, 15))
        late = interest(D(12500), due_date=date(2025, 6, 15), on=date(2025, 7, 10), terms=terms, currency="PLN")
        assert [(each.days, str(each.amount)) for each in late.periods] == [(15, "80.91"), (10, "52.22")]
        assert str(late.total) == "133.13"

    def test_united_kingdom_keeps_the_first_rate(self) -> None:
        terms = statutory(find_law("GB", date(2025, 1, 1)), date(2025, 6, 15))
        late = interest(D(1000), due_date=date(2025, 6, 15), on=date(2026, 6, 15), terms=terms, currency="GBP")
        assert [(each.days, str(each.percent)) for each in late.periods] == [(365, "12.75")]
        assert str(late.total) == "127.50"


class TestRefusals:
    @pytest.mark.parametrize(
        ("principal", "payments", "pointer", "problem"),
        [
            ("-0.01", [], "/principal", "the debt of -0.01 must not be below zero and in whole EUR units"),
            ("0.005", [], "/principal", "the debt of 0.005 must not be below zero and in whole EUR units"),
            ("10", [paid(DUE, "-1")], "/payments/0", "a payment must not be below zero"),
            ("10", [paid(DUE, "1"), paid(DUE, "1", "-1")], "/payments/1", "a payment must not be below zero"),
            ("10", [paid(DUE, "6"), paid(DUE, "4.5")], "/payments/1", "0.5 EUR more is paid than was owed"),
        ],
    )
    def test_say_what_is_wrong(self, principal: str, payments: list[DebtPayment], pointer: str, problem: str) -> None:
        with pytest.raises(InvalidInterest) as caught:
            interest(D(principal), due_date=DUE, on=DUE, terms=TENTH, currency="EUR", payments=payments)
        assert caught.value.pointer == pointer
        assert str(caught.value) == f"Interest cannot be worked out: {problem}."
