"""The rule of reminders: from a policy and the facts to the next reminder, the moment to look again, or why neither.

The same facts give the same answer, so a sweep may ask as often as it likes: what was missed is caught up with one
message, what was sent or skipped never comes again, and nothing is sent once the facts forbid it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Literal

from duespark.engine.dunning.facts import Facts
from duespark.engine.dunning.policy import Policy, Step
from duespark.engine.schedule.local_time import local_date, to_utc
from duespark.engine.schedule.quiet_hours import next_allowed

__all__ = ["Decision", "Facts", "Send", "SkipReason", "StepSkip", "Stop", "Wait", "decide"]

SkipReason = Literal["before_issue", "overtaken", "missed", "weekly_cap"]
"""Planned before the invoice existed; a later step came or comes on the same day; its time passed unsent while a
later step fell due; given up for a more important reminder to the same client."""

WEEK = 7
OVERDUE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class StepSkip:
    """The step `key` will not be sent. Record it, and put it among `Facts.skipped` from then on."""

    key: str
    reason: SkipReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Send:
    """Send `step` now."""

    step: Step
    skipped: tuple[StepSkip, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """Nothing now; decide again at `until` (UTC, later than now) or when a fact changes. `step` is expected next."""

    until: datetime
    step: Step
    skipped: tuple[StepSkip, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """Nothing until a fact changes: "draft", "settled", "finished", or the facts' own `closed` or `paused` reason."""

    reason: str
    skipped: tuple[StepSkip, ...] = ()


Decision = Send | Wait | Stop


@dataclass(frozen=True, slots=True, kw_only=True)
class _Planned:
    """A step with the instant its wall time means, and the first instant at or after it outside quiet hours."""

    step: Step
    planned: datetime
    allowed: datetime


