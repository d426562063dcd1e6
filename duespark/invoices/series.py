"""Series: the pattern and the counter behind a company's numbers."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import orjson

from duespark.accounts.audit import audit
from duespark.engine.errors import NotFound
from duespark.engine.invoice.numbering import NumberPattern, Reset, period_key
from duespark.invoices.models import series
from duespark.invoices.schemas import Series, SeriesIn
from duespark.runtime.db import Q, insert
from duespark.runtime.ids import new_id
from duespark.runtime.tx import Tx
from duespark.runtime.web import ChangedElsewhere

DEFAULT_RESET = "yearly"
PREFIXES = {
    "invoice": "INV",
    "credit_note": "CN",
    "quote": "QUO",
    "proforma": "PRO",
    "deposit_invoice": "DEP",
    "corrective_invoice": "COR",
}
"""The prefix of the first numbers of each kind that has a series of its own."""

NUMBERED_AS = {"final_invoice": "invoice"}
"""A final invoice is an invoice that counts deposits, and stands among them."""

SAMPLE_CLIENT = "ACME"

_INSERT = insert(series)
_FOR = Q(
    "SELECT id, pattern, reset, start FROM series"
    " WHERE org_id = CAST(:org AS uuid) AND company_id = CAST(:company AS uuid) AND kind = :kind"
)
_LIST = Q(
    "SELECT s.id, s.company_id, c.name AS company_name, s.kind, s.pattern, s.reset, s.start, s.version,"
    " (SELECT jsonb_object_agg(n.period, n.last) FROM series_counters AS n WHERE n.org_id = s.org_id AND n.series_id = s.id) AS last"
    " FROM series AS s JOIN companies AS c ON c.org_id = s.org_id AND c.id = s.company_id"
    " WHERE s.org_id = CAST(:org AS uuid)"
    " AND (CAST(:companies AS uuid[]) IS NULL OR s.company_id = ANY(CAST(:companies AS uuid[])))"
    " AND (CAST(:id AS uuid) IS NULL OR s.id = CAST(:id AS uuid)) ORDER BY c.name, s.kind <> 'invoice', s.kind"
)
_UPDATE = Q(
    "UPDATE series SET pattern = :pattern, reset = :reset, start = CAST(:start AS int), version = version + 1"
    " WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid) AND version = CAST(:version AS int) RETURNING version"
)


class SeriesNotFound(NotFound):
    code = "series.not_found"
    sentence = "There is no number series {id}."


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesRow:
    id: UUID
    pattern: str
    reset: Reset
    start: int


async def create_default_series(tx: Tx, event: Any) -> None:
    """Reaction to a new company: a series of numbers for each kind of document."""
    for kind, prefix in PREFIXES.items():
        await _create(tx, event.company_id, kind, f"{prefix}-{{year}}-{{seq:4}}")


async def _create(tx: Tx, company_id: UUID, kind: str, pattern: str) -> None:
    await _INSERT.run(
        tx.conn,
        org_id=tx.org_id,
        id=new_id(),
        company_id=company_id,
        kind=kind,
        pattern=pattern,
        reset=DEFAULT_RESET,
        start=1,
        version=1,
        created_at=tx.now,
    )


async def series_for(tx: Tx, company_id: UUID, kind: str) -> SeriesRow:
    """The series that numbers documents of this kind of this company."""
    row = await _FOR.one(tx.conn, org=tx.org_id, company=company_id, kind=NUMBERED_AS.get(kind, kind))
    if row is None:
        raise SeriesNotFound(id=f"for {kind} of company {company_id}")
    return SeriesRow(**row)


def _next_number(pattern: str, reset: Reset, *, last: dict[str, int], start: int, on: date) -> str:
    sequence = last.get(period_key(reset, on), start - 1) + 1
    return NumberPattern.parse(pattern, reset=reset).format(sequence=sequence, on=on, client_code=SAMPLE_CLIENT)


async def find_series(tx: Tx, id: UUID | None = None) -> list[Series]:
    """All series the actor may see (or the one asked for), with the number that comes next."""
    companies = None if tx.actor.company_ids is None else list(tx.actor.company_ids)
    found = []
    for row in await _LIST.all(tx.conn, org=tx.org_id, companies=companies, id=id):
        values = dict(row)
        last = orjson.loads(values.pop("last") or "{}")
        number = _next_number(row["pattern"], row["reset"], last=last, start=row["start"], on=tx.today)
        found.append(Series(next_number=number, **values))
    return found


async def update_series(tx: Tx, id: UUID, wanted: SeriesIn, *, version: int) -> Series:
    """Change the pattern of numbers still to come. Raises `InvalidPattern`, `SeriesNotFound`, `ChangedElsewhere`."""
    NumberPattern.parse(wanted.pattern, reset=wanted.reset)
    found = await find_series(tx, id)
    if not found:
        raise SeriesNotFound(id=id)
    before = found[0]
    changed = await _UPDATE.value(
        tx.conn, org=tx.org_id, id=id, version=version, pattern=wanted.pattern, reset=wanted.reset, start=wanted.start
    )
    if changed is None:
        raise ChangedElsewhere(before.version)
    shown = {"pattern": before.pattern, "reset": before.reset, "start": before.start}
    await audit(tx, "series.update", subject="series", id=id, before=shown, after=wanted)
    return (await find_series(tx, id))[0]


def preview_series(wanted: SeriesIn, *, on: date) -> list[str]:
    """The first three numbers this pattern would make."""
    pattern = NumberPattern.parse(wanted.pattern, reset=wanted.reset)
    return [pattern.format(sequence=wanted.start + step, on=on, client_code=SAMPLE_CLIENT) for step in range(3)]
