"""What all values of the document have in common: readers that refuse unknown fields, and a fast way to restate them."""

from typing import Any, ClassVar, TypeVar

Value = TypeVar("Value")


class Closed:
    """A value whose readers refuse fields they do not know, so that a typing error is never lost in silence."""

    __slots__ = ()
    __pydantic_config__: ClassVar[Any] = {"extra": "forbid", "json_schema_serialization_defaults_required": True}


def stated(kind: type[Value], **fields: Any) -> Value:
    """A value of a frozen, unslotted dataclass with exactly these fields: the same as `kind(**fields)`, three times as
    fast, because a frozen dataclass sets each field through `object.__setattr__`.

    For the values a calculation makes by the thousand. Every field must be given; a test holds callers to it.

    >>> from dataclasses import dataclass
    >>> @dataclass(frozen=True)
    ... class Point:
    ...     x: int
    ...     y: int
    >>> stated(Point, x=1, y=2) == Point(1, 2)
    True
    """
    made = object.__new__(kind)
    object.__setattr__(made, "__dict__", fields)
    return made


def restated(value: Value, **changes: Any) -> Value:
    """`dataclasses.replace` for a frozen, unslotted dataclass, several times as fast.

    >>> from duespark.engine.invoice.line import Line
    >>> restated(Line(sku="A", note="new"), sku="B") == Line(sku="B", note="new")
    True
    """
    made = object.__new__(type(value))
    object.__setattr__(made, "__dict__", value.__dict__ | changes)
    return made
