"""A case goes to collectors only after the client was warned, and had the time the policy gives."""

from dataclasses import replace
from decimal import Decimal

import pytest

from duespark.engine.dunning.decide import Send, StepSkip, Stop, Wait, decide
from duespark.engine.dunning.facts import Dispute, Hold
from duespark.engine.dunning.policy import PauseRules, Step
from duespark.engine.dunning.steps_ahead import steps_ahead
from tests.engine.dunning.simulation import DUNNED, FACTS, UNCAPPED, Story, at, hours, on

FIRM = Step(key="firm", offset_days=7, tone="firm")
FINAL = Step(key="final", offset_days=14, tone="legal", action="final_notice")
HAND_OVER = Step(key="hand_over", offset_days=30, tone="legal", action="hand_over")
POLICY = replace(UNCAPPED, steps=(FIRM, FINAL, HAND_OVER))
WARNED = replace(FACTS, sent={"firm": at(7), "final": at(14)})


class TestOrder:
    def test_follows_the_final_notice(self) -> None:
        story = Story(policy=POLICY, facts=FACTS).run(hours(0, 40))
        assert story.sent == [(at(7), "firm"), (at(14), "final"), (at(30), "hand_over")]

    def test_is_never_caught_up_instead_of_the_final_notice(self) -> None:
        """Two months of silence end in the notice; then the days between the two pass."""
        story = Story(policy=POLICY, facts=FACTS).run(hours(60, 90))
        assert story.sent == [(at(60, 8), "final"), (at(76, 8), "hand_over")]
        assert story.skipped == {"firm": "missed"}

    def test_waits_as_long_after_a_late_notice_as_the_policy_has_them_apart(self) -> None:
        facts = replace(FACTS, sent={"firm": at(7), "final": at(20)})
        assert decide(POLICY, facts, at(30)) == Wait(until=at(36, 8), step=HAND_OVER, reason="min_gap")
        assert decide(POLICY, facts, at(36, 8)) == Send(step=HAND_OVER, amount=Decimal("90.00"))
        exactly = replace(FACTS, sent={"firm": at(7), "final": at(14, 17)})
        assert isinstance(decide(POLICY, exactly, at(30)), Send)

    def test_is_put_off_while_the_notice_is_still_to_come(self) -> None:
        """Whichever message was last, also a late reminder, begins the days before the case is given away."""
        facts = replace(FACTS, sent={"firm": at(13)})
        found = steps_ahead(
            replace(POLICY, steps=(FIRM, FINAL, replace(HAND_OVER, offset_days=18))), facts, at(0), at(13, 12)
        )
        assert [(one.step.key, one.day) for one in found.steps] == [("final", on(14)), ("hand_over", on(18))]
        later = replace(FACTS, sent={"firm": at(17)})
        policy = replace(POLICY, steps=(FIRM, replace(FINAL, offset_days=18), replace(HAND_OVER, offset_days=20)))
        moved = steps_ahead(policy, replace(later, sent={"firm": at(19)}), at(0), at(19, 12))
        assert [(one.step.key, one.day, one.moved) for one in moved.steps][-1] == ("hand_over", on(21), "min_gap")

    def test_after_a_reminder_too_where_there_is_no_notice(self) -> None:
        policy = replace(POLICY, steps=(FIRM, HAND_OVER))
        facts = replace(FACTS, sent={"firm": at(20)})
        assert decide(policy, facts, at(30)) == Wait(until=at(43, 8), step=HAND_OVER, reason="min_gap")

    def test_a_person_s_own_message_gives_that_time_too(self) -> None:
        facts = replace(WARNED, last_by_hand=at(31))
        assert decide(POLICY, facts, at(32)) == Wait(until=at(47, 8), step=HAND_OVER, reason="min_gap")

    def test_does_not_push_aside_a_notice_moved_onto_its_day(self) -> None:
        steps = (FINAL, replace(HAND_OVER, offset_days=15))
        policy = replace(POLICY, steps=steps, holidays=frozenset({on(14)}))
        story = Story(policy=policy, facts=FACTS).run(hours(13, 20))
        assert story.sent == [(at(15, 8), "final"), (at(16, 8), "hand_over")]

    def test_waits_for_a_notice_that_is_not_due_yet_because_a_person_wrote(self) -> None:
        policy = replace(POLICY, steps=(FINAL, replace(HAND_OVER, offset_days=15)), by_hand_gap_days=5)
        facts = replace(FACTS, last_by_hand=at(12))
        assert decide(policy, facts, at(16)) == Wait(until=at(17, 8), step=FINAL, reason="by_hand")

    def test_alone_it_comes_on_its_day(self) -> None:
        policy = replace(POLICY, steps=(HAND_OVER,))
        facts = replace(FACTS, last_by_hand=at(25))
        assert decide(policy, facts, at(29)) == Wait(until=at(30), step=HAND_OVER)
        assert isinstance(decide(policy, facts, at(30)), Send)


