"""The rule of reminders, as stories of single invoices."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from duespark.engine.dunning.decide import Facts, Send, StepSkip, Stop, Wait, decide
from duespark.engine.dunning.policy import INVOICE_TRACKER, STANDARD, Policy, Step
from tests.engine.dunning.simulation import Story

DUE = date(2026, 4, 1)  # a Wednesday
EVERY_DAY = replace(STANDARD, weekdays=frozenset(range(7)))
UNCAPPED = replace(EVERY_DAY, weekly_cap=None)


def at(day: int, hour: int = 9, minute: int = 0, second: int = 0) -> datetime:
    """An instant `day` days from the due date."""
    return datetime.combine(DUE + timedelta(days=day), time(hour, minute, second), UTC)


def hours(first: int, last: int, minutes: int = 60) -> Iterator[datetime]:
    """Sweeps from one day to another."""
    now = at(first, 0)
    while now < at(last, 0):
        yield now
        now += timedelta(minutes=minutes)


FACTS = Facts(due_date=DUE, balance=Decimal("90.00"), issued=at(-30))
DUNNED = replace(FACTS, sent={"due": at(0)}, skipped=frozenset({"before_7", "before_1"}))


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

    def test_a_partial_payment_does_not_stop_it(self) -> None:
        assert isinstance(decide(UNCAPPED, replace(FACTS, balance=Decimal("0.01")), at(3)), Send)

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

    def test_a_very_late_invoice_never_gets_more_than_the_policy_s_steps(self) -> None:
        story = Story(policy=STANDARD, facts=FACTS).run(hours(90, 120))
        assert story.keys == ["after_30"]

    def test_a_reminder_sent_early_by_hand_passes_the_milder_ones(self) -> None:
        facts = replace(FACTS, sent={"after_7": at(-2)})
        assert decide(UNCAPPED, facts, at(8)) == Wait(
            until=at(14),
            step=UNCAPPED.steps[5],
            skipped=tuple(StepSkip(key=step.key, reason="overtaken") for step in UNCAPPED.steps[:4]),
        )

    def test_a_reminder_of_another_policy_passes_the_steps_before_it(self) -> None:
        story = Story(policy=UNCAPPED, facts=replace(FACTS, sent={"by_hand": at(5)})).run(hours(5, 60))
        assert story.keys == ["after_7", "after_14", "after_30"]
        assert set(story.skipped.values()) == {"overtaken"}

    def test_one_reminder_a_day_at_most(self) -> None:
        facts = replace(FACTS, sent={"before_1": at(0, 8, 30)}, skipped=frozenset({"before_7"}))
        assert decide(UNCAPPED, facts, at(0, 10)) == Wait(until=at(1, 8), step=UNCAPPED.steps[2])


class TestIssuedLate:
    def test_steps_before_the_issue_are_skipped(self) -> None:
        decision = decide(UNCAPPED, replace(FACTS, issued=at(-2)), at(-2, 10))
        assert decision == Wait(
            until=at(-1), step=UNCAPPED.steps[1], skipped=(StepSkip(key="before_7", reason="before_issue"),)
        )

    def test_an_invoice_issued_after_its_due_date_is_not_dunned_at_once(self) -> None:
        story = Story(policy=STANDARD, facts=replace(FACTS, issued=at(10, 12))).run(hours(10, 60, 30))
        assert story.keys == ["after_14", "after_30"]
        assert set(story.skipped.values()) == {"before_issue"}

    def test_one_issued_at_the_very_moment_of_a_step_has_no_such_step(self) -> None:
        assert decide(UNCAPPED, replace(FACTS, issued=at(0)), at(0)).step.key == "after_3"  # type: ignore[union-attr]

    def test_terms_shorter_than_the_first_offset_still_get_reminders(self) -> None:
        story = Story(policy=INVOICE_TRACKER, facts=replace(FACTS, issued=at(0, 7))).run(hours(0, 60))
        assert story.keys == ["after_3", "after_7", "after_14", "after_30"]


class TestQuietHours:
    def test_a_step_on_a_weekend_moves_to_monday(self) -> None:
        assert decide(STANDARD, DUNNED, at(2)).until == at(5, 8)  # type: ignore[union-attr]

    def test_a_missed_step_waits_for_the_morning(self) -> None:
        decision = decide(UNCAPPED, DUNNED, at(4, 23))
        assert decision == Wait(until=at(5, 8), step=UNCAPPED.steps[3])

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

    def test_holidays_move_steps(self) -> None:
        policy = replace(UNCAPPED, holidays=frozenset({DUE}))
        sent = {"before_7": at(-7), "before_1": at(-1)}
        assert decide(policy, replace(FACTS, sent=sent), at(0)).until == at(1, 8)  # type: ignore[union-attr]


class TestWeeklyCap:
    def test_an_overdue_step_waits_until_there_is_room(self) -> None:
        facts = replace(DUNNED, recent_sends_to_client=(at(0), at(2), at(2)))
        assert decide(EVERY_DAY, facts, at(3)) == Wait(until=at(9, 8), step=EVERY_DAY.steps[3])
        assert isinstance(decide(EVERY_DAY, facts, at(9)), Send)

    def test_a_step_on_the_due_date_is_given_up_when_there_is_no_room(self) -> None:
        facts = replace(FACTS, recent_sends_to_client=(at(-3), at(-2)), sent={"before_1": at(-1)})
        assert decide(EVERY_DAY, facts, at(0)) == Wait(
            until=at(3),
            step=EVERY_DAY.steps[3],
            skipped=(StepSkip(key="before_7", reason="overtaken"), StepSkip(key="due", reason="weekly_cap")),
        )

    def test_with_one_a_week_only_the_important_remain(self) -> None:
        story = Story(policy=replace(EVERY_DAY, weekly_cap=1), facts=FACTS).run(hours(-31, 60))
        assert story.sent == [
            (at(-7), "before_7"),
            (at(3), "after_3"),
            (at(10, 8), "after_7"),
            (at(17, 8), "after_14"),
            (at(30), "after_30"),
        ]
        assert story.skipped == {"before_1": "weekly_cap", "due": "weekly_cap"}

    def test_the_last_step_given_up_finishes_the_sequence(self) -> None:
        policy = replace(EVERY_DAY, steps=EVERY_DAY.steps[:1])
        facts = replace(FACTS, recent_sends_to_client=(at(-8), at(-7, 8)))
        assert decide(policy, facts, at(-7)) == Stop(
            reason="finished", skipped=(StepSkip(key="before_7", reason="weekly_cap"),)
        )

    def test_a_reminder_seven_days_ago_does_not_count(self) -> None:
        facts = replace(DUNNED, recent_sends_to_client=(at(-4, 17), at(0)))
        assert isinstance(decide(EVERY_DAY, facts, at(3, 9)), Send)
        facts = replace(facts, recent_sends_to_client=(at(-3, 0), at(0)))
        assert isinstance(decide(EVERY_DAY, facts, at(3, 9)), Wait)
