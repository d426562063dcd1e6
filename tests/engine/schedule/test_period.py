"""Periods: their days, keys and overlaps, and fiscal months, quarters and years."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duespark.engine.schedule.months import month_end
from duespark.engine.schedule.period import InvalidPeriod, Period, PeriodUnit, overlap, period_of, read_key

days = st.dates(date(1990, 1, 1), date(2060, 12, 31))
lengths = st.integers(0, 100)
MONTHS: dict[PeriodUnit, int] = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
few = settings(max_examples=40)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    start = draw(days)
    return Period(start=start, end=start + timedelta(days=draw(lengths)))


class TestKey:
    @few
    @given(periods())
    def test_reads_back(self, period: Period) -> None:
        assert read_key(period.key) == period

    def test_names_both_days(self) -> None:
        assert Period(start=date(2026, 3, 1), end=date(2026, 3, 31)).key == "2026-03-01/2026-03-31"

    @pytest.mark.parametrize(
        "key",
        ["", "2026-03", "2026-03-01", "2026-03-31/2026-03-01", "2026-03-01/2026-02-30", "20260301/20260331",
         "2026-03-01/2026-03-31/2026-04-30"],
    )  # fmt: skip
    def test_refuses_what_is_no_period(self, key: str) -> None:
        with pytest.raises(InvalidPeriod) as caught:
            read_key(key)
        assert caught.value.code == "schedule.invalid_period"
        assert str(caught.value) == (
            f"{key!r} is no period. Write two days, the first before or on the last, such as 2026-03-01/2026-03-31."
        )

    def test_one_day_is_a_period(self) -> None:
        assert read_key("2026-03-01/2026-03-01").days == 1


class TestOverlap:
    @few
    @given(periods(), periods())
    def test_has_the_days_of_both(self, one: Period, other: Period) -> None:
        def days_of(period: Period | None) -> set[date]:
            return set() if period is None else {period.start + timedelta(days=day) for day in range(period.days)}

        assert days_of(overlap(one, other)) == days_of(one) & days_of(other)

    def test_may_be_one_day_or_none(self) -> None:
        march = Period(start=date(2026, 3, 1), end=date(2026, 3, 31))
        assert overlap(march, Period(start=date(2026, 3, 31), end=date(2026, 4, 2))) == read_key(
            "2026-03-31/2026-03-31"
        )
        assert overlap(march, Period(start=date(2026, 4, 1), end=date(2026, 4, 2))) is None


class TestPeriodOf:
    @pytest.mark.parametrize(
        ("day", "unit", "first_month", "key"),
        [
            ("2028-02-10", "month", 1, "2028-02-01/2028-02-29"),
            ("2026-03-31", "quarter", 1, "2026-01-01/2026-03-31"),
            ("2026-04-01", "quarter", 1, "2026-04-01/2026-06-30"),
            ("2026-01-15", "quarter", 2, "2025-11-01/2026-01-31"),
            ("2026-06-30", "half_year", 1, "2026-01-01/2026-06-30"),
            ("2026-09-30", "half_year", 4, "2026-04-01/2026-09-30"),
            ("2026-12-31", "year", 1, "2026-01-01/2026-12-31"),
            ("2026-06-30", "year", 7, "2025-07-01/2026-06-30"),  # Australia
            ("2026-07-01", "year", 7, "2026-07-01/2027-06-30"),
            ("2026-03-31", "year", 4, "2025-04-01/2026-03-31"),  # India
        ],
    )
    def test_known_periods(self, day: str, unit: PeriodUnit, first_month: int, key: str) -> None:
        assert period_of(date.fromisoformat(day), unit, fiscal_start_month=first_month).key == key

    def test_the_fiscal_year_is_the_calendar_year_unless_said(self) -> None:
        assert period_of(date(2026, 1, 31), "year").key == "2026-01-01/2026-12-31"

    @few
    @given(days, st.sampled_from(sorted(MONTHS)), st.integers(1, 12))
    def test_they_tile_the_calendar(self, day: date, unit: PeriodUnit, first_month: int) -> None:
        period = period_of(day, unit, fiscal_start_month=first_month)
        assert period.start <= day <= period.end
        assert period.start.day == 1
        assert period.end == month_end(period.end)
        assert (period.start.month - first_month) % MONTHS[unit] == 0
        assert period_of(period.start, unit, fiscal_start_month=first_month) == period
        assert period_of(period.end, unit, fiscal_start_month=first_month) == period
        after = period_of(period.end + timedelta(days=1), unit, fiscal_start_month=first_month)
        assert after.start == period.end + timedelta(days=1)
