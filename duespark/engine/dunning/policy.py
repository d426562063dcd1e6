"""Reminder policies: which messages a client gets around the due date, how they sound, and when they may be sent."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Literal, get_args

from duespark.engine.errors import Invalid
from duespark.engine.schedule.local_time import find_zone

Tone = Literal["friendly", "professional", "gentle", "firm", "legal"]
"""How a reminder sounds, from the first to the last."""
TONES: tuple[Tone, ...] = get_args(Tone)

Action = Literal["remind", "final_notice", "hand_over"]
"""Remind; announce what comes next; give the case to collectors, which is no message to the client."""

Channel = Literal["email", "sms", "whatsapp", "in_app", "letter"]

MOST_STEPS = 30
FURTHEST_DAYS = 730
LONGEST_GAP_DAYS = 90
LONGEST_PAUSE_DAYS = 365


class InvalidPolicy(Invalid):
    code = "dunning.invalid_policy"
    sentence = "The reminder policy cannot be used: {problem}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step, `offset_days` after the due date (negative: before it) at the wall time `at`.

    It goes by `channel`, or by the first of `other_channels` that is open when the client cannot be reached there. A
    `statutory` step is a notice the law attaches something to: it is no courtesy that the client may unsubscribe from,
    and goes by another channel then. `late_fee` is the key of a fee that the step adds, once an invoice.
    """

    key: str
    offset_days: int
    at: time = time(9)
    tone: Tone
    template: str = ""
    """The message to use; empty means the standard message of the tone."""
    action: Action = "remind"
    channel: Channel = "email"
    other_channels: tuple[Channel, ...] = ()
    statutory: bool = False
    late_fee: str = ""
    enabled: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseRules:
    """What holds an invoice's reminders, and for how long, in calendar days of the client.

    A promise holds until `promise_grace_days` after its day, a collection by mandate until `autopay_grace_days` after
    its. A partial payment holds from its day for `partial_payment_days` (0: go on with the rest at once), a reply for
    `reply_days` (None: until a person has dealt with it). With `chase_undisputed` a dispute about a part does not hold
    the rest. With `firmer_after_broken_promise` reminders after one are a tone firmer, never firmer than the firmest
    of the policy.
    """

    promise_grace_days: int = 2
    autopay_grace_days: int = 5
    partial_payment_days: int = 0
    reply_days: int | None = None
    chase_undisputed: bool = False
    firmer_after_broken_promise: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Steps by ascending offset, and the limits they keep to.

    `weekly_cap` is how many reminders one client gets in any seven calendar days, None for no limit. `zone` holds
    where the client's own zone is unknown. `opens`, `closes`, `weekdays` (0 is Monday) and `holidays` say when
    sending is allowed, in the client's zone. Two reminders of an invoice are at least `min_gap_days` apart (1: on
    different days), and a reminder comes `by_hand_gap_days` after a person's own message at the earliest (2: not on
    its day nor on the next).
    """

    steps: tuple[Step, ...]
    weekly_cap: int | None = 2
    zone: str = "UTC"
    opens: time = time(8)
    closes: time = time(18)
    weekdays: frozenset[int] = frozenset({0, 1, 2, 3, 4})
    holidays: frozenset[date] = frozenset()
    min_gap_days: int = 1
    by_hand_gap_days: int = 2
    pauses: PauseRules = PauseRules()


def check_policy(policy: Policy) -> Policy:
    """The policy with its steps in order of offset, once it can be followed. Raises `InvalidPolicy`, `UnknownZone`.

    >>> check_policy(Policy(steps=(), weekly_cap=0))
    Traceback (most recent call last):
    duespark.engine.dunning.policy.InvalidPolicy: The reminder policy cannot be used: the weekly cap must be at least 1.
    """
    find_zone(policy.zone)
    steps = tuple(sorted(policy.steps, key=lambda step: step.offset_days))
    for pointer, problem in (
        ("/steps", _problem_of_steps(steps)),
        ("/weekly_cap", _problem_of_cap(policy.weekly_cap)),
        ("/opens", "" if policy.opens < policy.closes else "sending must open before it closes"),
        ("/weekdays", _problem_of_weekdays(policy.weekdays)),
        *_problems_of_days(policy),
    ):
        if problem:
            raise InvalidPolicy(problem=problem, pointer=pointer)
    return replace(policy, steps=steps)


def _problem_of_steps(steps: tuple[Step, ...]) -> str:
    keys = {step.key for step in steps}
    days = {step.offset_days for step in steps}
    if len(steps) > MOST_STEPS:
        return f"it has more than {MOST_STEPS} steps"
    if len(keys) < len(steps) or "" in keys:
        return "each step needs a key of its own"
    if len(days) < len(steps) or any(abs(day) > FURTHEST_DAYS for day in days):
        return f"each step needs a day of its own, at most {FURTHEST_DAYS} days from the due date"
    if any((step.action != "remind" or step.late_fee) and step.offset_days < 1 for step in steps):
        return "a final notice, a hand-over and a late fee come after the due date"
    if any(step.action == "hand_over" for step in steps[:-1]):
        return "nothing comes after a hand-over"
    return ""


def _problem_of_cap(weekly_cap: int | None) -> str:
    return "the weekly cap must be at least 1" if weekly_cap is not None and weekly_cap < 1 else ""


def _problem_of_weekdays(weekdays: frozenset[int]) -> str:
    if weekdays and weekdays <= frozenset(range(7)):
        return ""
    return "it needs at least one weekday, 0 for Monday to 6 for Sunday"


def _problems_of_days(policy: Policy) -> Iterator[tuple[str, str]]:
    """Each number of days with its pointer, and what is wrong with it, if anything."""
    rules = policy.pauses
    for pointer, days, least, most in (
        ("/min_gap_days", policy.min_gap_days, 1, LONGEST_GAP_DAYS),
        ("/by_hand_gap_days", policy.by_hand_gap_days, 0, LONGEST_GAP_DAYS),
        ("/pauses/promise_grace_days", rules.promise_grace_days, 0, LONGEST_PAUSE_DAYS),
        ("/pauses/autopay_grace_days", rules.autopay_grace_days, 0, LONGEST_PAUSE_DAYS),
        ("/pauses/partial_payment_days", rules.partial_payment_days, 0, LONGEST_PAUSE_DAYS),
        ("/pauses/reply_days", rules.reply_days or 0, 0, LONGEST_PAUSE_DAYS),
    ):
        name = pointer.rpartition("/")[2]
        yield pointer, "" if least <= days <= most else f"{name} must be {least} to {most}"


STANDARD = Policy(
    steps=(
        Step(key="before_7", offset_days=-7, tone="friendly"),
        Step(key="before_1", offset_days=-1, tone="friendly"),
        Step(key="due", offset_days=0, tone="professional"),
        Step(key="after_3", offset_days=3, tone="gentle"),
        Step(key="after_7", offset_days=7, tone="firm"),
        Step(key="after_14", offset_days=14, tone="firm"),
        Step(key="after_30", offset_days=30, tone="legal", action="final_notice"),
    )
)
"""The usual sequence: -7, -1, 0, +3, +7, +14, +30 days, at most two reminders a week."""

INVOICE_TRACKER = Policy(
    steps=(
        Step(key="before_2", offset_days=-2, tone="friendly"),
        Step(key="after_3", offset_days=3, tone="gentle"),
        Step(key="after_7", offset_days=7, tone="firm"),
        Step(key="after_14", offset_days=14, tone="firm"),
        Step(key="after_30", offset_days=30, tone="legal", action="final_notice"),
    )
)
"""The sequence of InvoiceTracker, whose case opens two days before the due date."""
