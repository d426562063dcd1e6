"""Change how a series numbers, so that no number still to come was ever given before."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from duespark.accounts.audit import audit
from duespark.engine.errors import Conflict
from duespark.engine.invoice.number_reading import read_number
from duespark.engine.invoice.numbering import NumberPattern
from duespark.invoices.series.queries import find_series, get_series
from duespark.invoices.series.schemas import Series, SeriesIn
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx
from duespark.runtime.web import ChangedElsewhere

_UPDATE = Q(
    "UPDATE series SET pattern = :pattern, name = :name, reset = :reset, start = CAST(:start AS int),"
    " per_client = CAST(:per_client AS boolean), year_start = CAST(:year_start AS int), version = version + 1"
    " WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid) AND version = CAST(:version AS int) RETURNING version"
)
_NUMBERS = "SELECT number, series_id, issue_date FROM invoices WHERE org_id = $1 AND company_id = $2 AND number LIKE $3"
_GO_ON = Q(
    "INSERT INTO series_counters AS c (org_id, series_id, period, first, last, last_date)"
    " VALUES (CAST(:org AS uuid), CAST(:series AS uuid), :period, CAST(:last AS int) + 1, CAST(:last AS int), CAST(:date AS date))"
    " ON CONFLICT (org_id, series_id, period) DO UPDATE SET last = greatest(c.last, EXCLUDED.last),"
    " last_date = greatest(c.last_date, EXCLUDED.last_date)"
)
_MANY = 1000
"""Numbers read at once; between two lots others get their turn."""


class NumbersOverlap(Conflict):
    code = "series.numbers_overlap"
    sentence = (
        "{number} belongs to the {kind} series of this company too. Give each series something of its own, such as "
        "another prefix."
    )


@dataclass(slots=True)
class _Used:
    """The highest count among numbers in use, and the newest date of them."""

    last: int
    date: date


async def update_series(tx: Tx, id: UUID, wanted: SeriesIn, *, version: int) -> Series:
    """Change the numbers still to come; a count goes on behind numbers the company gave before.

    Raises `InvalidPattern`, `SeriesNotFound`, `NumbersOverlap`, `ChangedElsewhere`.
    """
    pattern = wanted.parsed()
    before = await get_series(tx, id)
    changed = await _UPDATE.value(
        tx.conn,
        org=tx.org_id,
        id=id,
        version=version,
        pattern=wanted.pattern,
        name=before.name if wanted.name is None else wanted.name.strip(),
        reset=wanted.reset,
        start=wanted.start,
        per_client=wanted.per_client,
        year_start=wanted.year_start,
    )
    if changed is None:
        raise ChangedElsewhere(before.version)
    after = await get_series(tx, id)
    await refuse_overlap(tx, after)
    if pattern != _settings(before).parsed():
        await go_on_behind(tx, after, pattern)
    await audit(tx, "series.update", subject="series", id=id, before=_settings(before), after=_settings(after))
    return await get_series(tx, id)


def _settings(shown: Series) -> SeriesIn:
    return SeriesIn(
        pattern=shown.pattern,
        name=shown.name,
        reset=shown.reset,
        start=shown.start,
        per_client=shown.per_client,
        year_start=shown.year_start,
    )


async def refuse_overlap(tx: Tx, changed: Series) -> None:
    """Two series of a company must never make the same number."""
    pattern = _settings(changed).parsed()
    for other in await find_series(tx):
        if other.company_id != changed.company_id or other.id == changed.id:
            continue
        mine = read_number(_settings(other).parsed(), changed.next_number, near=tx.today)
        theirs = read_number(pattern, other.next_number, near=tx.today)
        if mine or theirs:
            number = changed.next_number if mine else other.next_number
            raise NumbersOverlap(pointer="/pattern", number=number, kind=other.kind.replace("_", " "))


async def go_on_behind(tx: Tx, changed: Series, pattern: NumberPattern) -> None:
    """Move each counter behind the numbers that look like the new pattern's, whoever gave them."""
    used: dict[str, _Used] = {}
    head = pattern.text.partition("{")[0].replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
    async for row in tx.conn.cursor(_NUMBERS, tx.org_id, changed.company_id, f"{head}%", prefetch=_MANY):
        place = read_number(pattern, row["number"], near=tx.today)
        if place is None:
            continue
        if row["series_id"] not in (None, changed.id):
            raise NumbersOverlap(pointer="/pattern", number=row["number"], kind="other")
        held = used.setdefault(place.period, _Used(place.sequence, row["issue_date"]))
        held.last, held.date = max(held.last, place.sequence), max(held.date, row["issue_date"])
    for period, one in used.items():
        await _GO_ON.run(tx.conn, org=tx.org_id, series=changed.id, period=period, last=one.last, date=one.date)
