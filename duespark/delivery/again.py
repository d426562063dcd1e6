"""A person decides about a delivery that stopped: try a failed one again, or say whether an unsure one arrived."""

from uuid import UUID

from duespark.accounts.audit import audit
from duespark.clients.contacts import find_contact
from duespark.clients.queries import get_client
from duespark.delivery.job import send_delivery
from duespark.delivery.outcome import tell
from duespark.delivery.password import PasswordForgotten, find_password
from duespark.delivery.queries import DeliveryRow, get_delivery
from duespark.runtime import ledger
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

_QUEUE = Q(
    "UPDATE deliveries SET queued_at = CAST(:now AS timestamptz), recipient = :recipient, told = NULL"
    " WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)"
)


async def _queue(tx: Tx, delivery: DeliveryRow, *, recipient: str) -> None:
    await _QUEUE.run(tx.conn, org=tx.org_id, id=delivery.id, now=tx.now, recipient=recipient)
    # Without a key: the job that left the message so may not be acknowledged yet, and would keep this one out.
    await send_delivery.later(tx, delivery_id=delivery.id)


async def retry_delivery(tx: Tx, id: UUID) -> DeliveryRow:
    """Send a failed message again. A reminder or receipt goes to the present address of the contact or client.

    Raises `DeliveryNotFound`, `SendNotFailed`, `PasswordForgotten`.
    """
    delivery = await get_delivery(tx, id)
    await ledger.retry(tx, delivery.send_id)
    if delivery.locked and await find_password(tx, id) is None:
        raise PasswordForgotten
    recipient = delivery.recipient
    if delivery.kind != "invoice":
        recipient = await _present_address(tx, delivery) or recipient
    await _queue(tx, delivery, recipient=recipient)
    before, after = {"recipient": delivery.recipient}, {"recipient": recipient}
    await audit(tx, "delivery.retry", subject="delivery", id=id, before=before, after=after)
    return await get_delivery(tx, id)


async def _present_address(tx: Tx, delivery: DeliveryRow) -> str:
    """A new address may be the cure; that of a contact that is gone stays as it was."""
    if delivery.contact_id is None:
        return (await get_client(tx, delivery.client_id)).profile.email
    contact = await find_contact(tx, delivery.contact_id)
    return contact.email if contact else ""


async def resolve_delivery(tx: Tx, id: UUID, *, arrived: bool) -> DeliveryRow:
    """Settle an unsure message: it arrived, or it did not and is sent again.

    Raises `DeliveryNotFound`, `SendNotUnsure`.
    """
    delivery = await get_delivery(tx, id)
    state = await ledger.resolve(tx, delivery.send_id, arrived=arrived)
    if state == "pending":
        await _queue(tx, delivery, recipient=delivery.recipient)
    await tell(tx, id, state)
    await audit(tx, "delivery.resolve", subject="delivery", id=id, after={"arrived": arrived})
    return await get_delivery(tx, id)
