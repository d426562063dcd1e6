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

Read = Callable[[Any, str], Any]
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
    document: Document = _object_reader(Document)(upgrade(plain), "")
    return document


def load_line(plain: Mapping[str, Any]) -> Line:
    """The line that `plain` stands for, as `load` reads documents. Raises `Unreadable`.

    >>> load_line({"quantity": "2.5"}).quantity
    Decimal('2.5')
    """
    line: Line = _object_reader(Line)(plain, "")
    return line


def load_party(plain: Mapping[str, Any]) -> Party:
    """The party that `plain` stands for, as `load` reads documents. Raises `Unreadable`.

    >>> load_party({"name": "Acme", "address": {"country": "PL"}}).address.country
    'PL'
    """
    party: Party = _object_reader(Party)(plain, "")
    return party


@cache
def _object_reader(kind: Any) -> Read:
    hints = get_type_hints(kind)
    readers = {field.name: _reader(hints[field.name]) for field in fields(kind)}
    required = [field.name for field in fields(kind) if field.default is MISSING]

    def read(value: Any, pointer: str) -> Any:
        if not isinstance(value, Mapping):
            raise _unreadable(pointer, "an object")
        for name in required:
            if name not in value:
                raise _unreadable(f"{pointer}/{name}", "a value")
        return kind(**{name: _read_field(readers, name, item, pointer) for name, item in value.items()})

    return read


def _read_field(readers: Mapping[str, Read], name: str, value: Any, pointer: str) -> Any:
    reader = readers.get(name)
    if reader is None:
        raise _unreadable(f"{pointer}/{_escaped(name)}", "no such field")
    return reader(value, f"{pointer}/{name}")


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
    def read(value: Any, pointer: str) -> Any:
        if value not in choices:
            raise _unreadable(pointer, "one of " + ", ".join(choices))
        return value

    return read


def _list_reader(reader: Read) -> Read:
    def read(value: Any, pointer: str) -> Any:
        if not isinstance(value, list | tuple):
            raise _unreadable(pointer, "a list")
        return tuple([reader(item, f"{pointer}/{at}") for at, item in enumerate(value)])

    return read


def _optional_reader(reader: Read) -> Read:
    return lambda value, pointer: None if value is None else reader(value, pointer)


def _text(value: Any, pointer: str) -> str:
    if not isinstance(value, str):
        raise _unreadable(pointer, "a string")
    return value


def _flag(value: Any, pointer: str) -> bool:
    if not isinstance(value, bool):
        raise _unreadable(pointer, "true or false")
    return value


def _whole(value: Any, pointer: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise _unreadable(pointer, "a whole number")
    return value


def _decimal(value: Any, pointer: str) -> Decimal:
    if not isinstance(value, str) or not _DECIMAL.fullmatch(value):
        raise _unreadable(pointer, 'a decimal string such as "12.50"')
    return Decimal(value)


def _day(value: Any, pointer: str) -> date:
    text = _text(value, pointer)
    try:
        if _DAY.fullmatch(text):  # fromisoformat also takes 20260131 and 2026-W05-6
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise _unreadable(pointer, "a date such as 2026-01-31")


_SCALARS: Mapping[Any, Read] = {str: _text, bool: _flag, int: _whole, Decimal: _decimal, date: _day}


def _unreadable(pointer: str, expected: str) -> Unreadable:
    return Unreadable(pointer=pointer, pointer_text=pointer, expected=expected)
