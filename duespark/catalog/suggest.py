"""Items that match what is being typed into a line, with the price they would have."""

from dataclasses import dataclass
from decimal import Decimal

from duespark.catalog.expand import SaleFacts, agreed_for, priced_line
from duespark.catalog.pricing import Source
from duespark.catalog.queries import SELECT, ItemRow, item_row
from duespark.engine.invoice.line import Line
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx
from duespark.runtime.web import like_pattern

# The item whose name or SKU begins so comes first.
_SUGGEST = Q(f"""{SELECT} AND i.archived_at IS NULL
   AND (i.name ILIKE CAST(:like AS text) OR i.sku ILIKE CAST(:like AS text))
 ORDER BY (i.name ILIKE CAST(:start AS text) OR i.sku ILIKE CAST(:start AS text)) DESC, lower(i.name), i.id
 LIMIT CAST(:most AS int)
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestedItem:
    """An item, and the line one unit of it would make; a bundle makes several, and its price is theirs."""

    item: ItemRow
    line: Line
    price_source: Source | None


async def find_suggested_items(tx: Tx, text: str, *, sale: SaleFacts, most: int) -> list[SuggestedItem]:
    """Items on sale whose name or SKU contains the text, best first."""
    pattern = like_pattern(text) or "%"
    start = pattern[1:] or "%"
    records = await _SUGGEST.all(tx.conn, org=tx.org_id, like=pattern, start=start, most=most)
    rows = [item_row(record) for record in records]
    agreed = await agreed_for(tx, rows, sale)
    made = [(row, priced_line(row, Decimal(1), sale.currency, agreed)) for row in rows]
    return [SuggestedItem(item=row, line=one.line, price_source=one.price_source) for row, one in made]
