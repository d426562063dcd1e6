"""What credit a client has, payment by payment: what a payment left unallocated, and what credit notes freed of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from duespark.engine.payment.credit import Credit
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

_OVERPAID = "i.status = 'issued' AND i.paid > 0 AND i.paid + i.credited > i.amount_due"
_HIDDEN = """
   (CAST(:companies AS uuid[]) IS NOT NULL AND EXISTS (
     SELECT FROM allocations AS a JOIN invoices AS k ON k.org_id = a.org_id AND k.id = a.invoice_id
      WHERE a.org_id = p.org_id AND a.payment_id = p.id AND k.company_id <> ALL(CAST(:companies AS uuid[]))))
"""
# Money that was paid to one company does not pay what is owed to another one.
_FOREIGN = """
   (CAST(:company AS uuid) IS NOT NULL AND EXISTS (
     SELECT FROM allocations AS a JOIN invoices AS k ON k.org_id = a.org_id AND k.id = a.invoice_id
      WHERE a.org_id = p.org_id AND a.payment_id = p.id AND k.company_id <> CAST(:company AS uuid)))
"""
_PAYMENTS = f"""
SELECT p.id, p.received_on, p.amount, p.currency, p.unallocated, p.reference FROM payments AS p
 WHERE p.org_id = CAST(:org AS uuid) AND p.client_id = CAST(:client AS uuid) AND p.reversed_at IS NULL
   AND (CAST(:currency AS text) IS NULL OR p.currency = CAST(:currency AS text)) AND NOT {_HIDDEN} AND NOT {_FOREIGN}
   AND (p.unallocated > 0 OR EXISTS (
     SELECT FROM allocations AS a JOIN invoices AS i ON i.org_id = a.org_id AND i.id = a.invoice_id
      WHERE a.org_id = p.org_id AND a.payment_id = p.id AND a.amount > 0 AND {_OVERPAID}))
 ORDER BY p.id
"""
_FIND, _LOCK = Q(_PAYMENTS), Q(f"{_PAYMENTS} FOR UPDATE OF p")
_PARTS = Q(f"""
SELECT i.id AS invoice_id, i.number, a.payment_id, a.amount, i.paid + i.credited - i.amount_due AS surplus
  FROM invoices AS i JOIN allocations AS a ON a.org_id = i.org_id AND a.invoice_id = i.id
  JOIN payments AS p ON p.org_id = a.org_id AND p.id = a.payment_id
 WHERE i.org_id = CAST(:org AS uuid) AND i.client_id = CAST(:client AS uuid) AND {_OVERPAID} AND a.amount > 0
   AND p.reversed_at IS NULL
 ORDER BY i.id, p.received_on DESC, p.id DESC
""")
# In the order of ids, as everybody locks several invoices.
_LOCK_INVOICES = Q(f"""
SELECT i.id FROM invoices AS i
 WHERE i.org_id = CAST(:org AS uuid) AND i.client_id = CAST(:client AS uuid)
   AND (i.id = ANY(CAST(:ids AS uuid[])) OR (i.currency = CAST(:currency AS text) AND {_OVERPAID}))
 ORDER BY i.id FOR UPDATE
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Freed:
    """So much of a payment a credit note freed on this invoice."""

    invoice_id: UUID
    number: str
    amount: Decimal


@dataclass(slots=True, kw_only=True)
class Source:
    """A payment of which the client has credit: `unallocated` of it, and what stands on invoices beyond their rest."""

    payment_id: UUID
    received_on: date
    amount: Decimal
    currency: str
    reference: str
    unallocated: Decimal
    freed: list[Freed] = field(default_factory=list)

    @property
    def available(self) -> Decimal:
        return sum((part.amount for part in self.freed), self.unallocated)

    @property
    def credit(self) -> Credit[UUID]:
        """As the engine sees it."""
        known = {"received_on": self.received_on, "amount": self.amount, "currency": self.currency}
        return Credit(id=self.payment_id, remaining=self.available, **known)  # type: ignore[arg-type]


async def find_sources(
    tx: Tx, client_id: UUID, *, currency: str | None = None, company_id: UUID | None = None
) -> list[Source]:
    """What the actor may see of the client's credit, the oldest first; with a company, what its invoices may use."""
    return await _sources(tx, _FIND, client_id, currency, company_id)


async def lock_sources(
    tx: Tx, client_id: UUID, *, currency: str, company_id: UUID | None = None, invoice_ids: Sequence[UUID] = ()
) -> list[Source]:
    """As `find_sources`, with the payments locked, and before them the overpaid invoices and those named."""
    known = {"org": tx.org_id, "client": client_id, "currency": currency}
    await _LOCK_INVOICES.run(tx.conn, **known, ids=list(invoice_ids))
    return await _sources(tx, _LOCK, client_id, currency, company_id)


async def _sources(tx: Tx, query: Q, client: UUID, currency: str | None, company: UUID | None) -> list[Source]:
    known: dict[str, Any] = {"org": tx.org_id, "client": client}
    rows = await query.all(tx.conn, **known, currency=currency, company=company, companies=tx.seen_companies)
    found = {row["id"]: _source(row) for row in rows}
    if found:
        _add_freed(found, await _PARTS.all(tx.conn, **known))
    return sorted(
        (one for one in found.values() if one.available > 0), key=lambda one: (one.received_on, one.payment_id)
    )


def _source(row: Any) -> Source:
    known = {name: row[name] for name in ("received_on", "amount", "currency", "reference", "unallocated")}
    return Source(payment_id=row["id"], **known)


def _add_freed(found: dict[UUID, Source], rows: Iterable[Any]) -> None:
    """What is paid beyond an invoice's rest came with the newest of its payments; every payment counts, also one unseen."""
    left: dict[UUID, Decimal] = {}
    for row in rows:
        surplus = left.get(row["invoice_id"], row["surplus"])
        amount = min(surplus, row["amount"])
        left[row["invoice_id"]] = surplus - amount
        if amount > 0 and row["payment_id"] in found:
            freed = Freed(invoice_id=row["invoice_id"], number=row["number"], amount=amount)
            found[row["payment_id"]].freed.append(freed)
