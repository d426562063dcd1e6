"""Take the next places of a series for documents that are being issued, if their dates may stand there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson

from duespark.engine.errors import Conflict, Forbidden
from duespark.engine.invoice.number_dates import CHRONOLOGICAL, check_date
from duespark.engine.invoice.number_places import is_running_out, places_left
from duespark.engine.invoice.number_reading import Place
from duespark.invoices.chain import Link
from duespark.invoices.events import SeriesRunsOut
from duespark.invoices.series.queries import SeriesRow
from duespark.runtime.db import Q
from duespark.runtime.events import record
from duespark.runtime.tx import Tx

PERMISSION = "invoices.backdate"

# One statement, because everybody else who numbers in this series waits meanwhile: also those in another of its periods,
# for the order of dates is judged over all of them and the chain is one. It finds nothing when the series was changed.
_NEXT = Q("""
WITH held AS (
  SELECT org_id, id FROM series
   WHERE org_id = CAST(:org AS uuid) AND id = CAST(:series AS uuid) AND version = CAST(:version AS int) FOR NO KEY UPDATE
), next AS (
  INSERT INTO series_counters AS c (org_id, series_id, period, first, last, last_date)
  SELECT held.org_id, held.id, :period, CAST(:start AS int), CAST(:start AS int) + CAST(:count AS int) - 1,
    CAST(:date AS date) FROM held
  ON CONFLICT (org_id, series_id, period) DO UPDATE SET last = c.last + CAST(:count AS int),
    last_date = greatest(c.last_date, EXCLUDED.last_date)
  RETURNING c.last
), link AS (
  INSERT INTO series_chains AS c (org_id, series_id, position, hash)
  SELECT held.org_id, held.id, CAST(:count AS int), '' FROM held
  ON CONFLICT (org_id, series_id) DO UPDATE SET position = c.position + CAST(:count AS int) RETURNING position, hash
)
SELECT next.last - CAST(:count AS int) + 1 AS first, link.position - CAST(:count AS int) + 1 AS position, link.hash
  FROM next, link
""")
LAST_DATES = """(
  SELECT jsonb_object_agg(n.period, n.last_date) FROM series_counters AS n
   WHERE n.org_id = CAST(:org AS uuid) AND n.series_id = CAST(:series AS uuid) AND n.client = :client)"""
"""The newest issue date of each period of a series (and a client counted apart), for `check_dates`; read by a statement that
follows the taking of a place, so that it sees what others issued before."""


class DateTooEarly(Conflict):
    code = "invoice.date_too_early"
    sentence = (
        "The last number of this series was issued on {last_date}; an invoice with the earlier date {date} would put "
        "numbers and dates out of order. Use {last_date} or later, or confirm the earlier date if your role may."
    )


class BackdatingForbidden(Forbidden):
    code = "invoice.backdating_forbidden"
    sentence = (
        "The last number of this series was issued on {last_date}. Your role may not issue with the earlier date {date}. "
        "Use {last_date} or later, or ask an accountant, admin or owner."
    )


class DateRefused(Conflict):
    code = "invoice.date_refused"
    sentence = (
        "The date {date} cannot be used: {problem}. The last number of this series was issued on {last_date}; use that "
        "day or a later one."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """What is to be numbered: its date, its client's code, its seller's country; `backdate` confirms an earlier date."""

    on: date
    client_code: str
    country: str
    backdate: bool = False


def period_of(series: SeriesRow, wish: Taking) -> str:
    """The period of the series it is counted in."""
    return series.pattern.period(wish.on, wish.client_code)


async def take_places(tx: Tx, series: SeriesRow, wishes: Sequence[Taking]) -> tuple[list[Place], Link] | None:
    """The next places of the series, one for each of the wishes, which are of one period, and the link of its chain that the
    first of them gets; None when the series was changed since it was read.

    Locks the series to the end of the transaction; other series never wait. Whether the dates may stand there is for
    `check_dates`. Records `SeriesRunsOut` when its zeros are nearly used up. Raises `NoClientCode`, and `ValueError` for
    wishes of several periods.
    """
    pattern = series.pattern
    (period,) = {period_of(series, wish) for wish in wishes}
    for wish in wishes:
        pattern.format(sequence=1, on=wish.on, client_code=wish.client_code)
    row = await _NEXT.one(
        tx.conn,
        org=tx.org_id,
        series=series.id,
        version=series.version,
        period=period,
        start=series.start,
        count=len(wishes),
        date=max(wish.on for wish in wishes),
    )
    if row is None:
        return None
    places = [await _place(tx, series, wish, period, sequence) for sequence, wish in enumerate(wishes, row["first"])]
    return places, Link(series=series.id, position=row["position"], previous=row["hash"])


async def _place(tx: Tx, series: SeriesRow, wish: Taking, period: str, sequence: int) -> Place:
    number = series.pattern.format(sequence=sequence, on=wish.on, client_code=wish.client_code)
    if is_running_out(series.pattern, sequence):
        left = places_left(series.pattern, sequence) or 0
        await record(tx, SeriesRunsOut(series.id, series.company_id, number, left))
    return Place(period=period, sequence=sequence, number=number)


def counted_for(series: SeriesRow, wish: Taking) -> str:
    """The client whose numbers are counted apart, or "": what `LAST_DATES` asks for as `client`."""
    return wish.client_code if series.pattern.per_client else ""


def check_dates(tx: Tx, series: SeriesRow, wish: Taking, last_dates: str) -> None:
    """Refuse a date that may not stand behind those of the series, given as `LAST_DATES` finds them, the new place among
    them; it goes back with the transaction.

    Raises `DateTooEarly`, `BackdatingForbidden`, `DateRefused`.
    """
    _check(tx, series, wish, {period: date.fromisoformat(day) for period, day in orjson.loads(last_dates).items()})


def _check(tx: Tx, series: SeriesRow, wish: Taking, dates: Mapping[str, date]) -> None:
    chronological = wish.country in CHRONOLOGICAL
    verdict = check_date(
        series.pattern, wish.on, last_dates=dates, client_code=wish.client_code, chronological=chronological
    )
    if verdict == "ok":
        return
    facts: dict[str, Any] = {"pointer": "/issue_date", "date": wish.on, "last_date": max(dates.values())}
    if verdict == "refused":
        problem = (
            "the law of the seller's country wants numbers and dates in one order"
            if chronological
            else "a later number of its own period and numbers of a later period were issued already"
        )
        raise DateRefused(problem=problem, **facts)
    if not wish.backdate:
        raise DateTooEarly(**facts)
    if not tx.actor.may(PERMISSION):
        raise BackdatingForbidden(**facts)
