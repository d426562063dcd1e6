"""A document as plain JSON data and back: what is stored, hashed and sent.

Amounts become decimal strings and dates ISO 8601 strings. Reading is compiled once from the dataclasses' own
annotations, so that a new field needs no second place.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from duespark.engine.errors import Invalid
from duespark.engine.invoice.document import Document
from duespark.engine.invoice.line import Line
from duespark.engine.invoice.party import Party
from duespark.engine.invoice.upgrade import upgrade
from duespark.engine.money.text import decimal_text

Read = Callable[[Any], Any]
_DECIMAL = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,12})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Unreadable(Invalid):
    code = "document.unreadable"
    sentence = "The stored document cannot be read at {pointer_text!r}: expected {expected}."


def plain(document: Document) -> dict[str, Any]:
    """The document as dicts, lists, strings, ints, bools and None; every field, also those at their defaults.

    >>> plain(Document(prepaid=Decimal("1.50")))["prepaid"]
    '1.50'
    """
    return _plain_object(document)


def _plain_object(value: Any) -> dict[str, Any]:
    names, values = _fields(value.__class__)
    return {
        name: one if one.__class__ in _AS_IT_IS else plain_value(one)
        for name, one in zip(names, values(value), strict=True)
    }


_AS_IT_IS = frozenset({str, int, bool, type(None)})


def plain_value(value: Any) -> Any:
    """Any part of a document in the same form.

    >>> plain_value((Decimal("1.50"), date(2026, 1, 31), None, True))
    ['1.50', '2026-01-31', None, True]
    """
    if value.__class__ in _AS_IT_IS:
        return value
    if isinstance(value, Decimal):
        return decimal_text(value)
    if isinstance(value, tuple):
        return [plain_value(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return _plain_object(value)


@cache
def _fields(kind: Any) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """The names of a dataclass's fields, and what reads them all from one of its objects."""
    names = tuple(field.name for field in fields(kind))
    assert len(names) > 1, "attrgetter gives no tuple for one name"
    return names, attrgetter(*names)


def load(plain: Mapping[str, Any]) -> Document:
    """The document that `plain` made. Absent optional fields take their defaults, unknown ones are refused.

    Documents of earlier schemas are upgraded first. Raises `UnknownSchema`, and `Unreadable` with a pointer to the
    first wrong place.

    >>> load(plain(Document(currency="PLN"))).currency
    'PLN'
    >>> load({"curency": "PLN"})
    Traceback (most recent call last):
    duespark.engine.invoice.plain.Unreadable: The stored document cannot be read at '/curency': expected no such field.
    """
    document: Document = _read(Document, upgrade(plain))
    return document


def load_line(plain: Mapping[str, Any]) -> Line:
    """The line that `plain` stands for, as `load` reads documents. Raises `Unreadable`.

    >>> load_line({"quantity": "2.5"}).quantity
    Decimal('2.5')
    """
    line: Line = _read(Line, plain)
    return line


def load_party(plain: Mapping[str, Any]) -> Party:
    """The party that `plain` stands for, as `load` reads documents. Raises `Unreadable`.

    >>> load_party({"name": "Acme", "address": {"country": "PL"}}).address.country
    'PL'
    """
    party: Party = _read(Party, plain)
    return party


class _Wrong(Exception):
    """A value that cannot be read: what was expected, and the pointer from where it was being read."""

    def __init__(self, expected: str, pointer: str = "") -> None:
        self.expected, self.pointer = expected, pointer


def _read(kind: Any, value: Any) -> Any:
    try:
        return _object_reader(kind)(value)
    except _Wrong as wrong:
        raise Unreadable(pointer=wrong.pointer, pointer_text=wrong.pointer, expected=wrong.expected) from None


@cache
def _object_reader(kind: Any) -> Read:
    hints = get_type_hints(kind)
    readers = {field.name: _reader(hints[field.name]) for field in fields(kind)}
    required = frozenset(field.name for field in fields(kind) if field.default is MISSING)

    def read(value: Any) -> Any:
        if type(value) is not dict and not isinstance(value, Mapping):
            raise _Wrong("an object")
        if not required <= value.keys():
            raise _Wrong("a value", f"/{min(required - value.keys())}")
        found = {}
        try:
            for name, item in value.items():
                found[name] = readers[name](item)
        except KeyError:
            raise _Wrong("no such field", f"/{_escaped(name)}") from None
        except _Wrong as wrong:
            raise _Wrong(wrong.expected, f"/{name}{wrong.pointer}") from None
        return kind(**found)

    return read


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")  # RFC 6901, section 3


@cache
def _reader(kind: Any) -> Read:
    if kind in _SCALARS:
        return _SCALARS[kind]
    if is_dataclass(kind) and isinstance(kind, type):
        return _object_reader(kind)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Literal:
        return _literal_reader(arguments)
    if origin is tuple:
        return _list_reader(_reader(arguments[0]))
    if origin in (Union, UnionType) and len(arguments) == 2 and arguments[1] is NoneType:
        return _optional_reader(_reader(arguments[0]))
    raise TypeError(f"no reader for {kind}: teach engine.invoice.plain the new type")


def _literal_reader(choices: tuple[Any, ...]) -> Read:
    def read(value: Any) -> Any:
        if value not in choices:
            raise _Wrong("one of " + ", ".join(choices))
        return value

    return read


def _list_reader(reader: Read) -> Read:
    def read(value: Any) -> Any:
        if not isinstance(value, list | tuple):
            raise _Wrong("a list")
        found = {}
        try:
            for at, item in enumerate(value):
                found[at] = reader(item)
        except _Wrong as wrong:
            raise _Wrong(wrong.expected, f"/{at}{wrong.pointer}") from None
        return tuple(found.values())

    return read


def _optional_reader(reader: Read) -> Read:
    return lambda value: None if value is None else reader(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise _Wrong("a string")
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Wrong("true or false")
    return value


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise _Wrong("a whole number")
    return value


def _decimal(value: Any) -> Decimal:
    if not isinstance(value, str) or not _DECIMAL.fullmatch(value):
        raise _Wrong('a decimal string such as "12.50"')
    return Decimal(value)


def _day(value: Any) -> date:
    text = _text(value)
    try:
        if _DAY.fullmatch(text):  # fromisoformat also takes 20260131 and 2026-W05-6
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise _Wrong("a date such as 2026-01-31")


_SCALARS: Mapping[Any, Read] = {str: _text, bool: _flag, int: _whole, Decimal: _decimal, date: _day}
