"""Which fields of a document nobody types: the calculation fills them in, so copies leave them behind."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from types import MappingProxyType
from typing import Any

from duespark.engine.invoice.document import Adjustment, Document, EarlyDiscount, Withholding
from duespark.engine.invoice.line import Line

COMPUTED: Mapping[type, frozenset[str]] = MappingProxyType(
    {
        Document: frozenset({"treatment", "tax_mentions", "totals"}),
        Line: frozenset({"amounts", "subtotal"}),
        Adjustment: frozenset({"tax_category", "tax_rate", "net", "tax_amount", "taxes"}),
        EarlyDiscount: frozenset({"until", "discount", "payable"}),
        Withholding: frozenset({"amount"}),
    }
)
"""By value of the document; all of them have a default."""


def without_computed(document: Document) -> Document:
    """The document as it was typed, with no amount computed.

    >>> without_computed(Document(notes="x", treatment="domestic")) == Document(notes="x")
    True
    """
    typed: Document = _typed(document)
    return typed


def _typed(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple([_typed(item) for item in value])
    if not is_dataclass(value) or isinstance(value, type):
        return value
    computed = COMPUTED.get(type(value), frozenset())
    return replace(
        value,
        **{
            field.name: field.default if field.name in computed else _typed(getattr(value, field.name))
            for field in fields(value)
        },
    )
