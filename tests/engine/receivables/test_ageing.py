"""Ageing: overdue starts the day after the due date."""

from datetime import date, timedelta

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
