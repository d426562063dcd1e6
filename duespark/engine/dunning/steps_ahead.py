"""Which steps of an invoice may still be sent, at which instants, and which never will be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import Literal

from duespark.engine.dunning.channels import is_refused, open_channel
from duespark.engine.dunning.decision import SkipReason, StepSkip, StopReason, WaitReason
from duespark.engine.dunning.facts import Facts
from duespark.engine.dunning.policy import Policy, Step
from duespark.engine.schedule.local_time import local_date, to_utc
from duespark.engine.schedule.quiet_hours import next_allowed

_Obstacle = SkipReason | Literal["no_channel"]
"""Why a step is not ahead. One without a channel is not given up: it comes back when the client can be reached."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A step, the instant its wall time means, and the first one after it at which it may be sent.

    `day` is that of `allowed` at the client. `moved` says what kept the step beyond quiet hours.
    """

    step: Step
    planned: datetime
    allowed: datetime
    day: date
    moved: WaitReason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepsAhead:
    """The steps still to be sent, by offset; those to record as skipped; and what to say once no step is left.

    `rests_until` is the day on which the next message may follow the last; None where there was none. `rests_for` says why
    not before.
    """

    steps: Sequence[Planned]
    skipped: tuple[StepSkip, ...]
    ending: StopReason
    rests_until: date | None
    rests_for: WaitReason


@dataclass(frozen=True, slots=True, kw_only=True)
class _Past:
    """What was sent: the latest step's offset, the last message, and the day on which the next may follow."""

    offset: int | None = None
    last: datetime | None = None
    rests_until: date | None = None
    reason: WaitReason = "min_gap"


def steps_ahead(policy: Policy, facts: Facts, issued: datetime, now: datetime) -> StepsAhead:
    """What is left at `now` of the policy for an invoice issued at `issued`.

    Guarantees: no step outside quiet hours or too soon after the last message, no two on one day (the later stays),
    none that is milder than what was sent, and none by a channel that is closed.

    >>> from datetime import UTC
    >>> from decimal import Decimal
    >>> from duespark.engine.dunning.policy import STANDARD
    >>> issued = datetime(2026, 3, 28, tzinfo=UTC)
    >>> facts = Facts(due_date=date(2026, 3, 31), balance=Decimal(90), issued=issued)
    >>> left = steps_ahead(STANDARD, facts, issued, issued)
    >>> [each.step.key for each in left.steps]
    ['before_1', 'due', 'after_3', 'after_7', 'after_14', 'after_30']
    >>> left.skipped
    (StepSkip(key='before_7', reason='before_issue'),)
    """
    steps = sorted((step for step in policy.steps if step.enabled), key=attrgetter("offset_days"))
    past = _past(policy, facts, steps)
    plan = [_plan(policy, facts, past, step) for step in steps if not facts.is_done(step.key)]
    if len(steps) > 1 and plan and plan[-1].step.action == "hand_over" and past.last is not None:
        distance = steps[-1].offset_days - steps[-2].offset_days
        plan[-1] = _moved(policy, facts, plan[-1], day_of(policy, facts, past.last) + timedelta(days=distance))
    why = {each.step.key: obstacle for each in plan if (obstacle := _obstacle(each, facts, past, issued))}
    ahead = [each for each in plan if each.step.key not in why]
    for one, two in pairwise(ahead):
        if one.day == two.day and two.step.action != "hand_over":
            why[one.step.key] = "overtaken"
    if why:
        ahead = [each for each in ahead if each.step.key not in why]
    skipped = _to_record(plan, why, now)
    ending = _ending(why)
    return StepsAhead(steps=ahead, skipped=skipped, ending=ending, rests_until=past.rests_until, rests_for=past.reason)


def zone_of(policy: Policy, facts: Facts) -> str:
    """Where the client's clocks stand: the client's zone, where it is not known the policy's.

    >>> from decimal import Decimal
    >>> policy = Policy(steps=(), zone="Europe/Warsaw")
    >>> zone_of(policy, Facts(due_date=date(2026, 3, 31), balance=Decimal(90), issued=None))
    'Europe/Warsaw'
    """
    return facts.zone or policy.zone


def day_of(policy: Policy, facts: Facts, instant: datetime) -> date:
    """The client's calendar day at the instant.

    >>> from datetime import UTC
    >>> from decimal import Decimal
    >>> facts = Facts(due_date=date(2026, 3, 31), balance=Decimal(90), issued=None, zone="Pacific/Auckland")
    >>> day_of(Policy(steps=()), facts, datetime(2026, 3, 30, 12, tzinfo=UTC))
    datetime.date(2026, 3, 31)
    """
    return local_date(instant, zone_of(policy, facts))


