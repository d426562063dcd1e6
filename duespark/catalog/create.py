"""Add an item to the catalog."""

from duespark.accounts.audit import audit
from duespark.catalog.details import ItemIn, check_item
from duespark.catalog.events import ItemCreated
from duespark.catalog.queries import ItemRow, get_item, lock_in_order
from duespark.catalog.schemas import item_of
from duespark.catalog.stored import insert_item
from duespark.runtime.events import record
from duespark.runtime.ids import new_id
from duespark.runtime.tx import Tx


async def create(tx: Tx, *, wanted: ItemIn, action: str = "item.create") -> ItemRow:
    """The new item; `ItemCreated` is recorded. Two items may have one name.

    Raises `SkuTaken`, subclasses of `Invalid`.
    """
    item, item_id = check_item(wanted), new_id()
    await lock_in_order(tx, [part.item_id for part in item.parts])
    await insert_item(tx, item_id, item)
    made = await get_item(tx, item_id)
    await audit(tx, action, subject="item", id=item_id, after=item_of(made))
    await record(tx, ItemCreated(item_id=item_id, sku=made.sku))
    return made
