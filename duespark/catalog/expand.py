"""Makes lines of an item: its values copied, its price found, a bundle taken apart."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from duespark.accounts.organizations import get_organization
from duespark.catalog.contract_queries import agreed_prices
from duespark.catalog.pricing import Source, price_for
from duespark.catalog.queries import ItemRow, find_items_by_id, get_item
from duespark.clients.queries import get_client
from duespark.engine.errors import Conflict
from duespark.engine.invoice.line import ItemDetails, Line, LineLinks
from duespark.engine.money.rounding import EXACT
from duespark.runtime.tx import Tx

_FINEST = Decimal("0.000001")


class ItemArchived(Conflict):
    code = "item.archived"
    sentence = "{name} is archived. Restore it, or choose another item."


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleFacts:
    """What decides a price: who buys (if known), in which currency, on which day."""

    client_id: UUID | None
    currency: str
    on: date


async def sale_facts(tx: Tx, *, client_id: UUID | None, currency: str | None, on: date | None) -> SaleFacts:
    """The facts, with what was left out: the client's currency, else the organization's; today. Raises `ClientNotFound`."""
    client = await get_client(tx, client_id) if client_id is not None else None
    if currency is None:
        currency = client.currency if client else (await get_organization(tx)).base_currency
    return SaleFacts(client_id=client_id, currency=currency, on=on or tx.today)


@dataclass(frozen=True, slots=True, kw_only=True)
class PricedLine:
    """A line of an item; `price_source` is None where there is no price in the currency, and the line says 0."""

    line: Line
    price_source: Source | None


async def lines_of_item(tx: Tx, id: UUID, *, quantity: Decimal, sale: SaleFacts) -> list[PricedLine]:
    """One line, or for a bundle one for each part. Raises `ItemNotFound`, `ItemArchived`."""
    item = await get_item(tx, id)
    wanted = [(item, quantity)]
    if item.is_bundle:
        parts = await find_items_by_id(tx, [part.item_id for part in item.parts])
        wanted = [(parts[part.item_id], EXACT.multiply(part.quantity, quantity)) for part in item.parts]
    for one in (item, *(part for part, _ in wanted)):
        if one.archived_at is not None:
            raise ItemArchived(name=one.name)
    agreed = await agreed_for(tx, [one for one, _ in wanted], sale)
    return [priced_line(one, count, sale.currency, agreed) for one, count in wanted]


async def agreed_for(tx: Tx, items: list[ItemRow], sale: SaleFacts) -> Mapping[UUID, Decimal]:
    """Contract prices of the sale, by item."""
    ids = [item.id for item in items]
    return await agreed_prices(tx, ids, client_id=sale.client_id, currency=sale.currency, on=sale.on)


def priced_line(item: ItemRow, quantity: Decimal, currency: str, agreed: Mapping[UUID, Decimal]) -> PricedLine:
    """The item's values in a line of its own. Nothing of it points back but `links.item_id`, which nobody reads to bill."""
    price = price_for(item.prices, currency=currency, quantity=quantity, contract=agreed.get(item.id))
    details = ItemDetails(gtin=item.gtin, classifications=item.classifications)
    line = Line(
        description=item.name,
        note=item.description,
        sku=item.sku,
        quantity=_fitting(quantity),
        unit=item.unit,
        unit_price=price.unit_price if price else Decimal(0),
        tax=item.tax,
        supply=item.supply,
        item=details if details != ItemDetails() else None,
        links=LineLinks(item_id=str(item.id)),
    )
    return PricedLine(line=line, price_source=price.source if price else None)


def _fitting(quantity: Decimal) -> Decimal:
    """The quantity with the decimals a line can have; a part's and its bundle's multiplied may have more."""
    exponent = quantity.as_tuple().exponent
    return EXACT.quantize(quantity, _FINEST) if isinstance(exponent, int) and exponent < -6 else quantity
