"""All open invoices of one client at once: what to send now, together where it fits, what waits and what gives way."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from duespark.engine.dunning.decision import Decision, Send, StepSkip, Stop, Wait, no_room_yet
from duespark.engine.dunning.joining import Claim, Consolidation, Draft, Kin, Message, drafts, kin
from duespark.engine.dunning.outlook import Outlook, look
from duespark.engine.dunning.policy import Step
from duespark.engine.dunning.steps_ahead import day_of, morning, zone_of
from duespark.engine.dunning.weekly_cap import OVERDUE, WEEK_DAYS, has_room, is_message, rank, room_again
from duespark.engine.errors import Invalid
from duespark.engine.schedule.local_time import local_date

TOGETHER = Consolidation()
"""The usual way: three days of window, the highest tone, one currency, overdue invoices only."""


class SameClaimTwice(Invalid):
    code = "dunning.same_claim_twice"
    sentence = "Invoice {id} is given twice. Give each open invoice of the client once."


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientDecision:
    """What to do about one client: `messages` to send now, the most important first.

    `decisions` has an entry for every claim, as `decide` gives it; those sent stand in a message. Record what they
    skip. Decide again at `look_again`, or when a fact changes; None waits for that.
    """

    messages: tuple[Message, ...]
    decisions: Mapping[str, Decision]
    look_again: datetime | None


def decide_client(
    claims: Sequence[Claim],
    now: datetime,
    *,
    recent_messages: Sequence[datetime] = (),
    consolidation: Consolidation | None = TOGETHER,
) -> ClientDecision:
    """What to do at `now` about all open invoices of one client, whose zone is the first claim's.

    `recent_messages` are the instants of the messages the client got in the last seven days or more; one that told of
    several invoices counts once (`Facts.recent_sends_to_client` is not looked at). The strictest weekly cap of the
    claims' policies holds. `consolidation=None` keeps every invoice to itself.

    Guarantees each invoice what `decide` guarantees it, but that a reminder may come early within the window; and the
    client no more messages than the cap in any seven days, the more important first: overdue before due today before
    earlier, then the larger amount, then the older debt. A lesser message leaves room for a more important one of the
    six days to come, of whichever invoice. Raises `SameClaimTwice`, `NeverOpen`, `UnknownZone`.

    >>> from datetime import UTC
    >>> from decimal import Decimal
    >>> from duespark.engine.dunning.facts import Facts
    >>> from duespark.engine.dunning.policy import STANDARD
    >>> def claim(id, day):
    ...     facts = Facts(due_date=date(2026, 3, day), balance=Decimal(90), issued=datetime(2026, 3, 20, tzinfo=UTC))
    ...     return Claim(id=id, policy=STANDARD, facts=facts)
    >>> found = decide_client([claim("A", 24), claim("B", 30)], datetime(2026, 4, 1, 9, tzinfo=UTC))
    >>> [(message.tone, [(part.claim, part.step.key) for part in message.parts]) for message in found.messages]
    [('firm', [('A', 'after_7'), ('B', 'after_3')])]
    >>> found.look_again.isoformat()
    '2026-04-06T09:00:00+00:00'
    """
    _refuse_twins(claims)
    outlooks = {claim.id: look(claim.policy, claim.facts, now) for claim in claims}
    coming = _coming(claims, outlooks, now, consolidation)
    sent, left, week = _share_out(
        drafts(claims, outlooks, now, consolidation), _week(claims, recent_messages, now), coming
    )
    lesser = [entry.claim.id for draft in left if rank(draft.step) < OVERDUE for entry in draft.entries]
    early = {id for id in lesser if isinstance(outlook := outlooks[id], Outlook) and outlook.early}
    if early:
        return _on_their_days(early, claims, now, recent_messages, consolidation)
    if lesser:
        given_up = {id: outlook.given_up() for id in lesser if isinstance(outlook := outlooks[id], Outlook)}
        return _without(given_up, claims, now, recent_messages, consolidation)
    sends = {entry.claim.id: entry.send for draft in sent for entry in draft.entries}
    decisions = {claim.id: sends.get(claim.id) or _put_off(claim, outlooks[claim.id], week, now) for claim in claims}
    looks = (_next_look(claim, decisions[claim.id], now) for claim in claims)
    return ClientDecision(
        messages=tuple(draft.message(consolidation) for draft in sent),
        decisions=decisions,
        look_again=min((each for each in looks if each is not None), default=None),
    )


def _refuse_twins(claims: Sequence[Claim]) -> None:
    known: set[str] = set()
    for place, claim in enumerate(claims):
        if claim.id in known:
            raise SameClaimTwice(pointer=f"/claims/{place}/id", id=claim.id)
        known.add(claim.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Week:
    """The client's cap, and the days of the messages that count against it."""

    cap: int | None
    today: date
    taken: tuple[date, ...]

    def has_room(self, step: Step, important: Sequence[date]) -> bool:
        if self.cap is None or not is_message(step):
            return True
        return has_room(self.cap, self.taken, self.today, important)

    def room_again(self) -> date:
        assert self.cap is not None, "without a cap there is always room"
        return room_again(self.cap, self.taken, self.today)

    def after(self, step: Step) -> "_Week":
        return replace(self, taken=(*self.taken, self.today)) if is_message(step) else self


