"""What somebody may be typing into a line: items of the catalog and what was billed before, each with its evidence."""

from dataclasses import replace

from duespark.analytics.past_lines import PastLine, find_past_lines, phrase_of
from duespark.analytics.schemas import LineSuggestion, LineSuggestions
from duespark.catalog.expand import SaleFacts
from duespark.catalog.suggest import SuggestedItem, find_suggested_items
from duespark.runtime.tx import Tx

MOST = 8


async def suggest_lines(tx: Tx, text: str, *, sale: SaleFacts) -> LineSuggestions:
    """At most eight: those with evidence first, then items that were never billed."""
    items = await find_suggested_items(tx, text, sale=sale, most=MOST)
    past = await find_past_lines(tx, text, client_id=sale.client_id, currency=sale.currency, most=MOST)
    by_phrase = {one.phrase: one for one in past}
    of_items = [_with_evidence(_of_item(one), by_phrase.pop(phrase_of(one.item.name), None)) for one in items]
    found = [*of_items, *(_of_past(one) for one in by_phrase.values())]
    found.sort(key=lambda one: (one.client_price is None, -one.times))
    return LineSuggestions(data=found[:MOST])


def _of_item(one: SuggestedItem) -> LineSuggestion:
    priced = one.price_source is not None
    return LineSuggestion(
        kind="bundle" if one.item.is_bundle else "item",
        item_id=one.item.id,
        description=one.item.name,
        sku=one.item.sku,
        unit=one.item.unit,
        tax=one.item.tax,
        unit_price=one.line.unit_price if priced else None,
        price_source=one.price_source,
    )


def _of_past(one: PastLine) -> LineSuggestion:
    price = one.unit_price if one.client_price is None else one.client_price
    plain = LineSuggestion(
        kind="past",
        item_id=None,
        description=one.description,
        sku=one.sku,
        unit=one.unit,
        tax=one.tax,
        unit_price=price,
        price_source=None if price is None else "past",
    )
    return _with_evidence(plain, one)


def _with_evidence(suggestion: LineSuggestion, past: PastLine | None) -> LineSuggestion:
    if past is None:
        return suggestion
    return replace(suggestion, times=past.times, last_used_on=past.last_used_on, client_price=past.client_price)
