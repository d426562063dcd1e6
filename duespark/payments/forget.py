"""Forget what payers wrote on payments all of whose invoices were erased; amounts and days stay."""

from uuid import UUID

from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

_PAYMENTS = Q("""
UPDATE payments AS p SET reference = '', note = '', reverse_reason = CASE WHEN reversed_at IS NULL THEN '' ELSE 'erased' END
 WHERE p.org_id = CAST(:org AS uuid) AND p.unallocated = 0
   AND p.id IN (SELECT payment_id FROM allocations WHERE org_id = CAST(:org AS uuid) AND invoice_id = CAST(:id AS uuid))
   AND NOT EXISTS (SELECT 1 FROM allocations AS a JOIN invoices AS i ON i.org_id = a.org_id AND i.id = a.invoice_id
                    WHERE a.org_id = p.org_id AND a.payment_id = p.id AND i.erased_at IS NULL)
RETURNING p.id
""")
_USES = Q(
    "UPDATE credit_uses SET reference = '', note = '', undo_reason = CASE WHEN undone_at IS NULL THEN '' ELSE 'erased' END"
    " WHERE org_id = CAST(:org AS uuid) AND invoice_id = CAST(:id AS uuid)"
)


_DISCOUNTS = Q(
    "UPDATE early_discounts SET undo_reason = CASE WHEN undone_at IS NULL THEN '' ELSE 'erased' END"
    " WHERE org_id = CAST(:org AS uuid) AND invoice_id = CAST(:id AS uuid)"
)


async def forget_payers(tx: Tx, invoice_id: UUID) -> list[UUID]:
    """The ids of the payments that paid nothing but erased documents, whose words are gone. The caller audits."""
    for words in (_USES, _DISCOUNTS):
        await words.run(tx.conn, org=tx.org_id, id=invoice_id)
    return [row["id"] for row in await _PAYMENTS.all(tx.conn, org=tx.org_id, id=invoice_id)]
