"""Days and periods of known patterns."""

from datetime import date, timedelta
from typing import Any

import pytest

from duespark.engine.schedule.business_days import BusinessCalendar
from duespark.engine.schedule.month_rules import DayOfMonth, LastDay, NthBusinessDay, NthWeekday
from duespark.engine.schedule.numbered import day_of, period_of_index
from duespark.engine.schedule.occurrences import (
    due_occurrences,
    occurrence,
    occurrences,
)
from duespark.engine.schedule.recurrence import Recurrence

NEW_YEAR = date(2026, 1, 1)
MONTHLY = Recurrence(start=NEW_YEAR, unit="month")


def days(most: int, **pattern: Any) -> list[str]:
    return [each.on.isoformat() for each in occurrences(Recurrence(**pattern), most=most)]


def keys(most: int, **pattern: Any) -> list[str]:
    return [each.key for each in occurrences(Recurrence(**pattern), most=most)]


class TestPatterns:
    @pytest.mark.parametrize(
        ("pattern", "expected"),
        [
            ({"unit": "day"}, ["2026-01-01", "2026-01-02", "2026-01-03"]),
            ({"unit": "day", "interval": 45}, ["2026-01-01", "2026-02-15", "2026-04-01"]),
            ({"unit": "week"}, ["2026-01-01", "2026-01-08", "2026-01-15"]),
            ({"unit": "week", "weekdays": frozenset({0})}, ["2026-01-05", "2026-01-12", "2026-01-19"]),
            (
                {"unit": "week", "interval": 2, "weekdays": frozenset({0})},
                ["2026-01-05", "2026-01-19", "2026-02-02"],
            ),
            (
                {"unit": "week", "interval": 2, "weekdays": frozenset({0, 4})},
                ["2026-01-02", "2026-01-12", "2026-01-16", "2026-01-26"],
            ),
            ({"unit": "month"}, ["2026-01-01", "2026-02-01", "2026-03-01"]),
            ({"unit": "month", "on": DayOfMonth(day=15)}, ["2026-01-15", "2026-02-15", "2026-03-15"]),
            ({"unit": "month", "on": LastDay()}, ["2026-01-31", "2026-02-28", "2026-03-31"]),
            (
                {"unit": "month", "on": NthWeekday(nth=1, weekday=0)},
                ["2026-01-05", "2026-02-02", "2026-03-02"],
            ),
            (
                {"unit": "month", "on": NthWeekday(nth=-1, weekday=4)},
                ["2026-01-30", "2026-02-27", "2026-03-27"],
            ),
            ({"unit": "month", "on": NthBusinessDay(nth=-1)}, ["2026-01-30", "2026-02-27", "2026-03-31"]),
            ({"unit": "month", "interval": 6}, ["2026-01-01", "2026-07-01", "2027-01-01"]),
            ({"unit": "quarter"}, ["2026-01-01", "2026-04-01", "2026-07-01"]),
            ({"unit": "quarter", "interval": 2}, ["2026-01-01", "2026-07-01", "2027-01-01"]),
            ({"unit": "quarter", "on": LastDay()}, ["2026-01-31", "2026-04-30", "2026-07-31"]),
            ({"unit": "year"}, ["2026-01-01", "2027-01-01", "2028-01-01"]),
            ({"unit": "year", "interval": 3}, ["2026-01-01", "2029-01-01", "2032-01-01"]),
        ],
    )
    def test_known_days(self, pattern: dict[str, Any], expected: list[str]) -> None:
        assert days(len(expected), start=NEW_YEAR, **pattern) == expected

    def test_the_first_business_day_steps_over_holidays(self) -> None:
        calendar = BusinessCalendar(holidays=frozenset({NEW_YEAR}))
        pattern = {"start": NEW_YEAR, "unit": "month", "on": NthBusinessDay(nth=1), "calendar": calendar}
        assert days(3, **pattern) == ["2026-01-02", "2026-02-02", "2026-03-02"]
        assert days(1, **{**pattern, "start": date(2026, 1, 2)}) == ["2026-01-02"]
        assert days(1, **{**pattern, "start": date(2026, 1, 3)}) == ["2026-02-02"]

    def test_begins_with_the_first_month_whose_day_is_not_over(self) -> None:
        middle = date(2026, 2, 15)
        assert days(2, start=middle, unit="quarter", on=DayOfMonth(day=15)) == ["2026-02-15", "2026-05-15"]
        assert days(2, start=middle, unit="quarter", on=DayOfMonth(day=14)) == ["2026-03-14", "2026-06-14"]
        assert days(1, start=date(2026, 12, 15), unit="month", on=DayOfMonth(day=1)) == ["2027-01-01"]

    def test_begins_with_the_first_week_whose_day_is_not_over(self) -> None:
        wednesday, pair = date(2026, 3, 4), frozenset({1, 2})
        assert days(3, start=wednesday, unit="week", interval=3, weekdays=pair) == [
            "2026-03-04", "2026-03-24", "2026-03-25",
        ]  # fmt: skip
        assert days(2, start=wednesday, unit="week", interval=3, weekdays=frozenset({0, 1})) == [
            "2026-03-09", "2026-03-10",
        ]  # fmt: skip


