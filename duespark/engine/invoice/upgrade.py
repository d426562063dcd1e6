"""Documents stored in earlier shapes, read as documents of today: one function for each step of the schema number.

A stored document is never rewritten; its seal covers the form it was issued in. Only what is read from it is newer.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from duespark.engine.errors import Invalid
from duespark.engine.invoice.document import SCHEMA

Plain = Mapping[str, Any]


class UnknownSchema(Invalid):
    code = "document.unknown_schema"
    sentence = "The document has schema {schema}; this version of the program reads 1 to {newest}. Update the program."


def _to_2(plain: Plain) -> Plain:
    """`corrects`, the number of one document, became a reference among others."""
    rest = {name: value for name, value in plain.items() if name != "corrects"}
    number = plain.get("corrects")
    return rest | {"references": [{"kind": "corrects", "number": number}] if number else []}


UPGRADES: Mapping[int, Callable[[Plain], Plain]] = MappingProxyType({1: _to_2})
"""By schema number: what makes a document of this schema one of the next."""


def upgrade(plain: Plain) -> Plain:
    """The plain document in the shape of today. Raises `UnknownSchema` for one of the future or of no known shape.

    >>> upgrade({"schema": 1, "corrects": "INV-1"})
    {'schema': 2, 'references': [{'kind': 'corrects', 'number': 'INV-1'}]}
    """
    schema = plain.get("schema", SCHEMA)
    if type(schema) is not int or not 1 <= schema <= SCHEMA:
        raise UnknownSchema(pointer="/schema", schema=schema, newest=SCHEMA)
    if schema == SCHEMA:
        return plain
    for step in range(schema, SCHEMA):
        plain = UPGRADES[step](plain)
    return {**plain, "schema": SCHEMA}