class TestWarning:
    def test_nothing_is_handed_over_without_the_final_notice(self) -> None:
        facts = replace(FACTS, sent={"firm": at(7)}, skipped=frozenset({"final"}))
        assert decide(POLICY, facts, at(30)) == Stop(reason="unwarned")
        assert decide(POLICY, replace(facts, last_by_hand=at(10)), at(30)) == Stop(reason="unwarned")

    def test_not_before_its_day_either(self) -> None:
        facts = replace(FACTS, skipped=frozenset({"firm", "final"}))
        assert decide(POLICY, facts, at(29)) == Wait(until=at(30), step=HAND_OVER)

    def test_skips_are_recorded_with_it(self) -> None:
        facts = replace(FACTS, issued=at(15))
        skips = (StepSkip(key="firm", reason="before_issue"), StepSkip(key="final", reason="before_issue"))
        assert decide(POLICY, facts, at(30)) == Stop(reason="unwarned", skipped=skips)

    def test_a_final_notice_that_is_switched_off_since_still_counts(self) -> None:
        policy = replace(POLICY, steps=(FIRM, replace(FINAL, enabled=False), HAND_OVER))
        assert isinstance(decide(policy, WARNED, at(40)), Send)

    @pytest.mark.parametrize(("day", "hour", "enough"), [(0, 23, False), (1, 0, True)])
    def test_without_one_in_the_policy_any_message_after_the_due_date_counts(
        self, day: int, hour: int, enough: bool
    ) -> None:
        policy = replace(POLICY, steps=(replace(FIRM, offset_days=1), replace(FINAL, enabled=False), HAND_OVER))
        by_hand = replace(FACTS, last_by_hand=at(day, hour), skipped=frozenset({"firm"}))
        by_rule = replace(FACTS, sent={"firm": at(day, hour)})
        for facts in (by_hand, by_rule):
            assert isinstance(decide(policy, facts, at(31)), Send if enough else Stop)

    def test_one_message_of_several_after_the_due_date_is_enough(self) -> None:
        policy = replace(POLICY, steps=(FIRM, HAND_OVER))
        facts = replace(FACTS, sent={"early": at(-3), "firm": at(7)})
        assert isinstance(decide(policy, facts, at(30)), Send)

    def test_a_client_nobody_could_reach_is_not_handed_over(self) -> None:
        story = Story(policy=POLICY, facts=replace(FACTS, unreachable=frozenset({"email"}))).run(hours(0, 60, 180))
        assert story.sent == []
        assert story.sweep(at(60)) == Stop(reason="unwarned")


class TestDisputed:
    POLICY = replace(POLICY, pauses=PauseRules(chase_undisputed=True))

    def test_in_part_stays_here_although_the_rest_is_chased(self) -> None:
        facts = replace(FACTS, sent={"firm": at(7)}, pauses=(Dispute(amount=Decimal(30)),))
        assert decide(self.POLICY, facts, at(14)) == Send(step=FINAL, amount=Decimal(60))
        facts = replace(WARNED, pauses=(Dispute(amount=Decimal(30)),))
        assert decide(self.POLICY, facts, at(29)) == Wait(until=at(30), step=HAND_OVER)
        assert decide(self.POLICY, facts, at(30)) == Stop(reason="dispute")

    def test_until_a_day_it_waits_for_that_day(self) -> None:
        facts = replace(WARNED, pauses=(Dispute(amount=Decimal(30), until=on(40)),))
        assert decide(self.POLICY, facts, at(30)) == Wait(until=at(40, 8), step=HAND_OVER, reason="dispute")
        assert decide(self.POLICY, facts, at(40)) == Send(step=HAND_OVER, amount=Decimal("90.00"))

    def test_a_hold_ends_in_the_notice_and_not_in_the_hand_over(self) -> None:
        facts = replace(DUNNED, pauses=(Hold(until=on(50)),))
        assert decide(POLICY, facts, at(40)) == Wait(until=at(50, 8), step=FINAL, reason="hold")
