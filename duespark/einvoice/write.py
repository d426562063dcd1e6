"""Writes terms as XML by the table of a syntax: each value into its element, in the order of the table."""

import re
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from lxml import etree

from duespark.einvoice.table import NAMESPACES, Entry, Fixed, Group, Row, Syntax, Terms, qualified
from duespark.engine.money.text import decimal_text

_CONTROL = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PREFIXES = {"ubl": ("cac", "cbc"), "cii": ("ram", "qdt", "udt")}


def write_xml(syntax: Syntax, terms: Terms) -> bytes:
    """The XML document (UTF-8) of these terms. Characters that XML cannot hold are left out.

    >>> from duespark.einvoice.ubl import INVOICE
    >>> write_xml(INVOICE, {"BT-1": "INV-7"}).decode().endswith("<cbc:ID>INV-7</cbc:ID>\\n</Invoice>\\n")
    True
    """
    prefix = syntax.root.split(":")[0]
    names: dict[str | None, str] = {name: NAMESPACES[name] for name in _PREFIXES[syntax.name]}
    names[None if syntax.name == "ubl" else prefix] = NAMESPACES[prefix]
    root = etree.Element(qualified(syntax.root), nsmap=names)
    _write(root, syntax.entries, terms, terms)
    etree.indent(root, "  ")
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written + b"\n"


def _write(parent: Any, entries: tuple[Entry, ...], terms: Terms, whole: Terms) -> None:
    for entry in entries:
        if isinstance(entry, Group):
            _write_group(parent, entry, terms, whole)
        elif isinstance(entry, Fixed):
            _place(parent, entry.path).text = entry.value
        else:
            _write_row(parent, entry, terms, whole)


def _write_group(parent: Any, group: Group, terms: Terms, whole: Terms) -> None:
    for each in terms.get(group.many, ()) if group.many else (terms,):
        if group.required or _is_wanted(group, each, whole):
            _write(_place(parent, group.path), group.rows, each, whole)


def _is_wanted(group: Group, terms: Terms, whole: Terms) -> bool:
    if (group.having and group.having not in terms) or (group.lacking and group.lacking in terms):
        return False
    return _says_something(group.rows, terms, whole)


def _says_something(entries: tuple[Entry, ...], terms: Terms, whole: Terms) -> bool:
    for entry in entries:
        if isinstance(entry, Row) and entry.term in terms and not entry.inherited:
            return True
        if isinstance(entry, Group):
            inner = terms.get(entry.many, ()) if entry.many else (terms,)
            if any(_is_wanted(entry, each, whole) for each in inner):
                return True
    return False


def _write_row(parent: Any, row: Row, terms: Terms, whole: Terms) -> None:
    value = (whole if row.inherited else terms).get(row.term)
    if value is None:
        return
    element = _place(parent, row.path)
    element.text = _text(value, row)
    for name, term in row.attributes:
        if term in terms:
            element.set(name, clean(terms[term]))
    for name, plain in row.fixed:
        element.set(name, plain)
    if row.kind == "amount":
        element.set("currencyID", whole[row.currency])


def _text(value: Any, row: Row) -> str:
    if isinstance(value, Decimal):
        return _short(decimal_text(value))
    if isinstance(value, date):
        return value.strftime("%Y%m%d") if row.kind == "day" else value.isoformat()
    return clean(value)


def _short(number: str) -> str:
    """The number without zeros beyond its second decimal: EN 16931 counts decimals as they are written (BR-DEC).

    >>> _short("1.230"), _short("0.0500"), _short("2.500"), _short("7"), _short("1.1115")
    ('1.23', '0.05', '2.50', '7', '1.1115')
    """
    whole, point, decimals = number.partition(".")
    return f"{whole}.{decimals[:2]}{decimals[2:].rstrip('0')}" if point else number


def clean(text: str) -> str:
    """The text without the characters XML cannot hold.

    >>> clean("Te\x01a")
    'Tea'
    """
    return _CONTROL.sub("", text)


def _place(parent: Any, path: str) -> Any:
    """A new element at the path; elements on the way are shared with what was written just before."""
    if path == ".":
        return parent
    *way, name = _steps(path)
    for step in way:
        last = parent[-1] if len(parent) else None
        parent = last if last is not None and last.tag == step else etree.SubElement(parent, step)
    return etree.SubElement(parent, name)


@cache
def _steps(path: str) -> tuple[str, ...]:
    """The steps of a path of a table; there are some hundreds."""
    return tuple(qualified(step) for step in path.split("/"))
