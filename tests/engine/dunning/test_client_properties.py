"""Promises to a client over random invoices and sweeps."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from duespark.engine.dunning.consolidate import decide_client
from duespark.engine.dunning.decide import Send, Stop, Wait, decide
from duespark.engine.dunning.facts import Facts, Hold, Promise
from duespark.engine.dunning.joining import Claim, Consolidation
from duespark.engine.dunning.pauses import find_pause
from duespark.engine.dunning.policy import STANDARD, Policy
from duespark.engine.dunning.presets import PRESETS
from duespark.engine.dunning.weekly_cap import rank
from duespark.engine.schedule.local_time import local_date
from duespark.engine.schedule.quiet_hours import is_allowed
from tests.engine.dunning.client_simulation import ClientStory

FEW = settings(max_examples=25)
ZONE = "America/New_York"
FIRST = datetime(2026, 2, 20, tzinfo=UTC)
EVERY_DAY = frozenset(range(7))


def within(days: int) -> st.SearchStrategy[datetime]:
    """Quarters of an hour: whole hours come often, so that boundaries are met."""
    return st.integers(0, days * 96).map(lambda quarters: FIRST + timedelta(minutes=15 * quarters))


policies = st.builds(
    replace,
    st.sampled_from([*PRESETS.values(), replace(STANDARD, weekdays=EVERY_DAY)]),
    weekly_cap=st.none() | st.integers(1, 3),
    closes=st.sampled_from([time(12), time(18)]),
)
pauses = st.builds(Hold, until=st.dates(date(2026, 3, 1), date(2026, 5, 1))) | st.builds(
    Promise, on=st.dates(date(2026, 3, 1), date(2026, 5, 1))
)
facts = st.builds(
    Facts,
    due_date=st.dates(date(2026, 3, 1), date(2026, 4, 10)),
    balance=st.sampled_from([Decimal(0), Decimal(50), Decimal(90), Decimal(90)]),
    issued=within(50),
    zone=st.just(ZONE),
    pauses=st.lists(pauses, max_size=1).map(tuple),
)


def as_claims(policy: Policy, facts: list[Facts], currencies: list[str]) -> list[Claim]:
    return [
        Claim(id=str(number), policy=policy, facts=each, currency=currency)
        for number, (each, currency) in enumerate(zip(facts, currencies, strict=False))
    ]


claims = st.builds(
    as_claims,
    policies,
    st.lists(facts, min_size=1, max_size=5),
    st.lists(st.sampled_from(["EUR", "EUR", "USD"]), min_size=5, max_size=5),
)
rules = st.none() | st.builds(
    Consolidation,
    window_days=st.integers(0, 5),
    tone=st.sampled_from(["highest", "lowest"]),
    across_currencies=st.booleans(),
    overdue_only=st.booleans(),
)
sweeps = st.lists(within(90), min_size=10, max_size=40).map(sorted)


class TestPromises:
    @FEW
    @given(claims, rules, sweeps)
    def test_never_more_messages_than_the_cap_in_any_week(
        self, claims: list[Claim], rule: Consolidation | None, moments: list[datetime]
    ) -> None:
        story = ClientStory(claims={each.id: each for each in claims}, consolidation=rule).run(moments)
        cap = claims[0].policy.weekly_cap
        days = [local_date(now, ZONE) for now, message in story.messages if message.action != "hand_over"]
        for day in days:
            in_week = [each for each in days if day <= each < day + timedelta(days=7)]
            assert cap is None or len(in_week) <= cap

    @FEW
    @given(claims, rules, sweeps)
    def test_to_each_invoice_are_kept(
        self, claims: list[Claim], rule: Consolidation | None, moments: list[datetime]
    ) -> None:
        story = ClientStory(claims={each.id: each for each in claims}, consolidation=rule).run(moments)
        for claim in claims:
            policy, sent = claim.policy, story.sent.get(claim.id, [])
            keys, order = [key for _, key in sent], {step.key: step.offset_days for step in policy.steps}
            assert len(set(keys)) == len(keys), "never twice"
            assert not set(keys) & set(story.skipped[claim.id]), "not both sent and skipped"
            assert [order[key] for key in keys] == sorted(order[key] for key in keys), "never milder after firmer"
            days = [local_date(now, ZONE) for now, _ in sent]
            gap = timedelta(days=policy.min_gap_days)
            assert all(two - one >= gap for one, two in pairwise(days)), "never too soon"
            for (now, key), day in zip(sent, days, strict=True):
                assert claim.facts.balance > 0, "never when it is settled"
                assert now > claim.facts.issued, "never before it was issued"  # type: ignore[operator]
                assert find_pause(policy.pauses, claim.facts, day) is None, "never while it is held"
                early = timedelta(days=rule.window_days if rule and order[key] > 0 else 0)
                assert day + early >= claim.facts.due_date + timedelta(days=order[key]), "never earlier than the window"
                assert is_allowed(
                    now,
                    zone=ZONE,
                    opens=policy.opens,
                    closes=policy.closes,
                    weekdays=policy.weekdays,
                    holidays=policy.holidays,
                ), "never in quiet hours"

    @FEW
    @given(claims, rules, within(90))
    def test_a_message_has_one_kind_of_part(
        self, claims: list[Claim], rule: Consolidation | None, now: datetime
    ) -> None:
        by_id = {each.id: each for each in claims}
        for message in decide_client(claims, now, consolidation=rule).messages:
            steps = [part.step for part in message.parts]
            assert len({(step.action, step.channel, step.statutory, rank(step)) for step in steps}) == 1
            assert message.tone in {step.tone for step in steps}
            currencies = {by_id[part.claim].currency for part in message.parts}
            assert len(currencies) == 1 or (rule is not None and rule.across_currencies)
            assert len(steps) == 1 or (rule is not None and message.action != "hand_over")

    @FEW
    @given(claims, rules, within(90), st.lists(within(90), max_size=3), st.randoms(use_true_random=False))
    def test_the_order_of_claims_does_not_matter(
        self, claims: list[Claim], rule: Consolidation | None, now: datetime, recent: list[datetime], random: Random
    ) -> None:
        shuffled = list(claims)
        random.shuffle(shuffled)
        found = decide_client(claims, now, recent_messages=recent, consolidation=rule)
        assert decide_client(shuffled, now, recent_messages=recent, consolidation=rule) == found

    @FEW
    @given(claims, rules, within(90), st.lists(within(90), max_size=3))
    def test_one_invoice_alone_is_decided_as_by_itself(
        self, claims: list[Claim], rule: Consolidation | None, now: datetime, recent: list[datetime]
    ) -> None:
        [claim, *_] = claims
        found = decide_client([claim], now, recent_messages=recent, consolidation=rule)
        facts = replace(claim.facts, recent_sends_to_client=tuple(recent))
        assert found.decisions == {claim.id: decide(claim.policy, facts, now)}

    @FEW
    @given(claims, rules, within(90))
    def test_sends_stand_in_messages_and_the_rest_waits_or_stops(
        self, claims: list[Claim], rule: Consolidation | None, now: datetime
    ) -> None:
        found = decide_client(claims, now, consolidation=rule)
        parts = {part.claim: part for message in found.messages for part in message.parts}
        assert found.decisions.keys() == {each.id for each in claims}
        for id, decision in found.decisions.items():
            assert isinstance(decision, Send) == (id in parts)
            assert not isinstance(decision, Send) or decision.step == parts[id].step
            assert not isinstance(decision, Wait) or decision.until > now
        assert found.look_again is None or found.look_again > now

    @FEW
    @given(claims, rules, within(90))
    def test_looking_again_only_when_told_comes_to_an_end_with_every_invoice(
        self, claims: list[Claim], rule: Consolidation | None, start: datetime
    ) -> None:
        story, now = ClientStory(claims={each.id: each for each in claims}, consolidation=rule), start
        for _ in range(200):
            found = story.sweep(now)
            if found.look_again is None:
                break
            now = found.look_again
        assert found.look_again is None
        assert all(isinstance(each, Stop | Send) for each in found.decisions.values())
