"""Finds lines that were billed before, to be put on another invoice."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pydantic import TypeAdapter

from duespark.engine.invoice.line import Line
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx
from duespark.runtime.web import Closed, like_pattern

MOST_INVOICES = 1000
"""Only the newest invoices are looked through, so that an answer takes as long in a large ledger as in a small one."""
MOST_LINES = 100
_LINE = TypeAdapter(Line)
_FIND = Q(
    "SELECT i.id AS invoice_id, i.number, i.issue_date, i.client_name, i.currency, l.position,"
    " i.document -> 'lines' -> (l.position - 1) AS line FROM ("
    "   SELECT org_id, id, number, issue_date, client_name, currency, document FROM invoices"
    "    WHERE org_id = CAST(:org AS uuid) AND status = 'issued' AND kind <> 'credit_note' AND issue_date IS NOT NULL"
    "      AND (CAST(:client AS uuid) IS NULL OR client_id = CAST(:client AS uuid))"
    "      AND (CAST(:company AS uuid) IS NULL OR company_id = CAST(:company AS uuid))"
    "      AND (CAST(:companies AS uuid[]) IS NULL OR company_id = ANY(CAST(:companies AS uuid[])))"
    "    ORDER BY issue_date DESC, id DESC LIMIT CAST(:invoices AS int)) AS i"
    " JOIN invoice_lines AS l ON l.org_id = i.org_id AND l.invoice_id = i.id"
    " WHERE CAST(:like AS text) IS NULL OR l.description ILIKE :like OR l.sku ILIKE :like"
    " ORDER BY i.issue_date DESC, i.id DESC, l.position LIMIT CAST(:lines AS int)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BilledLine(Closed):
    """A line of an issued invoice and where it stands."""

    invoice_id: UUID
    number: str
    issue_date: date
    client_name: str
    currency: str
    position: int
    line: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class BilledLines(Closed):
    data: list[BilledLine]


async def find_billed_lines(tx: Tx, q: str, *, client_id: UUID | None, company_id: UUID | None) -> list[BilledLine]:
    """At most a hundred lines whose description or SKU contains the text, of the newest thousand invoices, newest first."""
    rows = await _FIND.all(
        tx.conn,
        org=tx.org_id,
        client=client_id,
        company=company_id,
        companies=tx.seen_companies,
        like=like_pattern(q),
        invoices=MOST_INVOICES,
        lines=MOST_LINES,
    )
    return [BilledLine(**{**row, "line": _LINE.validate_json(row["line"])}) for row in rows]
