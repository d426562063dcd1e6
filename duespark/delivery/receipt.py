"""Thanks a client whose invoice is settled: one receipt a settlement and recipient."""

from duespark.delivery.letter import Wording, say
from duespark.delivery.links import link_for, public_url
from duespark.delivery.paper import read_paper
from duespark.delivery.post import post
from duespark.delivery.recipients import regular_recipients, spoken_to
from duespark.invoices.events import InvoiceSettled
from duespark.runtime.tx import Tx


async def send_receipt(tx: Tx, event: InvoiceSettled) -> None:
    """Reaction to `InvoiceSettled`. None for an invoice that was never sent, asked for nothing, has no address, or of which
    nothing was paid: credited, or given up.
    """
    paper = await read_paper(tx, event.invoice_id)
    invoice = paper.invoice
    if invoice.sent_at is None or invoice.amount_due <= 0 or invoice.settled_at is None:
        return
    if invoice.credited + invoice.written_off >= invoice.amount_due or invoice.paid <= 0:
        return
    link = public_url(await link_for(tx, invoice.id))
    for place, to in enumerate(await regular_recipients(tx, paper, "invoices")):
        subject, _ = say("receipt", spoken_to(paper, to.contact), link=link, today=tx.today, wording=Wording())
        key = f"receipt:{invoice.id}:{invoice.settled_at.isoformat()}" + (f":{to.address}" if place else "")
        await post(
            tx,
            kind="receipt",
            invoice_id=invoice.id,
            key=key,
            recipient=to.address,
            contact_id=to.contact_id,
            subject=subject,
        )
