"""The versions of one series in the order of its chain, a page at a time, so that memory stays flat."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Literal
from uuid import UUID

import asyncpg

from duespark.engine.invoice.history import Version
from duespark.invoices.chain import SEALED, version_of
from duespark.invoices.erase import SignedErasure, signed_erasure
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

PAGE = 500
Difference = Literal["", "gone", "document", "number", "amounts", "status"]
"""How the invoice of the ledger differs from its newest version; "" for versions that were followed by another."""

_PAGE = Q(f"""
SELECT {", ".join(f"v.{name.strip()}" for name in SEALED.split(","))}, v.position, v.invoice_id, v.key_id, v.signature, CASE
    WHEN i.id IS NULL THEN 'gone'
    WHEN e.invoice_id IS NOT NULL AND v.document = '{{}}' AND i.erased_at IS NOT NULL
      THEN CASE WHEN i.number IS DISTINCT FROM e.number THEN 'number' ELSE '' END
    WHEN EXISTS (SELECT 1 FROM invoice_versions AS n
                  WHERE n.org_id = v.org_id AND n.invoice_id = v.invoice_id AND n.number > v.number) THEN ''
    WHEN i.document <> v.document THEN 'document'
    WHEN i.number IS DISTINCT FROM v.document->>'number' OR i.series_id IS DISTINCT FROM v.series_id THEN 'number'
    WHEN i.gross <> (v.document#>>'{{totals,gross}}')::numeric OR i.tax <> (v.document#>>'{{totals,tax}}')::numeric
      OR i.amount_due <> (v.document#>>'{{totals,amount_due}}')::numeric THEN 'amounts'
    WHEN i.status <> CASE v.change WHEN 'cancellation' THEN 'void' ELSE 'issued' END THEN 'status'
    ELSE '' END AS difference, CASE WHEN v.document = '{{}}' THEN CAST(to_jsonb(e) AS text) END AS erasure,
  coalesce(v.document->>'number', e.number) AS document_number
  FROM invoice_versions AS v LEFT JOIN invoices AS i ON i.org_id = v.org_id AND i.id = v.invoice_id
  LEFT JOIN document_erasures AS e ON e.org_id = v.org_id AND e.invoice_id = v.invoice_id
 WHERE v.org_id = CAST(:org AS uuid) AND v.series_id = CAST(:series AS uuid) AND v.position > CAST(:after AS int)
   AND v.position <= CAST(:until AS int)
 ORDER BY v.position LIMIT CAST(:most AS int)
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainRow:
    """A version at its place in the chain, beside what the ledger shows of its invoice, and the record that took it out."""

    position: int
    invoice_id: UUID
    invoice_number: str
    version: Version
    key_id: UUID
    signature: bytes
    difference: Difference
    erasure: SignedErasure | None


def _row(row: asyncpg.Record) -> ChainRow:
    return ChainRow(
        position=row["position"],
        invoice_id=row["invoice_id"],
        invoice_number=row["document_number"] or "",
        version=replace(version_of(row), erased=row["erasure"] is not None),
        key_id=row["key_id"],
        signature=row["signature"],
        difference=row["difference"],
        erasure=signed_erasure(row["erasure"]) if row["erasure"] else None,
    )


async def walk_chain(
    tx: Tx, series: UUID, *, after: int = 0, until: int = 2**31 - 1, page: int = PAGE
) -> AsyncIterator[list[ChainRow]]:
    """The versions at the positions behind `after` up to `until`, in pages."""
    while True:
        rows = await _PAGE.all(tx.conn, org=tx.org_id, series=series, after=after, until=until, most=page)
        if rows:
            yield [_row(row) for row in rows]
        if len(rows) < page:
            return
        after = rows[-1]["position"]
