"""When a case opens, and that none is missed (E11, E17, CAS-01)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duespark.engine.dunning.cases import OVERLAP_DAYS, DueDates, case_opens, due_dates_to_fetch, has_opened
from duespark.engine.dunning.policy import INVOICE_TRACKER, STANDARD, Policy, Step

DUE = date(2026, 3, 31)
LATE_ONLY = Policy(steps=(Step(key="after_3", offset_days=3, tone="gentle"),))


class TestCaseOpens:
    def test_at_the_earliest_step(self) -> None:
        assert case_opens(STANDARD, DUE) == date(2026, 3, 24)
        assert case_opens(INVOICE_TRACKER, DUE) == date(2026, 3, 29)
        assert case_opens(LATE_ONLY, DUE) == date(2026, 4, 3)

    def test_wherever_that_stands_in_the_policy(self) -> None:
        assert case_opens(replace(STANDARD, steps=STANDARD.steps[::-1]), DUE) == date(2026, 3, 24)

    def test_not_at_one_that_is_switched_off(self) -> None:
        off = replace(STANDARD, steps=(replace(STANDARD.steps[0], enabled=False), *STANDARD.steps[1:]))
        assert case_opens(off, DUE) == date(2026, 3, 30)

    def test_never_without_steps(self) -> None:
        assert case_opens(Policy(steps=()), DUE) is None
        assert not has_opened(Policy(steps=()), DUE, date(2030, 1, 1))
        assert due_dates_to_fetch(Policy(steps=()), today=DUE, fetched_on=None) is None


class TestHasOpened:
    @pytest.mark.parametrize(("today", "opened"), [(28, False), (29, True), (30, True)])
    def test_from_the_day_itself_on(self, today: int, opened: bool) -> None:
        assert has_opened(INVOICE_TRACKER, DUE, date(2026, 3, today)) is opened

    def test_at_once_for_terms_shorter_than_the_first_step(self) -> None:
        """E17: issued on the due date, so its day two days before never was."""
        assert has_opened(INVOICE_TRACKER, DUE, DUE)


class TestDueDatesToFetch:
    def test_a_range_from_the_last_fetch_with_an_overlap(self) -> None:
        found = due_dates_to_fetch(INVOICE_TRACKER, today=DUE, fetched_on=date(2026, 3, 30))
        assert found == DueDates(first=date(2026, 3, 25), last=date(2026, 4, 2))
        found = due_dates_to_fetch(INVOICE_TRACKER, today=DUE, fetched_on=date(2026, 3, 30), overlap_days=0)
        assert found == DueDates(first=date(2026, 4, 1), last=date(2026, 4, 2))

    def test_everything_the_first_time(self) -> None:
        assert due_dates_to_fetch(STANDARD, today=DUE, fetched_on=None) == DueDates(first=None, last=date(2026, 4, 7))

    def test_a_policy_that_only_looks_back(self) -> None:
        found = due_dates_to_fetch(LATE_ONLY, today=DUE, fetched_on=DUE, overlap_days=2)
        assert found == DueDates(first=date(2026, 3, 26), last=date(2026, 3, 28))

    def test_a_clock_that_went_back_leaves_a_range(self) -> None:
        found = due_dates_to_fetch(INVOICE_TRACKER, today=DUE, fetched_on=date(2026, 4, 9), overlap_days=0)
        assert found == DueDates(first=date(2026, 4, 2), last=date(2026, 4, 2))

    @given(st.lists(st.integers(1, 20), min_size=1, max_size=10), st.integers(0, 60), st.integers(0, OVERLAP_DAYS))
    def test_no_case_is_missed_whatever_days_are_left_out(
        self, gaps: list[int], due_in: int, entered_late: int
    ) -> None:
        """An invoice entered up to the overlap after its case should have opened is found by the next fetch."""
        due = DUE + timedelta(days=due_in)
        opens = case_opens(STANDARD, due)
        assert opens is not None
        entered, today, fetched = opens + timedelta(days=entered_late), DUE, None
        found_on = None
        for gap in [*gaps, 90]:
            wanted = due_dates_to_fetch(STANDARD, today=today, fetched_on=fetched)
            assert wanted is not None
            inside = wanted.last >= due and (wanted.first is None or wanted.first <= due)
            if found_on is None and entered <= today:
                assert inside, "by the first fetch after it was entered"
                found_on = today
            fetched, today = today, today + timedelta(days=gap)
