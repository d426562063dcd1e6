"""The public link of an invoice: one that works at a time, made when the invoice is issued or first sent."""

from uuid import UUID

from duespark.invoices.events import InvoiceIssued
from duespark.runtime.db import Q
from duespark.runtime.ids import new_id, new_link_code
from duespark.runtime.settings import settings
from duespark.runtime.tx import Tx

_MAKE = Q(
    "INSERT INTO public_links (org_id, id, invoice_id, code, created_at) VALUES (CAST(:org AS uuid), CAST(:id AS uuid),"
    " CAST(:invoice AS uuid), :code, CAST(:now AS timestamptz))"
    " ON CONFLICT (org_id, invoice_id) WHERE revoked_at IS NULL DO NOTHING"
)
_ACTIVE = Q(
    "SELECT code FROM public_links WHERE org_id = CAST(:org AS uuid) AND invoice_id = CAST(:invoice AS uuid)"
    " AND revoked_at IS NULL"
)


def public_url(code: str) -> str:
    """The address people open."""
    return f"{settings().base_url}/i/{code}"


async def link_for(tx: Tx, invoice_id: UUID) -> str:
    """The code of the invoice's public link, made now where there is none."""
    code: str | None = await _ACTIVE.value(tx.conn, org=tx.org_id, invoice=invoice_id)
    if code is None:
        await _make(tx, invoice_id)
        code = await _ACTIVE.value(tx.conn, org=tx.org_id, invoice=invoice_id)
    assert code is not None
    return code


async def make_link(tx: Tx, event: InvoiceIssued) -> None:
    """Reaction to `InvoiceIssued`."""
    await _make(tx, event.invoice_id)


async def _make(tx: Tx, invoice_id: UUID) -> None:
    known = {"org": tx.org_id, "id": new_id(), "invoice": invoice_id, "code": new_link_code(), "now": tx.now}
    await _MAKE.run(tx.conn, **known)
