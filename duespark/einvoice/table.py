"""What a table of a syntax is made of: rows, groups of rows and fixed values, in the order of the syntax's schema.

Terms are a dict by the names of EN 16931: `{"BT-1": "INV-1", "BG-25": [{"BT-126": "1"}]}`. Groups that occur once are not
nested, because their terms have names of their own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias

Terms: TypeAlias = dict[str, Any]
Kind = Literal["text", "number", "amount", "date", "day"]
"""`amount` carries its currency as an attribute, `day` is a date as CII writes it (format 102)."""

NAMESPACES: Final[Mapping[str, str]] = {
    "inv": "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2",
    "cn": "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2",
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
    "rsm": "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
    "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
    "qdt": "urn:un:unece:uncefact:data:standard:QualifiedDataType:100",
    "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
}
PREFIXES: Final[Mapping[str, str]] = {uri: prefix for prefix, uri in NAMESPACES.items()}


@dataclass(frozen=True, slots=True)
class Row:
    """A term and the element that holds it. `attributes` pairs names with the terms they hold; `fixed` with plain values,
    which an element must have to be read. `currency` is the term an amount's currency stands in."""

    term: str
    path: str
    kind: Kind = "text"
    attributes: tuple[tuple[str, str], ...] = ()
    fixed: tuple[tuple[str, str], ...] = ()
    currency: str = "BT-5"
    inherited: bool = False
    """Whether the term belongs to the whole document although the element stands inside a repeated group."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """An element that always says the same. It tells groups apart when reading, unless it is `loose`."""

    path: str
    value: str
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Rows below one element. With `many` the term is a list of such groups, else the rows' terms are the document's own.

    Written only where one of its rows has a value. `having` is a term it must have, `lacking` one it must not;
    `currency` picks, of elements alike, the one whose amounts are in the currency of that term.
    """

    path: str
    rows: tuple["Row | Fixed | Group", ...]
    many: str = ""
    having: str = ""
    lacking: str = ""
    currency: str = ""
    required: bool = False
    """Whether the schema wants the element even where it says nothing."""


Entry: TypeAlias = Row | Fixed | Group


@dataclass(frozen=True, slots=True)
class Syntax:
    """A kind of XML document: its root element and its table."""

    name: Literal["ubl", "cii"]
    root: str
    entries: tuple[Entry, ...]


def qualified(step: str) -> str:
    """A step of a path with its namespace, as lxml names elements.

    >>> qualified("cbc:ID")
    '{urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2}ID'
    """
    prefix, name = step.split(":")
    return f"{{{NAMESPACES[prefix]}}}{name}"
