"""What was imported before, by kind and external id: nothing is made twice."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from duespark.imports.fields import Kind
from duespark.imports.models import import_records
from duespark.runtime.db import Q, insert
from duespark.runtime.tx import Tx

_KNOWN = Q(
    "SELECT external_id, subject_id FROM import_records WHERE org_id = CAST(:org AS uuid) AND kind = :kind"
    " AND external_id = ANY(CAST(:ids AS text[]))"
)
_INSERT = insert(import_records)
_CLIENTS = Q(
    "SELECT id, lower(code) AS key, 0 AS rank FROM clients WHERE org_id = CAST(:org AS uuid) AND archived_at IS NULL"
    " AND lower(code) = ANY(CAST(:keys AS text[]))"
    " UNION ALL SELECT id, lower(name), 1 FROM clients WHERE org_id = CAST(:org AS uuid) AND archived_at IS NULL"
    " AND lower(name) = ANY(CAST(:keys AS text[])) ORDER BY rank DESC, id DESC"
)
_ONE_AT_A_TIME = Q("SELECT pg_advisory_xact_lock(hashtextextended('imports ' || CAST(:org AS text), 0))")


async def one_import_at_a_time(tx: Tx) -> None:
    """Wait until no other import of the organization writes."""
    await _ONE_AT_A_TIME.run(tx.conn, org=str(tx.org_id))


async def known_records(tx: Tx, kind: Kind, ids: Iterable[str]) -> dict[str, UUID]:
    """What was made of these external ids."""
    rows = await _KNOWN.all(tx.conn, org=tx.org_id, kind=kind, ids=sorted({id for id in ids if id}))
    return {row["external_id"]: row["subject_id"] for row in rows}


async def known_clients(tx: Tx, names: Sequence[str]) -> dict[str, UUID]:
    """Clients in use with one of these as their code or name, by it in lower case; a code wins over a name."""
    keys = sorted({name.lower() for name in names if name})
    return {row["key"]: row["id"] for row in await _CLIENTS.all(tx.conn, org=tx.org_id, keys=keys)}


async def remember(tx: Tx, kind: Kind, external_id: str, *, subject_id: UUID, run_id: UUID, position: int) -> None:
    """Note what was made, so that it is never made again. Its version is 1 as it is new."""
    await _INSERT.run(
        tx.conn, org_id=tx.org_id, kind=kind, external_id=external_id, subject_id=subject_id, run_id=run_id,
        position=position, version=1,
    )  # fmt: skip
