"""The report on the numbers of one series, with the reason for each finding in words."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any
from uuid import UUID

from duespark.engine.invoice.number_gaps import Gap
from duespark.evidence.numbers import read_numbers
from duespark.evidence.schemas import NumberBeginning, NumberDuplicate, NumberGap, SeriesReport, VoidNumber
from duespark.invoices.series.queries import get_series
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

_SEALED = Q("""
SELECT count(*) FROM invoice_versions AS v
 WHERE v.org_id = CAST(:org AS uuid) AND v.series_id = CAST(:series AS uuid) AND v.number = 1
   AND NOT EXISTS (SELECT 1 FROM invoices AS i WHERE i.org_id = v.org_id AND i.id = v.invoice_id)
""")
_EXPLAINED = Q(
    "SELECT period, first, last, reason, explained_at, explained_by FROM number_findings"
    " WHERE org_id = CAST(:org AS uuid) AND series_id = CAST(:series AS uuid) AND explained_at IS NOT NULL"
)
_REMOVED = (
    "The program gives numbers back when issuing fails and never skips one. Sealed versions of the series have lost "
    "their invoices: they were deleted in the database."
)
_UNKNOWN = (
    "The program gives numbers back when issuing fails and never skips one. The invoices were deleted in the database, "
    "or its counter was changed there. Run duespark verify."
)
_IMPORTED = "Documents brought in from elsewhere bear these numbers."
_DOUBLE = "The database refuses a second document with a number; this one was written past it."


async def series_report(tx: Tx, id: UUID) -> SeriesReport:
    """Gaps, duplicates and void numbers of a series the actor may see. Raises `SeriesNotFound`."""
    await get_series(tx, id)
    found = await read_numbers(tx, id)
    removed = await _SEALED.value(tx.conn, org=tx.org_id, series=id) if found.gaps else 0
    said = {
        (row["period"], row["first"], row["last"]): row
        for row in await _EXPLAINED.all(tx.conn, org=tx.org_id, series=id)
    }
    gaps = [_gap(gap, said, removed=bool(removed)) for gap in found.gaps]
    gaps += [_shown(gap, cause="imported", reason=_IMPORTED) for gap in found.imported]
    return SeriesReport(
        series_id=id,
        used=found.used,
        is_complete=not found.gaps and not found.duplicates,
        needs_reasons=sum(gap.cause in ("removed", "unexplained") for gap in gaps),
        begins=[NumberBeginning(period=one.period, first=one.first) for one in found.begins],
        gaps=sorted(gaps, key=lambda gap: (gap.period, gap.first)),
        duplicates=[NumberDuplicate(numbers=list(group), reason=_DOUBLE) for group in found.duplicates],
        void=[VoidNumber(**asdict(one)) for one in found.void],
    )


def _gap(gap: Gap, said: Mapping[tuple[str, int, int], Any], *, removed: bool) -> NumberGap:
    row = said.get((gap.period, gap.first, gap.last))
    if row is not None:
        by = {"explained_at": row["explained_at"], "explained_by": row["explained_by"]}
        return _shown(gap, cause="explained", reason=row["reason"], **by)
    if removed:
        return _shown(gap, cause="removed", reason=_REMOVED)
    return _shown(gap, cause="unexplained", reason=_UNKNOWN)


def _shown(gap: Gap, **told: Any) -> NumberGap:
    return NumberGap(**{**asdict(gap), "explained_at": None, "explained_by": "", **told})
