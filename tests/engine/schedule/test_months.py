"""Arithmetic of months."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duespark.engine.schedule.months import add_months, month_end, month_start

days = st.dates(date(1900, 1, 1), date(2500, 12, 31))
few = settings(max_examples=40)


class TestAddMonths:
    @pytest.mark.parametrize(
        ("day", "months", "expected"),
        [
            ("2026-01-31", 1, "2026-02-28"),
            ("2028-01-31", 1, "2028-02-29"),
            ("2100-01-31", 1, "2100-02-28"),
            ("2026-01-31", 3, "2026-04-30"),
            ("2026-01-30", 3, "2026-04-30"),
            ("2026-11-30", 1, "2026-12-30"),
            ("2026-12-31", 1, "2027-01-31"),
            ("2026-01-31", 0, "2026-01-31"),
            ("2026-01-31", -1, "2025-12-31"),
            ("2026-03-31", -1, "2026-02-28"),
            ("2024-02-29", 12, "2025-02-28"),
            ("2024-02-29", 48, "2028-02-29"),
        ],
    )
    def test_keeps_the_day_or_takes_the_last(self, day: str, months: int, expected: str) -> None:
        assert add_months(date.fromisoformat(day), months) == date.fromisoformat(expected)

    @few
    @given(days, st.integers(-3000, 3000))
    def test_moves_exactly_so_many_months(self, day: date, months: int) -> None:
        moved = add_months(day, months)
        assert (moved.year - day.year) * 12 + moved.month - day.month == months
        assert moved.day == min(day.day, month_end(moved).day)

    @pytest.mark.parametrize(("months", "year"), [(12 * 7974, 10000), (-12 * 2026, 0)])
    def test_ends_with_the_calendar(self, months: int, year: int) -> None:
        with pytest.raises(OverflowError, match=f"^the year {year} is out of range$"):
            add_months(date(2026, 1, 31), months)

    def test_reaches_the_last_and_first_month_there_are(self) -> None:
        assert add_months(date(2026, 12, 31), 12 * 7973) == date.max
        assert add_months(date(2026, 1, 1), -12 * 2025) == date.min


class TestMonthEnds:
    @few
    @given(days)
    def test_hold_the_day_between_them(self, day: date) -> None:
        assert month_start(day) <= day <= month_end(day)
        assert (month_start(day).day, month_start(day).month) == (1, day.month)
        assert month_start(add_months(day, 1)).toordinal() == month_end(day).toordinal() + 1
