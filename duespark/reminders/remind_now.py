"""Sends an invoice's next reminder now because a person asks for it; the rule may still say no, and then says why."""

from dataclasses import replace
from uuid import UUID

from duespark.accounts.audit import audit
from duespark.delivery.queries import find_last_by_hands
from duespark.engine.dunning.consolidate import decide_client
from duespark.engine.dunning.decide import Decision, Send
from duespark.engine.dunning.joining import Claim
from duespark.engine.errors import Conflict
from duespark.engine.invoice.lifecycle import asks_for_money
from duespark.invoices.queries import InvoiceRow, get_invoice, lock_invoice
from duespark.reminders.case import Case, new_case, with_past
from duespark.reminders.pause import wake
from duespark.reminders.policy import get_policy
from duespark.reminders.queries import (
    PlanRow,
    find_open_plans,
    find_recent_to_client,
    find_reminders_of,
    lock_plan,
)
from duespark.reminders.refusal import in_words
from duespark.reminders.remind import hand_over, note_skipped, one_at_a_time, plan_next
from duespark.runtime.tx import Tx


class NotNow(Conflict):
    code = "reminders.not_now"
    sentence = "{why}"


async def remind_now(tx: Tx, invoice_id: UUID) -> list[str]:
    """Queue the next reminder of the invoice and return its recipients.

    The rule sees all open invoices of the client (`decide_client`), with the wish for this one: pauses, quiet hours, the
    weekly cap, the day between two reminders and a person's own message hold as ever. What it leaves out is recorded only
    when it sends. One client at a time, like the sweep; then the invoice, then its plan. Raises `InvoiceNotFound`,
    `NotNow`, `NoAddress`, `BadTemplate`.
    """
    await one_at_a_time(tx, (await get_invoice(tx, invoice_id)).client_id)
    _check_kind(await lock_invoice(tx, invoice_id))
    plan = await wake(tx, await lock_plan(tx, invoice_id))
    cases = await _read_cases(tx, plan)
    case = cases[invoice_id]
    decision = await _ask(tx, cases, invoice_id)
    if not isinstance(decision, Send):
        raise NotNow(why=in_words(case, decision, tx.now), reason=decision.reason)
    to = await hand_over(tx, case, decision.step.key)
    if not to:
        raise NotNow(why="This reminder was sent before.", reason="sent")
    await note_skipped(tx, case, decision)
    await plan_next(tx, case.with_sent(decision.step.key, tx.now))
    after = {"step": decision.step.key, "to": to}
    await audit(tx, "reminders.send", subject="invoice", id=invoice_id, after=after)
    return to


def _check_kind(invoice: InvoiceRow) -> None:
    if not asks_for_money(invoice.kind):
        raise NotNow(why=f"A {invoice.kind.replace('_', ' ')} asks for no money.", reason="asks_for_nothing")
    if invoice.status == "draft":
        raise NotNow(why="It is a draft. Issue it first.", reason="draft")


async def _ask(tx: Tx, cases: dict[UUID, Case], invoice_id: UUID) -> Decision:
    claims = [
        Claim(id=str(id), policy=case.rule, facts=replace(case.facts, asked=id == invoice_id))
        for id, case in cases.items()
    ]
    recent = await find_recent_to_client(tx, cases[invoice_id].plan.client_id)
    found = decide_client(claims, tx.now, recent_messages=recent, consolidation=None)
    return found.decisions[str(invoice_id)]


async def _read_cases(tx: Tx, plan: PlanRow) -> dict[UUID, Case]:
    """The invoice's case first, then those of the client's other open invoices."""
    others = [one for one in await find_open_plans(tx, plan.client_id) if one.invoice_id != plan.invoice_id]
    plans = [plan, *others]
    policies = {id: await get_policy(tx, id) for id in {one.policy_id for one in plans}}
    ids = [one.invoice_id for one in plans]
    past, by_hand = await find_reminders_of(tx, ids), await find_last_by_hands(tx, ids)
    cases = [with_past(new_case(tx, one, policies[one.policy_id]), past[one.invoice_id]) for one in plans]
    return {
        case.plan.invoice_id: replace(case, facts=replace(case.facts, last_by_hand=by_hand.get(case.plan.invoice_id)))
        for case in cases
    }
