"""Put an item away, so that nothing new is sold of it, and take it out again."""

from datetime import datetime
from uuid import UUID

from duespark.accounts.audit import audit
from duespark.catalog.queries import ItemRow, get_item, lock_item
from duespark.catalog.schemas import item_of
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

_UPDATE = Q(
    "UPDATE items SET archived_at = CAST(:archived_at AS timestamptz), updated_at = CAST(:now AS timestamptz),"
    " version = version + 1 WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)"
)


async def archive(tx: Tx, id: UUID) -> ItemRow:
    """The item, archived; one that is archived already stays as it is. Raises `ItemNotFound`."""
    before = await lock_item(tx, id)
    return await _set(tx, before, "item.archive", before.archived_at or tx.now)


async def restore(tx: Tx, id: UUID) -> ItemRow:
    """The item, on sale again; one that is on sale stays as it is. Raises `ItemNotFound`."""
    return await _set(tx, await lock_item(tx, id), "item.restore", None)


async def _set(tx: Tx, before: ItemRow, action: str, archived_at: datetime | None) -> ItemRow:
    if archived_at != before.archived_at:
        await _UPDATE.run(tx.conn, org=tx.org_id, id=before.id, archived_at=archived_at, now=tx.now)
    after = await get_item(tx, before.id)
    await audit(tx, action, subject="item", id=before.id, before=item_of(before), after=item_of(after))
    return after
