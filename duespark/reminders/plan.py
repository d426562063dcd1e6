"""What happens to an invoice's reminders when something happens to the invoice. All are reactions."""

from uuid import UUID

from duespark.clients.queries import get_client
from duespark.delivery.cancel import cancel_pending
from duespark.delivery.events import DeliveryCancelled, DeliveryFailed, DeliverySent
from duespark.engine.invoice.lifecycle import asks_for_money
from duespark.invoices.events import InvoiceAmended, InvoiceChecked, InvoiceReopened, InvoiceSettled, InvoiceVoided
from duespark.reminders.case import new_case, read_case
from duespark.reminders.policy import default_policy
from duespark.reminders.queries import PlanRow, plan_of
from duespark.reminders.remind import act, begin_plan
from duespark.runtime.db import Q
from duespark.runtime.together import together
from duespark.runtime.tx import Tx

_STOP = Q(
    "UPDATE reminder_plans SET next_at = NULL, next_step = NULL, done_at = CAST(:now AS timestamptz),"
    " done_reason = :reason, paused_at = NULL, pause_reason = NULL, paused_until = NULL"
    " WHERE org_id = CAST(:org AS uuid) AND invoice_id = CAST(:invoice AS uuid)"
)
_REOPEN = Q(
    "UPDATE reminder_plans SET done_at = NULL, done_reason = NULL, next_at = CAST(:now AS timestamptz)"
    " WHERE org_id = CAST(:org AS uuid) AND invoice_id = CAST(:invoice AS uuid) RETURNING invoice_id"
)
_OUTCOME = Q(
    "UPDATE reminders SET state = :state, reason = :reason"
    " WHERE org_id = CAST(:org AS uuid) AND delivery_id = CAST(:delivery AS uuid)"
)


async def plan_reminders(tx: Tx, event: InvoiceChecked) -> None:
    """Reaction to `InvoiceChecked`: steps that were due before there was an invoice are skipped at once.

    Nobody is reminded of what asks for no money: a quote, a credit note.
    """
    if not asks_for_money(event.kind):
        return
    policy, client = await together(tx, default_policy, lambda tx: get_client(tx, event.client_id))
    assert event.due_date is not None
    plan = PlanRow(
        invoice_id=event.invoice_id,
        policy_id=policy.id,
        client_id=event.client_id,
        status="issued",
        issued_at=tx.now,
        due_date=event.due_date,
        balance=event.amount_due,
        time_zone=client.time_zone,
        client_paused=client.reminders_paused,
    )
    await begin_plan(tx, new_case(tx, plan, policy))


async def look_again(tx: Tx, invoice_id: UUID) -> None:
    """Find the next step; one that is due now is left to the next sweep."""
    await act(tx, await read_case(tx, await plan_of(tx, invoice_id)), may_send=False)


async def stop_reminders(tx: Tx, event: InvoiceSettled | InvoiceVoided) -> None:
    """Reaction to `InvoiceSettled` and `InvoiceVoided`: no more, and what waits to be sent is taken back."""
    reason = "settled" if isinstance(event, InvoiceSettled) else "void"
    await _STOP.run(tx.conn, org=tx.org_id, invoice=event.invoice_id, now=tx.now, reason=reason)
    await cancel_pending(tx, invoice_id=event.invoice_id, kinds=["reminder"], reason=reason)


async def resume_reminders(tx: Tx, event: InvoiceReopened) -> None:
    """Reaction to `InvoiceReopened`: go on where it stopped. What was sent or skipped stays so."""
    if await _REOPEN.value(tx.conn, org=tx.org_id, invoice=event.invoice_id, now=tx.now) is not None:
        await look_again(tx, event.invoice_id)


async def replan(tx: Tx, event: InvoiceAmended) -> None:
    """Reaction to `InvoiceAmended`: the next step follows the new due date; what was sent or skipped stays so."""
    if (await plan_of(tx, event.invoice_id)).done_at is None:
        await look_again(tx, event.invoice_id)


async def note_outcome(tx: Tx, event: DeliverySent | DeliveryFailed | DeliveryCancelled) -> None:
    """Reaction to what became of a delivery. A failed step is not used up: it may be retried."""
    if event.kind != "reminder":
        return
    state, reason = "sent", ""
    if isinstance(event, DeliveryFailed):
        state, reason = "failed", event.error
    elif isinstance(event, DeliveryCancelled):
        state, reason = "skipped", event.reason
    await _OUTCOME.run(tx.conn, org=tx.org_id, delivery=event.delivery_id, state=state, reason=reason)
