"""Rows of a time sheet as few lines: one for each project, task and price, with all its hours and the span of its days."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from duespark.catalog.read_lines import Refusal, TypedLine
from duespark.catalog.work_cells import without_zeros

_ALIKE = ("project", "description", "sku", "unit", "unit_price", "discount", "tax")


def grouped(read: Sequence[TypedLine | Refusal]) -> list[TypedLine | Refusal]:
    """The lines with those that differ only in day, quantity and note made one, where the first of them stood."""
    found: dict[object, TypedLine | Refusal] = {}
    for one in read:
        key: object = one.row if isinstance(one, Refusal) else tuple(getattr(one, name) for name in _ALIKE)
        before = found.get(key)
        found[key] = _joined(before, one) if isinstance(before, TypedLine) and isinstance(one, TypedLine) else one
    return list(found.values())


def _joined(one: TypedLine, other: TypedLine) -> TypedLine:
    days = [day for day in (one.first_day, one.last_day, other.first_day, other.last_day) if day is not None]
    return replace(
        one,
        note=one.note if one.note == other.note else "",
        quantity=without_zeros(_quantity(one) + _quantity(other)),
        first_day=min(days, default=None),
        last_day=max(days, default=None),
    )


def _quantity(line: TypedLine) -> Decimal:
    return Decimal(1) if line.quantity is None else line.quantity
