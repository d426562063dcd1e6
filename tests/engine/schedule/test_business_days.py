"""Business days and the conventions that move dates onto them."""

from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duespark.engine.schedule.business_days import (
    FRIDAY_SATURDAY,
    MONDAY_TO_FRIDAY,
    BusinessCalendar,
    Convention,
    NoBusinessDay,
    add_business_days,
    adjust,
    business_days_between,
    is_business_day,
)

EASTER = BusinessCalendar(holidays=frozenset({date(2026, 4, 3), date(2026, 4, 6)}))
days = st.dates(date(2025, 12, 1), date(2026, 3, 31))
calendars = st.builds(
    BusinessCalendar,
    weekend=st.frozensets(st.integers(0, 6), max_size=6),
    holidays=st.frozensets(st.dates(date(2025, 12, 1), date(2026, 3, 31)), max_size=12),
)
conventions = st.sampled_from(sorted(set(get_args(Convention)) - {"unadjusted"}))
few = settings(max_examples=30)


class TestIsBusinessDay:
    def test_weekend_and_holidays_are_settings(self) -> None:
        week = [date(2026, 4, 3) + timedelta(days=offset) for offset in range(7)]  # from Good Friday
        assert [is_business_day(day, MONDAY_TO_FRIDAY) for day in week] == [True, False, False, True, True, True, True]
        assert [is_business_day(day, EASTER) for day in week] == [False, False, False, False, True, True, True]
        gulf = BusinessCalendar(weekend=FRIDAY_SATURDAY)
        assert [is_business_day(day, gulf) for day in week] == [False, False, True, True, True, True, True]


class TestAdjust:
    @pytest.mark.parametrize(
        ("day", "convention", "expected"),
        [
            ("2026-01-31", "unadjusted", "2026-01-31"),
            ("2026-01-31", "following", "2026-02-02"),
            ("2026-01-31", "preceding", "2026-01-30"),
            ("2026-01-31", "modified_following", "2026-01-30"),
            ("2026-01-31", "modified_preceding", "2026-01-30"),
            ("2026-01-31", "nearest", "2026-01-30"),
            ("2026-02-01", "following", "2026-02-02"),
            ("2026-02-01", "preceding", "2026-01-30"),
            ("2026-02-01", "modified_following", "2026-02-02"),
            ("2026-02-01", "modified_preceding", "2026-02-02"),
            ("2026-02-01", "nearest", "2026-02-02"),
            ("2026-04-03", "following", "2026-04-07"),
            ("2026-04-06", "preceding", "2026-04-02"),
            ("2026-04-04", "nearest", "2026-04-02"),
            ("2026-04-05", "nearest", "2026-04-07"),
            ("2026-04-07", "preceding", "2026-04-07"),
        ],
    )
    def test_known_days(self, day: str, convention: Convention, expected: str) -> None:
        assert adjust(date.fromisoformat(day), convention, EASTER) == date.fromisoformat(expected)

    def test_of_two_equally_near_it_is_the_later(self) -> None:
        wednesday = date(2026, 3, 4)
        calendar = BusinessCalendar(holidays=frozenset({wednesday}))
        assert adjust(wednesday, "nearest", calendar) == date(2026, 3, 5)

    def test_e9_the_company_chooses_what_a_weekend_does(self) -> None:
        """E9: the same Saturday goes to Friday here and to Monday there, and a holiday likewise."""
        saturday = date(2026, 3, 7)
        assert adjust(saturday, "preceding", MONDAY_TO_FRIDAY) == date(2026, 3, 6)
        assert adjust(saturday, "following", MONDAY_TO_FRIDAY) == date(2026, 3, 9)
        assert adjust(date(2026, 4, 3), "preceding", EASTER) == date(2026, 4, 2)
        assert adjust(date(2026, 4, 3), "following", EASTER) == date(2026, 4, 7)

    @few
    @given(days, conventions, calendars)
    def test_lands_on_a_business_day_and_stays_there(
        self, day: date, convention: Convention, calendar: BusinessCalendar
    ) -> None:
        moved = adjust(day, convention, calendar)
        assert is_business_day(moved, calendar)
        assert adjust(moved, convention, calendar) == moved
        assert (moved == day) == is_business_day(day, calendar)

    @few
    @given(days, calendars)
    def test_moves_the_way_it_says_and_no_further_than_needed(self, day: date, calendar: BusinessCalendar) -> None:
        after, before = adjust(day, "following", calendar), adjust(day, "preceding", calendar)
        assert before <= day <= after
        between = [before + timedelta(days=offset) for offset in range(1, (after - before).days)]
        assert not [each for each in between if is_business_day(each, calendar)]
        nearest = adjust(day, "nearest", calendar)
        assert nearest in (before, after)
        assert abs(nearest - day) == min(after - day, day - before)

    @few
    @given(days, st.sampled_from(["modified_following", "modified_preceding"]), calendars)
    def test_the_modified_ones_stay_in_the_month(
        self, day: date, convention: Convention, calendar: BusinessCalendar
    ) -> None:
        month = [day.replace(day=1) + timedelta(days=offset) for offset in range(31)]
        if any(is_business_day(each, calendar) for each in month if each.month == day.month):
            moved = adjust(day, convention, calendar)
            assert (moved.year, moved.month) == (day.year, day.month)

    def test_a_month_without_business_days_is_left(self) -> None:
        august = BusinessCalendar(holidays=frozenset(date(2026, 8, day) for day in range(1, 32)))
        assert adjust(date(2026, 8, 14), "modified_following", august) == date(2026, 7, 31)
        assert adjust(date(2026, 8, 14), "modified_preceding", august) == date(2026, 9, 1)

    @pytest.mark.parametrize("convention", sorted(set(get_args(Convention)) - {"unadjusted"}))
    def test_gives_up_where_every_day_is_off(self, convention: Convention) -> None:
        with pytest.raises(NoBusinessDay) as caught:
            adjust(date(2026, 3, 4), convention, BusinessCalendar(weekend=frozenset(range(7))))
        assert caught.value.code == "schedule.no_business_day"
        assert str(caught.value) == (
            "There is no business day within 366 days of 2026-03-04. Take a weekday out of the weekend, "
            "or some holidays out."
        )
        assert adjust(date(2026, 3, 4), "unadjusted", BusinessCalendar(weekend=frozenset(range(7)))) == date(2026, 3, 4)

    def test_looks_366_days_far(self) -> None:
        start = date(2026, 3, 4)
        shut = frozenset(start + timedelta(days=offset) for offset in range(366))
        calendar = BusinessCalendar(weekend=frozenset(), holidays=shut)
        assert adjust(start, "following", calendar) == start + timedelta(days=366)
        longer = BusinessCalendar(weekend=frozenset(), holidays=shut | {start + timedelta(days=366)})
        with pytest.raises(NoBusinessDay):
            adjust(start, "following", longer)