def _week(claims: Sequence[Claim], recent_messages: Sequence[datetime], now: datetime) -> _Week:
    cap = min((claim.policy.weekly_cap for claim in claims if claim.policy.weekly_cap is not None), default=None)
    zone = zone_of(claims[0].policy, claims[0].facts) if claims else "UTC"
    taken = tuple(local_date(instant, zone) for instant in recent_messages)
    return _Week(cap=cap, today=local_date(now, zone), taken=taken)


def _coming(
    claims: Sequence[Claim],
    outlooks: Mapping[str, Outlook | Stop],
    now: datetime,
    consolidation: Consolidation | None,
) -> set[tuple[date, int, Kin]]:
    """Day and rank of the messages to come; invoices that will share one count once."""
    found = set()
    for claim in claims:
        outlook = outlooks[claim.id]
        if isinstance(outlook, Stop):
            continue
        later = [(each.day, each.step) for each in outlook.ahead[1:]]
        if outlook.opens > now:
            later.append((day_of(claim.policy, claim.facts, outlook.opens), outlook.step))
        found |= {(day, rank(step), kin(claim, step, consolidation)) for day, step in later if is_message(step)}
    return found


def _share_out(
    queue: Sequence[Draft], week: _Week, coming: Iterable[tuple[date, int, Kin]]
) -> tuple[list[Draft], list[Draft], _Week]:
    """The messages for which there is room, those for which there is none, and the week after the former."""
    end = week.today + timedelta(days=WEEK_DAYS)
    soon = [(day, importance) for day, importance, _ in coming if day < end]
    sent, left = [], []
    for draft in queue:
        more_important = [day for day, importance in soon if importance > rank(draft.step)]
        if week.has_room(draft.step, more_important):
            sent.append(draft)
            week = week.after(draft.step)
        else:
            left.append(draft)
    return sent, left, week


def _without(
    given_up: Mapping[str, tuple[StepSkip, ...]],
    claims: Sequence[Claim],
    now: datetime,
    recent_messages: Sequence[datetime],
    consolidation: Consolidation | None,
) -> ClientDecision:
    """The decision once these steps are recorded as skipped, with them among what is to be recorded."""
    fewer = [
        replace(claim, facts=claim.facts.with_skipped(skip.key for skip in given_up.get(claim.id, ())))
        for claim in claims
    ]
    rest = decide_client(fewer, now, recent_messages=recent_messages, consolidation=consolidation)
    decisions = {
        id: replace(decision, skipped=given_up.get(id, ()) + decision.skipped)
        for id, decision in rest.decisions.items()
    }
    return replace(rest, decisions=decisions)


def _on_their_days(
    early: Set[str],
    claims: Sequence[Claim],
    now: datetime,
    recent_messages: Sequence[datetime],
    consolidation: Consolidation | None,
) -> ClientDecision:
    """The decision once it is clear that there is no room for these, which a person asked for before their days."""
    patient = [
        replace(claim, facts=replace(claim.facts, asked=False)) if claim.id in early else claim for claim in claims
    ]
    rest = decide_client(patient, now, recent_messages=recent_messages, consolidation=consolidation)
    decisions = {id: no_room_yet(found) if id in early else found for id, found in rest.decisions.items()}
    return replace(rest, decisions=decisions)


def _put_off(claim: Claim, outlook: Outlook | Stop, week: _Week, now: datetime) -> Wait | Stop:
    """What to do about a claim that is not sent now: whatever is due waits for room."""
    if isinstance(outlook, Stop):
        return outlook
    if outlook.opens > now:
        return outlook.wait()
    until = morning(claim.policy, claim.facts, week.room_again())
    return Wait(until=until, step=outlook.step, skipped=outlook.skipped, reason="weekly_cap")


def _next_look(claim: Claim, decision: Decision, now: datetime) -> datetime | None:
    if isinstance(decision, Send):
        sent = replace(claim.facts, sent={**claim.facts.sent, decision.step.key: now}, asked=False)
        after = look(claim.policy, sent.with_skipped(skip.key for skip in decision.skipped), now)
        return after.opens if isinstance(after, Outlook) else None
    return decision.until if isinstance(decision, Wait) else None
