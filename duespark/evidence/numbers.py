"""The numbers of a series as they stand in the ledger: gaps, duplicates, and the numbers that void invoices keep.

PostgreSQL walks the numbers in their order, so that a long series costs no memory here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from duespark.engine.invoice.number_gaps import Gap
from duespark.engine.invoice.number_reading import read_number
from duespark.invoices.series.queries import pattern_of_row
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
_BEGINS = Q("""
SELECT period, first FROM series_counters WHERE org_id = CAST(:org AS uuid) AND series_id = CAST(:series AS uuid) AND first > 1
 ORDER BY period LIMIT CAST(:most AS int)
""")
_SERIES = Q(
    "SELECT company_id, pattern, reset, per_client, year_start FROM series"
    " WHERE org_id = CAST(:org AS uuid) AND id = CAST(:series AS uuid)"
)
_OUTSIDE = Q(
    "SELECT number FROM invoices WHERE org_id = CAST(:org AS uuid) AND company_id = CAST(:company AS uuid)"
    " AND series_id IS NULL AND number IS NOT NULL"
)
_COUNT = Q("SELECT count(*) FROM invoices WHERE org_id = CAST(:org AS uuid) AND series_id = CAST(:series AS uuid)")


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidNumber:
    """A number that stays used although its invoice was voided, and why it was."""

    invoice_id: UUID
    number: str
    reason: str
    voided_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """A period whose counting began behind numbers that were given elsewhere."""

    period: str
    first: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberReport:
    """What there is to say about the numbers of a series; at most `MOST` of each.

    `imported` are counts that documents brought from elsewhere bear; no number is missing there.
    """

    used: int
    begins: tuple[Beginning, ...]
    gaps: tuple[Gap, ...]
    imported: tuple[Gap, ...]
    duplicates: tuple[tuple[str, ...], ...]
    void: tuple[VoidNumber, ...]


async def read_numbers(tx: Tx, series: UUID) -> NumberReport:
    """The report on one series."""
    values = {"org": tx.org_id, "series": series, "most": MOST}
    duplicates = [*await _DUPLICATES.all(tx.conn, **values), *await _SAME.all(tx.conn, **values)]
    gaps, imported = await find_missing(tx, series)
    return NumberReport(
        used=await _COUNT.value(tx.conn, org=tx.org_id, series=series),
        begins=tuple(Beginning(**row) for row in await _BEGINS.all(tx.conn, **values)),
        gaps=gaps,
        imported=imported,
        duplicates=tuple(dict.fromkeys(tuple(row["numbers"]) for row in duplicates)),
        void=tuple(VoidNumber(**row) for row in await _VOID.all(tx.conn, **values)),
    )


async def find_missing(tx: Tx, series: UUID) -> tuple[tuple[Gap, ...], tuple[Gap, ...]]:
    """Counts that no document bears, and counts that documents from elsewhere bear."""
    found = [Gap(**row) for row in await _GAPS.all(tx.conn, org=tx.org_id, series=series, most=MOST)]
    places = await _outside(tx, series) if found else {}
    pieces = [piece for gap in found for piece in _pieces(gap, places)]
    return tuple(gap for gap, known in pieces if not known), tuple(gap for gap, known in pieces if known)


async def _outside(tx: Tx, series: UUID) -> dict[tuple[str, int], str]:
    """The places of this series that documents outside it bear, with their numbers."""
    row = await _SERIES.one(tx.conn, org=tx.org_id, series=series)
    assert row is not None
    pattern, places = pattern_of_row(row), {}
    for each in await _OUTSIDE.all(tx.conn, org=tx.org_id, company=row["company_id"]):
        place = read_number(pattern, each["number"], near=tx.today)
        if place is not None:
            places[place.period, place.sequence] = place.number
    return places


def _pieces(gap: Gap, places: dict[tuple[str, int], str]) -> Iterator[tuple[Gap, bool]]:
    """The gap in pieces that are borne outside the series, or by nobody."""
    first, behind = gap.first, gap.behind
    known = sorted(count for period, count in places if period == gap.period and gap.first <= count <= gap.last)
    for count in known:
        number = places[gap.period, count]
        if count > first:
            yield replace(gap, first=first, last=count - 1, behind=behind, before=number), False
        yield replace(gap, first=count, last=count, behind=number, before=number), True
        first, behind = count + 1, number
    if first <= gap.last:
        yield replace(gap, first=first, behind=behind), False
