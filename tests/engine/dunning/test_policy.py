"""Reminder policies and their presets."""

from dataclasses import replace
from datetime import time

import pytest

from duespark.engine.dunning.policy import (
    INVOICE_TRACKER,
    STANDARD,
    TONES,
    InvalidPolicy,
    PauseRules,
    Policy,
    Step,
    check_policy,
)
from duespark.engine.dunning.presets import EU_B2B, GENTLE, PRESETS, STRICT
from duespark.engine.schedule.local_time import UnknownZone

OWN_DAY = "each step needs a day of its own, at most 730 days from the due date"
AFTER_DUE = "a final notice, a hand-over and a late fee come after the due date"
WEEKDAY = "it needs at least one weekday, 0 for Monday to 6 for Sunday"


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
        assert [each.offset_days for each in INVOICE_TRACKER.steps] == [-2, 3, 7, 14, 30]
        assert [each.tone for each in INVOICE_TRACKER.steps] == ["friendly", "gentle", "firm", "firm", "legal"]

    def test_both_end_with_a_final_notice(self) -> None:
        assert [step.key for step in STANDARD.steps if step.action != "remind"] == ["after_30"]
        assert [step.key for step in INVOICE_TRACKER.steps if step.action == "final_notice"] == ["after_30"]

    def test_each_has_a_key(self) -> None:
        assert PRESETS == {
            "standard": STANDARD,
            "invoice_tracker": INVOICE_TRACKER,
            "gentle": GENTLE,
            "strict": STRICT,
            "eu_b2b": EU_B2B,
        }

    @pytest.mark.parametrize("policy", PRESETS.values(), ids=PRESETS.keys())
    def test_each_can_be_followed_and_grows_firmer(self, policy: Policy) -> None:
        assert check_policy(policy) == policy
        tones = [TONES.index(each.tone) for each in policy.steps]
        assert tones == sorted(tones)

    def test_the_gentle_one_writes_four_times_and_never_threatens(self) -> None:
        assert [(each.offset_days, each.tone) for each in GENTLE.steps] == [
            (-3, "friendly"),
            (5, "professional"),
            (14, "gentle"),
            (28, "firm"),
        ]
        assert {each.action for each in GENTLE.steps} == {"remind"}
        assert (GENTLE.weekly_cap, GENTLE.min_gap_days) == (1, 3)
        assert GENTLE.pauses == PauseRules(promise_grace_days=5, partial_payment_days=7)

    def test_the_strict_one_ends_with_collectors(self) -> None:
        assert [(each.offset_days, each.action, each.late_fee) for each in STRICT.steps] == [
            (-3, "remind", ""),
            (0, "remind", ""),
            (1, "remind", ""),
            (5, "remind", ""),
            (10, "remind", "late_payment"),
            (15, "final_notice", ""),
            (30, "hand_over", ""),
        ]
        assert STRICT.steps[5].other_channels == ("letter",)
        assert STRICT.weekly_cap == 3
        assert STRICT.pauses.chase_undisputed
        assert STRICT.pauses.firmer_after_broken_promise

    def test_between_businesses_in_the_eu_interest_is_named_from_the_first_day(self) -> None:
        """Directive 2011/7/EU, articles 3 and 6: interest and compensation without a reminder."""
        assert [(each.offset_days, each.template, each.late_fee) for each in EU_B2B.steps] == [
            (-3, "", ""),
            (1, "interest_notice", ""),
            (8, "interest_notice", "compensation"),
            (15, "interest_notice", "compensation"),
            (30, "", ""),
        ]
        notice = EU_B2B.steps[3]
        assert (notice.action, notice.statutory, notice.other_channels) == ("final_notice", True, ("letter",))
        assert EU_B2B.steps[4].action == "hand_over"


