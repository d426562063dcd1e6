"""Change an item; lines made of it keep what they took over."""

from uuid import UUID

from duespark.accounts.audit import audit
from duespark.catalog.details import ItemIn, check_item
from duespark.catalog.queries import ItemRow, get_item, lock_in_order, lock_item
from duespark.catalog.schemas import item_of
from duespark.catalog.stored import replace_item
from duespark.runtime.tx import Tx


async def update(tx: Tx, id: UUID, *, version: int | None, wanted: ItemIn, action: str = "item.update") -> ItemRow:
    """The changed item.

    Raises `ItemNotFound`, `ChangedElsewhere`, `SkuTaken`, `PartOfBundle`, subclasses of `Invalid`.
    """
    item = check_item(wanted)
    await lock_in_order(tx, [id, *(part.item_id for part in item.parts)])
    before = await lock_item(tx, id, version=version)
    await replace_item(tx, id, item)
    after = await get_item(tx, id)
    await audit(tx, action, subject="item", id=id, before=item_of(before), after=item_of(after))
    return after
