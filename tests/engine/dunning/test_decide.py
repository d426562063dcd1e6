"""The rule of reminders, as stories of single invoices."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from duespark.engine.dunning.decide import Send, StepSkip, Stop, Wait, decide
from duespark.engine.dunning.policy import INVOICE_TRACKER, STANDARD, Policy, Step
from tests.engine.dunning.simulation import DUE, DUNNED, EVERY_DAY, FACTS, UNCAPPED, Story, at, hours


class TestSequence:
    def test_sends_every_step_at_its_wall_time(self) -> None:
        story = Story(policy=UNCAPPED, facts=FACTS).run(hours(-31, 60))
        assert story.sent == [(at(step.offset_days), step.key) for step in UNCAPPED.steps]
        assert story.skipped == {}
        assert story.sweep(at(61)) == Stop(reason="finished")

    def test_the_standard_sequence_keeps_to_two_a_week_by_giving_up_the_day_before(self) -> None:
        story = Story(policy=EVERY_DAY, facts=FACTS).run(hours(-31, 60))
        assert story.keys == ["before_7", "due", "after_3", "after_7", "after_14", "after_30"]
        assert story.skipped == {"before_1": "weekly_cap"}

    def test_sends_a_few_seconds_late_do_not_fill_the_next_week(self) -> None:
        late = (now + timedelta(seconds=59) for now in hours(-31, 60))
        assert Story(policy=EVERY_DAY, facts=FACTS).run(late).keys[:3] == ["before_7", "due", "after_3"]

    def test_the_other_preset(self) -> None:
        story = Story(policy=replace(INVOICE_TRACKER, weekdays=frozenset(range(7))), facts=FACTS).run(hours(-31, 60))
        assert story.keys == ["before_2", "after_3", "after_7", "after_14", "after_30"]

    def test_waits_for_the_next_step(self) -> None:
        assert decide(UNCAPPED, FACTS, at(-20)) == Wait(until=at(-7), step=UNCAPPED.steps[0])

    def test_a_step_that_is_switched_off_is_never_sent(self) -> None:
        steps = tuple(replace(step, enabled=step.key != "due") for step in UNCAPPED.steps)
        story = Story(policy=replace(UNCAPPED, steps=steps), facts=FACTS).run(hours(-31, 60))
        assert story.keys == ["before_7", "before_1", "after_3", "after_7", "after_14", "after_30"]
        assert story.skipped == {}

    def test_the_moment_itself_is_due_and_the_second_before_is_not(self) -> None:
        facts = replace(DUNNED, sent={"due": at(-1)})
        assert decide(UNCAPPED, facts, at(3, 8, 59, 59)) == Wait(until=at(3), step=UNCAPPED.steps[3])
        assert decide(UNCAPPED, facts, at(3)) == Send(step=UNCAPPED.steps[3], amount=Decimal("90.00"))

    def test_a_policy_without_steps_is_finished(self) -> None:
        assert decide(Policy(steps=()), FACTS, at(0)) == Stop(reason="finished")

    def test_the_client_s_zone_goes_before_the_policy_s(self) -> None:
        policy = replace(UNCAPPED, zone="America/New_York")
        assert decide(policy, FACTS, at(-20)).until == at(-7, 13)  # type: ignore[union-attr]
        kolkata = replace(FACTS, zone="Asia/Kolkata")
        assert decide(policy, kolkata, at(-20)).until == at(-7, 3, 30)  # type: ignore[union-attr]


class TestStop:
    @pytest.mark.parametrize(
        ("change", "reason"),
        [
            ({"issued": None}, "draft"),
            ({"balance": Decimal(0)}, "settled"),
            ({"balance": Decimal("-0.01")}, "settled"),
            ({"closed": "void"}, "void"),
            ({"paused": "dispute"}, "dispute"),
            ({"closed": "written_off", "paused": "dispute"}, "written_off"),
        ],
    )
    def test_nothing_is_sent(self, change: dict[str, object], reason: str) -> None:
        facts = replace(FACTS, **change)  # type: ignore[arg-type]
        assert decide(UNCAPPED, facts, at(5)) == Stop(reason=reason)
        assert Story(policy=UNCAPPED, facts=facts).run(hours(-31, 60)).sent == []

    def test_a_draft_is_a_draft_even_when_it_is_void_and_settled(self) -> None:
        facts = replace(FACTS, issued=None, balance=Decimal(0), closed="void")
        assert decide(UNCAPPED, facts, at(5)) == Stop(reason="draft")

    def test_a_partial_payment_does_not_stop_it_and_the_rest_is_asked_for(self) -> None:
        """FM-12."""
        decision = decide(UNCAPPED, replace(DUNNED, balance=Decimal("0.01")), at(3))
        assert decision == Send(step=UNCAPPED.steps[3], amount=Decimal("0.01"))

    def test_a_payment_in_the_same_second_stops_it(self) -> None:
        """FM-11."""
        assert isinstance(decide(UNCAPPED, DUNNED, at(3)), Send)
        assert decide(UNCAPPED, replace(DUNNED, balance=Decimal(0)), at(3)) == Stop(reason="settled")

    def test_settling_stops_at_once(self) -> None:
        story = Story(policy=UNCAPPED, facts=FACTS).run(hours(-31, 4))
        story.facts = replace(story.facts, balance=Decimal(0))
        before = list(story.sent)
        assert story.run(hours(4, 60)).sent == before

    def test_after_a_pause_the_highest_due_step_comes_once(self) -> None:
        story = Story(policy=UNCAPPED, facts=replace(FACTS, paused="promise")).run(hours(-31, 10))
        story.facts = replace(story.facts, paused=None)
        story.run(hours(10, 60))
        assert story.sent[0] == (at(10, 8), "after_7")
        assert story.keys == ["after_7", "after_14", "after_30"]


class TestCatchUp:
    def test_after_missed_days_the_highest_due_step_is_sent_once(self) -> None:
        story = Story(policy=UNCAPPED, facts=FACTS).run(hours(-31, 2))
        story.run(hours(9, 10))
        assert story.sent[-1] == (at(9, 8), "after_7")
        assert story.skipped == {"after_3": "missed"}

    def test_a_month_and_a_half_of_silence_ends_in_one_message(self) -> None:
        decision = decide(UNCAPPED, FACTS, at(45))
        assert isinstance(decision, Send)
        assert decision.step.key == "after_30"
        assert {skip.reason for skip in decision.skipped} == {"missed"}
        assert [skip.key for skip in decision.skipped] == [step.key for step in UNCAPPED.steps[:-1]]

    def test_three_days_without_a_scheduler_are_made_up_for_with_one_message(self) -> None:
        """FM-03."""
        story = Story(policy=EVERY_DAY, facts=FACTS).run(hours(-31, 1))
        story.run(hours(7, 8))
        assert story.sent[-1] == (at(7), "after_7")
        assert story.skipped == {"before_1": "weekly_cap", "after_3": "missed"}

    def test_thirty_nights_over_an_invoice_ninety_days_late(self) -> None:
        """FM-10: at most the policy's stages, and drafts never."""
        story = Story(policy=STANDARD, facts=FACTS).run(hours(90, 120))
        assert story.keys == ["after_30"]
        assert Story(policy=STANDARD, facts=replace(FACTS, issued=None)).run(hours(90, 120)).sent == []

    def test_eight_workers_with_the_same_facts_want_the_same_step(self) -> None:
        """FM-01: so the second finds its business key taken."""
        facts = replace(DUNNED, sent={"due": at(-1)})
        decisions = [decide(UNCAPPED, facts, at(3, 9, 0, second)) for second in range(8)]
        assert {each.step.key for each in decisions if isinstance(each, Send)} == {"after_3"}
        assert len(decisions) == sum(isinstance(each, Send) for each in decisions)
        noted = replace(facts, sent={**facts.sent, "after_3": at(3)})
        assert decide(UNCAPPED, noted, at(3, 9, 0, 1)) == Wait(until=at(7), step=UNCAPPED.steps[4])

    def test_a_reminder_sent_early_by_hand_passes_the_milder_ones(self) -> None:
        facts = replace(FACTS, sent={"after_7": at(-2)})
        assert decide(UNCAPPED, facts, at(8)) == Wait(
            until=at(14),
            step=UNCAPPED.steps[5],
            skipped=tuple(StepSkip(key=step.key, reason="overtaken") for step in UNCAPPED.steps[:4]),
        )

    def test_the_firmest_that_was_sent_counts(self) -> None:
        facts = replace(FACTS, sent={"before_7": at(-7), "after_7": at(-2)})
        decision = decide(UNCAPPED, facts, at(2))
        assert decision.skipped == tuple(StepSkip(key=key, reason="overtaken") for key in ("before_1", "due"))
        assert decision == Wait(until=at(14), step=UNCAPPED.steps[5], skipped=decision.skipped)

    def test_a_reminder_of_another_policy_passes_the_steps_before_it(self) -> None:
        story = Story(policy=UNCAPPED, facts=replace(FACTS, sent={"by_hand": at(5)})).run(hours(5, 60))
        assert story.keys == ["after_7", "after_14", "after_30"]
        assert set(story.skipped.values()) == {"overtaken"}

    def test_one_reminder_a_day_at_most(self) -> None:
        facts = replace(FACTS, sent={"before_1": at(0, 8, 30)}, skipped=frozenset({"before_7"}))
        assert decide(UNCAPPED, facts, at(0, 10)) == Wait(until=at(1, 8), step=UNCAPPED.steps[2], reason="min_gap")
        assert decide(UNCAPPED, facts, at(0, 8, 45)) == Wait(until=at(1, 8), step=UNCAPPED.steps[2], reason="min_gap")