class TestCheckPolicy:
    def test_puts_steps_in_order(self) -> None:
        checked = check_policy(Policy(steps=(step("b", 3), step("a", -2))))
        assert [each.key for each in checked.steps] == ["a", "b"]

    @pytest.mark.parametrize(
        ("policy", "problem", "pointer"),
        [
            (Policy(steps=tuple(step(str(at), at) for at in range(31))), "it has more than 30 steps", "/steps"),
            (Policy(steps=(step("a", 1), step("a", 2))), "each step needs a key of its own", "/steps"),
            (Policy(steps=(step("", 1),)), "each step needs a key of its own", "/steps"),
            (Policy(steps=(step("a", 1), step("b", 1))), OWN_DAY, "/steps"),
            (Policy(steps=(step("a", 731),)), OWN_DAY, "/steps"),
            (Policy(steps=(step("a", -731),)), OWN_DAY, "/steps"),
            (Policy(steps=(step("a", 1), step("b", 731))), OWN_DAY, "/steps"),
            (Policy(steps=(replace(step("a", 0), action="final_notice"),)), AFTER_DUE, "/steps"),
            (Policy(steps=(replace(step("a", -1), action="hand_over"),)), AFTER_DUE, "/steps"),
            (Policy(steps=(replace(step("a", 0), action="final_notice"), step("b", 3))), AFTER_DUE, "/steps"),
            (Policy(steps=(replace(step("a", 0), late_fee="fee"),)), AFTER_DUE, "/steps"),
            (
                Policy(steps=(step("a", 1), replace(step("b", 2), action="hand_over"), step("c", 3))),
                "nothing comes after a hand-over",
                "/steps",
            ),
            (replace(STANDARD, weekly_cap=0), "the weekly cap must be at least 1", "/weekly_cap"),
            (replace(STANDARD, opens=time(9), closes=time(9)), "sending must open before it closes", "/opens"),
            (replace(STANDARD, weekdays=frozenset()), WEEKDAY, "/weekdays"),
            (replace(STANDARD, weekdays=frozenset({7})), WEEKDAY, "/weekdays"),
            (replace(STANDARD, weekdays=frozenset({-1, 3})), WEEKDAY, "/weekdays"),
            (replace(STANDARD, min_gap_days=0), "min_gap_days must be 1 to 90", "/min_gap_days"),
            (replace(STANDARD, min_gap_days=91), "min_gap_days must be 1 to 90", "/min_gap_days"),
            (replace(STANDARD, by_hand_gap_days=-1), "by_hand_gap_days must be 0 to 90", "/by_hand_gap_days"),
            (replace(STANDARD, by_hand_gap_days=91), "by_hand_gap_days must be 0 to 90", "/by_hand_gap_days"),
        ],
    )
    def test_refuses_what_cannot_be_followed(self, policy: Policy, problem: str, pointer: str) -> None:
        with pytest.raises(InvalidPolicy) as refused:
            check_policy(policy)
        assert str(refused.value) == f"The reminder policy cannot be used: {problem}."
        assert (refused.value.code, refused.value.pointer) == ("dunning.invalid_policy", pointer)

    @pytest.mark.parametrize("name", ["promise_grace_days", "autopay_grace_days", "partial_payment_days", "reply_days"])
    def test_pauses_last_at_most_a_year(self, name: str) -> None:
        for days in (0, 365):
            check_policy(replace(STANDARD, pauses=replace(PauseRules(), **{name: days})))
        for days in (-1, 366):
            with pytest.raises(InvalidPolicy) as refused:
                check_policy(replace(STANDARD, pauses=replace(PauseRules(), **{name: days})))
            assert str(refused.value) == f"The reminder policy cannot be used: {name} must be 0 to 365."
            assert refused.value.pointer == f"/pauses/{name}"

    def test_every_day_of_the_week_is_fine(self) -> None:
        policy = replace(STANDARD, weekdays=frozenset(range(7)))
        assert check_policy(policy) == policy

    def test_what_holds_where_nothing_is_said(self) -> None:
        assert Policy(steps=()) == Policy(
            steps=(),
            weekly_cap=2,
            zone="UTC",
            opens=time(8),
            closes=time(18),
            weekdays=frozenset({0, 1, 2, 3, 4}),
            holidays=frozenset(),
            min_gap_days=1,
            by_hand_gap_days=2,
            pauses=PauseRules(
                promise_grace_days=2,
                autopay_grace_days=5,
                partial_payment_days=0,
                reply_days=None,
                chase_undisputed=False,
                firmer_after_broken_promise=False,
            ),
        )
        assert step("a", 1) == Step(
            key="a",
            offset_days=1,
            at=time(9),
            tone="gentle",
            template="",
            action="remind",
            channel="email",
            other_channels=(),
            statutory=False,
            late_fee="",
            enabled=True,
        )

    def test_the_least_that_is_possible_is_fine(self) -> None:
        steps = (
            replace(step("a", 1), action="final_notice", late_fee="fee"),
            replace(step("b", 2), action="hand_over"),
        )
        policy = Policy(
            steps=steps, weekly_cap=1, opens=time(8), closes=time(8, 0, 1), weekdays=frozenset({0}), by_hand_gap_days=0
        )
        assert check_policy(policy) == policy
        assert check_policy(replace(policy, weekdays=frozenset({6}), min_gap_days=90, by_hand_gap_days=90))

    def test_thirty_steps_and_two_years_are_fine(self) -> None:
        steps = (*(step(str(at), at) for at in range(28)), step("first", -730), step("last", 730))
        assert len(check_policy(Policy(steps=steps, weekly_cap=None)).steps) == 30

    def test_refuses_unknown_zones(self) -> None:
        with pytest.raises(UnknownZone):
            check_policy(replace(STANDARD, zone="Mars/Olympus"))
