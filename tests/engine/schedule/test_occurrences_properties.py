"""Promises of schedules over random patterns, bounds, skips and zones."""

from dataclasses import replace
from datetime import date, time
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from duespark.engine.schedule.local_time import find_zone, local_date
from duespark.engine.schedule.numbered import day_of, period_of_index
from duespark.engine.schedule.occurrences import (
    Occurrence,
    due_occurrences,
    next_occurrence,
    occurrence,
    occurrences,
    send_at,
)
from duespark.engine.schedule.period import overlap
from duespark.engine.schedule.recurrence import Recurrence
from tests.engine.schedule.recurrences import DAY, patterns, recurrences, walk, without_bounds
from tests.support.examples import examples

ZONES = ["Pacific/Auckland", "America/New_York", "America/Sao_Paulo", "Asia/Kolkata", "Australia/Lord_Howe"]
WINDOW = 500
few = examples(20)


def within(recurrence: Recurrence, days: int = WINDOW) -> list[Occurrence]:
    return list(occurrences(recurrence, until=recurrence.start + days * DAY))


class TestPatterns:
    @few
    @given(patterns())
    def test_are_the_days_one_finds_walking_the_calendar(self, pattern: Recurrence) -> None:
        assert [each.on for each in within(pattern, WINDOW - 1)] == walk(pattern, WINDOW)

    @few
    @given(patterns(), st.integers(0, 300), st.integers(1, 12))
    def test_never_drift(self, pattern: Recurrence, index: int, count: int) -> None:
        """FM-26: a number says the same whether it is asked alone or reached from the start."""
        reached = list(occurrences(pattern, most=index + count))[index:]
        assert reached == [occurrence(pattern, number) for number in range(index, index + count)]

    @few
    @given(patterns(), st.integers(0, 300))
    def test_periods_leave_no_day_out_and_bill_none_twice(self, pattern: Recurrence, index: int) -> None:
        """FM-25: each period begins the day after the one before it."""
        one, two = period_of_index(pattern, index), period_of_index(pattern, index + 1)
        assert one.start <= one.end
        assert two.start == one.end + DAY
        assert day_of(pattern, index) < day_of(pattern, index + 1)

    @few
    @given(patterns(), st.integers(0, 300))
    def test_in_advance_covers_what_follows_in_arrears(self, pattern: Recurrence, index: int) -> None:
        advance = period_of_index(replace(pattern, billing="advance"), index)
        arrears = period_of_index(replace(pattern, billing="arrears"), index)
        assert arrears.end + DAY == advance.start
        assert arrears.start <= day_of(pattern, index) <= advance.end


class TestBounds:
    @few
    @given(recurrences())
    def test_hold(self, recurrence: Recurrence) -> None:
        found = within(recurrence)
        for each in found:
            assert recurrence.start <= each.on <= (recurrence.end or date.max)
            assert each.on not in recurrence.skip_dates
            assert each.index not in recurrence.skip_indexes
            assert each.period.start.month not in recurrence.skip_months
            assert not any(skip.start <= each.period.start <= skip.end for skip in recurrence.skip_periods)
            assert (recurrence.contract_start or date.min) <= each.billed.start <= each.billed.end
            assert each.billed.end <= (recurrence.contract_end or date.max)
            assert overlap(each.billed, each.period) == each.billed
        assert len(found) <= (recurrence.limit or len(found))
        assert all(one.on < two.on and one.index < two.index for one, two in pairwise(found))

    @few
    @given(recurrences())
    def test_leave_out_nothing_else(self, recurrence: Recurrence) -> None:
        """Whatever the pattern names and is missing has a reason."""
        kept = {each.index for each in within(recurrence)}
        contract_start, contract_end = recurrence.contract_start or date.min, recurrence.contract_end or date.max
        bare = without_bounds(recurrence)
        contracted = [each for each in within(bare) if each.period.end >= contract_start]
        for number, each in enumerate(contracted):
            reasons = (
                each.on > (recurrence.end or date.max),
                number >= (recurrence.limit or number + 1),
                each.period.start > contract_end,
                each.on in recurrence.skip_dates,
                each.index in recurrence.skip_indexes,
                each.period.start.month in recurrence.skip_months,
                any(skip.start <= each.period.start <= skip.end for skip in recurrence.skip_periods),
            )
            assert (each.index in kept) != any(reasons)

    @few
    @given(recurrences(), st.integers(-30, WINDOW), st.integers(0, WINDOW), st.integers(0, 5))
    def test_after_until_and_most_cut_the_same_list(
        self, recurrence: Recurrence, after: int, until: int, most: int
    ) -> None:
        begin, end = recurrence.start + after * DAY, recurrence.start + until * DAY
        expected = [each for each in within(recurrence) if begin < each.on <= end]
        assert list(occurrences(recurrence, after=begin, until=end)) == expected
        assert list(occurrences(recurrence, after=begin, until=end, most=most)) == expected[:most]


class TestDue:
    @few
    @given(recurrences(), st.lists(st.integers(-10, WINDOW), max_size=12), st.booleans(), st.integers(1, 4))
    def test_every_one_is_billed_exactly_once(
        self, recurrence: Recurrence, sweeps: list[int], by_key: bool, most: int
    ) -> None:
        """FM-25: whenever one asks, however long nobody did, and however few are taken at a time."""
        billed: list[Occurrence] = []
        last = max(sweeps, default=0)
        for day in [*sorted(sweeps), *[last] * WINDOW]:
            done = None if not billed else billed[-1].key if by_key else billed[-1].index
            found = due_occurrences(recurrence, done=done, on=recurrence.start + day * DAY, most=most)
            if not found and day == last:
                break
            billed += found
        assert billed == within(recurrence, last)

    @few
    @given(recurrences())
    def test_the_next_ones_one_by_one_are_the_same(self, recurrence: Recurrence) -> None:
        expected = list(occurrences(recurrence, most=8))
        found, done = list[Occurrence](), None
        while (following := next_occurrence(recurrence, done=done)) and len(found) < 8:
            found.append(following)
            done = following.key
        assert found == expected

    @few
    @given(recurrences(), patterns(), st.integers(0, 20))
    def test_no_day_is_billed_twice_whatever_the_schedule_becomes(
        self, before: Recurrence, after: Recurrence, count: int
    ) -> None:
        """FM-25: the key of the last period holds over any change."""
        billed = list(occurrences(before, most=count))
        if billed:
            following = next_occurrence(after, done=billed[-1].key)
            assert following is not None
            assert following.period.start > billed[-1].period.end


class TestSendAt:
    @examples(50)
    @given(st.dates(date(2015, 1, 1), date(2035, 12, 31)), st.times(), st.sampled_from(ZONES))
    def test_is_on_the_day_and_never_in_a_gap(self, day: date, at: time, zone: str) -> None:
        """FM-27: the clocks show the time asked for, or the first after a gap, on the occurrence's day."""
        instant = send_at(next(occurrences(Recurrence(start=day, unit="day"))), at, zone)
        assert local_date(instant, zone) == day
        shown = instant.astimezone(find_zone(zone)).time()
        assert shown == at or at < shown <= time(4)