class TestIssuedLate:
    def test_steps_before_the_issue_are_skipped(self) -> None:
        decision = decide(UNCAPPED, replace(FACTS, issued=at(-2)), at(-2, 10))
        assert decision == Wait(
            until=at(-1), step=UNCAPPED.steps[1], skipped=(StepSkip(key="before_7", reason="before_issue"),)
        )

    def test_an_invoice_issued_after_its_due_date_is_not_dunned_at_once(self) -> None:
        story = Story(policy=STANDARD, facts=replace(FACTS, issued=at(10, 12))).run(hours(10, 60, 60))
        assert story.keys == ["after_14", "after_30"]
        assert set(story.skipped.values()) == {"before_issue"}

    def test_one_issued_at_the_very_moment_of_a_step_has_no_such_step(self) -> None:
        assert decide(UNCAPPED, replace(FACTS, issued=at(0)), at(0)).step.key == "after_3"  # type: ignore[union-attr]
        facts = replace(FACTS, issued=at(0, 8, 59, 59))
        assert decide(UNCAPPED, facts, at(0)).step.key == "due"  # type: ignore[union-attr]

    def test_a_step_before_the_issue_is_recorded_at_once_even_when_it_lies_ahead(self) -> None:
        decision = decide(UNCAPPED, replace(FACTS, issued=at(-2)), at(-9))
        assert decision.skipped == (StepSkip(key="before_7", reason="before_issue"),)

    def test_terms_shorter_than_the_first_offset_still_get_reminders(self) -> None:
        story = Story(policy=INVOICE_TRACKER, facts=replace(FACTS, issued=at(0, 7))).run(hours(0, 60))
        assert story.keys == ["after_3", "after_7", "after_14", "after_30"]


