"""What is due: everything that was missed, each exactly once."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from duespark.engine.schedule.month_rules import DayOfMonth, LastDay
from duespark.engine.schedule.occurrences import due_occurrences, next_occurrence, occurrence, occurrences
from duespark.engine.schedule.period import InvalidPeriod
from duespark.engine.schedule.recurrence import Recurrence, Unit

NEW_YEAR = date(2026, 1, 1)
MONTHLY = Recurrence(start=NEW_YEAR, unit="month")


class TestDue:
    def test_waits_for_the_day(self) -> None:
        assert due_occurrences(MONTHLY, done=None, on=date(2025, 12, 31)) == ()
        assert [each.index for each in due_occurrences(MONTHLY, done=None, on=NEW_YEAR)] == [0]
        assert due_occurrences(MONTHLY, done=0, on=date(2026, 1, 31)) == ()
        assert [each.index for each in due_occurrences(MONTHLY, done=0, on=date(2026, 2, 1))] == [1]

    def test_fm_25_catches_up_after_a_stop_of_40_days(self) -> None:
        """FM-25: every occurrence missed, each exactly once."""
        weekly = Recurrence(start=NEW_YEAR, unit="week")
        found = due_occurrences(weekly, done="2026-01-01/2026-01-07", on=date(2026, 1, 1) + timedelta(days=40))
        assert [each.index for each in found] == [1, 2, 3, 4, 5]
        assert due_occurrences(weekly, done=found[-1].key, on=date(2026, 2, 10)) == ()

    def test_fm_25_a_crash_in_a_batch_repeats_and_loses_nothing(self) -> None:
        """FM-25: after any number of a batch, asking again gives the rest."""
        everything = due_occurrences(MONTHLY, done=None, on=date(2027, 1, 1))
        for stopped in range(len(everything) - 1):
            for done in (everything[stopped].key, everything[stopped].index):
                assert due_occurrences(MONTHLY, done=done, on=date(2027, 1, 1)) == everything[stopped + 1 :]

    def test_fm_25_billing_ahead_by_hand_is_not_repeated_on_the_day(self) -> None:
        """FM-25, REC-14: the next is generated on 10 January; on 1 February nothing is left to do."""
        ahead = next_occurrence(MONTHLY, done="2026-01-01/2026-01-31")
        assert ahead is not None
        assert ahead.on == date(2026, 2, 1)
        assert due_occurrences(MONTHLY, done=ahead.key, on=date(2026, 2, 28)) == ()
        assert len(due_occurrences(MONTHLY, done=ahead.key, on=date(2026, 3, 1))) == 1

    def test_fm_25_no_day_is_billed_twice_after_a_change(self) -> None:
        """FM-25: March was billed; moved to the 15th, the schedule goes on with what begins after March."""
        moved = Recurrence(start=NEW_YEAR, unit="month", on=DayOfMonth(day=15))
        found = due_occurrences(moved, done="2026-03-01/2026-03-31", on=date(2026, 4, 30))
        assert [each.key for each in found] == ["2026-04-15/2026-05-14"]

    def test_fm_25_keys_are_unique_in_a_schedule(self) -> None:
        """FM-25: what the constraint on schedule and period leans on."""
        units: list[Unit] = ["day", "week", "month", "quarter", "year"]
        for unit in units:
            found = list(occurrences(Recurrence(start=date(2026, 1, 31), unit=unit), most=500))
            assert len({each.key for each in found}) == 500
            assert all(one.period.end < two.period.start for one, two in pairwise(found))

    def test_of_many_the_earliest_come_first(self) -> None:
        daily = Recurrence(start=date(2000, 1, 1), unit="day")
        assert len(due_occurrences(daily, done=None, on=NEW_YEAR)) == 1000
        assert [each.index for each in due_occurrences(daily, done=6, on=NEW_YEAR, most=2)] == [7, 8]

    @pytest.mark.parametrize("done", [None, -1, "2025-12-01/2025-12-31"])
    def test_nothing_done_means_from_the_first(self, done: int | str | None) -> None:
        assert [each.index for each in due_occurrences(MONTHLY, done=done, on=NEW_YEAR)] == [0]

    def test_a_period_done_in_arrears_before_the_start_counts(self) -> None:
        arrears = Recurrence(start=NEW_YEAR, unit="month", billing="arrears")
        following = next_occurrence(arrears, done="2025-12-01/2025-12-31")
        assert following is not None
        assert following.index == 1

    def test_part_of_the_first_period_done_counts(self) -> None:
        closing = Recurrence(start=date(2026, 3, 31), unit="month", on=LastDay(), billing="arrears")
        following = next_occurrence(closing, done="2026-03-01/2026-03-20")
        assert following is not None
        assert following.key == "2026-04-01/2026-04-30"

    def test_refuses_a_key_that_is_none(self) -> None:
        with pytest.raises(InvalidPeriod):
            due_occurrences(MONTHLY, done="2026-03", on=NEW_YEAR)
        with pytest.raises(InvalidPeriod):
            next_occurrence(MONTHLY, done="")

    def test_there_is_no_next_after_the_last(self) -> None:
        limited = Recurrence(start=NEW_YEAR, unit="month", limit=2)
        assert next_occurrence(limited, done=1) is None
        assert next_occurrence(limited, done="2026-01-01/2026-01-31") == occurrence(limited, 1)
