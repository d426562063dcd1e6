"""Promises of the rule of reminders over random policies, facts and sweeps."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from duespark.engine.dunning.decide import Facts, Stop, Wait, decide
from duespark.engine.dunning.policy import Policy, Step
from duespark.engine.schedule.local_time import local_date
from duespark.engine.schedule.quiet_hours import is_allowed
from tests.engine.dunning.simulation import Story

DUE = date(2026, 4, 1)
zones = st.sampled_from(["UTC", "Pacific/Auckland", "America/New_York", "Asia/Kolkata"])
offsets = st.lists(st.integers(-20, 40), unique=True, max_size=7)


def steps_at(offsets: list[int], at: list[time]) -> tuple[Step, ...]:
    return tuple(
        Step(key=f"step {day}", offset_days=day, at=moment, tone="gentle")
        for day, moment in zip(offsets, at, strict=False)
    )


policies = st.builds(
    Policy,
    steps=st.builds(
        steps_at, offsets, st.lists(st.sampled_from([time(0), time(9), time(23, 30)]), min_size=7, max_size=7)
    ),
    weekly_cap=st.none() | st.integers(1, 3),
    zone=zones,
    opens=st.sampled_from([time(0), time(8)]),
    closes=st.sampled_from([time(12), time(18)]),
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
    holidays=st.frozensets(st.dates(date(2026, 3, 1), date(2026, 5, 1)), max_size=5),
)
instants = st.datetimes(
    datetime.fromisoformat("2026-02-20"), datetime.fromisoformat("2026-05-31"), timezones=st.just(UTC)
)
sweeps = st.lists(instants, min_size=1, max_size=40).map(sorted)
facts = st.builds(
    Facts,
    due_date=st.just(DUE),
    balance=st.just(Decimal(90)),
    issued=st.datetimes(
        datetime.fromisoformat("2026-02-20"), datetime.fromisoformat("2026-04-20"), timezones=st.just(UTC)
    ),
    zone=st.just("") | zones,
    recent_sends_to_client=st.lists(instants, max_size=3).map(lambda moments: tuple(sorted(moments))),
)


class TestPromises:
    @given(policies, facts, sweeps)
    def test_of_every_story(self, policy: Policy, facts: Facts, moments: list[datetime]) -> None:
        story = Story(policy=policy, facts=facts).run(moment for moment in moments if moment >= facts.issued)  # type: ignore[operator]
        zone = facts.zone or policy.zone
        assert len(set(story.keys)) == len(story.keys), "never twice"
        assert not set(story.keys) & set(story.skipped), "not both sent and skipped"
        order = {step.key: step.offset_days for step in policy.steps}
        assert [order[key] for key in story.keys] == sorted(order[key] for key in story.keys), (
            "never milder after firmer"
        )
        days = [local_date(now, zone) for now, _ in story.sent]
        assert all(one < two for one, two in pairwise(days)), "at most one a day"
        for now, _ in story.sent:
            assert is_allowed(
                now,
                zone=zone,
                opens=policy.opens,
                closes=policy.closes,
                weekdays=policy.weekdays,
                holidays=policy.holidays,
            ), "never in quiet hours"
            assert now > facts.issued, "never before it was issued"  # type: ignore[operator]

    @given(policies, facts, sweeps)
    def test_never_more_than_the_cap_in_any_week(self, policy: Policy, facts: Facts, moments: list[datetime]) -> None:
        story = Story(policy=policy, facts=replace(facts, recent_sends_to_client=())).run(moments)
        days = [local_date(now, facts.zone or policy.zone) for now, _ in story.sent]
        for day in days:
            in_week = [each for each in days if day <= each < day + timedelta(days=7)]
            assert policy.weekly_cap is None or len(in_week) <= policy.weekly_cap

    @given(policies, facts, instants)
    def test_a_wait_is_later_than_now_and_not_in_quiet_hours(self, policy: Policy, facts: Facts, now: datetime) -> None:
        decision = decide(policy, facts, now)
        if isinstance(decision, Wait):
            assert decision.until > now
            assert is_allowed(
                decision.until,
                zone=facts.zone or policy.zone,
                opens=policy.opens,
                closes=policy.closes,
                weekdays=policy.weekdays,
                holidays=policy.holidays,
            )

    @given(policies, facts, instants)
    def test_looking_again_only_when_told_comes_to_the_end_of_every_step(
        self, policy: Policy, facts: Facts, start: datetime
    ) -> None:
        story, now = Story(policy=policy, facts=facts), start
        for _ in range(40):
            decision = story.sweep(now)
            now = decision.until if isinstance(decision, Wait) else now
        assert {step.key for step in policy.steps} == set(story.keys) | set(story.skipped)
        assert story.sweep(now) == Stop(reason="finished")

    @given(policies, facts, sweeps, st.integers(0, 59))
    def test_never_after_settlement(self, policy: Policy, facts: Facts, moments: list[datetime], paid_at: int) -> None:
        story = Story(policy=policy, facts=facts).run(moments[:paid_at])
        story.facts = replace(story.facts, balance=Decimal(0))
        before = list(story.sent)
        assert story.run(moments[paid_at:]).sent == before

    @given(policies, facts, instants)
    def test_the_same_question_has_the_same_answer(self, policy: Policy, facts: Facts, now: datetime) -> None:
        shuffled = replace(policy, steps=policy.steps[::-1])
        assert decide(policy, facts, now) == decide(shuffled, facts, now)
