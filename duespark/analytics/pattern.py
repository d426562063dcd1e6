"""How a client pays, from the newest of its paid invoices, and what it was invoiced in a year."""

from datetime import timedelta
from uuid import UUID

from duespark.analytics.schemas import ClientPattern, InvoicedSum
from duespark.clients.queries import get_client
from duespark.engine.invoice.lifecycle import FITS, asks_for_money
from duespark.engine.money.rounding import round_money
from duespark.engine.receivables.pattern import PaidInvoice, payment_pattern
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

MOST = 50
"""So many of the newest paid invoices tell how a client pays; older habits do not count."""

YEAR = timedelta(days=365)
_KINDS = [kind for kind in FITS if asks_for_money(kind)]
_SEEN = "(CAST(:companies AS uuid[]) IS NULL OR i.company_id = ANY(CAST(:companies AS uuid[])))"
# Paid in full with money: what was credited, written off or deducted whole says nothing of how somebody pays.
_PAID = Q(f"""
SELECT i.issue_date, i.due_date, (
         SELECT max(p.received_on) FROM allocations AS a JOIN payments AS p ON p.org_id = a.org_id AND p.id = a.payment_id
          WHERE a.org_id = i.org_id AND a.invoice_id = i.id AND a.amount > 0 AND p.reversed_at IS NULL) AS paid_on
  FROM invoices AS i
 WHERE i.org_id = CAST(:org AS uuid) AND i.client_id = CAST(:client AS uuid) AND i.status = 'issued' AND i.balance = 0
   AND i.paid > 0 AND i.written_off = 0 AND i.kind = ANY(CAST(:kinds AS text[])) AND {_SEEN}
 ORDER BY i.issue_date DESC, i.id DESC LIMIT CAST(:most AS int)
""")
_INVOICED = Q(f"""
SELECT i.currency, count(*) AS count, sum(i.gross - i.credited) AS gross FROM invoices AS i
 WHERE i.org_id = CAST(:org AS uuid) AND i.client_id = CAST(:client AS uuid) AND i.status = 'issued'
   AND i.kind = ANY(CAST(:kinds AS text[])) AND i.issue_date > CAST(:since AS date) AND {_SEEN}
 GROUP BY i.currency ORDER BY i.currency
""")


async def find_pattern(tx: Tx, client_id: UUID) -> ClientPattern:
    """Raises `ClientNotFound`."""
    await get_client(tx, client_id)
    companies = tx.seen_companies
    known = {"org": tx.org_id, "client": client_id, "companies": companies, "kinds": _KINDS}
    paid = [PaidInvoice(**row) for row in await _PAID.all(tx.conn, **known, most=MOST) if row["paid_on"] is not None]
    sums = await _INVOICED.all(tx.conn, **known, since=tx.today - YEAR)
    invoiced = [
        InvoicedSum(currency=row["currency"], count=row["count"], gross=round_money(row["gross"], row["currency"]))
        for row in sums
    ]
    return ClientPattern(paying=payment_pattern(paid), invoiced_365_days=invoiced)
