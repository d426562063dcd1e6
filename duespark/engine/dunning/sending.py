"""A step as it is to be sent: by the channel that is open, as firm as it must be, for what may be asked for."""

from dataclasses import replace
from datetime import datetime

from duespark.engine.dunning.channels import open_channel
from duespark.engine.dunning.decision import Send, StepSkip
from duespark.engine.dunning.facts import Facts
from duespark.engine.dunning.pauses import has_broken_promise, one_firmer, undisputed
from duespark.engine.dunning.policy import Policy, Step
from duespark.engine.dunning.steps_ahead import day_of


def as_send(policy: Policy, facts: Facts, step: Step, now: datetime, skipped: tuple[StepSkip, ...] = ()) -> Send:
    """The decision to send one of the policy's steps at `now`.

    >>> from datetime import UTC, date
    >>> from decimal import Decimal
    >>> step = Step(key="a", offset_days=3, tone="firm", other_channels=("letter",), late_fee="reminder_fee")
    >>> facts = Facts(due_date=date(2026, 3, 31), balance=Decimal(90), issued=None,
    ...               unreachable=frozenset({"email"}), fees_charged=frozenset({"reminder_fee"}))
    >>> sent = as_send(Policy(steps=(step,)), facts, step, datetime(2026, 4, 3, tzinfo=UTC))
    >>> sent.step.channel, sent.step.late_fee, sent.amount
    ('letter', '', Decimal('90'))
    """
    amount = undisputed(facts, day_of(policy, facts, now)) if facts.pauses else facts.balance
    return Send(step=_as_sent(policy, facts, step, now), amount=amount, skipped=skipped)


def _as_sent(policy: Policy, facts: Facts, step: Step, now: datetime) -> Step:
    tone, rules = step.tone, policy.pauses
    if rules.firmer_after_broken_promise and has_broken_promise(rules, facts, day_of(policy, facts, now)):
        tone = one_firmer(tone, policy)
    channel = open_channel(step, facts) or step.channel
    late_fee = "" if step.late_fee in facts.fees_charged else step.late_fee
    if (tone, channel, late_fee) == (step.tone, step.channel, step.late_fee):
        return step
    return replace(step, tone=tone, channel=channel, late_fee=late_fee)
