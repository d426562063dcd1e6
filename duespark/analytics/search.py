"""Search for the palette: invoices by number or client, clients by name."""

from duespark.analytics.schemas import Found, FoundClient, FoundInvoice
from duespark.engine.money.rounding import round_money
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

MOST = 8

_CLIENTS = Q("""
SELECT id, name FROM clients
 WHERE org_id = CAST(:org AS uuid) AND archived_at IS NULL
   AND (name ILIKE CAST(:like AS text) OR email ILIKE CAST(:like AS text) OR code ILIKE CAST(:like AS text))
 ORDER BY name NOT ILIKE CAST(:starts AS text), name, id LIMIT CAST(:most AS int)
""")
# Numbers are looked through in the index that keeps them unique; the wide rows are read for the few that fit.
_INVOICES = Q("""
WITH numbers AS MATERIALIZED (
  SELECT company_id, number FROM invoices
   WHERE org_id = CAST(:org AS uuid) AND number ILIKE CAST(:like AS text)
     AND (CAST(:companies AS uuid[]) IS NULL OR company_id = ANY(CAST(:companies AS uuid[])))
   ORDER BY number NOT ILIKE CAST(:starts AS text), number DESC LIMIT CAST(:most AS int)
), found AS (
  SELECT i.id, 0 AS rank FROM numbers AS n
    JOIN invoices AS i ON i.org_id = CAST(:org AS uuid) AND i.company_id = n.company_id AND i.number = n.number
  UNION ALL
  SELECT id, 1 FROM (
    SELECT i.id FROM unnest(CAST(:clients AS uuid[])) AS c(id) CROSS JOIN LATERAL (
      SELECT i.id, i.issue_date FROM invoices AS i WHERE i.org_id = CAST(:org AS uuid) AND i.client_id = c.id
         AND (CAST(:companies AS uuid[]) IS NULL OR i.company_id = ANY(CAST(:companies AS uuid[])))
       ORDER BY i.issue_date DESC LIMIT CAST(:most AS int)) AS i
  ) AS of_clients
), best AS (SELECT id, min(rank) AS rank FROM found GROUP BY id)
SELECT i.id, i.number, i.client_name, i.balance, i.currency, i.status
  FROM best JOIN invoices AS i ON i.org_id = CAST(:org AS uuid) AND i.id = best.id
 ORDER BY best.rank, i.balance = 0, i.issue_date DESC NULLS FIRST, i.id DESC LIMIT CAST(:most AS int)
""")


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


async def search_everything(tx: Tx, q: str) -> Found:
    """At most eight clients and eight invoices: exact beginnings first, then what is still owed, then the newest."""
    text = _escaped(q.strip())
    if not text:
        return Found(invoices=[], clients=[])
    like, starts = f"%{text}%", f"{text}%"
    clients = await _CLIENTS.all(tx.conn, org=tx.org_id, like=like, starts=starts, most=MOST)
    rows = await _INVOICES.all(
        tx.conn,
        org=tx.org_id,
        like=like,
        starts=starts,
        companies=tx.seen_companies,
        clients=[row["id"] for row in clients],
        most=MOST,
    )
    invoices = [FoundInvoice(**{**row, "balance": round_money(row["balance"], row["currency"])}) for row in rows]
    return Found(invoices=invoices, clients=[FoundClient(**row) for row in clients])
