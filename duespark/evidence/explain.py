"""A person says why numbers are missing: what an auditor asks first."""

from uuid import UUID

from duespark.accounts.audit import audit
from duespark.engine.errors import NotFound
from duespark.evidence.numbers import find_missing
from duespark.evidence.report import series_report
from duespark.evidence.schemas import ExplanationIn, SeriesReport
from duespark.invoices.series.queries import get_series
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

_EXPLAIN = Q(
    "INSERT INTO number_findings AS f (org_id, series_id, period, first, last, seen_at, reason, explained_at, explained_by)"
    " VALUES (CAST(:org AS uuid), CAST(:series AS uuid), :period, CAST(:first AS int), CAST(:last AS int),"
    " CAST(:now AS timestamptz), :reason, CAST(:now AS timestamptz), :by)"
    " ON CONFLICT (org_id, series_id, period, first) DO UPDATE SET last = EXCLUDED.last, reason = EXCLUDED.reason,"
    " explained_at = EXCLUDED.explained_at, explained_by = EXCLUDED.explained_by"
)


class GapNotFound(NotFound):
    code = "series.gap_not_found"
    sentence = "The numbers {first} to {last} of the period {period!r} are not missing. Read the report again."


async def explain_gap(tx: Tx, id: UUID, said: ExplanationIn) -> SeriesReport:
    """Keep the reason for a gap as the report shows it; a later one replaces it, and both stay in the audit trail.

    Raises `SeriesNotFound`, `GapNotFound`.
    """
    await get_series(tx, id)
    missing, _ = await find_missing(tx, id)
    if (said.period, said.first, said.last) not in {(gap.period, gap.first, gap.last) for gap in missing}:
        raise GapNotFound(period=said.period, first=said.first, last=said.last)
    await _EXPLAIN.run(
        tx.conn,
        org=tx.org_id,
        series=id,
        period=said.period,
        first=said.first,
        last=said.last,
        now=tx.now,
        reason=said.reason,
        by=tx.actor.label,
    )
    await audit(tx, "series.explain", subject="series", id=id, after=said)
    return await series_report(tx, id)
