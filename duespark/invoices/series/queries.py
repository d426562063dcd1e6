"""Reads of series: the one a document is numbered by, all of them with the number that comes next, and their counters."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

import orjson

from duespark.engine.errors import NotFound
from duespark.engine.invoice.number_places import next_place, places_left
from duespark.engine.invoice.number_schemes import scheme_of
from duespark.engine.invoice.numbering import NumberPattern, Reset
from duespark.invoices.series.create import NUMBERED_AS
from duespark.invoices.series.schemas import Series
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx
from duespark.runtime.web import Page, decode_cursor, encode_cursor, like_pattern

SAMPLE_CLIENT = "ACME"
"""The client's code in examples."""

_FOR = Q(
    "SELECT id, pattern, reset, start, per_client, year_start, version FROM series"
    " WHERE org_id = CAST(:org AS uuid) AND company_id = CAST(:company AS uuid) AND kind = :kind"
    " AND CASE WHEN CAST(:chosen AS uuid) IS NULL THEN is_default ELSE id = CAST(:chosen AS uuid) END"
)
_FITS = Q(
    "SELECT 1 FROM series WHERE org_id = CAST(:org AS uuid) AND company_id = CAST(:company AS uuid) AND kind = :kind"
    " AND id = CAST(:chosen AS uuid)"
)
_MATCH = (
    " WHERE s.org_id = CAST(:org AS uuid)"
    " AND (CAST(:companies AS uuid[]) IS NULL OR s.company_id = ANY(CAST(:companies AS uuid[])))"
    " AND (CAST(:id AS uuid) IS NULL OR s.id = CAST(:id AS uuid))"
    " AND (CAST(:company AS uuid) IS NULL OR s.company_id = CAST(:company AS uuid))"
    " AND (CAST(:kind AS text) IS NULL OR s.kind = CAST(:kind AS text))"
    " AND (CAST(:like AS text) IS NULL OR s.name ILIKE CAST(:like AS text) OR s.pattern ILIKE CAST(:like AS text))"
)
_ORDER = "s.company_id, s.kind <> 'invoice', s.kind, NOT s.is_default, s.name, s.id"
# A count per client may have thousands of rows: what is shown needs those of the sample's code only.
_LIST = Q(
    "SELECT s.id, s.company_id, c.name AS company_name, s.kind, s.name, s.is_default, s.pattern, s.reset, s.start, s.per_client, s.year_start, s.version,"
    " (SELECT jsonb_object_agg(n.period, n.last) FROM series_counters AS n"
    "   WHERE n.org_id = s.org_id AND n.series_id = s.id AND n.client = CASE WHEN s.per_client THEN :sample ELSE '' END) AS last"
    " FROM series AS s JOIN companies AS c ON c.org_id = s.org_id AND c.id = s.company_id"
    f"{_MATCH} AND (CAST(:after AS uuid) IS NULL OR (c.name, {_ORDER}) > (SELECT c.name, {_ORDER} FROM series AS s"
    "   JOIN companies AS c ON c.org_id = s.org_id AND c.id = s.company_id"
    "   WHERE s.org_id = CAST(:org AS uuid) AND s.id = CAST(:after AS uuid)))"
    f" ORDER BY c.name, {_ORDER} LIMIT CAST(:most AS int)"
)
_COUNT = Q(f"SELECT count(*) FROM series AS s{_MATCH}")
_COUNTERS = Q(
    "SELECT period, last FROM series_counters"
    " WHERE org_id = CAST(:org AS uuid) AND series_id = CAST(:series AS uuid) AND client = :client"
)


class SeriesNotFound(NotFound):
    code = "series.not_found"
    sentence = "There is no number series {id}."


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesRow:
    """A series as numbers are taken from it."""

    id: UUID
    company_id: UUID
    pattern: NumberPattern
    start: int
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesFilter:
    """Which series: this one, of a company, for a kind of document, with a text in name or pattern."""

    id: UUID | None = None
    company_id: UUID | None = None
    kind: str | None = None
    q: str = ""


class SeriesLine(NamedTuple):
    """The columns of the series as CSV."""

    company: str
    kind: str
    name: str
    is_default: str
    pattern: str
    reset: str
    per_client: str
    next_number: str
    left: int | None
    id: UUID


_EVERY = SeriesFilter()


