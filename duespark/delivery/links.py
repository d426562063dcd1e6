"""The public link of an invoice: one that works at a time, made when the invoice is issued or first sent."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from duespark.accounts.audit import audit
from duespark.engine.errors import NotFound
from duespark.invoices.events import InvoiceChecked
from duespark.invoices.queries import get_invoice
from duespark.runtime.db import Q
from duespark.runtime.ids import new_id, new_link_code
from duespark.runtime.settings import settings
from duespark.runtime.tx import Tx

_ACTIVE = Q(
    "SELECT code FROM public_links WHERE org_id = CAST(:org AS uuid) AND invoice_id = CAST(:invoice AS uuid)"
    " AND revoked_at IS NULL"
)
_SEEN = Q(
    "SELECT l.code, l.created_at, count(v.*) AS views, max(v.at) AS last_viewed_at FROM public_links AS l"
    " LEFT JOIN link_views AS v ON v.org_id = l.org_id AND v.link_id = l.id"
    " WHERE l.org_id = CAST(:org AS uuid) AND l.invoice_id = CAST(:invoice AS uuid) AND l.revoked_at IS NULL"
    " GROUP BY l.code, l.created_at"
)
_REVOKE = Q(
    "UPDATE public_links SET revoked_at = CAST(:now AS timestamptz) WHERE org_id = CAST(:org AS uuid)"
    " AND invoice_id = CAST(:invoice AS uuid) AND revoked_at IS NULL RETURNING id"
)


class NoLink(NotFound):
    code = "public_link.none"
    sentence = "Invoice {number} has no public link yet. Issue it first."


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRow:
    """The link that works now, and who looked: visitors counted once an hour."""

    code: str
    created_at: datetime
    views: int
    last_viewed_at: datetime | None


async def get_link(tx: Tx, invoice_id: UUID) -> LinkRow:
    """The invoice's public link. Raises `InvoiceNotFound`, `NoLink`."""
    invoice = await get_invoice(tx, invoice_id)
    row = await _SEEN.one(tx.conn, org=tx.org_id, invoice=invoice_id)
    if row is None:
        raise NoLink(number=invoice.number or "(draft)")
    return LinkRow(**row)


async def replace_link(tx: Tx, invoice_id: UUID) -> LinkRow:
    """Revoke the link and make another; the old address stops working at once. Raises `InvoiceNotFound`, `NoLink`."""
    before = await get_link(tx, invoice_id)
    await _REVOKE.run(tx.conn, org=tx.org_id, invoice=invoice_id, now=tx.now)
    _make(tx, invoice_id)
    await audit(
        tx, "public_link.replace", subject="invoice", id=invoice_id, before={"views": before.views}, after={"views": 0}
    )
    await tx.flush()
    return await get_link(tx, invoice_id)


def public_url(code: str) -> str:
    """The address people open."""
    return f"{settings().base_url}/i/{code}"


async def link_for(tx: Tx, invoice_id: UUID) -> str:
    """The code of the invoice's public link, made now where there is none."""
    code: str | None = await _ACTIVE.value(tx.conn, org=tx.org_id, invoice=invoice_id)
    if code is None:
        _make(tx, invoice_id)
        await tx.flush()
        code = await _ACTIVE.value(tx.conn, org=tx.org_id, invoice=invoice_id)
    assert code is not None
    return code


async def make_link(tx: Tx, event: InvoiceChecked) -> None:
    """Reaction to `InvoiceChecked`."""
    _make(tx, event.invoice_id)


def _make(tx: Tx, invoice_id: UUID) -> None:
    """The link, where there is none that works."""
    made = {"id": new_id(), "invoice_id": invoice_id, "code": new_link_code(), "created_at": tx.now, "revoked_at": None}
    tx.write_last("public_links", {"org_id": tx.org_id, **made}, unless_there=True)
