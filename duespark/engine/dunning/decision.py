"""What the rule of reminders answers: send, wait or stop, each with its reason, and the steps that will not be sent."""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Literal

from duespark.engine.dunning.policy import Step

SkipReason = Literal["before_issue", "overtaken", "missed", "weekly_cap", "unsubscribed"]
"""Planned before the invoice existed; a later step or message came or comes on the same day; its time passed unsent
while a later step fell due; given up for a more important reminder to the same client; the client refuses it."""

PauseReason = Literal["dispute", "promise", "autopay", "hold", "reply", "partial_payment"]
"""Why reminders are held; of two that end on the same day the first named here is given."""

WaitReason = Literal["planned", "quiet_hours", "min_gap", "by_hand", "weekly_cap"] | PauseReason
"""The step's time has not come; nobody is written to at this hour; the last reminder, or a person's own message, is
too fresh; the client got enough this week; or the pause, which has an end."""

StopReason = Literal["draft", "settled", "finished", "unsubscribed", "no_channel", "unwarned"] | PauseReason
"""Not issued; nothing is owed; no step is left; none the client does not refuse; none that could reach the client; the
case could only be handed over, and the client was never warned; or the pause, which has no end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepSkip:
    """The step `key` will not be sent. Record it, and put it among `Facts.skipped` from then on."""

    key: str
    reason: SkipReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Send:
    """Send `step` now and ask for `amount`, which is the balance without what is disputed.

    `step` is the policy's as it is to be sent: by the channel that is allowed, in a firmer tone after a broken promise
    where the policy wants that, and without a late fee that was charged before.
    """

    step: Step
    amount: Decimal
    skipped: tuple[StepSkip, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """Nothing now; decide again at `until` (UTC, later than now) or when a fact changes. `step` is expected next."""

    until: datetime
    step: Step
    skipped: tuple[StepSkip, ...] = ()
    reason: WaitReason = "planned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """Nothing until a fact changes. `reason` is a `StopReason`, or the facts' own `closed` or `paused`."""

    reason: str
    skipped: tuple[StepSkip, ...] = ()


Decision = Send | Wait | Stop


def no_room_yet(decision: Decision) -> Decision:
    """What a person asked for, and the client has no room for: it comes on its day, and for this reason.

    >>> from datetime import UTC
    >>> step = Step(key="friendly", offset_days=3, tone="friendly")
    >>> no_room_yet(Wait(until=datetime(2026, 3, 19, tzinfo=UTC), step=step)).reason
    'weekly_cap'
    """
    return replace(decision, reason="weekly_cap") if isinstance(decision, Wait) else decision
