"""Invoices and number series somebody should look at, the most pressing kind first."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from duespark.analytics.schemas import Attention
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

MOST = 5
"""Of each kind."""
VERY_LATE = timedelta(days=90)
RECENT_FAILURE = timedelta(days=30)

_SEEN = "AND (CAST(:companies AS uuid[]) IS NULL OR i.company_id = ANY(CAST(:companies AS uuid[])))"
_SENDS = f"""
SELECT DISTINCT ON (i.id) i.id AS invoice_id, i.number, i.client_name, d.recipient AS fact, i.due_date
  FROM sends AS s JOIN deliveries AS d ON d.org_id = s.org_id AND d.send_id = s.id
  JOIN invoices AS i ON i.org_id = d.org_id AND i.id = d.invoice_id
 WHERE s.org_id = CAST(:org AS uuid) {_SEEN}
"""
_ATTENTION = Q(f"""
(SELECT 1 AS rank, 'unsure_send' AS kind, u.invoice_id, u.number, u.client_name, u.fact FROM (
   {_SENDS} AND s.state = 'unsure' ORDER BY i.id, s.changed_at DESC) AS u LIMIT CAST(:most AS int))
UNION ALL
(SELECT 2, 'failed_send', f.invoice_id, f.number, f.client_name, f.fact FROM (
   {_SENDS} AND s.state = 'failed' AND i.status = 'issued' AND i.balance > 0
      AND s.changed_at > CAST(:failed_since AS timestamptz) ORDER BY i.id, s.changed_at DESC) AS f
  LIMIT CAST(:most AS int))
UNION ALL
(SELECT 3, 'disputed', i.id, i.number, i.client_name, p.pause_note
   FROM reminder_plans AS p JOIN invoices AS i ON i.org_id = p.org_id AND i.id = p.invoice_id
  WHERE p.org_id = CAST(:org AS uuid) AND p.pause_reason = 'dispute' AND i.balance > 0 {_SEEN}
  ORDER BY p.paused_at DESC LIMIT CAST(:most AS int))
UNION ALL
(SELECT 4, 'very_late', i.id, i.number, i.client_name, CAST(CAST(:today AS date) - i.due_date AS text)
   FROM invoices AS i
  WHERE i.org_id = CAST(:org AS uuid) AND i.balance > 0 AND i.due_date < CAST(:late AS date) {_SEEN}
  ORDER BY i.due_date, i.id LIMIT CAST(:most AS int))
UNION ALL
(SELECT 5, 'template_failed', i.id, i.number, i.client_name, p.template_problems -> 0 ->> 'problem'
   FROM prints AS p JOIN invoices AS i ON i.org_id = p.org_id AND i.id = p.invoice_id
   LEFT JOIN issued_designs AS d ON d.org_id = p.org_id AND d.invoice_id = p.invoice_id
   LEFT JOIN templates AS t ON t.org_id = d.org_id AND t.id = d.template_id
  WHERE p.org_id = CAST(:org AS uuid) AND p.template_problems <> '[]'
    AND p.made_at > CAST(:failed_since AS timestamptz) AND t.published IS NOT DISTINCT FROM d.number {_SEEN}
  ORDER BY p.made_at DESC, i.id LIMIT CAST(:most AS int))
UNION ALL
(SELECT 6, 'missing_numbers', NULL, '', c.name,
        CASE WHEN f.first = f.last THEN CAST(f.first AS text) ELSE f.first || ' to ' || f.last END
        || CASE WHEN f.period = '' THEN '' ELSE ' of ' || f.period END
   FROM number_findings AS f JOIN series AS s ON s.org_id = f.org_id AND s.id = f.series_id
   JOIN companies AS c ON c.org_id = s.org_id AND c.id = s.company_id
  WHERE f.org_id = CAST(:org AS uuid) AND f.explained_at IS NULL
    AND (CAST(:companies AS uuid[]) IS NULL OR s.company_id = ANY(CAST(:companies AS uuid[])))
  ORDER BY f.seen_at DESC, f.period, f.first LIMIT CAST(:most AS int))
UNION ALL
(SELECT 7, 'erased_soon', NULL, '', c.name, count(*) || ' from ' || min(p.erases_on)
   FROM retention_plans AS p JOIN companies AS c ON c.org_id = p.org_id AND c.id = p.company_id
  WHERE p.org_id = CAST(:org AS uuid) AND p.erases_on > CAST(:today AS date)
    AND (CAST(:companies AS uuid[]) IS NULL OR p.company_id = ANY(CAST(:companies AS uuid[])))
  GROUP BY c.id, c.name ORDER BY min(p.erases_on), c.name LIMIT CAST(:most AS int))
ORDER BY rank
""")
_DETAIL: Mapping[str, str] = {
    "unsure_send": "Nobody knows whether the mail to {fact} arrived. Ask, then say so on the invoice.",
    "failed_send": "The mail to {fact} was refused. Correct the address and send again.",
    "disputed": "The client disputes it. {fact}",
    "very_late": "It is {fact} days past due.",
    "template_failed": "Its template could not print everything: {fact} Correct the template and publish it.",
    "missing_numbers": "Missing: {fact}. Find out why and say so, before an auditor asks.",
    "erased_soon": "Documents no law keeps any more are erased: {fact} on. Place a legal hold on what must stay.",
}


def _attention(row: Any) -> Attention:
    detail = _DETAIL[row["kind"]].format(fact=row["fact"]).strip()
    return Attention(
        kind=row["kind"],
        invoice_id=row["invoice_id"],
        number=row["number"] or "",
        client_name=row["client_name"],
        detail=detail,
    )


async def find_attention(tx: Tx) -> list[Attention]:
    """At most five of each kind: unsure sends, refused mails of a month, disputes, what is over 90 days late, templates that
    failed and were not published anew since, missing numbers, what is erased soon."""
    rows = await _ATTENTION.all(
        tx.conn,
        org=tx.org_id,
        companies=tx.seen_companies,
        today=tx.today,
        late=tx.today - VERY_LATE,
        failed_since=tx.now - RECENT_FAILURE,
        most=MOST,
    )
    return [_attention(row) for row in rows]
