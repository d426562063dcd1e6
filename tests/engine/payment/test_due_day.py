"""Business-day conventions: a setting, not a contradiction of weekends and holidays."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duespark.engine.payment.due_day import Convention, NoBusinessDay, business_days, roll

GOOD_FRIDAY, EASTER_MONDAY = date(2026, 4, 3), date(2026, 4, 6)
EASTER = business_days(holidays={GOOD_FRIDAY, EASTER_MONDAY})
dates = st.dates(date(2020, 1, 1), date(2030, 12, 31))
conventions = st.sampled_from(["unadjusted", "following", "preceding", "modified_following"])


class TestBusinessDays:
    def test_a_weekend_and_holidays_are_off(self) -> None:
        assert [EASTER(date(2026, 4, day)) for day in range(2, 8)] == [True, False, False, False, False, True]

    def test_the_weekend_is_the_country_s(self) -> None:
        is_business = business_days(weekend=(4, 5))
        assert [is_business(date(2026, 4, day)) for day in (2, 3, 4, 5)] == [True, False, False, True]


class TestRoll:
    @pytest.mark.parametrize(
        ("convention", "expected"),
        [
            ("unadjusted", GOOD_FRIDAY),
            ("following", date(2026, 4, 7)),
            ("preceding", date(2026, 4, 2)),
            ("modified_following", date(2026, 4, 7)),
        ],
    )
    def test_moves_over_holidays_and_weekends_together(self, convention: Convention, expected: date) -> None:
        assert roll(GOOD_FRIDAY, convention, EASTER) == expected

    def test_moving_on_turns_back_at_the_end_of_the_month(self) -> None:
        assert roll(date(2026, 5, 31), "modified_following", business_days()) == date(2026, 5, 29)
        assert roll(date(2026, 5, 31), "following", business_days()) == date(2026, 6, 1)
        assert roll(date(2026, 5, 30), "modified_following", business_days(weekend=(5,))) == date(2026, 5, 31)

    @settings(max_examples=25)
    @given(dates, conventions)
    def test_a_business_day_stays_and_another_becomes_one(self, day: date, convention: Convention) -> None:
        rolled = roll(day, convention, EASTER)
        assert rolled == day if EASTER(day) or convention == "unadjusted" else EASTER(rolled)
        assert roll(rolled, convention, EASTER) == rolled
        assert convention != "modified_following" or rolled.month == day.month

    def test_a_calendar_without_business_days_is_refused(self) -> None:
        with pytest.raises(NoBusinessDay) as caught:
            roll(GOOD_FRIDAY, "following", lambda day: False)
        assert str(caught.value) == (
            "There is no business day within 366 days of 2026-04-03. Check the calendar's weekend and holidays."
        )

    @pytest.mark.parametrize(("convention", "sign"), [("following", 1), ("preceding", -1)])
    def test_looks_a_year_far(self, convention: Convention, sign: int) -> None:
        only = GOOD_FRIDAY + sign * timedelta(days=366)
        assert roll(GOOD_FRIDAY, convention, lambda day: day == only) == only
        with pytest.raises(NoBusinessDay):
            roll(GOOD_FRIDAY - sign * timedelta(days=1), convention, lambda day: day == only)
