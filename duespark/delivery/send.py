"""Sends an invoice to its client: one delivery a recipient, so that one bad address does not hide the others."""

from collections.abc import Sequence
from uuid import UUID

from duespark.accounts.audit import audit
from duespark.adapters.pdf.password import prepared
from duespark.delivery.letter import Letter, Wording, say, write_letter
from duespark.delivery.links import link_for, public_url
from duespark.delivery.paper import read_paper, view_of
from duespark.delivery.password import find_password, keep_out
from duespark.delivery.post import post
from duespark.delivery.queries import DeliveryRow, find_to_recipient, get_delivery, is_discreet
from duespark.delivery.recipients import BadRecipient, NoRecipient, Recipient, recipients, spoken_to
from duespark.documents.look import invoice_look
from duespark.engine.errors import Conflict
from duespark.engine.invoice.lifecycle import require
from duespark.invoices.queries import lock_invoice
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx
from duespark.signed_links.make import mail_link

UNDER_WAY = ("pending", "sending")
_LATER = Q(
    "UPDATE deliveries SET later_open = CAST(:open AS boolean) WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)"
)


class SendUnsure(Conflict):
    code = "delivery.unsure"
    sentence = (
        "Nobody knows whether the last message to {recipient} arrived. Say so first: POST /v1/deliveries/{id}/resolve."
    )


class OtherUnderWay(Conflict):
    code = "delivery.other_under_way"
    sentence = "A message to {recipient} is on its way, {locked} a password on its PDF. Wait until it has been sent, then send again."


class SentLocked(Conflict):
    code = "delivery.sent_locked"
    sentence = (
        "{number} was last sent with a password on its PDF. It is not sent again without somebody choosing: send it by itself, "
        "with a password or without one."
    )


async def send_unasked(tx: Tx, *, invoice_id: UUID, message: str = "") -> list[DeliveryRow]:
    """The same as `send_invoice` where nobody was asked how the PDF shall open: among many, or because it was amended.

    Raises `SentLocked` besides: what was locked does not go out open by itself.
    """
    invoice = await lock_invoice(tx, invoice_id)
    if await is_discreet(tx, invoice_id):
        raise SentLocked(number=invoice.number)
    return await send_invoice(tx, invoice_id=invoice_id, message=message)


async def send_invoice(
    tx: Tx,
    *,
    invoice_id: UUID,
    to: Sequence[str] | None = None,
    subject: str = "",
    message: str = "",
    with_attachments: bool = False,
    password: str | None = None,
    later_open: bool = False,
) -> list[DeliveryRow]:
    """Post the invoice to each recipient. A message still under way is given back instead of making a second one.

    With a `password` the PDF opens with it only, and the mail shows nothing of what is in it; nor do the reminders and receipts that
    follow, unless `later_open`.
    Raises `InvoiceNotFound`, `NotAllowed`, `NoRecipient`, `BadRecipient`, `SendUnsure`, `OtherUnderWay`,
    `PasswordInMail`, `UnusablePassword`.
    """
    keep_out(password, subject=subject, message=message)
    password = password if password is None else prepared(password)
    keep_out(password, subject=subject, message=message)
    invoice = await lock_invoice(tx, invoice_id)
    require(invoice.status, "send")
    paper = await read_paper(tx, invoice_id)
    link = public_url(await link_for(tx, invoice_id))
    wording = Wording(subject=subject.strip(), message=message.strip(), locked=password is not None)
    sent = []
    for recipient in await recipients(tx, paper, to):
        shown, _ = say("invoice", spoken_to(paper, recipient.contact), link=link, today=tx.today, wording=wording)
        posted = await _send_to(
            tx, invoice_id, recipient, subject=shown, message=wording.message, with_attachments=with_attachments,
            password=password, later_open=later_open and wording.locked,
        )  # fmt: skip
        sent.append(posted)
    after = {
        "to": [delivery.recipient for delivery in sent], "subject": sent[0].subject, "attachments": with_attachments,
        "locked": wording.locked, "later_open": later_open and wording.locked,
    }  # fmt: skip
    await audit(tx, "invoice.send", subject="invoice", id=invoice_id, after=after)
    return sent


async def _send_to(
    tx: Tx,
    invoice_id: UUID,
    to: Recipient,
    *,
    subject: str,
    message: str,
    with_attachments: bool,
    password: str | None,
    later_open: bool,
) -> DeliveryRow:
    recipient = to.address
    before = await find_to_recipient(tx, invoice_id=invoice_id, recipient=recipient)
    for earlier, state in before:
        if state in UNDER_WAY:
            return await _under_way(tx, earlier, password, later_open=later_open)
        if state == "unsure":
            raise SendUnsure(recipient=recipient, id=earlier)
    key = f"invoice:{invoice_id}:{recipient}:{len(before)}"
    posted = await post(
        tx,
        kind="invoice",
        invoice_id=invoice_id,
        key=key,
        recipient=recipient,
        contact_id=to.contact_id,
        subject=subject,
        message=message,
        with_attachments=with_attachments,
        password=password,
        later_open=later_open,
    )
    assert posted is not None, "the invoice is locked, so nobody else can have used this key"
    return await get_delivery(tx, posted)


async def _under_way(tx: Tx, id: UUID, password: str | None, *, later_open: bool) -> DeliveryRow:
    """The message that is on its way already, where its PDF opens as it is wanted now; what follows it is as it is wanted now.
    Raises `OtherUnderWay`."""
    earlier = await get_delivery(tx, id)
    if earlier.locked != (password is not None) or await find_password(tx, id) != password:
        raise OtherUnderWay(recipient=earlier.recipient, locked="with" if earlier.locked else "without")
    await _LATER.run(tx.conn, org=tx.org_id, id=id, open=later_open)
    return earlier


async def preview_send(tx: Tx, *, invoice_id: UUID, locked: bool = False) -> tuple[list[str], Letter]:
    """The mail as it would be sent now, and to whom; an empty list where the client has no address.

    Raises `InvoiceNotFound`, `NotAllowed`.
    """
    paper = await read_paper(tx, invoice_id)
    require(paper.invoice.status, "send")
    look, pay = await invoice_look(tx, paper.invoice), await mail_link(tx, paper.invoice)
    view = view_of(paper, look, in_mail=True, pay=pay)
    link = public_url(await link_for(tx, invoice_id))
    letter = write_letter("invoice", paper, view, link=link, today=tx.today, wording=Wording(locked=locked))
    try:
        return [one.address for one in await recipients(tx, paper, None)], letter
    except (NoRecipient, BadRecipient):
        return [], letter
