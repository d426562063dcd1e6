"""Days a rule names in a month."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duespark.engine.schedule.business_days import MONDAY_TO_FRIDAY, BusinessCalendar, is_business_day
from duespark.engine.schedule.month_rules import (
    DayOfMonth,
    LastDay,
    MonthRule,
    NthBusinessDay,
    NthWeekday,
    day_in_month,
    is_counted_from_end,
    rule_problem,
)

NEW_YEAR = BusinessCalendar(holidays=frozenset({date(2026, 1, 1)}))
months = st.dates(date(2000, 1, 1), date(2050, 12, 31))
rules = (
    st.builds(DayOfMonth, day=st.integers(1, 31))
    | st.just(LastDay())
    | st.builds(NthWeekday, nth=st.sampled_from([1, 2, 3, 4, -1]), weekday=st.integers(0, 6))
    | st.builds(NthBusinessDay, nth=st.integers(1, 10) | st.integers(-10, -1))
)
calendars = st.builds(
    BusinessCalendar, weekend=st.frozensets(st.integers(0, 6)), holidays=st.frozensets(months, max_size=3)
)
few = settings(max_examples=40)


class TestDayInMonth:
    @pytest.mark.parametrize(
        ("month", "rule", "day"),
        [
            ("2026-01-20", DayOfMonth(day=15), 15),
            ("2026-01-01", DayOfMonth(day=31), 31),
            ("2026-02-01", DayOfMonth(day=31), 28),
            ("2028-02-01", DayOfMonth(day=30), 29),
            ("2026-04-30", LastDay(), 30),
            ("2026-06-01", NthWeekday(nth=1, weekday=0), 1),  # 1 June 2026 is a Monday
            ("2026-06-01", NthWeekday(nth=4, weekday=0), 22),
            ("2026-06-01", NthWeekday(nth=-1, weekday=0), 29),
            ("2026-06-01", NthWeekday(nth=-1, weekday=1), 30),
            ("2026-06-01", NthWeekday(nth=-1, weekday=2), 24),
            ("2026-11-01", NthWeekday(nth=4, weekday=3), 26),  # Thanksgiving
            ("2026-01-31", NthBusinessDay(nth=1), 2),
            ("2026-01-31", NthBusinessDay(nth=2), 5),
            ("2026-01-31", NthBusinessDay(nth=-1), 30),
            ("2026-01-31", NthBusinessDay(nth=-10), 19),
            ("2026-05-01", NthBusinessDay(nth=-1), 29),
        ],
    )
    def test_known_days(self, month: str, rule: MonthRule, day: int) -> None:
        on = date.fromisoformat(month)
        assert day_in_month(on, rule, NEW_YEAR) == on.replace(day=day)

    def test_takes_the_nearest_where_business_days_are_few(self) -> None:
        two = BusinessCalendar(holidays=frozenset(date(2026, 8, day) for day in range(1, 32) if day not in (12, 20)))
        assert [day_in_month(date(2026, 8, 1), NthBusinessDay(nth=nth), two).day for nth in (1, 2, 3, -1, -2, -3)] == [
            12, 20, 20, 20, 12, 12,
        ]  # fmt: skip

    def test_counts_all_days_where_there_is_no_business_day(self) -> None:
        closed = BusinessCalendar(weekend=frozenset(range(7)))
        assert day_in_month(date(2026, 8, 1), NthBusinessDay(nth=1), closed) == date(2026, 8, 1)
        assert day_in_month(date(2026, 8, 1), NthBusinessDay(nth=-2), closed) == date(2026, 8, 30)

    @few
    @given(months, rules, calendars)
    def test_is_in_the_month_and_what_it_says(self, month: date, rule: MonthRule, calendar: BusinessCalendar) -> None:
        day = day_in_month(month, rule, calendar)
        assert (day.year, day.month) == (month.year, month.month)
        if isinstance(rule, NthWeekday):
            assert day.weekday() == rule.weekday
            assert (day.day - 1) // 7 == rule.nth - 1 or (
                rule.nth == -1 and (day + timedelta(days=7)).month != day.month
            )
        if isinstance(rule, NthBusinessDay) and any(
            is_business_day(day.replace(day=each), calendar) for each in range(1, 29)
        ):
            assert is_business_day(day, calendar)

    def test_each_carries_its_kind(self) -> None:
        """What outside data tells them apart by."""
        each = (DayOfMonth(day=1), LastDay(), NthWeekday(nth=1, weekday=0), NthBusinessDay(nth=1))
        assert [rule.kind for rule in each] == ["day", "last_day", "weekday", "business_day"]


class TestIsCountedFromEnd:
    @pytest.mark.parametrize(
        ("rule", "expected"),
        [
            (DayOfMonth(day=31), False),
            (LastDay(), True),
            (NthWeekday(nth=1, weekday=0), False),
            (NthWeekday(nth=-1, weekday=0), True),
            (NthBusinessDay(nth=1), False),
            (NthBusinessDay(nth=-1), True),
        ],
    )
    def test_says_which_rules_close_a_month(self, rule: MonthRule, expected: bool) -> None:
        assert is_counted_from_end(rule) is expected


class TestRuleProblem:
    DAY = ("day", "the day of the month must be 1 to 31")
    NTH = ("nth", "the weekday of a month must be the 1st to 4th, or -1 for the last")
    WEEKDAY = ("weekday", "weekdays are 0 for Monday to 6 for Sunday")
    BUSINESS = ("nth", "the business day of a month must be the 1st to 10th, or -1 to -10 from its end")

    @pytest.mark.parametrize(
        ("rule", "expected"),
        [
            (DayOfMonth(day=0), DAY),
            (DayOfMonth(day=1), None),
            (DayOfMonth(day=31), None),
            (DayOfMonth(day=32), DAY),
            (LastDay(), None),
            (NthWeekday(nth=0, weekday=0), NTH),
            (NthWeekday(nth=5, weekday=0), NTH),
            (NthWeekday(nth=-2, weekday=0), NTH),
            (NthWeekday(nth=1, weekday=-1), WEEKDAY),
            (NthWeekday(nth=1, weekday=7), WEEKDAY),
            (NthWeekday(nth=4, weekday=6), None),
            (NthWeekday(nth=-1, weekday=0), None),
            (NthBusinessDay(nth=0), BUSINESS),
            (NthBusinessDay(nth=11), BUSINESS),
            (NthBusinessDay(nth=-11), BUSINESS),
            (NthBusinessDay(nth=10), None),
            (NthBusinessDay(nth=-10), None),
            (NthBusinessDay(nth=1), None),
        ],
    )
    def test_names_the_field(self, rule: MonthRule, expected: tuple[str, str] | None) -> None:
        assert rule_problem(rule) == expected

    @few
    @given(months, rules)
    def test_nothing_is_wrong_with_a_right_one(self, month: date, rule: MonthRule) -> None:
        assert rule_problem(rule) is None
        assert day_in_month(month, rule, MONDAY_TO_FRIDAY).month == month.month
