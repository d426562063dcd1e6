"""What a company owes its clients for deposits as of a day: paid by then, and neither deducted, taken back nor forfeited.

Revenue follows when the deposit is deducted on an issued invoice, so a draft that reserves it changes nothing. What was
voided or undone since counts as never done, as in the books.
"""

from collections.abc import AsyncIterator
from datetime import date
from decimal import Decimal
from uuid import UUID

from duespark.engine.money.rounding import round_money
from duespark.payments.schemas import DepositLiabilities, DepositLiability
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

# A deposit that was imported as paid has no payment of ours; what was paid on it counts from its issue.
_AS_OF = Q("""
SELECT d.company_id, c.name AS company_name, d.client_id, k.name AS client_name, d.currency, count(*) AS deposits,
       sum(d.amount) AS amount
  FROM (
    SELECT i.org_id, i.company_id, i.client_id, i.currency, least(paid.amount, i.amount_due - taken.amount) - gone.amount AS amount
      FROM invoices AS i
      CROSS JOIN LATERAL (
        SELECT coalesce(sum(m.amount) FILTER (WHERE m.moved_on <= CAST(:day AS date)), 0) + i.paid - coalesce(sum(m.amount), 0)
            AS amount
          FROM allocation_moves AS m WHERE m.org_id = i.org_id AND m.invoice_id = i.id) AS paid
      CROSS JOIN LATERAL (
        SELECT coalesce(sum(abs(n.amount_due)), 0) AS amount FROM invoices AS n
         WHERE n.org_id = i.org_id AND n.corrects_id = i.id AND n.status = 'issued' AND n.issue_date <= CAST(:day AS date)
           AND (n.kind = 'credit_note' OR n.amount_due < 0)) AS taken
      CROSS JOIN LATERAL (
        SELECT coalesce((SELECT sum(u.amount) FROM deposit_uses AS u JOIN invoices AS b ON b.org_id = u.org_id AND b.id = u.invoice_id
                 WHERE u.org_id = i.org_id AND u.deposit_id = i.id AND b.status = 'issued' AND b.issue_date <= CAST(:day AS date)), 0)
             + coalesce((SELECT sum(f.amount) FROM deposit_forfeits AS f WHERE f.org_id = i.org_id AND f.deposit_id = i.id
                 AND f.undone_at IS NULL AND f.forfeited_on <= CAST(:day AS date)), 0) AS amount) AS gone
     WHERE i.org_id = CAST(:org AS uuid) AND i.kind = 'deposit_invoice' AND i.status = 'issued'
       AND i.issue_date <= CAST(:day AS date)
       AND (CAST(:companies AS uuid[]) IS NULL OR i.company_id = ANY(CAST(:companies AS uuid[])))
       AND (CAST(:company AS uuid) IS NULL OR i.company_id = CAST(:company AS uuid))
  ) AS d
  JOIN companies AS c ON c.org_id = d.org_id AND c.id = d.company_id
  JOIN clients AS k ON k.org_id = d.org_id AND k.id = d.client_id
 WHERE d.amount > 0
 GROUP BY d.company_id, c.name, d.client_id, k.name, d.currency
 ORDER BY c.name, d.company_id, k.name, d.client_id, d.currency
""")


async def find_liability(tx: Tx, *, day: date, company_id: UUID | None = None) -> DepositLiabilities:
    """By company, client and currency, of the companies the actor may see."""
    known = {"org": tx.org_id, "companies": tx.seen_companies, "company": company_id}
    rows = await _AS_OF.all(tx.conn, **known, day=day)
    data = [DepositLiability(**{**row, "amount": round_money(row["amount"], row["currency"])}) for row in rows]
    sums: dict[str, Decimal] = {}
    for one in data:
        sums[one.currency] = sums.get(one.currency, Decimal(0)) + one.amount
    return DepositLiabilities(day=day, data=data, sums=sums)


async def walk_liability(tx: Tx, *, day: date, company_id: UUID | None = None) -> AsyncIterator[DepositLiability]:
    """The same, row by row."""
    for one in (await find_liability(tx, day=day, company_id=company_id)).data:
        yield one
