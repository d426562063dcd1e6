"""Puts a message on its way: the ledger's row, what is to be said, and the job, all in the caller's transaction."""

from email.utils import parseaddr
from uuid import UUID

from duespark.delivery.job import send_delivery
from duespark.delivery.letter import Kind
from duespark.delivery.models import deliveries
from duespark.delivery.password import sealed_password
from duespark.runtime import ledger
from duespark.runtime.db import insert
from duespark.runtime.ids import new_id
from duespark.runtime.settings import settings
from duespark.runtime.tx import Tx

SEND_KIND = "delivery"
_INSERT = insert(deliveries, skip=["channel", "told", "sent_at", "discreet"])


def _message_id(send_id: UUID) -> str:
    """One id for every attempt, so that a provider or a reader who gets it twice can see that it is one mail."""
    domain = parseaddr(settings().mail_from)[1].rpartition("@")[2]
    return f"<{send_id}@{domain or 'duespark.invalid'}>"


async def post(
    tx: Tx,
    *,
    kind: Kind,
    invoice_id: UUID,
    key: str,
    recipient: str,
    subject: str,
    message: str = "",
    subject_template: str | None = None,
    step: str | None = None,
    contact_id: UUID | None = None,
    with_attachments: bool = False,
    password: str | None = None,
    later_open: bool = False,
) -> UUID | None:
    """The new delivery's id, or None when something was already posted under this business key.

    A `password` locks the PDF of this message; it is kept encrypted until the message is settled.
    `later_open` lets reminders and receipts carry it open all the same.
    """
    send_id = await ledger.open_send(tx, kind=SEND_KIND, key=key)
    if send_id is None:
        return None
    delivery_id = new_id()
    await _INSERT.run(
        tx.conn,
        org_id=tx.org_id,
        id=delivery_id,
        invoice_id=invoice_id,
        send_id=send_id,
        kind=kind,
        recipient=recipient,
        contact_id=contact_id,
        subject=subject,
        message=message,
        subject_template=subject_template,
        step=step,
        with_attachments=with_attachments,
        locked=password is not None,
        later_open=later_open,
        password=sealed_password(tx.org_id, delivery_id, password),
        message_id=_message_id(send_id),
        created_at=tx.now,
        queued_at=tx.now,
    )
    await send_delivery.later(tx, key=str(delivery_id), delivery_id=delivery_id)
    return delivery_id
