"""By which way a step reaches a client who refuses some channels and cannot be reached on others."""

from duespark.engine.dunning.facts import Facts
from duespark.engine.dunning.policy import Channel, Step


def is_refused(step: Step, facts: Facts) -> bool:
    """Whether the step is a courtesy by a channel from which the client unsubscribed.

    The debt stays, and notices of the law are no courtesy: those go by another channel.

    >>> from datetime import date
    >>> from decimal import Decimal
    >>> refusing = frozenset({"email"})
    >>> facts = Facts(due_date=date(2026, 3, 31), balance=Decimal(90), issued=None, unsubscribed=refusing)
    >>> is_refused(Step(key="a", offset_days=3, tone="firm"), facts)
    True
    >>> is_refused(Step(key="b", offset_days=3, tone="firm", statutory=True), facts)
    False
    """
    return step.action != "hand_over" and not step.statutory and step.channel in facts.unsubscribed


def open_channel(step: Step, facts: Facts) -> Channel | None:
    """The first of the step's channels that leads to the client and is not refused; None where there is none.

    A hand-over is no message and needs none.

    >>> from datetime import date
    >>> from decimal import Decimal
    >>> bounced = frozenset({"email"})
    >>> facts = Facts(due_date=date(2026, 3, 31), balance=Decimal(90), issued=None, unreachable=bounced)
    >>> open_channel(Step(key="a", offset_days=3, tone="firm", other_channels=("sms", "letter")), facts)
    'sms'
    """
    closed = facts.unsubscribed | facts.unreachable
    if not closed or step.action == "hand_over":
        return step.channel
    return next((channel for channel in (step.channel, *step.other_channels) if channel not in closed), None)
