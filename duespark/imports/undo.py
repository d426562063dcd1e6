"""Undo: takes away what an import made, the last first, unless it was changed or used since."""

from uuid import UUID

import asyncpg

from duespark.clients.forget import forget_client
from duespark.imports.plan import Plan
from duespark.invoices.take_over import forget_taken_over
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

_RECORDS = Q(
    "SELECT kind, external_id, subject_id, version FROM import_records WHERE org_id = CAST(:org AS uuid)"
    " AND run_id = CAST(:run AS uuid) ORDER BY position DESC"
)
_FORGET = Q(
    "DELETE FROM import_records WHERE org_id = CAST(:org AS uuid) AND kind = :kind AND external_id = :external_id"
)
_ITEM_PRICES = Q("DELETE FROM item_prices WHERE org_id = CAST(:org AS uuid) AND item_id = CAST(:id AS uuid)")
_ITEM = Q(
    "DELETE FROM items WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid) AND version = CAST(:version AS int)"
    " RETURNING id"
)


async def undo_import(tx: Tx, run_id: UUID) -> list[Plan]:
    """What became of each thing the run made: removed, or kept with the reason. Kept ones stay known."""
    found = []
    for position, row in enumerate(await _RECORDS.all(tx.conn, org=tx.org_id, run=run_id), start=1):
        problem = await _remove(tx, row)
        plan = Plan(
            row=position, rows=1, fate="kept" if problem else "removed", external_id=row["external_id"],
            label=row["external_id"].split(":", 1)[-1] if row["kind"] == "invoices" else row["external_id"],
            problem=problem, subject_id=row["subject_id"],
        )  # fmt: skip
        found.append(plan)
    return found


async def _remove(tx: Tx, row: asyncpg.Record) -> str:
    """Why it stays; empty when it went."""
    id, version = row["subject_id"], row["version"]
    try:
        async with tx.savepoint():
            gone = await _delete(tx, row["kind"], id, version)
            if not gone:
                raise _Changed
            await _FORGET.run(tx.conn, org=tx.org_id, kind=row["kind"], external_id=row["external_id"])
    except _Changed:
        return "It was changed since the import, so it stays."
    except asyncpg.ForeignKeyViolationError:
        return "It was used since the import, so it stays."
    return ""


class _Changed(Exception):
    """Rolls a removal back."""


async def _delete(tx: Tx, kind: str, id: UUID, version: int) -> bool:
    if kind == "invoices":
        return await forget_taken_over(tx, id, version=version)
    if kind == "items":
        await _ITEM_PRICES.run(tx.conn, org=tx.org_id, id=id)
        return await _ITEM.value(tx.conn, org=tx.org_id, id=id, version=version) is not None
    return await forget_client(tx, id, version=version)