def decide(policy: Policy, facts: Facts, now: datetime) -> Decision:
    """What to do about one invoice at the instant `now`.

    Guarantees: nothing for drafts, settled, closed or paused invoices; no step twice and no milder step after a
    firmer one; of several steps due only the last is sent, the others are skipped; never in quiet hours (the
    reminder moves to the next opening); at most one reminder of an invoice a day and `weekly_cap` to the client in
    seven days, where overdue steps come before the one on the due date and that before earlier ones: the lesser is
    skipped to leave room, an overdue one waits for room.

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
    reason = _why_not(facts)
    if reason:
        return Stop(reason=reason)
    ahead, skipped = _still_ahead(policy, facts, now)
    due = [planned for planned in ahead if planned.allowed <= now]
    if due:
        skipped += [StepSkip(key=planned.step.key, reason="missed") for planned in due[:-1]]
        ahead = ahead[len(due) - 1 :]
        decision = _send_or_wait(policy, facts, now, ahead, tuple(skipped))
        if decision is not None:
            return decision
        skipped.append(StepSkip(key=ahead[0].step.key, reason="weekly_cap"))
        ahead = ahead[1:]
    if not ahead:
        return Stop(reason="finished", skipped=tuple(skipped))
    return Wait(until=ahead[0].allowed, step=ahead[0].step, skipped=tuple(skipped))


def _why_not(facts: Facts) -> str:
    if facts.issued is None:
        return "draft"
    if facts.balance <= 0:
        return "settled"
    return facts.closed or facts.paused or ""


def _still_ahead(policy: Policy, facts: Facts, now: datetime) -> tuple[list[_Planned], list[StepSkip]]:
    """Steps that may still be sent, by offset, and those that may not although nobody has recorded it yet."""
    steps = sorted(policy.steps, key=lambda step: step.offset_days)
    passed = max((step.offset_days for step in steps if step.key in facts.sent), default=None)
    plan = [_plan(step, policy, facts) for step in steps if not facts.is_done(step.key)]
    skips = {planned.step.key: _why_skip(planned, facts, passed) for planned in plan}
    ahead = [planned for planned in plan if skips[planned.step.key] is None]
    for planned, following in pairwise(ahead):
        if _day(policy, facts, planned.allowed) == _day(policy, facts, following.allowed):
            skips[planned.step.key] = "overtaken"
    skipped = [
        StepSkip(key=planned.step.key, reason=reason)
        for planned in plan
        if (reason := skips[planned.step.key]) and (planned.planned <= now or reason == "before_issue")
    ]
    return [planned for planned in ahead if skips[planned.step.key] is None], skipped


def _plan(step: Step, policy: Policy, facts: Facts) -> _Planned:
    zone = facts.zone or policy.zone
    planned = to_utc(facts.due_date + timedelta(days=step.offset_days), step.at, zone)
    return _Planned(step=step, planned=planned, allowed=_next_allowed(policy, facts, planned))


def _next_allowed(policy: Policy, facts: Facts, instant: datetime) -> datetime:
    return next_allowed(
        instant,
        zone=facts.zone or policy.zone,
        opens=policy.opens,
        closes=policy.closes,
        weekdays=policy.weekdays,
        holidays=policy.holidays,
    )


def _why_skip(planned: _Planned, facts: Facts, passed: int | None) -> SkipReason | None:
    if passed is not None and planned.step.offset_days <= passed:
        return "overtaken"
    if facts.issued is not None and planned.planned <= facts.issued:
        return "before_issue"
    if facts.sent and planned.allowed <= max(facts.sent.values()):
        return "overtaken"
    return None


def _day(policy: Policy, facts: Facts, instant: datetime) -> date:
    return local_date(instant, facts.zone or policy.zone)


def _send_or_wait(
    policy: Policy, facts: Facts, now: datetime, ahead: Sequence[_Planned], skipped: tuple[StepSkip, ...]
) -> Decision | None:
    """Send the first step ahead, or wait for quiet hours or room; None where it gives way to better reminders."""
    step = ahead[0].step
    opening = _next_allowed(policy, facts, max(now, _day_after_last(policy, facts, now)))
    if opening > now:
        return Wait(until=opening, step=step, skipped=skipped)
    if policy.weekly_cap is None:
        return Send(step=step, skipped=skipped)
    recent = _recent_days(policy, facts, now)
    room = policy.weekly_cap - len(recent)
    if room > _reserved(policy, facts, now, ahead):
        return Send(step=step, skipped=skipped)
    if _rank(step) < OVERDUE:
        return None
    freed = recent[-policy.weekly_cap] + timedelta(days=WEEK)
    zone = facts.zone or policy.zone
    return Wait(until=_next_allowed(policy, facts, to_utc(freed, time(0), zone)), step=step, skipped=skipped)


def _day_after_last(policy: Policy, facts: Facts, now: datetime) -> datetime:
    """The start of the day after this invoice's last reminder, `now` where there was none."""
    if not facts.sent:
        return now
    last = _day(policy, facts, max(facts.sent.values()))
    return to_utc(last + timedelta(days=1), time(0), facts.zone or policy.zone)


def _recent_days(policy: Policy, facts: Facts, now: datetime) -> list[date]:
    """Days, in order, of the reminders the client got today and in the six days before.

    Calendar days rather than hours: a reminder sent a few seconds late must not count a week and a day.
    """
    today = _day(policy, facts, now)
    days = sorted(_day(policy, facts, instant) for instant in facts.recent_sends_to_client)
    return [day for day in days if day > today - timedelta(days=WEEK)]


def _rank(step: Step) -> int:
    """How important a step is when the cap bites: before the due date 0, on it 1, overdue 2."""
    if step.offset_days < 0:
        return 0
    return OVERDUE if step.offset_days > 0 else 1


def _reserved(policy: Policy, facts: Facts, now: datetime, ahead: Sequence[_Planned]) -> int:
    """How many more important steps of this invoice fall into the seven days that begin today."""
    end = _day(policy, facts, now) + timedelta(days=WEEK)
    rank = _rank(ahead[0].step)
    return sum(_rank(later.step) > rank and _day(policy, facts, later.allowed) < end for later in ahead[1:])
