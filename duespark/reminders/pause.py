"""Holds an invoice's reminders: a dispute, a promise to pay, or because somebody says so; and lets them go on."""

from dataclasses import replace
from datetime import date, time
from uuid import UUID

from duespark.accounts.audit import audit
from duespark.delivery.cancel import cancel_pending
from duespark.engine.errors import Conflict, Invalid
from duespark.engine.schedule.local_time import local_date, to_utc
from duespark.invoices.queries import get_invoice
from duespark.reminders.events import RemindersPaused, RemindersResumed
from duespark.reminders.queries import PlanRow, get_plan
from duespark.reminders.schemas import PauseReason
from duespark.runtime.db import Q
from duespark.runtime.events import record
from duespark.runtime.tx import Tx

_PAUSE = Q(
    "UPDATE reminder_plans SET paused_at = CAST(:now AS timestamptz), pause_reason = :reason, pause_note = :note,"
    " paused_until = CAST(:until AS date), next_at = CAST(:next AS timestamptz)"
    " WHERE org_id = CAST(:org AS uuid) AND invoice_id = CAST(:invoice AS uuid) AND done_at IS NULL"
    " RETURNING invoice_id"
)
_RESUME = Q(
    "UPDATE reminder_plans SET paused_at = NULL, pause_reason = NULL, pause_note = '', paused_until = NULL,"
    " next_at = CAST(:now AS timestamptz)"
    " WHERE org_id = CAST(:org AS uuid) AND invoice_id = CAST(:invoice AS uuid) AND paused_at IS NOT NULL"
    " RETURNING invoice_id"
)


class NothingToPause(Conflict):
    code = "reminders.done"
    sentence = "No more reminders are planned for invoice {number}, so there is nothing to pause."


class NotPaused(Conflict):
    code = "reminders.not_paused"
    sentence = "The reminders of invoice {number} are not paused."


class PauseInThePast(Invalid):
    code = "reminders.pause_in_the_past"
    sentence = "Reminders can go on tomorrow ({tomorrow}) at the earliest, not on {until}."


async def pause_reminders(
    tx: Tx, *, invoice_id: UUID, reason: PauseReason, note: str = "", until: date | None = None
) -> None:
    """Hold them until the given day, or until somebody resumes them; what waits to be sent is taken back.

    Raises `InvoiceNotFound`, `NoPlan`, `NothingToPause`, `PauseInThePast`.
    """
    plan = await get_plan(tx, invoice_id)
    if until is not None and until <= tx.today:
        raise PauseInThePast(until=until, tomorrow=date.fromordinal(tx.today.toordinal() + 1), pointer="/until")
    next_at = None if until is None else to_utc(until, time(0), plan.time_zone or tx.zone)
    known = {"org": tx.org_id, "invoice": invoice_id, "now": tx.now, "reason": reason, "note": note, "until": until}
    if await _PAUSE.value(tx.conn, **known, next=next_at) is None:
        raise NothingToPause(number=(await get_invoice(tx, invoice_id)).number)
    await cancel_pending(tx, invoice_id=invoice_id, kinds=["reminder"], reason=reason)
    await record(tx, RemindersPaused(invoice_id, reason, note, until))
    after = {"reason": reason, "note": note, "until": until}
    await audit(tx, "reminders.pause", subject="invoice", id=invoice_id, after=after)


async def lift_pause(tx: Tx, invoice_id: UUID) -> None:
    """Let them go on. Raises `InvoiceNotFound`, `NoPlan`, `NotPaused`."""
    await get_plan(tx, invoice_id)
    if await _RESUME.value(tx.conn, org=tx.org_id, invoice=invoice_id, now=tx.now) is None:
        raise NotPaused(number=(await get_invoice(tx, invoice_id)).number)
    await record(tx, RemindersResumed(invoice_id))
    await audit(tx, "reminders.resume", subject="invoice", id=invoice_id)


async def wake(tx: Tx, plan: PlanRow) -> PlanRow:
    """The plan itself, without its pause once the pause's last day is over."""
    until = plan.paused_until
    if plan.paused_at is None or until is None or local_date(tx.now, plan.time_zone or tx.zone) < until:
        return plan
    await _RESUME.run(tx.conn, org=tx.org_id, invoice=plan.invoice_id, now=tx.now)
    await record(tx, RemindersResumed(plan.invoice_id))
    return replace(plan, paused_at=None, pause_reason=None, paused_until=None)
