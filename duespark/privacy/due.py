"""Which documents no law keeps any more, and nothing else either: the one statement that both the plan and the erasure ask.

A document is kept as long as the law of the country its seller stood in, or the company's own longer period, wants it; as long
as a document it corrects, was made from or was deducted on is; while money is owed or a letter is on its way; and under a legal
hold on its client or on it.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from duespark.engine.invoice.retention import LAWS, erasable_before, kept_until
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

HELD = """EXISTS (
  SELECT 1 FROM legal_holds AS h WHERE h.org_id = i.org_id AND h.released_at IS NULL
     AND (h.client_id = i.client_id OR h.client_id IN (
       SELECT k.id FROM clients AS k WHERE k.org_id = i.org_id AND k.merged_into = i.client_id))
     AND (h.invoice_id IS NULL OR h.invoice_id IN (i.id, i.corrects_id, i.source_id) OR h.invoice_id IN (
       SELECT r.id FROM invoices AS r WHERE r.org_id = i.org_id AND (r.corrects_id = i.id OR r.source_id = i.id))))"""
"""Whether a legal hold stands on the document `i`, on one it belongs to, or on all of its client."""

_RELATED = """
  SELECT r.* FROM invoices AS r WHERE r.org_id = i.org_id AND r.id IN (i.corrects_id, i.source_id)
  UNION ALL SELECT r.* FROM invoices AS r WHERE r.org_id = i.org_id AND r.corrects_id = i.id
  UNION ALL SELECT r.* FROM invoices AS r WHERE r.org_id = i.org_id AND r.source_id = i.id
  UNION ALL SELECT r.* FROM deposit_uses AS u JOIN invoices AS r ON r.org_id = u.org_id AND r.id = u.invoice_id
     WHERE u.org_id = i.org_id AND u.deposit_id = i.id
  UNION ALL SELECT r.* FROM deposit_uses AS u JOIN invoices AS r ON r.org_id = u.org_id AND r.id = u.deposit_id
     WHERE u.org_id = i.org_id AND u.invoice_id = i.id
"""
_DAY = (
    "greatest({0}.issue_date, ({0}.settled_at AT TIME ZONE CAST(:zone AS text))::date,"
    " ({0}.voided_at AT TIME ZONE CAST(:zone AS text))::date)"
)
DUE = f"""
SELECT i.id, n.newest, i.document #>> '{{seller,address,country}}' AS country
  FROM invoices AS i
  CROSS JOIN LATERAL (SELECT greatest({_DAY.format("i")},
    (SELECT max(m.moved_on) FROM allocation_moves AS m WHERE m.org_id = i.org_id AND m.invoice_id = i.id),
    (SELECT max(u.used_on) FROM credit_uses AS u WHERE u.org_id = i.org_id AND u.invoice_id = i.id)) AS newest) AS n
  CROSS JOIN LATERAL (SELECT coalesce(
    (SELECT c.before FROM unnest(CAST(:countries AS text[]), CAST(:befores AS date[])) AS c(country, before)
      WHERE c.country = i.document #>> '{{seller,address,country}}'), CAST(:elsewhere AS date)) AS before) AS b
 WHERE i.org_id = CAST(:org AS uuid) AND i.company_id = CAST(:company AS uuid)
   AND coalesce(i.issue_date, CAST('9999-01-01' AS date)) < CAST(:soonest AS date)
   AND (CAST(:id AS uuid) IS NULL OR i.id = CAST(:id AS uuid))
   AND i.status <> 'draft' AND i.erased_at IS NULL AND i.balance = 0 AND n.newest < b.before
   AND NOT EXISTS (SELECT 1 FROM ({_RELATED}) AS r WHERE r.status = 'draft' OR r.balance > 0 OR {_DAY.format("r")} >= b.before)
   AND NOT EXISTS (SELECT 1 FROM allocations AS a JOIN payments AS p ON p.org_id = a.org_id AND p.id = a.payment_id
     WHERE a.org_id = i.org_id AND a.invoice_id = i.id AND p.unallocated > 0)
   AND NOT EXISTS (SELECT 1 FROM deliveries AS d JOIN sends AS q ON q.org_id = d.org_id AND q.id = d.send_id
     WHERE d.org_id = i.org_id AND d.invoice_id = i.id AND q.state IN ('pending', 'sending', 'unsure'))
"""
_ONE = Q(f"{DUE} AND NOT {HELD}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A document that may go today: the last day something happened to it, and the last day it had to be kept."""

    newest: date
    until: date


def due_values(tx: Tx, company: UUID, *, years: int | None, id: UUID | None = None) -> dict[str, object]:
    """What `DUE` asks for, of one document of a company or all of them; `years` is the company's own period."""
    befores = {country: erasable_before(tx.today, country, years=years or 0) for country in LAWS}
    return {
        "org": tx.org_id,
        "company": company,
        "id": id,
        "zone": tx.zone,
        "countries": list(befores),
        "befores": list(befores.values()),
        "elsewhere": erasable_before(tx.today, "", years=years or 0),
        "soonest": max(befores.values()),
    }


async def find_due(tx: Tx, company: UUID, id: UUID, *, years: int | None) -> Due | None:
    """Whether this document may go today; None while anything keeps it."""
    row = await _ONE.one(tx.conn, **due_values(tx, company, years=years, id=id))
    if row is None:
        return None
    return Due(newest=row["newest"], until=kept_until(row["newest"], row["country"] or "", years=years or 0))