def opening(policy: Policy, facts: Facts, instant: datetime) -> datetime:
    """The first instant, from this one on, at which the client may be written to.

    >>> from datetime import UTC
    >>> from decimal import Decimal
    >>> facts = Facts(due_date=date(2026, 3, 31), balance=Decimal(90), issued=None, zone="Asia/Kolkata")
    >>> opening(Policy(steps=()), facts, datetime(2026, 3, 28, 12, tzinfo=UTC)).isoformat()
    '2026-03-30T02:30:00+00:00'
    """
    return next_allowed(
        instant,
        zone=zone_of(policy, facts),
        opens=policy.opens,
        closes=policy.closes,
        weekdays=policy.weekdays,
        holidays=policy.holidays,
    )


def morning(policy: Policy, facts: Facts, day: date) -> datetime:
    """The first instant of the client's day, or after it, at which the client may be written to.

    >>> from decimal import Decimal
    >>> facts = Facts(due_date=date(2026, 3, 31), balance=Decimal(90), issued=None, zone="America/New_York")
    >>> morning(Policy(steps=()), facts, date(2026, 3, 28)).isoformat()
    '2026-03-30T12:00:00+00:00'
    """
    return opening(policy, facts, to_utc(day, time(0), zone_of(policy, facts)))


def _past(policy: Policy, facts: Facts, steps: Sequence[Step]) -> _Past:
    if not facts.sent and facts.last_by_hand is None:
        return _Past()
    rests: list[tuple[date, WaitReason]] = []
    messages = list(facts.sent.values())
    if messages:
        rests.append((day_of(policy, facts, max(messages)) + timedelta(days=policy.min_gap_days), "min_gap"))
    if facts.last_by_hand is not None:
        messages.append(facts.last_by_hand)
        fresh = timedelta(days=policy.by_hand_gap_days)
        rests.append((day_of(policy, facts, facts.last_by_hand) + fresh, "by_hand"))
    until, reason = max(rests, key=lambda rest: rest[0])
    offset = max((step.offset_days for step in steps if step.key in facts.sent), default=None)
    return _Past(offset=offset, last=max(messages), rests_until=until, reason=reason)


@lru_cache(maxsize=8192)  # thousands of invoices share few due dates, hours and zones
def _instants(
    day: date, at: time, zone: str, opens: time, closes: time, weekdays: frozenset[int], holidays: frozenset[date]
) -> tuple[datetime, datetime, date]:
    """The instant that is meant, the first one outside quiet hours, and the day of that."""
    planned = to_utc(day, at, zone)
    allowed = next_allowed(planned, zone=zone, opens=opens, closes=closes, weekdays=weekdays, holidays=holidays)
    return planned, allowed, local_date(allowed, zone)


def _plan(policy: Policy, facts: Facts, past: _Past, step: Step) -> Planned:
    planned, allowed, day = _instants(
        facts.due_date + timedelta(days=step.offset_days),
        step.at,
        zone_of(policy, facts),
        policy.opens,
        policy.closes,
        policy.weekdays,
        policy.holidays,
    )
    as_meant = Planned(step=step, planned=planned, allowed=allowed, day=day)
    if past.last is None or past.rests_until is None or allowed <= past.last:
        return as_meant
    return _moved(policy, facts, as_meant, past.rests_until, past.reason)


def _moved(policy: Policy, facts: Facts, planned: Planned, earliest: date, reason: WaitReason = "min_gap") -> Planned:
    """The step on the day `earliest` or the next that is not quiet, where it would come before that day."""
    if planned.day >= earliest:
        return planned
    allowed = morning(policy, facts, earliest)
    return replace(planned, allowed=allowed, day=day_of(policy, facts, allowed), moved=reason)


def _obstacle(planned: Planned, facts: Facts, past: _Past, issued: datetime) -> _Obstacle | None:
    step = planned.step
    if past.offset is not None and step.offset_days <= past.offset:
        return "overtaken"
    if planned.planned <= issued:
        return "before_issue"
    if past.last is not None and planned.allowed <= past.last:
        return "overtaken"
    if is_refused(step, facts):
        return "unsubscribed"
    return "no_channel" if open_channel(step, facts) is None else None


def _to_record(plan: Sequence[Planned], why: Mapping[str, _Obstacle], now: datetime) -> tuple[StepSkip, ...]:
    """Steps whose time has come, and those that have none; what lies ahead may change with the facts."""
    return tuple(
        StepSkip(key=each.step.key, reason=reason)
        for each in plan
        if (reason := why.get(each.step.key)) is not None
        and reason != "no_channel"
        and (each.planned <= now or reason == "before_issue")
    )


def _ending(why: Mapping[str, _Obstacle]) -> StopReason:
    obstacles = set(why.values())
    if "no_channel" in obstacles:
        return "no_channel"
    return "unsubscribed" if "unsubscribed" in obstacles else "finished"
