"""Plans of items: one row an item, found again by its external id, its SKU or its name."""

from collections.abc import Sequence
from uuid import UUID

from duespark.catalog.details import ItemIn, ItemPrice, check_item
from duespark.catalog.queries import find_items_by_sku
from duespark.engine.errors import Invalid
from duespark.imports.known import known_records
from duespark.imports.options import Options, number_in
from duespark.imports.plan import Plan, Planned, Typed
from duespark.runtime.tx import Tx


async def plan_items(tx: Tx, rows: Sequence[Typed], options: Options) -> Planned:
    """What would become of each row. An item whose SKU is in the catalog already stays as it is."""
    ids = [(row.get("external_id") or row.get("sku") or row.get("name"))[:200] for row in rows]
    known = await known_records(tx, "items", ids)
    by_sku = await find_items_by_sku(tx, [row.get("sku").lower() for row in rows if row.get("sku")])
    seen: dict[str, int] = {}
    plans = []
    for row, id in zip(rows, ids, strict=True):
        same = by_sku.get(row.get("sku").lower()) if row.get("sku") else None
        plans.append(_plan(row, id, known.get(id) or (same.id if same else None), seen, options))
    return Planned(plans=plans)


def _plan(row: Typed, id: str, known: UUID | None, seen: dict[str, int], options: Options) -> Plan:
    plan = Plan(
        row=row.row, rows=1, fate="add", external_id=id, label=(row.get("name") or row.get("description"))[:200] or id
    )
    before = seen.setdefault(id.lower(), row.row)
    if not id:
        plan.fate, plan.problem = "refused", "It has neither a SKU nor a name. Say which columns these are."
    elif before != row.row:
        plan.fate, plan.problem = "refused", f"Row {before} is the same item. Leave one of them out."
    elif known is not None:
        plan.fate, plan.subject_id = "known", known
    else:
        try:
            plan.wanted = check_item(_item(row, options))
        except Invalid as error:
            plan.fate, plan.problem = "refused", str(error)
    return plan


def _item(row: Typed, options: Options) -> ItemIn:
    price = row.get("unit_price")
    currency = (row.get("currency") or options.currency).upper()
    prices = (ItemPrice(currency=currency, unit_price=number_in(price, options, "price")),) if price else ()
    return ItemIn(
        sku=row.get("sku"),
        name=row.get("name") or row.get("description") or row.get("sku"),
        description=row.get("description") if row.get("name") else "",
        unit=row.get("unit"),
        tax=row.get("tax") or options.tax,
        gtin=row.get("gtin"),
        prices=prices,
    )
