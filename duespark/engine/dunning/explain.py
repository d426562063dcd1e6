"""Why a decision was made, as codes and facts from which a screen makes its sentence."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import get_args

from duespark.engine.dunning.decision import Decision, Send, SkipReason, StopReason, Wait, WaitReason
from duespark.engine.dunning.policy import Action


def _all(prefix: str, *literals: object) -> Iterator[str]:
    return (f"{prefix}.{reason}" for literal in literals for reason in get_args(literal))


CODES: tuple[str, ...] = (
    *_all("send", Action),
    *_all("wait", *get_args(WaitReason)),
    *_all("stop", *get_args(StopReason)),
    *_all("skip", SkipReason),
)
"""Every code there is, besides `stop.` with the facts' own `closed` or `paused`. Codes never change their meaning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A stable code and the facts that belong to it: `step` (a key), `until` (an instant), `amount`, `channel`, `tone`."""

    code: str
    facts: Mapping[str, object]


def explain(decision: Decision) -> tuple[Reason, ...]:
    """First why it is sent, waits or stops, then why each step is skipped.

    >>> from datetime import UTC, date, datetime
    >>> from decimal import Decimal
    >>> from duespark.engine.dunning.decide import decide
    >>> from duespark.engine.dunning.facts import Facts
    >>> from duespark.engine.dunning.policy import INVOICE_TRACKER
    >>> facts = Facts(due_date=date(2026, 3, 31), balance=Decimal(90), issued=datetime(2026, 3, 30, tzinfo=UTC))
    >>> for reason in explain(decide(INVOICE_TRACKER, facts, datetime(2026, 4, 1, tzinfo=UTC))):
    ...     print(reason.code, reason.facts["step"])
    wait.planned after_3
    skip.before_issue before_2
    """
    skips = (Reason(code=f"skip.{skip.reason}", facts={"step": skip.key}) for skip in decision.skipped)
    return (_why(decision), *skips)


def _why(decision: Decision) -> Reason:
    if isinstance(decision, Send):
        step = decision.step
        facts = {"step": step.key, "amount": decision.amount, "channel": step.channel, "tone": step.tone}
        return Reason(code=f"send.{step.action}", facts=facts)
    if isinstance(decision, Wait):
        return Reason(code=f"wait.{decision.reason}", facts={"step": decision.step.key, "until": decision.until})
    return Reason(code=f"stop.{decision.reason}", facts={})
