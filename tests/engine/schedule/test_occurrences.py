"""Occurrences of known schedules."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from duespark.engine.schedule.occurrences import occurrence, occurrences
from duespark.engine.schedule.period import read_key
from duespark.engine.schedule.proration import prorate
from duespark.engine.schedule.recurrence import Recurrence

NEW_YEAR = date(2026, 1, 1)
MONTHLY = Recurrence(start=NEW_YEAR, unit="month")


def days(most: int, **pattern: Any) -> list[str]:
    return [each.on.isoformat() for each in occurrences(Recurrence(**pattern), most=most)]


def keys(most: int, **pattern: Any) -> list[str]:
    return [each.key for each in occurrences(Recurrence(**pattern), most=most)]


class TestBounds:
    def test_ends_on_the_end_date(self) -> None:
        assert days(9, start=NEW_YEAR, unit="month", end=date(2026, 3, 1)) == ["2026-01-01", "2026-02-01", "2026-03-01"]
        assert days(9, start=NEW_YEAR, unit="month", end=date(2026, 2, 28)) == ["2026-01-01", "2026-02-01"]

    def test_stops_at_the_limit(self) -> None:
        limited = Recurrence(start=NEW_YEAR, unit="month", limit=12)
        assert len(list(occurrences(limited))) == 12
        assert occurrence(limited, 11) is not None
        assert occurrence(limited, 12) is None

    def test_skipping_renumbers_nothing_and_counts_to_the_limit(self) -> None:
        found = list(occurrences(Recurrence(start=NEW_YEAR, unit="month", limit=12, skip_months=frozenset({8}))))
        assert [each.index for each in found] == [0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 11]

    def test_there_is_none_before_number_0(self) -> None:
        assert occurrence(MONTHLY, -1) is None

    def test_ends_with_the_calendar(self) -> None:
        last = list(occurrences(Recurrence(start=date(9999, 10, 31), unit="month")))
        assert [each.key for each in last] == ["9999-10-31/9999-11-29", "9999-11-30/9999-12-30"]
        assert occurrence(MONTHLY, 10**30) is None
        assert occurrence(MONTHLY, 10**6) is None
        assert list(occurrences(MONTHLY, after=date.max)) == []
        assert list(occurrences(Recurrence(start=NEW_YEAR, unit="year"), after=date(9990, 1, 1)))[-1].on.year == 9998


class TestContract:
    def test_in_advance_the_last_period_is_cut_to_the_contract(self) -> None:
        """REC-12: it stops at the end of the contract, and bills no day after it."""
        ending = Recurrence(start=NEW_YEAR, unit="month", contract_end=date(2026, 3, 10))
        found = list(occurrences(ending))
        assert [each.on.isoformat() for each in found] == ["2026-01-01", "2026-02-01", "2026-03-01"]
        assert [each.billed.key for each in found][1:] == ["2026-02-01/2026-02-28", "2026-03-01/2026-03-10"]
        assert found[-1].key == "2026-03-01/2026-03-31"
        assert prorate(Decimal("310.00"), found[-1].period, found[-1].billed, decimals=2) == Decimal("100.00")

    def test_in_arrears_what_was_used_is_billed_after_the_end(self) -> None:
        ending = Recurrence(start=NEW_YEAR, unit="month", billing="arrears", contract_end=date(2026, 3, 10))
        found = list(occurrences(ending, after=date(2026, 2, 1)))
        assert [(each.on.isoformat(), each.billed.key) for each in found] == [
            ("2026-03-01", "2026-02-01/2026-02-28"),
            ("2026-04-01", "2026-03-01/2026-03-10"),
        ]

    def test_the_last_day_of_the_contract_may_be_the_first_of_a_period(self) -> None:
        found = list(occurrences(Recurrence(start=NEW_YEAR, unit="month", contract_end=date(2026, 3, 1))))
        assert found[-1].billed.key == "2026-03-01/2026-03-01"
        assert len(list(occurrences(Recurrence(start=NEW_YEAR, unit="month", contract_end=date(2026, 2, 28))))) == 2

    def test_nothing_before_the_contract_is_billed(self) -> None:
        pattern = {"start": NEW_YEAR, "unit": "month", "billing": "arrears"}
        begins = Recurrence(**pattern, contract_start=date(2026, 1, 10))  # type: ignore[arg-type]
        first = next(occurrences(begins))
        assert (first.index, first.on, first.billed.key) == (1, date(2026, 2, 1), "2026-01-10/2026-01-31")
        assert occurrence(begins, 0) is None
        earlier = Recurrence(**pattern, contract_start=date(2025, 12, 31))  # type: ignore[arg-type]
        assert next(occurrences(earlier)).billed.key == "2025-12-31/2025-12-31"
        later = Recurrence(**pattern, contract_start=date(2026, 1, 1))  # type: ignore[arg-type]
        assert next(occurrences(later)).billed.key == "2026-01-01/2026-01-31"

    def test_the_limit_counts_from_the_contract(self) -> None:
        begins = Recurrence(start=NEW_YEAR, unit="month", billing="arrears", contract_start=NEW_YEAR, limit=12)
        found = list(occurrences(begins))
        assert (len(found), found[0].key, found[-1].key) == (12, "2026-01-01/2026-01-31", "2026-12-01/2026-12-31")


class TestSkips:
    def test_rec_08_no_august(self) -> None:
        """REC-08: a month without bills."""
        found = days(9, start=date(2026, 6, 1), unit="month", skip_months=frozenset({8}), end=date(2026, 10, 1))
        assert found == ["2026-06-01", "2026-07-01", "2026-09-01", "2026-10-01"]

    def test_rec_08_no_august_in_arrears_spares_august_and_not_july(self) -> None:
        """REC-08: what counts is the month paid for, not the month of the invoice."""
        found = keys(3, start=date(2026, 7, 1), unit="month", billing="arrears", skip_months=frozenset({8}))
        assert found == ["2026-06-01/2026-06-30", "2026-07-01/2026-07-31", "2026-09-01/2026-09-30"]

    def test_a_day(self) -> None:
        found = days(3, start=date(2026, 12, 17), unit="week", skip_dates=frozenset({date(2026, 12, 24)}))
        assert found == ["2026-12-17", "2026-12-31", "2027-01-07"]

    def test_the_next_one_by_its_number(self) -> None:
        skipping = Recurrence(start=NEW_YEAR, unit="month", skip_indexes=frozenset({1}))
        assert [each.index for each in occurrences(skipping, most=3)] == [0, 2, 3]
        assert occurrence(skipping, 1) is None

    def test_a_pause_spares_what_begins_in_it(self) -> None:
        pauses = (read_key("2026-02-02/2026-04-01"), read_key("2026-06-01/2026-06-01"))
        found = days(5, start=NEW_YEAR, unit="month", skip_periods=pauses)
        assert found == ["2026-01-01", "2026-02-01", "2026-05-01", "2026-07-01", "2026-08-01"]

    def test_a_year_that_is_always_skipped_comes_to_an_end(self) -> None:
        never = Recurrence(start=NEW_YEAR, unit="year", interval=50, skip_months=frozenset({1}))
        assert list(occurrences(never)) == []


class TestOccurrences:
    def test_after_leaves_the_day_out_and_until_includes_it(self) -> None:
        found = occurrences(MONTHLY, after=date(2026, 2, 1), until=date(2026, 5, 1))
        assert [each.index for each in found] == [2, 3, 4]
        found = occurrences(MONTHLY, after=date(2026, 1, 31), until=date(2026, 4, 30))
        assert [each.index for each in found] == [1, 2, 3]

    @pytest.mark.parametrize("after", [date(2025, 12, 31), date(1, 1, 1)])
    def test_after_may_be_before_the_start(self, after: date) -> None:
        assert next(occurrences(MONTHLY, after=after)).index == 0

    def test_comes_one_at_a_time(self) -> None:
        endless = occurrences(Recurrence(start=NEW_YEAR, unit="day"))
        assert [next(endless).index, next(endless).index] == [0, 1]
        assert list(occurrences(MONTHLY, most=0)) == []