class TestDrift:
    def test_fm_26_the_31st_comes_back_after_short_months(self) -> None:
        """FM-26: five years from 31 January, leap year included, always the last day of the month."""
        found = days(61, start=date(2026, 1, 31), unit="month")
        months = [(2026 + number // 12, number % 12 + 1) for number in range(61)]
        assert found == [
            (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).isoformat() for year, month in months
        ]
        assert "2028-02-29" in found

    def test_fm_26_the_30th_too(self) -> None:
        """FM-26: only February is cut."""
        found = days(60, start=date(2026, 1, 30), unit="month")
        assert {day[8:] for day in found if day[5:7] != "02"} == {"30"}
        assert [day for day in found if day[5:7] == "02"] == [
            "2026-02-28", "2027-02-28", "2028-02-29", "2029-02-28", "2030-02-28",
        ]  # fmt: skip

    def test_fm_26_the_29_february_comes_back_in_leap_years(self) -> None:
        """FM-26: the 28th in common years, also in 2100."""
        leap = Recurrence(start=date(2024, 2, 29), unit="year")
        assert [day_of(leap, index).day for index in (0, 1, 2, 3, 4, 76, 80)] == [29, 28, 28, 28, 29, 28, 29]

    def test_a_far_one_needs_no_others(self) -> None:
        assert occurrence(MONTHLY, 12 * 7973) is not None
        assert occurrence(Recurrence(start=NEW_YEAR, unit="day"), 1_000_000) is not None


class TestPeriods:
    @pytest.mark.parametrize(
        ("pattern", "advance", "arrears"),
        [
            ({"unit": "day"}, "2026-01-01/2026-01-01", "2025-12-31/2025-12-31"),
            ({"unit": "day", "interval": 45}, "2026-01-01/2026-02-14", "2025-11-17/2025-12-31"),
            ({"unit": "week", "interval": 2}, "2026-01-01/2026-01-14", "2025-12-18/2025-12-31"),
            ({"unit": "week", "weekdays": frozenset({0, 3})}, "2026-01-01/2026-01-04", "2025-12-29/2025-12-31"),
            ({"unit": "month"}, "2026-01-01/2026-01-31", "2025-12-01/2025-12-31"),
            ({"unit": "month", "on": DayOfMonth(day=15)}, "2026-01-15/2026-02-14", "2025-12-15/2026-01-14"),
            ({"unit": "month", "on": DayOfMonth(day=31)}, "2026-01-31/2026-02-27", "2025-12-31/2026-01-30"),
            ({"unit": "month", "on": LastDay()}, "2026-02-01/2026-02-28", "2026-01-01/2026-01-31"),
            ({"unit": "month", "on": NthWeekday(nth=1, weekday=0)}, "2026-01-01/2026-01-31", "2025-12-01/2025-12-31"),
            ({"unit": "month", "on": NthBusinessDay(nth=-1)}, "2026-02-01/2026-02-28", "2026-01-01/2026-01-31"),
            ({"unit": "month", "interval": 2, "on": LastDay()}, "2026-02-01/2026-03-31", "2025-12-01/2026-01-31"),
            ({"unit": "quarter"}, "2026-01-01/2026-03-31", "2025-10-01/2025-12-31"),
            ({"unit": "quarter", "on": NthBusinessDay(nth=1)}, "2026-01-01/2026-03-31", "2025-10-01/2025-12-31"),
            ({"unit": "year"}, "2026-01-01/2026-12-31", "2025-01-01/2025-12-31"),
        ],
    )
    def test_what_the_first_invoice_covers(self, pattern: dict[str, Any], advance: str, arrears: str) -> None:
        assert keys(1, start=NEW_YEAR, **pattern) == [advance]
        assert keys(1, start=NEW_YEAR, **pattern, billing="arrears") == [arrears]

    def test_a_quarter_that_ends_on_its_last_day(self) -> None:
        found = keys(2, start=date(2026, 3, 31), unit="quarter", on=LastDay(), billing="arrears")
        assert found == ["2026-01-01/2026-03-31", "2026-04-01/2026-06-30"]

    def test_a_new_holiday_moves_the_day_and_not_the_period(self) -> None:
        pattern = {"start": NEW_YEAR, "unit": "month", "on": NthBusinessDay(nth=1)}
        may_day = BusinessCalendar(holidays=frozenset({date(2026, 5, 1)}))
        plain, moved = (occurrence(Recurrence(**pattern, **more), 4) for more in ({}, {"calendar": may_day}))  # type: ignore[arg-type]
        assert plain is not None
        assert moved is not None
        assert (plain.on, moved.on) == (date(2026, 5, 1), date(2026, 5, 4))
        assert plain.key == moved.key == "2026-05-01/2026-05-31"

    def test_a_month_is_billed_once_when_advance_becomes_arrears(self) -> None:
        """The key is that of the month, so the switch bills none of those done again."""
        arrears = Recurrence(start=NEW_YEAR, unit="month", billing="arrears")
        found = due_occurrences(arrears, done="2026-03-01/2026-03-31", on=date(2026, 6, 1))
        assert [(each.on, each.key) for each in found] == [
            (date(2026, 5, 1), "2026-04-01/2026-04-30"),
            (date(2026, 6, 1), "2026-05-01/2026-05-31"),
        ]


class TestNumbered:
    def test_negative_numbers_are_before_the_start(self) -> None:
        weekly = Recurrence(start=date(2026, 1, 2), unit="week", interval=2, weekdays=frozenset({0, 4}))
        assert [day_of(weekly, index).isoformat() for index in (-2, -1, 0, 1)] == [
            "2025-12-19", "2025-12-29", "2026-01-02", "2026-01-12",
        ]  # fmt: skip
        assert period_of_index(MONTHLY, -12).key == "2025-01-01/2025-01-31"
