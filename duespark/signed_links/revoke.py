"""Ends a payment link that a person made; links on paper and in mails end with what they are about."""

from uuid import UUID

from duespark.accounts.audit import audit
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx, clock
from duespark.signed_links.find import PaymentLink, get_payment_link

_REVOKE = Q(
    "UPDATE signed_links SET revoked_at = CAST(:now AS timestamptz) WHERE org_id = CAST(:org AS uuid)"
    " AND id = CAST(:id AS uuid) AND revoked_at IS NULL"
)


async def revoke_payment_link(tx: Tx, invoice_id: UUID, id: UUID) -> PaymentLink:
    """The address stops working at once. Raises `InvoiceNotFound`, `PaymentLinkNotFound`."""
    before = await get_payment_link(tx, invoice_id, id)
    await _REVOKE.run(tx.conn, org=tx.org_id, id=id, now=clock())
    after = await get_payment_link(tx, invoice_id, id)
    await audit(
        tx, "payment_link.revoke", subject="invoice", id=invoice_id, before={"link": id, "state": before.state},
        after={"link": id, "state": after.state},
    )  # fmt: skip
    return after
