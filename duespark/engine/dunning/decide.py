"""The rule of reminders: from a policy and the facts to the next reminder, the moment to look again, or why neither.

The same facts give the same answer, so a sweep may ask as often as it likes: what was missed is caught up with one
message, what was sent or skipped never comes again, and nothing is sent once the facts forbid it.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta

from duespark.engine.dunning.decision import (
    Decision,
    PauseReason,
    Send,
    SkipReason,
    StepSkip,
    Stop,
    StopReason,
    Wait,
    WaitReason,
    no_room_yet,
)
from duespark.engine.dunning.facts import Facts
from duespark.engine.dunning.outlook import Outlook, look
from duespark.engine.dunning.policy import Policy
from duespark.engine.dunning.sending import as_send
from duespark.engine.dunning.steps_ahead import day_of, morning
from duespark.engine.dunning.weekly_cap import OVERDUE, WEEK_DAYS, has_room, is_message, rank, room_again

__all__ = [
    "Decision",
    "Facts",
    "PauseReason",
    "Send",
    "SkipReason",
    "StepSkip",
    "Stop",
    "StopReason",
    "Wait",
    "WaitReason",
    "decide",
]


def decide(policy: Policy, facts: Facts, now: datetime) -> Decision:
    """What to do about one invoice at the instant `now`.

    Guarantees: nothing for drafts, settled, closed or paused invoices; no step twice and no milder step after a
    firmer one; of several steps due by the end of the day only the last is sent, the others are skipped; never in
    quiet hours (the reminder moves to the next opening) nor by a channel that is closed; at most one reminder of an
    invoice a day and `weekly_cap` to the client in seven days, where overdue steps come before the one on the due
    date and that before earlier ones: the lesser is skipped to leave room, an overdue one waits for room. A case is
    handed over only when its last notice was sent as long ago as the policy has the two apart. Raises `NeverOpen`,
    `UnknownZone`.

    Where a client has several invoices open, `decide_client` sees them together.

    >>> from datetime import UTC
    >>> from decimal import Decimal
    >>> from duespark.engine.dunning.policy import STANDARD
    >>> facts = Facts(due_date=date(2026, 3, 31), balance=Decimal(90), issued=datetime(2026, 3, 2, 12, tzinfo=UTC))
    >>> decide(STANDARD, facts, datetime(2026, 3, 20, tzinfo=UTC)).until.isoformat()
    '2026-03-24T09:00:00+00:00'
    >>> late = decide(STANDARD, facts, datetime(2026, 4, 8, 10, tzinfo=UTC))
    >>> late.step.key, [skip.key for skip in late.skipped]
    ('after_7', ['before_7', 'before_1', 'due', 'after_3'])
    """
    outlook = look(policy, facts, now)
    if isinstance(outlook, Stop):
        return outlook
    if outlook.opens > now:
        return outlook.wait()
    if policy.weekly_cap is None or not is_message(outlook.step):
        return as_send(policy, facts, outlook.step, now, outlook.skipped)
    return _within_cap(policy, policy.weekly_cap, facts, outlook, now)


def _within_cap(policy: Policy, cap: int, facts: Facts, outlook: Outlook, now: datetime) -> Decision:
    today = day_of(policy, facts, now)
    taken = [day_of(policy, facts, instant) for instant in facts.recent_sends_to_client]
    if has_room(cap, taken, today, _more_important(outlook, today)):
        return as_send(policy, facts, outlook.step, now, outlook.skipped)
    if outlook.early and rank(outlook.step) < OVERDUE:
        return no_room_yet(decide(policy, replace(facts, asked=False), now))
    if rank(outlook.step) < OVERDUE:
        skipped = outlook.given_up()
        rest = decide(policy, facts.with_skipped(skip.key for skip in skipped), now)
        return replace(rest, skipped=skipped + rest.skipped)
    until = morning(policy, facts, room_again(cap, taken, today))
    return Wait(until=until, step=outlook.step, skipped=outlook.skipped, reason="weekly_cap")


def _more_important(outlook: Outlook, today: date) -> list[date]:
    """Days of this invoice's more important reminders among the seven that begin today."""
    end, least = today + timedelta(days=WEEK_DAYS), rank(outlook.step)
    later = (each for each in outlook.ahead[1:] if each.day < end and is_message(each.step))
    return [each.day for each in later if rank(each.step) > least]
