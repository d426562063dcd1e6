"""Promises of the rule of reminders over random policies, facts and sweeps."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from duespark.engine.dunning.decide import Facts, Send, Stop, Wait, decide
from duespark.engine.dunning.facts import Autopay, Dispute, Hold, PartialPayment, Promise, Reply
from duespark.engine.dunning.pauses import find_pause
from duespark.engine.dunning.policy import Action, PauseRules, Policy, Step
from duespark.engine.schedule.local_time import local_date
from duespark.engine.schedule.quiet_hours import is_allowed
from tests.engine.dunning.simulation import Story

DUE = date(2026, 4, 1)
FEW = settings(max_examples=25)
zones = st.sampled_from(["UTC", "Pacific/Auckland", "America/New_York", "Asia/Kolkata"])
offsets = st.lists(st.integers(-20, 40), unique=True, max_size=7)
times = st.lists(st.sampled_from([time(0), time(9), time(23, 30)]), min_size=7, max_size=7)
channels = st.sampled_from(["email", "sms", "letter"])


def steps_at(offsets: list[int], at: list[time]) -> tuple[Step, ...]:
    return tuple(
        Step(key=f"step {day}", offset_days=day, at=moment, tone="gentle")
        for day, moment in zip(offsets, at, strict=False)
    )


policies = st.builds(
    Policy,
    steps=st.builds(steps_at, offsets, times),
    weekly_cap=st.none() | st.integers(1, 3),
    zone=zones,
    opens=st.sampled_from([time(0), time(8)]),
    closes=st.sampled_from([time(12), time(18)]),
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
    holidays=st.frozensets(st.dates(date(2026, 3, 1), date(2026, 5, 1)), max_size=5),
    min_gap_days=st.integers(1, 4),
    by_hand_gap_days=st.integers(0, 4),
)
FIRST = datetime(2026, 2, 20, tzinfo=UTC)


def within(days: int) -> st.SearchStrategy[datetime]:
    """Quarters of an hour: whole hours come often, so that boundaries are met."""
    return st.integers(0, days * 96).map(lambda quarters: FIRST + timedelta(minutes=15 * quarters))


instants = within(100)
sweeps = st.lists(instants, min_size=10, max_size=40).map(sorted)
facts = st.builds(
    Facts,
    due_date=st.just(DUE),
    balance=st.just(Decimal(90)),
    issued=within(60),
    zone=st.just("") | zones,
    recent_sends_to_client=st.lists(instants, max_size=3).map(lambda moments: tuple(sorted(moments))),
    last_by_hand=st.none() | instants,
)


def with_an_end(policy: Policy) -> Policy:
    """The policy, with a final notice and a hand-over after its other steps."""
    last: list[tuple[int, Action]] = [(45, "final_notice"), (50, "hand_over")]
    ending = (Step(key=action, offset_days=day, tone="legal", action=action) for day, action in last)
    return replace(policy, steps=(*policy.steps, *ending))


days = st.dates(date(2026, 3, 1), date(2026, 5, 1))
amounts = st.sampled_from([None, Decimal(10), Decimal(80), Decimal(90)])
pauses = st.one_of(
    st.builds(Dispute, amount=amounts, until=st.none() | days),
    st.builds(Promise, on=days, amount=amounts, paid=st.sampled_from([Decimal(0), Decimal(80)])),
    st.builds(PartialPayment, on=days),
    st.builds(Hold, until=days),
    st.builds(Autopay, collects_on=days),
    st.builds(Reply, on=days),
)
rules = st.builds(
    PauseRules,
    promise_grace_days=st.integers(0, 5),
    partial_payment_days=st.integers(0, 9),
    reply_days=st.none() | st.integers(0, 9),
    chase_undisputed=st.booleans(),
    firmer_after_broken_promise=st.booleans(),
)
troubled = st.builds(
    replace,
    facts,
    pauses=st.lists(pauses, max_size=3).map(tuple),
    unsubscribed=st.frozensets(channels, max_size=1),
    unreachable=st.frozensets(channels, max_size=1),
)
other_channels = st.lists(channels, max_size=2).map(tuple)
strange_policies = st.builds(
    lambda policy, rules, statutory, others: replace(
        policy,
        pauses=rules,
        steps=tuple(
            replace(step, statutory=statutory if step.offset_days > 0 else False, other_channels=others)
            for step in policy.steps
        ),
    ),
    policies.map(with_an_end) | policies,
    rules,
    st.booleans(),
    other_channels,
)


def begin(facts: Facts) -> datetime:
    """When all of the facts have happened."""
    return max(moment for moment in (facts.issued, facts.last_by_hand) if moment is not None)


def may_write(policy: Policy, facts: Facts, now: datetime) -> bool:
    return is_allowed(
        now,
        zone=facts.zone or policy.zone,
        opens=policy.opens,
        closes=policy.closes,
        weekdays=policy.weekdays,
        holidays=policy.holidays,
    )


class TestPromises:
    @FEW
    @given(policies, facts, sweeps)
    def test_of_every_story(self, policy: Policy, facts: Facts, moments: list[datetime]) -> None:
        story = Story(policy=policy, facts=facts).run(moment for moment in moments if moment >= begin(facts))
        zone = facts.zone or policy.zone
        assert len(set(story.keys)) == len(story.keys), "never twice"
        assert not set(story.keys) & set(story.skipped), "not both sent and skipped"
        order = {step.key: step.offset_days for step in policy.steps}
        assert [order[key] for key in story.keys] == sorted(order[key] for key in story.keys), (
            "never milder after firmer"
        )
        days = [local_date(now, zone) for now, _ in story.sent]
        gap = timedelta(days=policy.min_gap_days)
        assert all(two - one >= gap for one, two in pairwise(days)), "at most one a day, and as rare as the policy says"
        for now, _ in story.sent:
            assert may_write(policy, facts, now), "never in quiet hours"
            assert now > facts.issued, "never before it was issued"  # type: ignore[operator]

    @FEW
    @given(policies, facts, sweeps)
    def test_never_more_than_the_cap_in_any_week(self, policy: Policy, facts: Facts, moments: list[datetime]) -> None:
        story = Story(policy=policy, facts=replace(facts, recent_sends_to_client=())).run(moments)
        days = [local_date(now, facts.zone or policy.zone) for now, _ in story.sent]
        for day in days:
            in_week = [each for each in days if day <= each < day + timedelta(days=7)]
            assert policy.weekly_cap is None or len(in_week) <= policy.weekly_cap

    @FEW
    @given(policies, facts, instants)
    def test_a_wait_is_later_than_now_and_not_in_quiet_hours(self, policy: Policy, facts: Facts, now: datetime) -> None:
        decision = decide(policy, facts, now)
        if isinstance(decision, Wait):
            assert decision.until > now
            assert may_write(policy, facts, decision.until)

    @FEW
    @given(policies, facts, instants)
    def test_looking_again_only_when_told_comes_to_the_end_of_every_step(
        self, policy: Policy, facts: Facts, start: datetime
    ) -> None:
        story, now = Story(policy=policy, facts=facts), max(start, begin(facts))
        for _ in range(40):
            decision = story.sweep(now)
            now = decision.until if isinstance(decision, Wait) else now
        assert {step.key for step in policy.steps} == set(story.keys) | set(story.skipped)
        assert story.sweep(now) == Stop(reason="finished")

    @FEW
    @given(policies, facts, sweeps, st.integers(0, 59))
    def test_never_after_settlement(self, policy: Policy, facts: Facts, moments: list[datetime], paid_at: int) -> None:
        story = Story(policy=policy, facts=facts).run(moments[:paid_at])
        story.facts = replace(story.facts, balance=Decimal(0))
        before = list(story.sent)
        assert story.run(moments[paid_at:]).sent == before

    @FEW
    @given(policies, facts, instants)
    def test_the_same_question_has_the_same_answer(self, policy: Policy, facts: Facts, now: datetime) -> None:
        shuffled = replace(policy, steps=policy.steps[::-1])
        assert decide(policy, facts, now) == decide(shuffled, facts, now)


class TestTrouble:
    """Pauses, closed channels and hand-overs take nothing from the promises."""

    @FEW
    @given(strange_policies, troubled, sweeps)
    def test_of_every_story(self, policy: Policy, facts: Facts, moments: list[datetime]) -> None:
        story = Story(policy=policy, facts=facts)
        for now in (moment for moment in moments if moment >= begin(facts)):
            before = story.facts
            decision = story.sweep(now)
            if not isinstance(decision, Send):
                continue
            step, today = decision.step, local_date(now, facts.zone or policy.zone)
            assert may_write(policy, facts, now), "never in quiet hours"
            assert find_pause(policy.pauses, before, today) is None, "never while it is paused"
            assert 0 < decision.amount <= before.balance, "never for more than is owed"
            assert step.action == "hand_over" or step.channel not in facts.unreachable, "never into the void"
            assert step.action == "hand_over" or step.channel not in facts.unsubscribed, (
                "never against the client's will"
            )
            assert step.action != "hand_over" or "final_notice" in before.sent, "never handed over without a warning"
            assert not before.is_done(step.key), "never twice"
        assert len(story.sent) == len(set(story.keys))

    @FEW
    @given(strange_policies, troubled, instants)
    def test_a_wait_is_later_than_now_and_not_in_quiet_hours(self, policy: Policy, facts: Facts, now: datetime) -> None:
        decision = decide(policy, facts, now)
        if isinstance(decision, Wait):
            assert decision.until > now
            assert may_write(policy, facts, decision.until)

    @FEW
    @given(strange_policies, troubled, instants)
    def test_recording_what_is_skipped_changes_nothing_else(self, policy: Policy, facts: Facts, now: datetime) -> None:
        decision = decide(policy, facts, now)
        recorded = facts.with_skipped(skip.key for skip in decision.skipped)
        again = decide(policy, recorded, now)
        assert again.skipped == ()
        if not isinstance(again, Stop):
            assert again == replace(decision, skipped=())

    @FEW
    @given(strange_policies, troubled, sweeps, st.randoms(use_true_random=False))
    def test_the_order_of_steps_and_pauses_does_not_matter(
        self, policy: Policy, facts: Facts, moments: list[datetime], random: Random
    ) -> None:
        shuffled = list(policy.steps)
        random.shuffle(shuffled)
        other = replace(facts, pauses=facts.pauses[::-1])
        assert decide(policy, facts, moments[0]) == decide(replace(policy, steps=tuple(shuffled)), other, moments[0])
