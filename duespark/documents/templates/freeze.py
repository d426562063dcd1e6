"""Which template drew a document is frozen when it is issued, so that its paper never changes afterwards."""

from uuid import UUID

from duespark.documents.templates.choose import chosen_template
from duespark.documents.templates.design import Design, design_of
from duespark.documents.templates.read import canonical
from duespark.invoices.events import InvoiceChecked
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

_FROZEN = Q(
    "SELECT d.content FROM issued_designs AS i JOIN template_designs AS d ON d.org_id = i.org_id AND d.hash = i.hash"
    " WHERE i.org_id = CAST(:org AS uuid) AND i.invoice_id = CAST(:invoice AS uuid)"
)


async def freeze_template(tx: Tx, event: InvoiceChecked) -> None:
    """Reaction to `InvoiceChecked`."""
    chosen = await chosen_template(tx, company_id=event.company_id, client_id=event.client_id, kind=event.kind)
    content, hash = canonical(chosen.template.raw)
    key = {"org_id": tx.org_id, "hash": rf"\x{hash.hex()}"}
    which = {"template_id": chosen.template_id, "number": chosen.number, "standard": chosen.standard}
    tx.write_last("template_designs", {**key, "content": content}, unless_there=True)
    tx.write_last("issued_designs", {**key, "invoice_id": event.invoice_id, **which})


async def frozen_template(tx: Tx, invoice_id: UUID) -> Design | None:
    """The template an issued document was frozen with; None for a draft, and for one that was taken over."""
    content: str | None = await _FROZEN.value(tx.conn, org=tx.org_id, invoice=invoice_id)
    return None if content is None else design_of(content)
