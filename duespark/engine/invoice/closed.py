"""The mark of every value of the document: outside data may not carry fields it does not know."""

from typing import Any, ClassVar


class Closed:
    """A value whose readers refuse fields they do not know, so that a typing error is never lost in silence."""

    __slots__ = ()
    __pydantic_config__: ClassVar[Any] = {"extra": "forbid", "json_schema_serialization_defaults_required": True}
