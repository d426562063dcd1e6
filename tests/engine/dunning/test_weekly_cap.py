"""At most so many reminders a week, the more important first (E10, REM-11)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from duespark.engine.dunning.decide import Send, StepSkip, Stop, Wait, decide
from duespark.engine.dunning.policy import Step
from duespark.engine.dunning.weekly_cap import has_room, is_message, rank, room_again
from tests.engine.dunning.simulation import DUNNED, EVERY_DAY, FACTS, Story, at, hours


class TestWeeklyCap:
    def test_an_overdue_step_waits_until_there_is_room(self) -> None:
        facts = replace(DUNNED, recent_sends_to_client=(at(0), at(2), at(2)))
        assert decide(EVERY_DAY, facts, at(3)) == Wait(until=at(9, 8), step=EVERY_DAY.steps[3], reason="weekly_cap")
        assert isinstance(decide(EVERY_DAY, facts, at(9)), Send)

    def test_what_it_passed_is_recorded_while_it_waits(self) -> None:
        facts = replace(FACTS, skipped=frozenset({"before_7", "before_1"}), recent_sends_to_client=(at(0), at(2)))
        assert decide(EVERY_DAY, facts, at(3)) == Wait(
            until=at(7, 8),
            step=EVERY_DAY.steps[3],
            skipped=(StepSkip(key="due", reason="missed"),),
            reason="weekly_cap",
        )

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

    def test_the_cap_exactly_reached_is_full(self) -> None:
        one, two = (at(0),), (at(0), at(1))
        assert isinstance(decide(EVERY_DAY, replace(DUNNED, recent_sends_to_client=one), at(3)), Send)
        assert isinstance(decide(EVERY_DAY, replace(DUNNED, recent_sends_to_client=two), at(3)), Wait)

    def test_without_a_cap_there_is_always_room(self) -> None:
        facts = replace(DUNNED, recent_sends_to_client=(at(0), at(1), at(2), at(2), at(2)))
        assert isinstance(decide(replace(EVERY_DAY, weekly_cap=None), facts, at(3)), Send)

    def test_a_lesser_step_stays_when_the_week_of_the_better_one_has_room(self) -> None:
        """The reminder of six days before is out of the week when the important one comes."""
        policy = replace(EVERY_DAY, steps=EVERY_DAY.steps[1:4:2])  # before_1 and after_3
        facts = replace(FACTS, recent_sends_to_client=(at(-7),))
        assert isinstance(decide(policy, facts, at(-1)), Send)
        crowded = replace(FACTS, recent_sends_to_client=(at(-3),))
        assert decide(policy, crowded, at(-1)).skipped == (StepSkip(key="before_1", reason="weekly_cap"),)

    def test_a_better_step_seven_days_later_does_not_matter(self) -> None:
        steps = (Step(key="early", offset_days=-4, tone="friendly"), Step(key="late", offset_days=3, tone="gentle"))
        policy = replace(EVERY_DAY, steps=steps, weekly_cap=1)
        assert isinstance(decide(policy, FACTS, at(-4)), Send)
        nearer = replace(policy, steps=(steps[0], replace(steps[1], offset_days=2)))
        assert decide(nearer, FACTS, at(-4)) == Wait(
            until=at(2), step=nearer.steps[1], skipped=(StepSkip(key="early", reason="weekly_cap"),)
        )

    def test_a_step_on_the_due_date_leaves_no_room_for_one_like_it(self) -> None:
        """Only more important steps are worth giving way to."""
        steps = (Step(key="a", offset_days=-3, tone="friendly"), Step(key="b", offset_days=-1, tone="friendly"))
        policy = replace(EVERY_DAY, steps=steps, weekly_cap=1)
        story = Story(policy=policy, facts=FACTS).run(hours(-5, 5))
        assert story.keys == ["a"]
        assert story.skipped == {"b": "weekly_cap"}

    def test_two_given_up_at_once_are_both_recorded(self) -> None:
        """Missed and given up: the rest of the sequence goes on."""
        facts = replace(FACTS, recent_sends_to_client=(at(-1, 8), at(-1, 8)))
        assert decide(EVERY_DAY, facts, at(-1)) == Wait(
            until=at(0),
            step=EVERY_DAY.steps[2],
            skipped=(StepSkip(key="before_7", reason="missed"), StepSkip(key="before_1", reason="weekly_cap")),
        )

    def test_a_hand_over_is_no_message_and_needs_no_room(self) -> None:
        steps = (
            Step(key="last", offset_days=3, tone="firm"),
            Step(key="hand_over", offset_days=5, tone="legal", action="hand_over"),
        )
        policy = replace(EVERY_DAY, steps=steps)
        facts = replace(FACTS, sent={"last": at(3)}, recent_sends_to_client=(at(3), at(4), at(5, 8)))
        assert decide(policy, facts, at(5)).step.key == "hand_over"  # type: ignore[union-attr]
        early = replace(steps[0], key="due", offset_days=0)
        policy = replace(EVERY_DAY, steps=(early, steps[1]), weekly_cap=1)
        assert isinstance(decide(policy, FACTS, at(0)), Send), "nor does anything give way to it"

    def test_a_lesser_step_given_up_lets_a_hand_over_follow(self) -> None:
        steps = (
            Step(key="due", offset_days=0, tone="professional"),
            Step(key="hand_over", offset_days=2, tone="legal", action="hand_over"),
        )
        policy = replace(EVERY_DAY, steps=steps, weekly_cap=1)
        facts = replace(FACTS, sent={"by_hand": at(1)}, recent_sends_to_client=(at(1),))
        decision = decide(replace(policy, min_gap_days=1), replace(facts, sent={}, last_by_hand=at(-3)), at(4))
        assert decision == Stop(reason="unwarned", skipped=(StepSkip(key="due", reason="weekly_cap"),))

    def test_a_reminder_seven_days_ago_does_not_count(self) -> None:
        facts = replace(DUNNED, recent_sends_to_client=(at(-4, 17), at(0)))
        assert isinstance(decide(EVERY_DAY, facts, at(3, 9)), Send)
        facts = replace(facts, recent_sends_to_client=(at(-3, 0), at(0)))
        assert isinstance(decide(EVERY_DAY, facts, at(3, 9)), Wait)


class TestHasRoom:
    TODAY = date(2026, 3, 31)

    def days(self, *before: int) -> list[date]:
        return [self.TODAY - timedelta(days=each) for each in before]

    @pytest.mark.parametrize(
        ("cap", "taken", "room"),
        [
            (1, (), True),
            (1, (0,), False),
            (1, (6,), False),
            (1, (7,), True),
            (2, (6,), True),
            (2, (6, 0), False),
            (2, (7, 0), True),
            (2, (6, 5), False),
            (1, (-1,), False),
        ],
    )
    def test_of_today_and_the_six_days_before(self, cap: int, taken: tuple[int, ...], room: bool) -> None:
        assert has_room(cap, self.days(*taken), self.TODAY) is room

    @pytest.mark.parametrize(
        ("cap", "taken", "important", "room"),
        [
            (1, (), (-1,), False),
            (1, (), (-6,), False),
            (1, (), (-7,), True),
            (2, (), (-1,), True),
            (2, (), (-2, -1), False),
            (2, (), (-1, -2), False),
            (2, (), (-7, -1), True),
            (2, (6,), (-1,), True),
            (2, (5,), (-1,), False),
            (2, (6, 6), (-1,), False),
        ],
    )
    def test_leaves_room_for_the_important(
        self, cap: int, taken: tuple[int, ...], important: tuple[int, ...], room: bool
    ) -> None:
        assert has_room(cap, self.days(*taken), self.TODAY, self.days(*important)) is room

    def test_room_comes_again_seven_days_after_the_message_that_made_it_full(self) -> None:
        assert room_again(2, self.days(0, 6, 6, 3, 9), self.TODAY) == self.TODAY + timedelta(days=4)
        assert room_again(1, self.days(6), self.TODAY) == self.TODAY + timedelta(days=1)

    def test_ranks(self) -> None:
        ranks = [rank(Step(key="a", offset_days=day, tone="gentle")) for day in (-9, -1, 0, 1, 9)]
        assert ranks == [0, 0, 1, 2, 2]

    def test_only_a_hand_over_is_no_message(self) -> None:
        step = Step(key="a", offset_days=3, tone="legal")
        assert is_message(step)
        assert is_message(replace(step, action="final_notice"))
        assert not is_message(replace(step, action="hand_over"))