class TestGap:
    """Days between two messages about one invoice; a person's own counts (FM-14)."""

    POLICY = replace(UNCAPPED, min_gap_days=4)

    def test_the_day_after_is_the_earliest_unless_the_policy_says_more(self) -> None:
        story = Story(policy=self.POLICY, facts=FACTS).run(hours(-8, 20))
        assert story.sent[:4] == [(at(-7), "before_7"), (at(-1), "before_1"), (at(3), "after_3"), (at(7), "after_7")]
        assert story.skipped == {"due": "overtaken"}

    def test_a_gap_exactly_met_is_enough(self) -> None:
        facts = replace(DUNNED, sent={"due": at(-1)})
        assert isinstance(decide(self.POLICY, facts, at(3)), Send)
        late = replace(DUNNED, sent={"due": at(0, 0)})
        assert decide(self.POLICY, late, at(3)) == Wait(until=at(4, 8), step=UNCAPPED.steps[3], reason="min_gap")
        assert isinstance(decide(self.POLICY, late, at(4, 8)), Send)

    def test_the_latest_message_counts(self) -> None:
        facts = replace(DUNNED, sent={"due": at(1), "by_hand": at(-9)})
        assert decide(self.POLICY, facts, at(3)).until == at(5, 8)  # type: ignore[union-attr]

    def test_no_step_on_the_night_after_a_person_wrote(self) -> None:
        facts = replace(DUNNED, last_by_hand=at(2, 23))
        assert decide(UNCAPPED, facts, at(3)) == Wait(until=at(4, 8), step=UNCAPPED.steps[3], reason="by_hand")
        assert decide(UNCAPPED, facts, at(4, 8)).step.key == "after_3"  # type: ignore[union-attr]

    def test_the_days_after_a_person_wrote_are_the_policy_s(self) -> None:
        facts = replace(DUNNED, last_by_hand=at(2, 23))
        assert isinstance(decide(replace(UNCAPPED, by_hand_gap_days=1), facts, at(3)), Send)
        assert decide(replace(UNCAPPED, by_hand_gap_days=3), facts, at(3)).until == at(5, 8)  # type: ignore[union-attr]

    def test_what_was_due_before_a_person_wrote_is_overtaken(self) -> None:
        facts = replace(DUNNED, last_by_hand=at(5))
        assert decide(UNCAPPED, facts, at(5, 10)) == Wait(
            until=at(7), step=UNCAPPED.steps[4], skipped=(StepSkip(key="after_3", reason="overtaken"),)
        )
        exactly = replace(DUNNED, last_by_hand=at(3))
        assert decide(UNCAPPED, exactly, at(3)).skipped == (StepSkip(key="after_3", reason="overtaken"),)

    def test_of_two_rests_the_longer_counts(self) -> None:
        policy = replace(UNCAPPED, min_gap_days=5)
        facts = replace(DUNNED, sent={"due": at(0)}, last_by_hand=at(1))
        assert decide(policy, facts, at(3)) == Wait(until=at(5, 8), step=UNCAPPED.steps[3], reason="min_gap")
        facts = replace(facts, last_by_hand=at(4))
        policy = replace(policy, by_hand_gap_days=4)
        assert decide(policy, facts, at(5)) == Wait(
            until=at(8, 8),
            step=UNCAPPED.steps[4],
            skipped=(StepSkip(key="after_3", reason="overtaken"),),
            reason="by_hand",
        )

    def test_a_step_moved_onto_the_day_of_the_next_gives_way(self) -> None:
        facts = replace(DUNNED, last_by_hand=at(2, 23))
        policy = replace(UNCAPPED, by_hand_gap_days=5)
        assert decide(policy, facts, at(3)) == Wait(
            until=at(7), step=UNCAPPED.steps[4], skipped=(StepSkip(key="after_3", reason="overtaken"),)
        )

    def test_a_rest_over_the_weekend_ends_on_monday(self) -> None:
        facts = replace(DUNNED, last_by_hand=at(1, 23))
        decision = decide(replace(STANDARD, weekly_cap=None), facts, at(2))
        assert decision == Wait(until=at(5, 8), step=STANDARD.steps[3])


