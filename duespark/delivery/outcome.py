"""Records what became of a delivery: once for each state it comes to, also when the job that learnt it runs again."""

from uuid import UUID

from duespark.delivery.events import DeliveryCancelled, DeliveryFailed, DeliverySent, DeliveryUnsure
from duespark.delivery.queries import get_delivery
from duespark.invoices.sent import mark_sent
from duespark.runtime.db import Q
from duespark.runtime.events import record
from duespark.runtime.ledger import State
from duespark.runtime.tx import Tx

_EVENTS = {"failed": DeliveryFailed, "unsure": DeliveryUnsure, "cancelled": DeliveryCancelled}
_TELL = Q(
    "UPDATE deliveries AS d SET told = :state, password = CASE WHEN EXISTS (SELECT 1 FROM sends AS s WHERE s.org_id = d.org_id"
    " AND s.id = d.send_id AND s.state IN ('sent', 'failed', 'cancelled')) THEN NULL ELSE password END, sent_at = CASE WHEN :state = 'sent' THEN CAST(:now AS timestamptz) END"
    " WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid) AND told IS DISTINCT FROM :state RETURNING id"
)
_DISCREET = Q("UPDATE deliveries SET discreet = :discreet WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)")


async def tell(tx: Tx, id: UUID, state: State) -> None:
    """Record the event of a state that was not told yet; `pending` and `sending` are none. A password has done its work
    unless nobody knows whether the message arrived."""
    if state in ("pending", "sending"):
        return
    delivery = await get_delivery(tx, id)
    if state == "sent" and delivery.kind == "invoice":
        await mark_sent(tx, delivery.invoice_id)
    if await _TELL.value(tx.conn, org=tx.org_id, id=id, state=state, now=tx.now) is None:
        return
    known = (delivery.invoice_id, id, delivery.kind, delivery.recipient)
    sent = DeliverySent(*known, delivery.locked, delivery.discreet)
    await record(tx, sent if state == "sent" else _EVENTS[state](*known, delivery.error))


async def note_discreet(tx: Tx, id: UUID, *, discreet: bool) -> None:
    """Keep whether the message shows nothing of its document: that is decided when it is written for the wire."""
    await _DISCREET.run(tx.conn, org=tx.org_id, id=id, discreet=discreet)
