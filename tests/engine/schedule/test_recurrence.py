"""Which recurrences can be followed."""

from datetime import date
from typing import Any

import pytest

from duespark.engine.schedule.month_rules import DayOfMonth, LastDay, NthBusinessDay, NthWeekday
from duespark.engine.schedule.occurrences import due_occurrences, next_occurrence, occurrence, occurrences
from duespark.engine.schedule.period import Period
from duespark.engine.schedule.recurrence import InvalidRecurrence, Recurrence, check_recurrence

START = date(2026, 1, 31)
WEEKDAYS = "weekdays are 0 for Monday to 6 for Sunday"
MONTHS = "months to skip are 1 for January to 12 for December, and not all of them"
BACKWARD = Period(start=date(2026, 8, 2), end=date(2026, 8, 1))


def recurrence(**more: Any) -> Recurrence:
    return Recurrence(**{"start": START, "unit": "month", **more})


class TestCheckRecurrence:
    @pytest.mark.parametrize(
        ("more", "pointer", "problem"),
        [
            ({"start": date(1899, 12, 31)}, "/start", "it must not start before the year 1900"),
            ({"interval": 0}, "/interval", "the interval must be 1 to 1000"),
            ({"interval": 1001}, "/interval", "the interval must be 1 to 1000"),
            ({"unit": "week", "weekdays": frozenset({7})}, "/weekdays", WEEKDAYS),
            ({"unit": "week", "weekdays": frozenset({-1, 0})}, "/weekdays", WEEKDAYS),
            (
                {"weekdays": frozenset({0})},
                "/weekdays",
                "only weeks recur on weekdays; use `on` for a weekday of the month",
            ),
            (
                {"unit": "week", "on": LastDay()},
                "/on",
                "only months, quarters and years recur on a day of the month",
            ),
            (
                {"unit": "day", "on": LastDay()},
                "/on",
                "only months, quarters and years recur on a day of the month",
            ),
            ({"on": DayOfMonth(day=32)}, "/on/day", "the day of the month must be 1 to 31"),
            ({"on": NthWeekday(nth=1, weekday=7)}, "/on/weekday", WEEKDAYS),
            ({"end": date(2026, 1, 30)}, "/end", "it must not end before it starts"),
            ({"limit": 0}, "/limit", "the limit must be at least 1"),
            (
                {"contract_start": date(2026, 1, 2), "contract_end": date(2026, 1, 1)},
                "/contract_end",
                "the contract must not end before it starts",
            ),
            ({"skip_months": frozenset({0})}, "/skip_months", MONTHS),
            ({"skip_months": frozenset({13})}, "/skip_months", MONTHS),
            ({"skip_months": frozenset(range(1, 13))}, "/skip_months", MONTHS),
            (
                {"skip_periods": (Period(start=START, end=START), BACKWARD)},
                "/skip_periods/1",
                "a period to skip must not end before it starts",
            ),
        ],
    )
    def test_refuses_what_cannot_be_followed(self, more: dict[str, Any], pointer: str, problem: str) -> None:
        with pytest.raises(InvalidRecurrence) as caught:
            check_recurrence(recurrence(**more))
        assert caught.value.code == "schedule.invalid_recurrence"
        assert (caught.value.pointer, str(caught.value)) == (pointer, f"The schedule cannot be followed: {problem}.")

    @pytest.mark.parametrize(
        "more",
        [
            {"start": date(1900, 1, 1)},
            {"interval": 1},
            {"interval": 1000},
            {"unit": "week", "weekdays": frozenset(range(7))},
            {"unit": "year", "on": NthBusinessDay(nth=-1)},
            {"unit": "quarter", "on": LastDay()},
            {"end": START, "limit": 1},
            {"contract_start": START, "contract_end": START},
            {"contract_end": date(2020, 1, 1)},
            {"skip_months": frozenset(range(1, 12)), "skip_periods": (Period(start=START, end=START),)},
        ],
    )
    def test_takes_what_can(self, more: dict[str, Any]) -> None:
        wanted = recurrence(**more)
        assert check_recurrence(wanted) is wanted

    def test_the_first_thing_wrong_is_named(self) -> None:
        with pytest.raises(InvalidRecurrence) as caught:
            check_recurrence(recurrence(interval=0, limit=0, skip_months=frozenset({0})))
        assert caught.value.pointer == "/interval"

    def test_nothing_is_computed_for_a_wrong_one(self) -> None:
        wrong = recurrence(interval=0)
        with pytest.raises(InvalidRecurrence):
            occurrences(wrong)
        with pytest.raises(InvalidRecurrence):
            occurrence(wrong, 0)
        with pytest.raises(InvalidRecurrence):
            due_occurrences(wrong, done=None, on=START)
        with pytest.raises(InvalidRecurrence):
            next_occurrence(wrong, done=None)
