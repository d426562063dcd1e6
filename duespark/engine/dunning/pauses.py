"""What holds an invoice's reminders at the moment, and until when; what may be asked for meanwhile, and how firmly."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import get_args

from duespark.engine.dunning.decision import PauseReason
from duespark.engine.dunning.facts import Autopay, Dispute, Facts, PartialPayment, Pause, Promise, Reply
from duespark.engine.dunning.policy import TONES, PauseRules, Policy, Tone

_ORDER: tuple[PauseReason, ...] = get_args(PauseReason)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paused:
    """Reminders are held; `until` is the first day on which they go on, None when nobody knows."""

    reason: PauseReason
    until: date | None


def find_pause(rules: PauseRules, facts: Facts, today: date) -> Paused | None:
    """The pause in force on `today`, a day of the client's: of several the one that ends last, or never.

    >>> facts = Facts(due_date=date(2026, 3, 31), balance=Decimal(90), issued=None,
    ...               pauses=(Promise(on=date(2026, 4, 10)), PartialPayment(on=date(2026, 4, 2))))
    >>> find_pause(PauseRules(), facts, date(2026, 4, 12))
    Paused(reason='promise', until=datetime.date(2026, 4, 13))
    >>> find_pause(PauseRules(), facts, date(2026, 4, 13))
    """
    found = [_pause(rules, facts, each, today) for each in facts.pauses]
    holding = [each for each in found if each is not None and (each.until is None or today < each.until)]
    return max(holding, key=lambda each: (each.until or date.max, -_ORDER.index(each.reason)), default=None)


def _pause(rules: PauseRules, facts: Facts, pause: Pause, today: date) -> Paused | None:
    match pause:
        case Dispute():
            return _dispute(rules, facts, pause, today)
        case Promise():
            return None if pause.is_kept else _paused("promise", pause.on, rules.promise_grace_days + 1)
        case Autopay():
            return _paused("autopay", pause.collects_on, rules.autopay_grace_days + 1)
        case Reply():
            return _paused("reply", None if rules.reply_days is None else pause.on, rules.reply_days or 0)
        case PartialPayment():
            return _paused("partial_payment", pause.on, rules.partial_payment_days)
    return _paused("hold", pause.until, 0)


def _paused(reason: PauseReason, day: date | None, days: int) -> Paused:
    return Paused(reason=reason, until=None if day is None else day + timedelta(days=days))


def _dispute(rules: PauseRules, facts: Facts, dispute: Dispute, today: date) -> Paused | None:
    is_partial = dispute.amount is not None and undisputed(facts, today) > 0
    return None if rules.chase_undisputed and is_partial else Paused(reason="dispute", until=dispute.until)


def undisputed(facts: Facts, today: date) -> Decimal:
    """The balance without the parts in dispute on `today`; may be negative. Disputes of the whole take off nothing.

    >>> facts = Facts(due_date=date(2026, 3, 31), balance=Decimal(90), issued=None,
    ...               pauses=(Dispute(amount=Decimal(40)),))
    >>> undisputed(facts, date(2026, 4, 10))
    Decimal('50')
    """
    parts = (each.amount for each in facts.pauses if isinstance(each, Dispute) and _is_open(each, today))
    return facts.balance - sum((part for part in parts if part is not None), Decimal(0))


def _is_open(dispute: Dispute, today: date) -> bool:
    return dispute.until is None or today < dispute.until


def has_broken_promise(rules: PauseRules, facts: Facts, today: date) -> bool:
    """Whether a promise's day and its days of grace passed before `today` without the money.

    >>> facts = Facts(due_date=date(2026, 3, 31), balance=Decimal(90), issued=None,
    ...               pauses=(Promise(on=date(2026, 4, 10)),))
    >>> [has_broken_promise(PauseRules(), facts, date(2026, 4, day)) for day in (12, 13)]
    [False, True]
    """
    grace = timedelta(days=rules.promise_grace_days)
    return any(isinstance(each, Promise) and not each.is_kept and today > each.on + grace for each in facts.pauses)


def one_firmer(tone: Tone, policy: Policy) -> Tone:
    """The tone after that of one of the policy's steps, but none firmer than its firmest step has.

    >>> from duespark.engine.dunning.policy import STANDARD, Step
    >>> one_firmer("gentle", STANDARD), one_firmer("legal", STANDARD)
    ('firm', 'legal')
    >>> one_firmer("gentle", Policy(steps=(Step(key="a", offset_days=3, tone="gentle"),)))
    'gentle'
    """
    firmest = max(TONES.index(step.tone) for step in policy.steps if step.enabled)
    return TONES[min(TONES.index(tone) + 1, firmest)]
