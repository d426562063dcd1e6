"""By which channel a step goes, and what an unsubscribed or unreachable client still gets (E18)."""

from dataclasses import replace
from decimal import Decimal

from duespark.engine.dunning.channels import is_refused, open_channel
from duespark.engine.dunning.decide import Send, StepSkip, Stop, Wait, decide
from duespark.engine.dunning.policy import Step
from tests.engine.dunning.simulation import DUNNED, FACTS, UNCAPPED, Story, at, hours

COURTESY = Step(key="courtesy", offset_days=3, tone="gentle", other_channels=("sms",))
NOTICE = Step(key="notice", offset_days=7, tone="legal", statutory=True, other_channels=("sms", "letter"))
POLICY = replace(UNCAPPED, steps=(COURTESY, NOTICE))
UNSUBSCRIBED = replace(FACTS, unsubscribed=frozenset({"email"}))
BOUNCED = replace(FACTS, unreachable=frozenset({"email"}))


class TestUnsubscribed:
    def test_gets_no_courtesy_but_the_notice_of_the_law_by_another_channel(self) -> None:
        """REM-13: the obligation stays."""
        story = Story(policy=POLICY, facts=UNSUBSCRIBED).run(hours(-31, 10))
        assert story.sent == [(at(7), "notice")]
        assert story.skipped == {"courtesy": "unsubscribed"}
        assert decide(POLICY, UNSUBSCRIBED, at(7)) == Send(
            step=replace(NOTICE, channel="sms"),
            amount=Decimal("90.00"),
            skipped=(StepSkip(key="courtesy", reason="unsubscribed"),),
        )

    def test_is_recorded_when_the_moment_comes_and_not_before(self) -> None:
        assert decide(POLICY, UNSUBSCRIBED, at(3, 8, 59)) == Wait(until=at(7), step=NOTICE)
        assert decide(POLICY, UNSUBSCRIBED, at(3)) == Wait(
            until=at(7), step=NOTICE, skipped=(StepSkip(key="courtesy", reason="unsubscribed"),)
        )

    def test_one_who_subscribes_again_gets_what_lies_ahead(self) -> None:
        story = Story(policy=POLICY, facts=UNSUBSCRIBED).run(hours(-31, 2))
        story.facts = replace(story.facts, unsubscribed=frozenset())
        assert story.run(hours(2, 10)).keys == ["courtesy", "notice"]

    def test_with_courtesies_only_nothing_is_left(self) -> None:
        facts = replace(DUNNED, unsubscribed=frozenset({"email"}))
        skips = (StepSkip(key="after_3", reason="unsubscribed"),)
        assert decide(UNCAPPED, facts, at(3)) == Stop(reason="unsubscribed", skipped=skips)

    def test_a_notice_without_another_channel_needs_a_person(self) -> None:
        policy = replace(POLICY, steps=(replace(NOTICE, other_channels=()),))
        assert decide(policy, UNSUBSCRIBED, at(7)) == Stop(reason="no_channel")

    def test_by_another_channel_than_the_step_s_it_does_not_matter(self) -> None:
        decision = decide(POLICY, replace(FACTS, unsubscribed=frozenset({"sms"})), at(3))
        assert decision == Send(step=COURTESY, amount=Decimal("90.00"))
        assert decision.step is COURTESY, "the policy's own step where nothing is different"

    def test_a_hand_over_is_neither(self) -> None:
        step = replace(NOTICE, action="hand_over", statutory=False, other_channels=())
        assert not is_refused(step, UNSUBSCRIBED)
        assert open_channel(step, UNSUBSCRIBED) == "email"


class TestUnreachable:
    def test_goes_by_the_next_channel(self) -> None:
        assert decide(POLICY, BOUNCED, at(3)) == Send(step=replace(COURTESY, channel="sms"), amount=Decimal("90.00"))

    def test_a_refused_channel_is_no_way_out(self) -> None:
        facts = replace(BOUNCED, unsubscribed=frozenset({"sms"}))
        assert open_channel(COURTESY, facts) is None
        assert open_channel(NOTICE, facts) == "letter"
        assert decide(POLICY, facts, at(3)) == Wait(until=at(7), step=NOTICE)

    def test_without_any_channel_it_waits_for_a_person_and_uses_up_nothing(self) -> None:
        facts = replace(DUNNED, unreachable=frozenset({"email"}))
        assert decide(UNCAPPED, facts, at(3)) == Stop(reason="no_channel")
        story = Story(policy=UNCAPPED, facts=facts).run(hours(2, 8))
        assert (story.sent, story.skipped) == ([], {})
        story.facts = replace(story.facts, unreachable=frozenset())
        assert story.run(hours(8, 9)).sent == [(at(8, 8), "after_7")]
        assert story.skipped == {"after_3": "missed"}

    def test_a_later_step_that_reaches_the_client_overtakes(self) -> None:
        policy = replace(POLICY, steps=(replace(COURTESY, other_channels=()), NOTICE))
        story = Story(policy=policy, facts=BOUNCED).run(hours(2, 9))
        assert story.sent == [(at(7), "notice")]
        assert story.skipped == {"courtesy": "overtaken"}

    def test_no_channel_is_said_before_unsubscribed(self) -> None:
        steps = (replace(COURTESY, channel="sms", other_channels=()), replace(NOTICE, other_channels=()))
        facts = replace(BOUNCED, unsubscribed=frozenset({"sms"}))
        assert decide(replace(POLICY, steps=steps), facts, at(1)) == Stop(reason="no_channel")


class TestLateFee:
    def test_is_added_once_however_often_it_is_asked(self) -> None:
        """FM-09: run the stage 50 times, one fee line."""
        steps = tuple(
            Step(key=f"step {day}", offset_days=day, tone="firm", late_fee="reminder_fee") for day in range(1, 51)
        )
        story = Story(policy=replace(UNCAPPED, steps=steps), facts=FACTS).run(hours(0, 52, 720))
        assert len(story.sent) == 50
        assert story.fees == ["reminder_fee"]

    def test_two_fees_are_two(self) -> None:
        steps = tuple(Step(key=fee, offset_days=day, tone="firm", late_fee=fee) for day, fee in ((1, "a"), (2, "b")))
        assert Story(policy=replace(UNCAPPED, steps=steps), facts=FACTS).run(hours(0, 4)).fees == ["a", "b"]

    def test_one_charged_before_is_not_charged_again(self) -> None:
        step = replace(COURTESY, late_fee="reminder_fee")
        policy, facts = replace(POLICY, steps=(step,)), replace(FACTS, fees_charged=frozenset({"reminder_fee"}))
        assert decide(policy, facts, at(3)) == Send(step=COURTESY, amount=Decimal("90.00"))
