"""Reads of saved views: one's own, and those somebody shared."""

from uuid import UUID

import asyncpg
import orjson

from duespark.accounts.acting import person_behind
from duespark.engine.errors import NotFound
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx
from duespark.views.schemas import ListName, SavedView

_SELECT = (
    "SELECT v.id, v.list, v.name, v.shared, v.owner_id = CAST(:me AS uuid) AS mine, coalesce(u.name, '') AS owner_name,"
    " v.filters, v.sort, v.columns, v.version, v.created_at, v.updated_at"
    " FROM saved_views AS v LEFT JOIN users AS u ON u.id = v.owner_id"
    " WHERE v.org_id = CAST(:org AS uuid) AND (v.shared OR v.owner_id = CAST(:me AS uuid))"
)
_FIND = Q(f"{_SELECT} AND (CAST(:list AS text) IS NULL OR v.list = :list) ORDER BY v.list, lower(v.name), v.id")
_GET = Q(f"{_SELECT} AND v.id = CAST(:id AS uuid)")


class ViewNotFound(NotFound):
    code = "view.not_found"
    sentence = "There is no saved view {id}."


async def find_views(tx: Tx, list: ListName | None) -> list[SavedView]:
    """By name."""
    rows = await _FIND.all(tx.conn, org=tx.org_id, me=await person_behind(tx), list=list)
    return [_view(row) for row in rows]


async def get_view(tx: Tx, id: UUID) -> SavedView:
    """One's own view or a shared one. Raises `ViewNotFound`."""
    row = await _GET.one(tx.conn, org=tx.org_id, me=await person_behind(tx), id=id)
    if row is None:
        raise ViewNotFound(id=id)
    return _view(row)


def _view(row: asyncpg.Record) -> SavedView:
    return SavedView(**{**row, "filters": orjson.loads(row["filters"])})
