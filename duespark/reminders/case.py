"""Gathers the facts of one invoice for the engine's rule, and asks it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from duespark.delivery.queries import find_last_by_hand
from duespark.engine.dunning.decide import Decision, Send, Wait, decide
from duespark.engine.dunning.facts import Facts
from duespark.engine.dunning.policy import Policy
from duespark.engine.schedule.local_time import local_date, to_utc
from duespark.reminders.policy import engine_policy, get_policy
from duespark.reminders.queries import PlanRow, ReminderRow, find_recent_to_client, find_reminders
from duespark.reminders.schemas import PolicyStep, ReminderPolicy
from duespark.runtime.tx import Tx

DAYS_AFTER_BY_HAND = 2
"""No automatic reminder on the day a person sent the invoice, nor on the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One invoice in the eyes of the rule."""

    plan: PlanRow
    policy: ReminderPolicy
    rule: Policy
    facts: Facts
    quiet_until: datetime | None

    @property
    def zone(self) -> str:
        return self.facts.zone or self.rule.zone

    def words_of(self, key: str) -> PolicyStep:
        """The step as people wrote it."""
        return next(step for step in self.policy.steps if step.key == key)

    def due_at(self, key: str) -> datetime:
        """The instant the policy names for the step."""
        step = next(step for step in self.rule.steps if step.key == key)
        return to_utc(self.facts.due_date + timedelta(days=step.offset_days), step.at, self.zone)

    def decide(self, now: datetime) -> Decision:
        """The engine's decision, put off while a person's own message is fresh."""
        decision = decide(self.rule, self.facts, now)
        if isinstance(decision, Send) and self.quiet_until is not None and now < self.quiet_until:
            return Wait(until=self.quiet_until, step=decision.step, skipped=decision.skipped)
        return decision

    def with_sent(self, key: str, at: datetime) -> "Case":
        """The case once this step was queued."""
        recent = (*self.facts.recent_sends_to_client, at)
        facts = replace(self.facts, sent={**self.facts.sent, key: at}, recent_sends_to_client=recent)
        return replace(self, facts=facts)


def new_case(tx: Tx, plan: PlanRow, policy: ReminderPolicy) -> Case:
    """The case of an invoice just issued, about which nothing was ever sent."""
    facts = Facts(
        due_date=plan.due_date,
        balance=plan.balance,
        issued=plan.issued_at,
        closed="void" if plan.status == "void" else None,
        paused=plan.pause_reason or ("client_paused" if plan.client_paused else None),
        zone=plan.time_zone,
    )
    return Case(plan=plan, policy=policy, rule=engine_policy(policy, zone=tx.zone), facts=facts, quiet_until=None)


def with_past(case: Case, done: Sequence[ReminderRow]) -> Case:
    """The case with what became of its steps."""
    facts = replace(
        case.facts,
        sent={row.step: row.at for row in done if row.state in ("planned", "sent")},
        skipped=frozenset(row.step for row in done if row.state in ("skipped", "failed")),
    )
    return replace(case, facts=facts)


async def read_case(tx: Tx, plan: PlanRow) -> Case:
    """A failed step counts as done here: it is not sent again by itself, and a person may retry it."""
    case = new_case(tx, plan, await get_policy(tx, plan.policy_id))
    case = with_past(case, await find_reminders(tx, plan.invoice_id))
    facts = replace(case.facts, recent_sends_to_client=await find_recent_to_client(tx, plan.client_id))
    by_hand = await find_last_by_hand(tx, plan.invoice_id)
    return replace(case, facts=facts, quiet_until=None if by_hand is None else _after_by_hand(by_hand, case.zone))


@dataclass(frozen=True, slots=True, kw_only=True)
class NextLook:
    """When the invoice is looked at again and for which step, or since when there is nothing more to do, and why."""

    next_at: datetime | None = None
    next_step: str | None = None
    done_at: datetime | None = None
    done_reason: str | None = None


def next_look(case: Case, decision: Decision, *, now: datetime) -> NextLook:
    """What a decision says of the next look; a reminder that is due is looked at now.

    A pause is no end: one without a day waits to be lifted, and a client's own is looked at every morning.
    """
    if isinstance(decision, Send):
        return NextLook(next_at=now, next_step=decision.step.key)
    if isinstance(decision, Wait):
        return NextLook(next_at=decision.until, next_step=decision.step.key)
    if decision.reason == "client_paused":
        return NextLook(next_at=to_utc(local_date(now, case.zone) + timedelta(days=1), time(8), case.zone))
    if case.plan.paused_at is not None:
        until = case.plan.paused_until
        return NextLook(next_at=to_utc(until, time(0), case.zone) if until else None)
    return NextLook(done_at=now, done_reason=decision.reason)


def _after_by_hand(by_hand: datetime, zone: str) -> datetime:
    return to_utc(local_date(by_hand, zone) + timedelta(days=DAYS_AFTER_BY_HAND), time(0), zone)
