"""Reminder policies and their presets."""

from dataclasses import replace
from datetime import time

import pytest

from duespark.engine.dunning.policy import INVOICE_TRACKER, STANDARD, InvalidPolicy, Policy, Step, check_policy
from duespark.engine.schedule.local_time import UnknownZone


def step(key: str, offset_days: int) -> Step:
    return Step(key=key, offset_days=offset_days, tone="gentle")


class TestPresets:
    def test_the_standard_sequence(self) -> None:
        assert [each.offset_days for each in STANDARD.steps] == [-7, -1, 0, 3, 7, 14, 30]
        assert [each.tone for each in STANDARD.steps] == [
            "friendly",
            "friendly",
            "professional",
            "gentle",
            "firm",
            "firm",
            "legal",
        ]
        assert STANDARD.weekly_cap == 2

    def test_invoice_tracker_opens_two_days_before(self) -> None:
        assert INVOICE_TRACKER.steps[0].offset_days == -2

    @pytest.mark.parametrize("policy", [STANDARD, INVOICE_TRACKER])
    def test_can_be_followed(self, policy: Policy) -> None:
        assert check_policy(policy) == policy


class TestCheckPolicy:
    def test_puts_steps_in_order(self) -> None:
        checked = check_policy(Policy(steps=(step("b", 3), step("a", -2))))
        assert [each.key for each in checked.steps] == ["a", "b"]

    @pytest.mark.parametrize(
        ("policy", "problem"),
        [
            (Policy(steps=tuple(step(str(at), at) for at in range(31))), "more than 30"),
            (Policy(steps=(step("a", 1), step("a", 2))), "key of its own"),
            (Policy(steps=(step("", 1),)), "key of its own"),
            (Policy(steps=(step("a", 1), step("b", 1))), "day of its own"),
            (Policy(steps=(step("a", 731),)), "at most 730 days"),
            (Policy(steps=(step("a", -731),)), "at most 730 days"),
            (replace(STANDARD, weekly_cap=0), "at least 1"),
            (replace(STANDARD, opens=time(9), closes=time(9)), "open before it closes"),
            (replace(STANDARD, weekdays=frozenset()), "at least one weekday"),
            (replace(STANDARD, weekdays=frozenset({7})), "at least one weekday"),
        ],
    )
    def test_refuses_what_cannot_be_followed(self, policy: Policy, problem: str) -> None:
        with pytest.raises(InvalidPolicy, match=problem):
            check_policy(policy)

    def test_thirty_steps_and_two_years_are_fine(self) -> None:
        steps = (*(step(str(at), at) for at in range(28)), step("first", -730), step("last", 730))
        assert len(check_policy(Policy(steps=steps, weekly_cap=None)).steps) == 30

    def test_refuses_unknown_zones(self) -> None:
        with pytest.raises(UnknownZone):
            check_policy(replace(STANDARD, zone="Mars/Olympus"))
