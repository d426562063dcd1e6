"""How the reminders of one invoice stand: what happened, and what is expected."""

from datetime import datetime
from uuid import UUID

from duespark.engine.schedule.quiet_hours import next_allowed
from duespark.invoices.queries import get_invoice
from duespark.reminders.case import Case, read_case
from duespark.reminders.queries import NoPlan, as_planned, find_reminders, get_plan
from duespark.reminders.schemas import InvoiceReminders, PlannedStep, PlanState
from duespark.runtime.tx import Tx


async def show_reminders(tx: Tx, invoice_id: UUID) -> InvoiceReminders:
    """Raises `InvoiceNotFound`. Expected days move when the weekly cap or a person's own message stands in the way."""
    try:
        plan = await get_plan(tx, invoice_id)
    except NoPlan:
        await get_invoice(tx, invoice_id)
        return InvoiceReminders(state="none", plan=[])
    rows = await find_reminders(tx, invoice_id)
    state: PlanState = "done" if plan.done_at else "paused" if plan.paused_at or plan.client_paused else "planned"
    ahead = [] if plan.done_at else _ahead(await read_case(tx, plan), tx.now)
    return InvoiceReminders(
        state=state,
        next_at=plan.next_at if state == "planned" else None,
        next_step=plan.next_step if state == "planned" else None,
        pause_reason=plan.pause_reason,
        pause_note=plan.pause_note,
        paused_until=plan.paused_until,
        plan=[as_planned(row) for row in rows] + ahead,
    )


def _ahead(case: Case, now: datetime) -> list[PlannedStep]:
    """Steps still to come, at the first moment outside quiet hours after their day; of those missed only the last."""
    rule = case.rule
    steps = sorted(rule.steps, key=lambda step: step.offset_days)
    open_ = [step for step in steps if not case.facts.is_done(step.key)]
    missed = [step for step in open_ if case.due_at(step.key) <= now]
    found = []
    for step in [*missed[-1:], *open_[len(missed) :]]:
        at = next_allowed(
            max(now, case.due_at(step.key)),
            zone=case.zone, opens=rule.opens, closes=rule.closes, weekdays=rule.weekdays, holidays=rule.holidays,
        )  # fmt: skip
        found.append(PlannedStep(step=step.key, at=at, state="planned", reason=""))
    return found
