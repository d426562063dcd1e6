"""Another series of a kind, and which of them numbers what nobody chose one for."""

from uuid import UUID

from duespark.accounts.audit import audit
from duespark.companies.queries import get_company
from duespark.engine.errors import Invalid
from duespark.invoices.models import series
from duespark.invoices.series.change import go_on_behind, refuse_overlap
from duespark.invoices.series.queries import find_series, get_series
from duespark.invoices.series.schemas import NewSeries, Series
from duespark.runtime.db import Q, insert
from duespark.runtime.ids import new_id
from duespark.runtime.tx import Tx

_INSERT = insert(series)
_OFF = Q(
    "UPDATE series SET is_default = FALSE, version = version + 1 WHERE org_id = CAST(:org AS uuid)"
    " AND company_id = CAST(:company AS uuid) AND kind = :kind AND is_default"
)
_ON = Q(
    "UPDATE series SET is_default = TRUE, version = version + 1 WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)"
)
_ONE_AT_A_TIME = Q(
    "SELECT FROM companies WHERE org_id = CAST(:org AS uuid) AND id = CAST(:company AS uuid) FOR NO KEY UPDATE"
)


class SeriesNeedsName(Invalid):
    code = "series.needs_name"
    sentence = "Give the series a name that no other {kind} series of this company has, so that people can choose."


async def add_series(tx: Tx, wanted: NewSeries) -> Series:
    """A further series for a kind of documents of a company; the default stays. Its count goes on behind numbers given before.

    Raises `CompanyNotFound`, `InvalidPattern`, `SeriesNeedsName`, `NumbersOverlap`.
    """
    pattern, name = wanted.parsed(), (wanted.name or "").strip()
    await get_company(tx, wanted.company_id)
    await _ONE_AT_A_TIME.run(tx.conn, org=tx.org_id, company=wanted.company_id)
    alike = [one for one in await find_series(tx) if (one.company_id, one.kind) == (wanted.company_id, wanted.kind)]
    if not name or name.lower() in {one.name.lower() for one in alike}:
        raise SeriesNeedsName(pointer="/name", kind=wanted.kind.replace("_", " "))
    id = new_id()
    await _INSERT.run(
        tx.conn,
        org_id=tx.org_id,
        id=id,
        company_id=wanted.company_id,
        kind=wanted.kind,
        name=name,
        is_default=not alike,
        pattern=wanted.pattern,
        reset=wanted.reset,
        start=wanted.start,
        per_client=wanted.per_client,
        year_start=wanted.year_start,
        version=1,
        created_at=tx.now,
    )
    made = await get_series(tx, id)
    await refuse_overlap(tx, made)
    await go_on_behind(tx, made, pattern)
    await audit(tx, "series.create", subject="series", id=id, after=wanted)
    return await get_series(tx, id)


async def make_default(tx: Tx, id: UUID) -> Series:
    """From now on this series numbers documents of its kind for which nobody chose one. Raises `SeriesNotFound`."""
    wanted = await get_series(tx, id)
    await _ONE_AT_A_TIME.run(tx.conn, org=tx.org_id, company=wanted.company_id)
    await _OFF.run(tx.conn, org=tx.org_id, company=wanted.company_id, kind=wanted.kind)
    await _ON.run(tx.conn, org=tx.org_id, id=id)
    await audit(tx, "series.make_default", subject="series", id=id, after={"kind": wanted.kind, "name": wanted.name})
    return await get_series(tx, id)
