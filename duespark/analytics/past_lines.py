"""What was billed before: the descriptions of issued lines that match a text, how often, when last, and for how much.

However large the ledger, only so much is read: the newest invoices of the client and of the organization, the first
descriptions that begin with the text, and of each description found at most a hundred uses. Everything is found by index.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from duespark.runtime.db import Q
from duespark.runtime.tx import Tx
from duespark.runtime.web import like_pattern

MOST_USES = 100
"""More uses of one description are not counted."""

_OURS = "i.status = 'issued' AND (CAST(:companies AS uuid[]) IS NULL OR i.company_id = ANY(CAST(:companies AS uuid[])))"
_BEYOND = "phrase < start || U&'\\+10FFFF'"
_FIND = Q(f"""
WITH RECURSIVE
typed AS (SELECT lower(CAST(:text AS text)) COLLATE "C" AS start),
-- The first descriptions that begin with the text: from one to the next greater, without reading what lies between.
begun(phrase, start, at) AS (
  (SELECT l.phrase, t.start, 1 FROM typed AS t CROSS JOIN LATERAL (
     SELECT phrase FROM invoice_lines WHERE org_id = CAST(:org AS uuid) AND phrase >= t.start AND {_BEYOND}
      ORDER BY phrase LIMIT 1) AS l)
  UNION ALL
  SELECT l.phrase, b.start, b.at + 1 FROM begun AS b CROSS JOIN LATERAL (
     SELECT phrase FROM invoice_lines WHERE org_id = CAST(:org AS uuid) AND phrase > b.phrase AND {_BEYOND}
      ORDER BY phrase LIMIT 1) AS l WHERE b.at < 12
),
of_client AS (
  SELECT i.id, i.currency, i.issue_date FROM invoices AS i
   WHERE i.org_id = CAST(:org AS uuid) AND i.client_id = CAST(:client AS uuid) AND {_OURS}
   ORDER BY i.issue_date DESC LIMIT 100
),
of_all AS (
  SELECT i.id FROM invoices AS i WHERE i.org_id = CAST(:org AS uuid) AND i.issue_date IS NOT NULL AND {_OURS}
   ORDER BY i.issue_date DESC LIMIT 100
),
for_client AS (
  SELECT DISTINCT ON (l.phrase) l.phrase, l.unit_price, c.currency = CAST(:currency AS text) AS same
    FROM of_client AS c JOIN invoice_lines AS l ON l.org_id = CAST(:org AS uuid) AND l.invoice_id = c.id
   ORDER BY l.phrase, same DESC, c.issue_date DESC
),
candidates AS (
  SELECT phrase FROM begun
  UNION SELECT phrase FROM (
    SELECT phrase FROM for_client WHERE phrase LIKE lower(CAST(:like AS text)) LIMIT 20) AS of_this
  UNION SELECT phrase FROM (
    SELECT l.phrase FROM of_all AS a JOIN invoice_lines AS l ON l.org_id = CAST(:org AS uuid) AND l.invoice_id = a.id
     WHERE l.phrase LIKE lower(CAST(:like AS text)) GROUP BY l.phrase ORDER BY count(*) DESC LIMIT 20) AS of_late
)
SELECT last.*, uses.times, uses.last_used_on, CASE WHEN f.same THEN f.unit_price END AS client_price,
       f.phrase IS NOT NULL AS known_to_client
  FROM candidates AS c
  CROSS JOIN LATERAL (
    SELECT count(*) AS times, max(u.issue_date) AS last_used_on FROM (
      SELECT i.issue_date FROM invoice_lines AS l
        JOIN invoices AS i ON i.org_id = CAST(:org AS uuid) AND i.id = l.invoice_id AND {_OURS}
       WHERE l.org_id = CAST(:org AS uuid) AND l.phrase = c.phrase
       ORDER BY l.invoice_id DESC LIMIT CAST(:uses AS int)) AS u) AS uses
  CROSS JOIN LATERAL (
    SELECT l.description, l.sku, l.unit, i.document -> 'lines' -> (l.position - 1) ->> 'tax' AS tax,
           CASE WHEN i.currency = CAST(:currency AS text) THEN l.unit_price END AS unit_price
      FROM invoice_lines AS l
      JOIN invoices AS i ON i.org_id = CAST(:org AS uuid) AND i.id = l.invoice_id AND {_OURS}
     WHERE l.org_id = CAST(:org AS uuid) AND l.phrase = c.phrase
     ORDER BY l.invoice_id DESC LIMIT 1) AS last
  LEFT JOIN for_client AS f ON f.phrase = c.phrase
 ORDER BY known_to_client DESC, uses.times DESC, uses.last_used_on DESC, last.description LIMIT CAST(:most AS int)
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class PastLine:
    """A description as last written, with unit, SKU and tax of that time; prices are null in another currency."""

    description: str
    sku: str
    unit: str
    tax: str
    unit_price: Decimal | None
    client_price: Decimal | None
    times: int
    last_used_on: date

    @property
    def phrase(self) -> str:
        """What descriptions are compared by."""
        return phrase_of(self.description)


def phrase_of(description: str) -> str:
    """The start of a description in lower case, as the column `invoice_lines.phrase` has it."""
    return description[:120].lower()


async def find_past_lines(tx: Tx, text: str, *, client_id: UUID | None, currency: str, most: int) -> list[PastLine]:
    """What matches the text: first what this client was billed, then what was billed most often."""
    companies = tx.seen_companies
    facts: dict[str, Any] = {"org": tx.org_id, "client": client_id, "currency": currency, "companies": companies}
    typed = text.strip()[:100]
    records = await _FIND.all(tx.conn, **facts, text=typed, like=like_pattern(typed) or "%", uses=MOST_USES, most=most)
    return [PastLine(**{name: record[name] for name in PastLine.__dataclass_fields__}) for record in records]
