"""Which reminders to one client become one message, and which message goes before which."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Literal

from duespark.engine.dunning.decision import Send, Stop
from duespark.engine.dunning.facts import Facts
from duespark.engine.dunning.outlook import Outlook
from duespark.engine.dunning.policy import TONES, Action, Channel, Policy, Step, Tone
from duespark.engine.dunning.sending import as_send
from duespark.engine.dunning.steps_ahead import day_of, opening
from duespark.engine.dunning.weekly_cap import OVERDUE, is_message, rank


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One open invoice of the client, with the policy it follows.

    Reminders of different sellers or languages never share a message. `worth` is the balance in a currency common to
    all the client's invoices, to say which is larger; None stands for the amount asked for.
    """

    id: str
    policy: Policy
    facts: Facts
    seller: str = ""
    currency: str = ""
    language: str = ""
    worth: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Consolidation:
    """How reminders of several invoices become one message.

    A reminder that would follow within `window_days` comes along early when another overdue invoice of the client is
    due a reminder. The message is in the highest tone of its parts, or the lowest. It holds one currency unless
    `across_currencies`, and overdue invoices only unless not `overdue_only`; even then those before, on and after
    their due dates stay apart, and so do reminders, final notices and notices of the law.
    """

    window_days: int = 3
    tone: Literal["highest", "lowest"] = "highest"
    across_currencies: bool = False
    overdue_only: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One invoice in a message: the step that counts as sent with it, and what is asked for."""

    claim: str
    step: Step
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What to send now, or to hand over: one invoice or several, the oldest first."""

    parts: tuple[Part, ...]
    tone: Tone
    action: Action
    channel: Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A claim whose reminder may go now."""

    claim: Claim
    send: Send
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A message before it is known whether the client has room for it. Its entries have the oldest first."""

    entries: tuple[Entry, ...]

    @property
    def step(self) -> Step:
        return self.entries[0].send.step

    @property
    def priority(self) -> tuple[int, Decimal, date, str]:
        """Sorts the more important first: by rank, then by amount, then by age."""
        first = self.entries[0]
        amounts = (each.send.amount if each.claim.worth is None else each.claim.worth for each in self.entries)
        return -rank(self.step), -sum(amounts, Decimal(0)), first.claim.facts.due_date, first.claim.id

    def message(self, consolidation: Consolidation | None) -> Message:
        """The message, in the tone that the rule wants."""
        steps = [each.send.step for each in self.entries]
        tones = sorted((step.tone for step in steps), key=TONES.index)
        tone = tones[0] if consolidation and consolidation.tone == "lowest" else tones[-1]
        parts = (Part(claim=each.claim.id, step=each.send.step, amount=each.send.amount) for each in self.entries)
        return Message(parts=tuple(parts), tone=tone, action=self.step.action, channel=self.step.channel)


Kin = tuple[str, ...]
"""What reminders must have in common to share a message."""


def kin(claim: Claim, step: Step, consolidation: Consolidation | None) -> Kin:
    """What another claim's step must have in common with this one; the claim itself where it goes alone.

    >>> step = Step(key="after_3", offset_days=3, tone="gentle")
    >>> facts = Facts(due_date=date(2026, 3, 31), balance=Decimal(90), issued=None)
    >>> claim = Claim(id="INV-1", policy=Policy(steps=(step,)), facts=facts, seller="ACME", currency="EUR")
    >>> kin(claim, step, Consolidation())
    ('', 'ACME', '', 'EUR', 'email', 'remind', '', 'overdue')
    >>> kin(claim, step, None)[0]
    'INV-1'
    """
    is_overdue = rank(step) == OVERDUE
    joins = consolidation is not None and is_message(step) and (is_overdue or not consolidation.overdue_only)
    across = consolidation is not None and consolidation.across_currencies
    return (
        "" if joins else claim.id,
        claim.seller,
        claim.language,
        "" if across else claim.currency,
        step.channel,
        step.action,
        "statutory" if step.statutory else "",
        ("early", "due", "overdue")[rank(step)],
    )


def drafts(
    claims: Iterable[Claim],
    outlooks: Mapping[str, Outlook | Stop],
    now: datetime,
    consolidation: Consolidation | None,
) -> list[Draft]:
    """The messages that may go now, the most important first, if the client had room for all.

    >>> from datetime import UTC
    >>> from duespark.engine.dunning.outlook import look
    >>> step = Step(key="after_3", offset_days=3, tone="gentle")
    >>> now = datetime(2026, 4, 3, 9, tzinfo=UTC)
    >>> def claim(id, day):
    ...     facts = Facts(due_date=date(2026, 3, day), balance=Decimal(9), issued=datetime(2026, 3, 1, tzinfo=UTC))
    ...     return Claim(id=id, policy=Policy(steps=(step,)), facts=facts)
    >>> claims = [claim("due in a day", 31), claim("late", 30)]
    >>> [found] = drafts(claims, {each.id: look(each.policy, each.facts, now) for each in claims}, now, Consolidation())
    >>> [part.claim for part in found.message(Consolidation()).parts]
    ['late', 'due in a day']
    """
    families: dict[Kin, list[Entry]] = {}
    early: list[Entry] = []
    for claim in claims:
        outlook = outlooks[claim.id]
        if isinstance(outlook, Stop):
            continue
        entry = _entry(claim, outlook, now)
        if outlook.opens <= now:
            families.setdefault(kin(claim, entry.send.step, consolidation), []).append(entry)
        elif consolidation is not None and _may_come_early(entry, outlook, now, consolidation):
            early.append(entry)
    for entry in early:
        families.get(kin(entry.claim, entry.send.step, consolidation), []).append(entry)
    return sorted((_draft(family) for family in families.values()), key=lambda draft: draft.priority)


def _entry(claim: Claim, outlook: Outlook, now: datetime) -> Entry:
    send = as_send(claim.policy, claim.facts, outlook.step, now, outlook.skipped)
    return Entry(claim=claim, send=send, today=day_of(claim.policy, claim.facts, now))


def _draft(family: Sequence[Entry]) -> Draft:
    return Draft(entries=tuple(sorted(family, key=lambda each: (each.claim.facts.due_date, each.claim.id))))


def _may_come_early(entry: Entry, outlook: Outlook, now: datetime, consolidation: Consolidation) -> bool:
    """Whether nothing but its day keeps the reminder of an invoice that is overdue already."""
    step, facts = entry.send.step, entry.claim.facts
    day = facts.due_date + timedelta(days=step.offset_days)
    is_rested = outlook.rests_until is None or outlook.rests_until <= entry.today
    return (
        outlook.reason == "planned"
        and step.action == "remind"
        and not step.statutory
        and facts.due_date < entry.today
        and day <= entry.today + timedelta(days=consolidation.window_days)
        and is_rested
        and opening(entry.claim.policy, facts, now) <= now
    )
