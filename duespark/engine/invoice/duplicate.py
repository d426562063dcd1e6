"""A copy of a document for a new draft: the content, and nothing that belongs to the one document.

Each field is decided about by name. One that is in none of the tables makes a test fail, so that a new field is never
carried, or lost, by chance.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import chain, repeat
from types import MappingProxyType
from typing import Any

from duespark.engine.invoice.document import (
    Adjustment,
    Document,
    EarlyDiscount,
    PaymentMeans,
    PaymentTerms,
    TreatmentChoice,
    Withholding,
)
from duespark.engine.invoice.line import Discount, ItemDetails, Line, LineCharge, LineLinks
from duespark.engine.invoice.party import BankAccount, Party

CARRIED: Mapping[type, frozenset[str]] = MappingProxyType(
    {
        Document: frozenset({
            "kind", "currency", "language", "seller", "buyer", "ship_to", "ship_from", "payee", "tax_representative",
            "buyer_reference", "supply", "treatment_choice", "payment_terms", "bank_account", "payment_means", "prices_include_tax", "tax_rounding",
            "discount_display", "lines", "allowances", "charges", "withholdings", "cash_rounding", "notes", "terms",
        }),
        Line: frozenset({
            "kind", "description", "note", "sku", "quantity", "unit", "unit_price", "base_quantity", "discount",
            "allowances", "charges", "tax", "supply", "item", "links",
        }),
        LineLinks: frozenset({"item_id", "project", "cost_account", "object_id"}),
        Discount: frozenset({"percent", "amount", "reason", "code"}),
        Adjustment: frozenset({"reason", "code", "percent", "amount", "basis", "tax"}),
        PaymentTerms: frozenset({"days", "start", "day", "early", "note"}),
        EarlyDiscount: frozenset({"percent", "days"}),
        PaymentMeans: frozenset({"kind", "text", "account", "mandate", "creditor_id", "card_digits"}),
        Withholding: frozenset({"name", "percent", "basis", "source"}),
    }
)  # fmt: skip
"""What a copy carries, by value."""

LEFT: Mapping[type, frozenset[str]] = MappingProxyType(
    {
        Document: frozenset({
            "schema", "number", "issue_date", "supply_date", "period", "due_date", "valid_until", "exchange",
            "purchase_order", "references", "payment_reference", "prepayments", "prepaid", "correction_reason",
            "attachments",
        }),
        Line: frozenset({"id", "period", "correction"}),
        LineLinks: frozenset({"order_line"}),
        Discount: frozenset({"rule"}),
        Adjustment: frozenset({"rule"}),
        PaymentMeans: frozenset({"url"}),
    }
)  # fmt: skip
"""What belongs to the one document: its number, its days, its rate, the papers and payments behind it."""

WHOLE = frozenset({Party, BankAccount, ItemDetails, LineCharge, TreatmentChoice})
"""Values that are carried as they are."""


def duplicate(document: Document, *, line_ids: Iterable[str] = ()) -> Document:
    """The content of a document for a new draft. Lines get the ids given, in order, and none when there are no more.

    What a rule gave (a promotion, a contract) is left behind: the rules decide anew. Amounts are computed anew.

    >>> copy = duplicate(Document(number="INV-1", notes="x", lines=(Line(id="a", description="Advice"),)), line_ids=["b"])
    >>> copy.number, copy.notes, copy.lines[0].id, copy.lines[0].description
    (None, 'x', 'b', 'Advice')
    """
    copy: Document = _copied(document)
    ids = chain(line_ids, repeat(""))
    return replace(copy, lines=tuple(replace(line, id=id) for line, id in zip(copy.lines, ids, strict=False)))


def _copied(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple([_copied(item) for item in value if not _by_rule(item)])
    carried = CARRIED.get(type(value))
    if carried is None:
        return value
    return type(value)(
        **{name: _copied(getattr(value, name)) for name in carried if not _by_rule(getattr(value, name))}
    )


def _by_rule(value: Any) -> bool:
    return isinstance(value, Discount | Adjustment) and value.rule != ""
