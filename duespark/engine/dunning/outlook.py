"""What one invoice needs, before it is asked whether the client has room for it: its next step, or why there is none."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from duespark.engine.dunning.decision import StepSkip, Stop, Wait, WaitReason
from duespark.engine.dunning.facts import Facts
from duespark.engine.dunning.pauses import find_pause
from duespark.engine.dunning.policy import Policy, Step
from duespark.engine.dunning.steps_ahead import Planned, StepsAhead, day_of, morning, opening, steps_ahead
from duespark.engine.dunning.weekly_cap import is_message


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """The step next in turn is the first of `ahead`; it may be sent from the instant `opens`.

    `reason` says why it must wait while `opens` lies ahead. `skipped` are to be recorded in either case. `rests_until`
    is the day on which the next message may follow the last of this invoice; None where there was none. `early` says that
    the step comes before its day because a person asked for it.
    """

    ahead: Sequence[Planned]
    opens: datetime
    reason: WaitReason
    skipped: tuple[StepSkip, ...]
    rests_until: date | None
    early: bool = False

    @property
    def step(self) -> Step:
        return self.ahead[0].step

    def wait(self) -> Wait:
        """The decision while `opens` lies ahead."""
        return Wait(until=self.opens, step=self.step, skipped=self.skipped, reason=self.reason)

    def given_up(self) -> tuple[StepSkip, ...]:
        """What is to be recorded when the step gives way to more important messages."""
        return (*self.skipped, StepSkip(key=self.step.key, reason="weekly_cap"))


def look(policy: Policy, facts: Facts, now: datetime) -> Outlook | Stop:
    """The step of one invoice that is due or next, as if its client had no other invoice and no cap.

    Where a person asked (`Facts.asked`), the next step comes now instead of on its day. A final notice, a hand-over and
    what is the law's keep their days, and nothing meant for an overdue invoice comes before it is overdue.

    >>> from datetime import UTC, date
    >>> from decimal import Decimal
    >>> from duespark.engine.dunning.policy import STANDARD
    >>> facts = Facts(due_date=date(2026, 3, 31), balance=Decimal(90), issued=datetime(2026, 3, 2, 12, tzinfo=UTC))
    >>> ahead = look(STANDARD, facts, datetime(2026, 3, 20, tzinfo=UTC))
    >>> ahead.step.key, ahead.reason, ahead.opens.isoformat()
    ('before_7', 'planned', '2026-03-24T09:00:00+00:00')
    """
    if facts.issued is None:
        return Stop(reason="draft")
    if facts.balance <= 0:
        return Stop(reason="settled")
    if facts.closed or facts.paused:
        return Stop(reason=facts.closed or facts.paused or "")
    pause = find_pause(policy.pauses, facts, day_of(policy, facts, now)) if facts.pauses else None
    if pause is not None and pause.until is None:
        return Stop(reason=pause.reason)
    left = steps_ahead(policy, facts, facts.issued, now)
    if not left.steps:
        return Stop(reason=left.ending, skipped=left.skipped)
    if pause is not None and pause.until is not None:
        return _held(policy, facts, left, pause.until, pause.reason)
    return _next_in_turn(policy, facts, left, now)


def _held(policy: Policy, facts: Facts, left: StepsAhead, until: date, reason: WaitReason) -> Outlook:
    """What comes when the pause ends. Nothing is recorded as missed before: the client may yet pay."""
    resumes = morning(policy, facts, until)
    ahead = left.steps[_in_turn(left.steps, day_of(policy, facts, resumes)) :]
    opens = max(resumes, ahead[0].allowed)
    return Outlook(ahead=ahead, opens=opens, reason=reason, skipped=(), rests_until=left.rests_until)


def _next_in_turn(policy: Policy, facts: Facts, left: StepsAhead, now: datetime) -> Outlook | Stop:
    turn = _in_turn(left.steps, day_of(policy, facts, now))
    missed = tuple(StepSkip(key=each.step.key, reason="missed") for each in left.steps[:turn])
    skipped, ahead = left.skipped + missed, left.steps[turn:]
    first = ahead[0]
    opens, reason = first.allowed, first.moved or ("quiet_hours" if first.planned <= now else "planned")
    if opens <= now:
        refused = None if is_message(first.step) else _not_handed_over(policy, facts, left, now)
        if refused is not None:
            return refused
        opens, reason = opening(policy, facts, now), "quiet_hours"
    elif reason == "planned" and _may_be_asked_for(first.step, facts, day_of(policy, facts, now)):
        return _asked_for(policy, facts, left, now, ahead, skipped)
    return Outlook(ahead=ahead, opens=opens, reason=reason, skipped=skipped, rests_until=left.rests_until)


def _may_be_asked_for(step: Step, facts: Facts, today: date) -> bool:
    """Whether a person's wish brings the step forward."""
    if not facts.asked or step.action != "remind" or step.statutory or step.tone == "legal":
        return False
    return step.offset_days <= 0 or facts.due_date < today


def _asked_for(
    policy: Policy,
    facts: Facts,
    left: StepsAhead,
    now: datetime,
    ahead: Sequence[Planned],
    skipped: tuple[StepSkip, ...],
) -> Outlook:
    """The step as soon as the last message has rested and the client may be written to."""
    rests, reason = left.rests_until, left.rests_for
    if rests is None or rests <= day_of(policy, facts, now):
        opens, reason = opening(policy, facts, now), "quiet_hours"
    else:
        opens = morning(policy, facts, rests)
    return Outlook(ahead=ahead, opens=opens, reason=reason, skipped=skipped, rests_until=rests, early=True)


def _in_turn(steps: Sequence[Planned], today: date) -> int:
    """The place of the last message until the end of today, of the first where none is so early.

    What was missed gives way to what comes later on the same day. A hand-over comes when no message is left.
    """
    due = sum(each.day <= today for each in steps if is_message(each.step))
    return max(due - 1, 0)


def _not_handed_over(policy: Policy, facts: Facts, left: StepsAhead, now: datetime) -> Outlook | Stop | None:
    """Nothing goes to collectors that is disputed, if only in part, or about which the client was never warned."""
    dispute = find_pause(replace(policy.pauses, chase_undisputed=False), facts, day_of(policy, facts, now))
    if dispute is not None and dispute.until is not None:
        return _held(policy, facts, left, dispute.until, dispute.reason)
    if dispute is not None:
        return Stop(reason=dispute.reason)
    return None if _is_warned(policy, facts) else Stop(reason="unwarned", skipped=left.skipped)


def _is_warned(policy: Policy, facts: Facts) -> bool:
    """Whether the final notice went out; where the policy has none, any message after the due date."""
    notices = [step for step in policy.steps if step.action == "final_notice"]
    if any(step.key in facts.sent for step in notices):
        return True
    if any(step.enabled for step in notices):
        return False
    messages = [*facts.sent.values(), *([facts.last_by_hand] if facts.last_by_hand else [])]
    return any(day_of(policy, facts, instant) > facts.due_date for instant in messages)