class TestCounting:
    @pytest.mark.parametrize(
        ("day", "count", "expected"),
        [
            ("2026-04-02", 0, "2026-04-02"),
            ("2026-04-04", 0, "2026-04-04"),
            ("2026-04-02", 1, "2026-04-07"),
            ("2026-04-02", 2, "2026-04-08"),
            ("2026-04-04", 1, "2026-04-07"),
            ("2026-04-04", -1, "2026-04-02"),
            ("2026-04-08", -2, "2026-04-02"),
        ],
    )
    def test_known_days(self, day: str, count: int, expected: str) -> None:
        assert add_business_days(date.fromisoformat(day), count, EASTER) == date.fromisoformat(expected)

    @pytest.mark.parametrize(
        ("start", "end", "expected"),
        [
            ("2026-04-02", "2026-04-02", 0),
            ("2026-04-02", "2026-04-06", 0),
            ("2026-04-02", "2026-04-07", 1),
            ("2026-04-01", "2026-04-08", 3),
            ("2026-04-08", "2026-04-01", -3),
            ("2026-04-07", "2026-04-03", 0),
        ],
    )
    def test_known_counts(self, start: str, end: str, expected: int) -> None:
        assert business_days_between(date.fromisoformat(start), date.fromisoformat(end), EASTER) == expected

    @few
    @given(days, st.integers(-30, 30), calendars)
    def test_counting_undoes_adding(self, day: date, count: int, calendar: BusinessCalendar) -> None:
        moved = add_business_days(day, count, calendar)
        assert business_days_between(day, moved, calendar) == count
        assert count == 0 or is_business_day(moved, calendar)

    @few
    @given(days, st.integers(0, 60), st.integers(0, 60), calendars)
    def test_counts_add_up(self, start: date, one: int, other: int, calendar: BusinessCalendar) -> None:
        middle, end = start + timedelta(days=one), start + timedelta(days=one + other)
        parts = business_days_between(start, middle, calendar) + business_days_between(middle, end, calendar)
        assert parts == business_days_between(start, end, calendar)

    def test_gives_up_where_every_day_is_off(self) -> None:
        with pytest.raises(NoBusinessDay):
            add_business_days(date(2026, 3, 4), 1, BusinessCalendar(weekend=frozenset(range(7))))