class TestQuietHours:
    def test_a_step_on_a_weekend_moves_to_monday(self) -> None:
        assert decide(STANDARD, DUNNED, at(3, 8, 59)) == Wait(until=at(5, 8), step=STANDARD.steps[3])
        assert decide(STANDARD, DUNNED, at(3)) == Wait(until=at(5, 8), step=STANDARD.steps[3], reason="quiet_hours")

    def test_a_missed_step_waits_for_the_morning(self) -> None:
        decision = decide(UNCAPPED, DUNNED, at(4, 23))
        assert decision == Wait(until=at(5, 8), step=UNCAPPED.steps[3], reason="quiet_hours")

    def test_a_step_moved_onto_the_day_of_the_next_gives_way_to_it(self) -> None:
        monday = replace(FACTS, due_date=date(2026, 4, 6))
        policy = replace(STANDARD, weekly_cap=None)
        story = Story(policy=policy, facts=monday).run(hours(-31, 8))
        assert story.keys == ["before_7", "due"]
        assert story.skipped == {"before_1": "overtaken"}

    def test_of_three_steps_on_one_day_the_last_is_sent(self) -> None:
        steps = tuple(Step(key=str(day), offset_days=day, tone="gentle") for day in (3, 4, 5))
        story = Story(policy=Policy(steps=steps), facts=FACTS).run(hours(-3, 10))
        assert story.sent == [(at(5, 9), "5")]
        assert story.skipped == {"3": "overtaken", "4": "overtaken"}

    def test_a_step_given_up_is_recorded_when_its_own_moment_comes(self) -> None:
        monday = replace(FACTS, due_date=date(2026, 4, 6))
        facts = replace(monday, sent={"before_7": at(-2)})
        skips = (StepSkip(key="before_1", reason="overtaken"),)
        before, after = at(4, 8, 59, 59), at(4, 9)
        assert decide(replace(STANDARD, weekly_cap=None), facts, before).skipped == ()
        assert decide(replace(STANDARD, weekly_cap=None), facts, after).skipped == skips

    def test_holidays_move_steps(self) -> None:
        policy = replace(UNCAPPED, holidays=frozenset({DUE}))
        sent = {"before_7": at(-7), "before_1": at(-1)}
        assert decide(policy, replace(FACTS, sent=sent), at(0)).until == at(1, 8)  # type: ignore[union-attr]
