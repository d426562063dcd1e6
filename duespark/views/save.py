"""Save a view, change it, delete it. A shared one is changed by who made it, and deleted by an owner or admin too."""

from typing import Any
from uuid import UUID

import asyncpg

from duespark.accounts.acting import person_behind
from duespark.accounts.audit import audit
from duespark.engine.errors import Conflict, Forbidden
from duespark.runtime.db import Q, insert
from duespark.runtime.ids import new_id
from duespark.runtime.tx import Tx
from duespark.runtime.web import ChangedElsewhere, to_json
from duespark.views.models import saved_views
from duespark.views.queries import get_view
from duespark.views.schemas import SavedView, SavedViewIn

_INSERT = insert(saved_views, skip=["version"])
_UPDATE = Q(
    "UPDATE saved_views SET name = :name, shared = :shared, filters = CAST(:filters AS jsonb), sort = :sort,"
    " columns = CAST(:columns AS text[]), updated_at = CAST(:now AS timestamptz), version = version + 1"
    " WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid) AND version = CAST(:version AS int) RETURNING id"
)
_DELETE = Q(
    "DELETE FROM saved_views WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)"
    " AND version = CAST(:version AS int) RETURNING id"
)


class NameTaken(Conflict):
    code = "view.name_taken"
    sentence = "You have a view named {name} already. Choose another name, or change that one."


class NotYours(Forbidden):
    code = "view.not_yours"
    sentence = "{owner} made this view. Save one of your own instead."


def _values(wanted: SavedViewIn) -> dict[str, Any]:
    return {
        "name": wanted.name,
        "shared": wanted.shared,
        "filters": to_json(wanted.filters).decode(),
        "sort": wanted.sort,
        "columns": list(wanted.columns),
    }


async def create_view(tx: Tx, wanted: SavedViewIn) -> SavedView:
    """A new view of the person who acts. Raises `NameTaken`."""
    id = new_id()
    try:
        async with tx.savepoint():
            await _INSERT.run(
                tx.conn, org_id=tx.org_id, id=id, list=wanted.list, owner_id=await person_behind(tx),
                created_at=tx.now, updated_at=tx.now, **_values(wanted),
            )  # fmt: skip
    except asyncpg.UniqueViolationError as error:
        raise NameTaken(pointer="/name", name=wanted.name) from error
    await audit(tx, "view.create", subject="view", id=id, after=wanted)
    return await get_view(tx, id)


async def update_view(tx: Tx, id: UUID, wanted: SavedViewIn, *, version: int) -> SavedView:
    """Replace one's own view; its list stays. Raises `ViewNotFound`, `NotYours`, `NameTaken`, `ChangedElsewhere`."""
    before = await get_view(tx, id)
    if not before.mine:
        raise NotYours(owner=before.owner_name)
    try:
        async with tx.savepoint():
            changed = await _UPDATE.value(tx.conn, org=tx.org_id, id=id, version=version, now=tx.now, **_values(wanted))
    except asyncpg.UniqueViolationError as error:
        raise NameTaken(pointer="/name", name=wanted.name) from error
    if changed is None:
        raise ChangedElsewhere(before.version)
    after = await get_view(tx, id)
    await audit(tx, "view.update", subject="view", id=id, before=before, after=after)
    return after


async def delete_view(tx: Tx, id: UUID, *, version: int) -> None:
    """Delete a view. Raises `ViewNotFound`, `NotYours`, `ChangedElsewhere`."""
    before = await get_view(tx, id)
    if not before.mine and tx.actor.role not in ("owner", "admin"):
        raise NotYours(owner=before.owner_name)
    if await _DELETE.value(tx.conn, org=tx.org_id, id=id, version=version) is None:
        raise ChangedElsewhere(before.version)
    await audit(tx, "view.delete", subject="view", id=id, before=before)
