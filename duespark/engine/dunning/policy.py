"""Reminder policies: which messages a client gets around the due date, how they sound, and when they may be sent."""

from dataclasses import dataclass, replace
from datetime import date, time
from typing import Literal

from duespark.engine.errors import Invalid
from duespark.engine.schedule.local_time import find_zone

Tone = Literal["friendly", "professional", "gentle", "firm", "legal"]
"""How a reminder sounds, from the first to the last."""

MOST_STEPS = 30
FURTHEST_DAYS = 730


class InvalidPolicy(Invalid):
    code = "dunning.invalid_policy"
    sentence = "The reminder policy cannot be used: {problem}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One reminder, `offset_days` after the due date (negative: before it) at the wall time `at`."""

    key: str
    offset_days: int
    at: time = time(9)
    tone: Tone
    template: str = ""
    """The message to use; empty means the standard message of the tone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Steps by ascending offset, and the limits they keep to.

    `weekly_cap` is how many reminders one client gets in any seven calendar days, None for no limit. `zone` holds
    where the client's own zone is unknown. `opens`, `closes`, `weekdays` (0 is Monday) and `holidays` say when
    sending is allowed, in the client's zone.
    """

    steps: tuple[Step, ...]
    weekly_cap: int | None = 2
    zone: str = "UTC"
    opens: time = time(8)
    closes: time = time(18)
    weekdays: frozenset[int] = frozenset({0, 1, 2, 3, 4})
    holidays: frozenset[date] = frozenset()


def check_policy(policy: Policy) -> Policy:
    """The policy with its steps in order of offset, once it can be followed. Raises `InvalidPolicy`, `UnknownZone`.

    >>> check_policy(Policy(steps=(), weekly_cap=0))
    Traceback (most recent call last):
    duespark.engine.dunning.policy.InvalidPolicy: The reminder policy cannot be used: the weekly cap must be at least 1.
    """
    find_zone(policy.zone)
    problem = _problem(policy)
    if problem:
        raise InvalidPolicy(problem=problem)
    return replace(policy, steps=tuple(sorted(policy.steps, key=lambda step: step.offset_days)))


def _problem(policy: Policy) -> str:
    keys = {step.key for step in policy.steps}
    days = {step.offset_days for step in policy.steps}
    if len(policy.steps) > MOST_STEPS:
        return f"it has more than {MOST_STEPS} steps"
    if len(keys) < len(policy.steps) or "" in keys:
        return "each step needs a key of its own"
    if len(days) < len(policy.steps) or any(abs(day) > FURTHEST_DAYS for day in days):
        return f"each step needs a day of its own, at most {FURTHEST_DAYS} days from the due date"
    if policy.weekly_cap is not None and policy.weekly_cap < 1:
        return "the weekly cap must be at least 1"
    if policy.opens >= policy.closes:
        return "sending must open before it closes"
    if not policy.weekdays or not policy.weekdays <= frozenset(range(7)):
        return "it needs at least one weekday, 0 for Monday to 6 for Sunday"
    return ""


STANDARD = Policy(
    steps=(
        Step(key="before_7", offset_days=-7, tone="friendly"),
        Step(key="before_1", offset_days=-1, tone="friendly"),
        Step(key="due", offset_days=0, tone="professional"),
        Step(key="after_3", offset_days=3, tone="gentle"),
        Step(key="after_7", offset_days=7, tone="firm"),
        Step(key="after_14", offset_days=14, tone="firm"),
        Step(key="after_30", offset_days=30, tone="legal"),
    )
)
"""The usual sequence: -7, -1, 0, +3, +7, +14, +30 days, at most two reminders a week."""

INVOICE_TRACKER = Policy(
    steps=(
        Step(key="before_2", offset_days=-2, tone="friendly"),
        Step(key="after_3", offset_days=3, tone="gentle"),
        Step(key="after_7", offset_days=7, tone="firm"),
        Step(key="after_14", offset_days=14, tone="firm"),
        Step(key="after_30", offset_days=30, tone="legal"),
    )
)
"""The sequence of InvoiceTracker, whose case opens two days before the due date."""
