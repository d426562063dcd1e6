"""The report on the numbers of one series, with the reason for each finding in words."""

from dataclasses import asdict
from uuid import UUID

from duespark.engine.invoice.number_gaps import Gap
from duespark.evidence.numbers import read_numbers
from duespark.evidence.schemas import NumberDuplicate, NumberGap, SeriesReport, VoidNumber
from duespark.invoices.series import SeriesNotFound, find_series
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

_SEALED = Q("""
SELECT count(*) FROM invoice_versions AS v
 WHERE v.org_id = CAST(:org AS uuid) AND v.series_id = CAST(:series AS uuid) AND v.number = 1
   AND NOT EXISTS (SELECT 1 FROM invoices AS i WHERE i.org_id = v.org_id AND i.id = v.invoice_id)
""")
_REMOVED = (
    "The program gives numbers back when issuing fails and never skips one. Sealed versions of the series have lost "
    "their invoices: they were deleted in the database."
)
_UNKNOWN = (
    "The program gives numbers back when issuing fails and never skips one. The invoices were deleted in the database, "
    "or its counter was changed there. Run duespark verify."
)
_DOUBLE = "The database refuses a second document with a number; this one was written past it."


async def series_report(tx: Tx, id: UUID) -> SeriesReport:
    """Gaps, duplicates and void numbers of a series the actor may see. Raises `SeriesNotFound`."""
    if not await find_series(tx, id):
        raise SeriesNotFound(id=id)
    found = await read_numbers(tx, id)
    removed = await _SEALED.value(tx.conn, org=tx.org_id, series=id) if found.gaps else 0
    return SeriesReport(
        series_id=id,
        used=found.used,
        is_complete=not found.gaps and not found.duplicates,
        gaps=[_gap(gap, _REMOVED if removed else _UNKNOWN) for gap in found.gaps],
        duplicates=[NumberDuplicate(numbers=list(group), reason=_DOUBLE) for group in found.duplicates],
        void=[VoidNumber(**asdict(one)) for one in found.void],
    )


def _gap(gap: Gap, reason: str) -> NumberGap:
    return NumberGap(
        period=gap.period, first=gap.first, last=gap.last, behind=gap.behind, before=gap.before, reason=reason
    )
