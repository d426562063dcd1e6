"""Looks through all series for numbers that have gone missing, and tells of each gap once."""

from uuid import UUID

from duespark.evidence.events import SeriesGapFound
from duespark.evidence.numbers import find_missing
from duespark.runtime.db import Pool, Q
from duespark.runtime.events import record
from duespark.runtime.telemetry import log
from duespark.runtime.tx import Tx, begin

# Adding up is cheap, walking the numbers is not: only series whose sums differ are walked.
_SUSPECT = Q("""
SELECT s.org_id, s.id FROM series AS s
 WHERE (CAST(:only AS uuid) IS NULL OR s.org_id = CAST(:only AS uuid)) AND (EXISTS (
     SELECT 1 FROM number_findings AS f WHERE f.org_id = s.org_id AND f.series_id = s.id AND f.explained_at IS NULL)
   OR (SELECT coalesce(sum(c.last - c.first + 1), 0) FROM series_counters AS c WHERE c.org_id = s.org_id AND c.series_id = s.id)
    <> (SELECT count(*) FROM invoices AS i WHERE i.org_id = s.org_id AND i.series_id = s.id AND i.sequence IS NOT NULL))
 ORDER BY s.org_id, s.id
""")
_SEE = Q(
    "INSERT INTO number_findings AS f (org_id, series_id, period, first, last, seen_at)"
    " VALUES (CAST(:org AS uuid), CAST(:series AS uuid), :period, CAST(:first AS int), CAST(:last AS int), CAST(:now AS timestamptz))"
    " ON CONFLICT (org_id, series_id, period, first) DO UPDATE SET last = EXCLUDED.last, seen_at = EXCLUDED.seen_at,"
    " reason = '', explained_at = NULL, explained_by = '' WHERE f.last <> EXCLUDED.last RETURNING 1"
)
_FORGET = Q(
    "DELETE FROM number_findings AS f WHERE f.org_id = CAST(:org AS uuid) AND f.series_id = CAST(:series AS uuid)"
    " AND f.explained_at IS NULL AND NOT EXISTS ("
    " SELECT 1 FROM unnest(CAST(:periods AS text[]), CAST(:firsts AS int[])) AS m(period, first)"
    " WHERE m.period = f.period AND m.first = f.first)"
)


async def watch_numbers(pool: Pool, *, org: UUID | None = None) -> int:
    """Look through all series (of `org` alone, if given) and return how many gaps were new.

    Each series is a transaction of its own; one that cannot be read is logged and does not hold up the others.
    """
    async with begin(pool) as tx:
        suspects = await _SUSPECT.all(tx.conn, only=org)
    new = 0
    for row in suspects:
        try:
            async with begin(pool, org=row["org_id"]) as tx:
                new += await _look(tx, row["id"])
        except Exception as error:
            log.exception("numbers.not_watched", series=str(row["id"]), exc_info=error)
    return new


async def _look(tx: Tx, series: UUID) -> int:
    """Note the gaps that are new, and forget those that were closed."""
    new = 0
    missing, _ = await find_missing(tx, series)
    for gap in missing:
        found = SeriesGapFound(series_id=series, period=gap.period, first=gap.first, last=gap.last)
        place = {"period": gap.period, "first": gap.first, "last": gap.last}
        if await _SEE.value(tx.conn, org=tx.org_id, series=series, now=tx.now, **place):
            await record(tx, found)
            log.warning("numbers.missing", series=str(series), **place)
            new += 1
    periods, firsts = [gap.period for gap in missing], [gap.first for gap in missing]
    await _FORGET.run(tx.conn, org=tx.org_id, series=series, periods=periods, firsts=firsts)
    return new