def pattern_of_row(row: Any) -> NumberPattern:
    """The pattern in a row of `series`."""
    reset: Reset = row["reset"]
    return NumberPattern.parse(row["pattern"], reset=reset, per_client=row["per_client"], year_start=row["year_start"])


async def series_for(tx: Tx, company_id: UUID, kind: str, *, chosen: UUID | None = None) -> SeriesRow:
    """The series that numbers documents of this kind of this company: the one `chosen`, else the default.

    Raises `SeriesNotFound`.
    """
    kind = NUMBERED_AS.get(kind, kind)
    row = await _FOR.one(tx.conn, org=tx.org_id, company=company_id, kind=kind, chosen=chosen)
    if row is None:
        raise SeriesNotFound(pointer="/series_id", id=chosen or f"for {kind} of company {company_id}")
    found = {name: row[name] for name in ("id", "start", "version")}
    return SeriesRow(company_id=company_id, pattern=pattern_of_row(row), **found)


async def check_series(tx: Tx, company_id: UUID, kind: str, chosen: UUID) -> None:
    """Whether the series could number such a document, as `series_for` would find it. Raises `SeriesNotFound`."""
    kind = NUMBERED_AS.get(kind, kind)
    if not await _FITS.value(tx.conn, org=tx.org_id, company=company_id, kind=kind, chosen=chosen):
        raise SeriesNotFound(pointer="/series_id", id=f"{chosen} for this kind of document of this company")


async def find_series(tx: Tx, wanted: SeriesFilter = _EVERY) -> list[Series]:
    """All series the actor may see and the filter finds, with the number that comes next."""
    rows = await _LIST.all(tx.conn, **_values(tx, wanted), sample=SAMPLE_CLIENT, after=None, most=None)
    return [_shown(row, on=tx.today) for row in rows]


async def find_series_page(tx: Tx, wanted: SeriesFilter, *, limit: int, cursor: str | None) -> Page[Series]:
    """One page of them: by company, invoices first, the default of a kind before the others. Raises `BadCursor`."""
    place, values = decode_cursor(cursor, "company"), _values(tx, wanted)
    after = place and place[1]
    rows = await _LIST.all(tx.conn, **values, sample=SAMPLE_CLIENT, after=after, most=limit + 1)
    more = encode_cursor("company", "", rows[limit - 1]["id"]) if len(rows) > limit else None
    shown = [_shown(row, on=tx.today) for row in rows[:limit]]
    return Page(data=shown, next=more, total=await _COUNT.value(tx.conn, **values))


async def walk_series(tx: Tx, wanted: SeriesFilter) -> AsyncIterator[SeriesLine]:
    """The series the filter finds, as rows of a spreadsheet."""
    for one in await find_series(tx, wanted):
        default, apart = ("yes" if said else "no" for said in (one.is_default, one.per_client))
        yield SeriesLine(
            one.company_name,
            one.kind,
            one.name,
            default,
            one.pattern,
            one.reset,
            apart,
            one.next_number,
            one.left,
            one.id,
        )


def _values(tx: Tx, wanted: SeriesFilter) -> dict[str, Any]:
    chosen = {"id": wanted.id, "company": wanted.company_id, "kind": wanted.kind, "like": like_pattern(wanted.q)}
    return {"org": tx.org_id, "companies": tx.seen_companies, **chosen}


async def get_series(tx: Tx, id: UUID) -> Series:
    """One series the actor may see. Raises `SeriesNotFound`."""
    found = await find_series(tx, SeriesFilter(id=id))
    if not found:
        raise SeriesNotFound(id=id)
    return found[0]


def _shown(row: Any, *, on: date) -> Series:
    values, pattern = dict(row), pattern_of_row(row)
    last = orjson.loads(values.pop("last") or "{}")
    place = next_place(pattern, last, on=on, client_code=SAMPLE_CLIENT, start=row["start"])
    return Series(
        scheme=scheme_of(pattern, start=row["start"]),
        next_number=place.number,
        left=places_left(pattern, place.sequence - 1),
        **values,
    )


async def find_counters(tx: Tx, series: UUID, *, client: str) -> dict[str, int]:
    """The last count of each period; of this client alone where clients are counted apart ("" where not)."""
    rows = await _COUNTERS.all(tx.conn, org=tx.org_id, series=series, client=client)
    return {row["period"]: row["last"] for row in rows}
