"""Which template drew a document is frozen when it is issued, so that its paper never changes afterwards."""

from uuid import UUID

from duespark.documents.templates.choose import chosen_template
from duespark.documents.templates.model import Template
from duespark.documents.templates.read import canonical, template_of
from duespark.invoices.events import InvoiceIssued
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

_FREEZE = Q(
    "WITH design AS ("
    "  INSERT INTO template_designs (org_id, hash, content) VALUES (CAST(:org AS uuid), CAST(:hash AS bytea), :content)"
    "  ON CONFLICT DO NOTHING"
    ")"
    " INSERT INTO issued_designs (org_id, invoice_id, hash, template_id, number, standard) VALUES (CAST(:org AS uuid),"
    " CAST(:invoice AS uuid), CAST(:hash AS bytea), CAST(:template AS uuid), CAST(:number AS int), CAST(:standard AS text))"
)
_FROZEN = Q(
    "SELECT d.content FROM issued_designs AS i JOIN template_designs AS d ON d.org_id = i.org_id AND d.hash = i.hash"
    " WHERE i.org_id = CAST(:org AS uuid) AND i.invoice_id = CAST(:invoice AS uuid)"
)


async def freeze_template(tx: Tx, event: InvoiceIssued) -> None:
    """Reaction to `InvoiceIssued`."""
    chosen = await chosen_template(tx, company_id=event.company_id, client_id=event.client_id, kind=event.kind)
    content, hash = canonical(chosen.template.raw)
    await _FREEZE.run(
        tx.conn, org=tx.org_id, invoice=event.invoice_id, hash=hash, content=content,
        template=chosen.template_id, number=chosen.number, standard=chosen.standard,
    )  # fmt: skip


async def frozen_template(tx: Tx, invoice_id: UUID) -> Template | None:
    """The template an issued document was frozen with; None for a draft, and for one that was taken over."""
    content: str | None = await _FROZEN.value(tx.conn, org=tx.org_id, invoice=invoice_id)
    return None if content is None else template_of(content)
