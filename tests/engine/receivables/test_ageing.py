"""Ageing: overdue starts the day after the due date."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duespark.engine.receivables.ageing import BUCKETS, age, bucket, is_overdue

DUE = date(2026, 2, 28)


class TestAge:
    @given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(-500, 500))
    def test_counts_calendar_days(self, due: date, days: int) -> None:
        assert age(due, due + timedelta(days=days)) == days
        assert is_overdue(due, due + timedelta(days=days)) == (days > 0)

    def test_on_the_due_date_payment_is_on_time(self) -> None:
        assert not is_overdue(DUE, DUE)
        assert is_overdue(DUE, date(2026, 3, 1))

    def test_overdue_starts_the_day_after_the_due_date_over_month_year_and_leap_day(self) -> None:
        """FM-28: days are dates, without a clock or a zone that could shift them by one."""
        for due in (date(2024, 2, 28), date(2024, 2, 29), date(2025, 2, 28), date(2025, 12, 31), date(2026, 3, 29)):
            after = due + timedelta(days=1)
            assert (age(due, due), is_overdue(due, due)) == (0, False)
            assert (age(due, after), is_overdue(due, after), bucket(age(due, after))) == (1, True, "1-30")
            assert age(due, due - timedelta(days=1)) == -1

    def test_a_moment_is_no_day(self) -> None:
        """FM-28: whoever has a moment must say in which zone it is which day; the two never mix by accident."""
        with pytest.raises(TypeError):
            age(DUE, datetime(2026, 3, 1, tzinfo=UTC))


class TestBucket:
    @pytest.mark.parametrize(
        ("days", "name"),
        [
            (-400, "current"),
            (0, "current"),
            (1, "1-30"),
            (30, "1-30"),
            (31, "31-60"),
            (60, "31-60"),
            (61, "61-90"),
            (90, "61-90"),
        ],
    )
    def test_borders(self, days: int, name: str) -> None:
        assert bucket(days) == name

    def test_the_rest_is_older(self) -> None:
        assert bucket(91) == bucket(10_000) == "90+"
        assert len({bucket(days) for days in range(-5, 200)}) == len(BUCKETS) + 1
