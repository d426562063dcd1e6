"""The percentage, day by day."""

from datetime import date
from decimal import Decimal

import pytest

from duespark.engine.payment.interest_terms import (
    InterestTerms,
    InvalidInterest,
    NoInterestRate,
    RateTable,
    contractual,
    rate_table,
)

D = Decimal
BASE = rate_table("base", "2025-01-01 2.27", "2025-07-01 -1.5", source="the law", until=date(2025, 12, 31))


class TestRateTable:
    def test_reads_rows(self) -> None:
        steps = ((date(2025, 1, 1), D("2.27")), (date(2025, 7, 1), D("-1.5")))
        assert RateTable(name="base", steps=steps, source="the law", until=date(2025, 12, 31)) == BASE

    @pytest.mark.parametrize(
        ("day", "percent"),
        [
            (date(2025, 1, 1), "2.27"),
            (date(2025, 6, 30), "2.27"),
            (date(2025, 7, 1), "-1.5"),
            (date(2025, 12, 31), "-1.5"),
        ],
    )
    def test_a_percentage_counts_from_its_day_to_the_next(self, day: date, percent: str) -> None:
        assert str(BASE.on(day)) == percent

    @pytest.mark.parametrize("day", [date(2024, 12, 31), date(2026, 1, 1)])
    def test_outside_it_nobody_guesses(self, day: date) -> None:
        with pytest.raises(NoInterestRate) as caught:
            BASE.on(day)
        assert caught.value.pointer == "/on"
        assert str(caught.value) == (
            f"The interest rate (base) is on file from 2025-01-01 to 2025-12-31, not for {day}. "
            "Update the program, or agree a rate."
        )

    def test_without_an_end_it_goes_on(self) -> None:
        forever = rate_table("civil", "2020-01-01 4", source="the law")
        assert forever.on(date(2100, 1, 1)) == D(4)
        with pytest.raises(NoInterestRate, match="from 2020-01-01 to today, not for 2019-12-31"):
            forever.on(date(2019, 12, 31))


class TestContractual:
    def test_counts_a_year_always(self) -> None:
        terms = contractual(D(8))
        assert terms == InterestTerms(
            rate=RateTable(name="the contract's rate", steps=((date.min, D(8)),), source="contract")
        )
        assert (terms.day_count, terms.capitalized, terms.grace_days) == ("actual/365", False, 0)

    def test_a_month_is_a_twelfth(self) -> None:
        assert contractual(D("1.5"), per="month").rate.on(date(2026, 1, 1)) == D(18)
        assert contractual(D("1.5"), per="year").rate.on(date(2026, 1, 1)) == D("1.5")

    def test_keeps_its_days(self) -> None:
        terms = contractual(D(0), grace_days=14, day_count="actual/actual")
        assert (terms.grace_days, terms.day_count) == (14, "actual/actual")

    def test_never_exceeds_the_maximum_of_the_day(self) -> None:
        limits = rate_table("maximum", "2025-01-01 10", "2025-07-01 6", source="art. 1", until=date(2025, 12, 31))
        rate = contractual(D(8), maximum=limits).rate
        assert [rate.on(date(2025, month, 1)) for month in (6, 7)] == [D(8), D(6)]
        assert (rate.name, rate.source) == ("the contract's rate, at most maximum", "art. 1")
        with pytest.raises(NoInterestRate):
            rate.on(date(2026, 1, 1))

    @pytest.mark.parametrize(
        ("percent", "days", "pointer", "problem"),
        [
            ("-0.1", 0, "/percent", "-0.1 % is below zero"),
            ("1", -1, "/grace_days", "-1 days without interest are below zero"),
        ],
    )
    def test_refuses_what_is_below_zero(self, percent: str, days: int, pointer: str, problem: str) -> None:
        with pytest.raises(InvalidInterest) as caught:
            contractual(D(percent), grace_days=days)
        assert caught.value.pointer == pointer
        assert str(caught.value) == f"Interest cannot be worked out: {problem}."
