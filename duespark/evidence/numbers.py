"""The numbers of a series as they stand in the ledger: gaps, duplicates, and the numbers that void invoices keep.

PostgreSQL walks the numbers in their order, so that a long series costs no memory here.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from duespark.engine.invoice.number_gaps import Gap
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

MOST = 1000
"""Of each kind; a report with more than these needs no more."""

# `edges` puts the count before the first and behind the last of each period, so that numbers missing there show too.
_GAPS = Q("""
WITH edges AS (
  SELECT period, sequence, number FROM invoices
   WHERE org_id = CAST(:org AS uuid) AND series_id = CAST(:series AS uuid) AND sequence IS NOT NULL
  UNION ALL
  SELECT period, first - 1, '' FROM series_counters WHERE org_id = CAST(:org AS uuid) AND series_id = CAST(:series AS uuid)
  UNION ALL
  SELECT period, last + 1, '' FROM series_counters WHERE org_id = CAST(:org AS uuid) AND series_id = CAST(:series AS uuid)
), pairs AS (
  SELECT period, sequence, number, lead(sequence) OVER after AS next, lead(number) OVER after AS next_number FROM edges
  WINDOW after AS (PARTITION BY period ORDER BY sequence)
)
SELECT period, sequence + 1 AS first, next - 1 AS last, number AS behind, next_number AS before
  FROM pairs WHERE next > sequence + 1 ORDER BY period, sequence LIMIT CAST(:most AS int)
""")
_DUPLICATES = Q("""
SELECT array_agg(number ORDER BY number) AS numbers FROM invoices
 WHERE org_id = CAST(:org AS uuid) AND series_id = CAST(:series AS uuid) AND sequence IS NOT NULL
 GROUP BY period, sequence HAVING count(*) > 1 ORDER BY period, sequence LIMIT CAST(:most AS int)
""")
_SAME = Q("""
SELECT array_agg(number) AS numbers FROM invoices
 WHERE org_id = CAST(:org AS uuid) AND series_id = CAST(:series AS uuid) AND number IS NOT NULL
 GROUP BY number HAVING count(*) > 1 ORDER BY number LIMIT CAST(:most AS int)
""")
_VOID = Q("""
SELECT id AS invoice_id, number, void_reason AS reason, voided_at FROM invoices
 WHERE org_id = CAST(:org AS uuid) AND series_id = CAST(:series AS uuid) AND status = 'void'
 ORDER BY period, sequence LIMIT CAST(:most AS int)
""")
_COUNT = Q("SELECT count(*) FROM invoices WHERE org_id = CAST(:org AS uuid) AND series_id = CAST(:series AS uuid)")


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidNumber:
    """A number that stays used although its invoice was voided, and why it was."""

    invoice_id: UUID
    number: str
    reason: str
    voided_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberReport:
    """What there is to say about the numbers of a series; at most `MOST` of each."""

    used: int
    gaps: tuple[Gap, ...]
    duplicates: tuple[tuple[str, ...], ...]
    void: tuple[VoidNumber, ...]


async def read_numbers(tx: Tx, series: UUID) -> NumberReport:
    """The report on one series."""
    values = {"org": tx.org_id, "series": series, "most": MOST}
    duplicates = [*await _DUPLICATES.all(tx.conn, **values), *await _SAME.all(tx.conn, **values)]
    return NumberReport(
        used=await _COUNT.value(tx.conn, org=tx.org_id, series=series),
        gaps=tuple(Gap(**row) for row in await _GAPS.all(tx.conn, **values)),
        duplicates=tuple(dict.fromkeys(tuple(row["numbers"]) for row in duplicates)),
        void=tuple(VoidNumber(**row) for row in await _VOID.all(tx.conn, **values)),
    )
