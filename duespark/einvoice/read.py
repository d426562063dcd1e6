"""Reads the XML of an e-invoice into terms by the table of its syntax, and lists what it did not understand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from lxml import etree

from duespark.einvoice.parse import is_pdf, open_xml, xml_of_pdf
from duespark.einvoice.table import NAMESPACES, PREFIXES, Entry, Fixed, Group, Row, Syntax, Terms
from duespark.engine.errors import Invalid

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")
_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")
_MOST_DIGITS = 30
_HARMLESS = frozenset({"UBLVersionID", "CopyIndicator"})


class UnreadableValue(Invalid):
    code = "einvoice.unreadable_value"
    sentence = "{path} says {value!r}, which is not {expected}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Ignored:
    """An element that no term of EN 16931 stands in: where it is and what it says."""

    path: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """An e-invoice as terms."""

    syntax: Syntax
    terms: Terms
    ignored: tuple[Ignored, ...]


def read_einvoice(content: bytes) -> Read:
    """The terms of an e-invoice, XML or a PDF that holds one. Raises `NotAnEInvoice`, `UnreadableValue`."""
    root, syntax = open_xml(xml_of_pdf(content) if is_pdf(content) else content)
    reader = _Reader()
    terms: Terms = {}
    reader.read(root, syntax.entries, terms, terms)
    return Read(syntax=syntax, terms=terms, ignored=tuple(reader.left(root)))


class _Reader:
    """Walks a table over a document and remembers which elements it has taken."""

    def __init__(self) -> None:
        self.taken: set[Any] = set()

    def read(self, parent: Any, entries: tuple[Entry, ...], terms: Terms, whole: Terms) -> None:
        for entry in entries:
            if isinstance(entry, Row):
                self._row(parent, entry, terms, whole)
            elif isinstance(entry, Fixed):
                self.taken.update(_find(parent, entry.path)[:1])
            else:
                self._group(parent, entry, terms, whole)

    def _group(self, parent: Any, group: Group, terms: Terms, whole: Terms) -> None:
        for element in _find(parent, group.path):
            if element in self.taken or not _matches(element, group, whole):
                continue
            inner: Terms = {} if group.many else terms
            self.taken.add(element)
            self.read(element, group.rows, inner, whole)
            if not group.many:
                return
            if inner:
                terms.setdefault(group.many, []).append(inner)

    def _row(self, parent: Any, row: Row, terms: Terms, whole: Terms) -> None:
        for element in _find(parent, row.path):
            is_taken = element in self.taken and row.path != "."
            if is_taken or not _is_meant(element, row, whole):
                continue
            self.taken.add(element)
            text = (element.text or "").strip()
            if text:
                target = whole if row.inherited else terms
                target.setdefault(row.term, _value(text, row, element))
                _read_attributes(element, row, terms)
            return

    def left(self, root: Any) -> Iterator[Ignored]:
        """The elements with text that nothing took, in the order of the document."""
        for element in root.iter():
            text = (element.text or "").strip()
            if len(element) or not text or element in self.taken:
                continue
            if etree.QName(element).localname not in _HARMLESS:
                yield Ignored(path=path_of(element), value=text[:200])


def _find(parent: Any, path: str) -> list[Any]:
    if path == ".":
        return [parent]
    found: list[Any] = parent.findall(path, namespaces=NAMESPACES)
    return found


def _matches(element: Any, group: Group, whole: Terms) -> bool:
    """Whether the element is of this group, by its fixed values and the currency of its amounts."""
    for entry in group.rows:
        if isinstance(entry, Fixed) and not entry.loose:
            found = _find(element, entry.path)
            if not found or _plain(found[0].text or "") != entry.value.lower():
                return False
        if isinstance(entry, Row) and entry.fixed and entry.kind == "text" and not _find_meant(element, entry, whole):
            return False
    if group.having and not _has_attribute(element, group):
        return False
    if group.currency:
        wanted = whole.get(group.currency)
        return wanted is not None and any(one.get("currencyID") == wanted for one in element.iterchildren())
    return True


def _plain(text: str) -> str:
    """`1` and `0` are the other spelling of true and false."""
    plain = text.strip().lower()
    return {"1": "true", "0": "false"}.get(plain, plain)


def _find_meant(element: Any, row: Row, whole: Terms) -> bool:
    return any(_is_meant(one, row, whole) for one in _find(element, row.path))


def _has_attribute(element: Any, group: Group) -> bool:
    """A group told by a term in an attribute has that attribute; one told by an element has the element."""
    for row in group.rows:
        if isinstance(row, Row):
            names = [name for name, term in row.attributes if term == group.having]
            if names:
                return element.get(names[0]) is not None
    return True


def _is_meant(element: Any, row: Row, whole: Terms) -> bool:
    if row.kind == "amount" and row.currency != "BT-5":
        return row.currency in whole and element.get("currencyID") == whole[row.currency]
    if row.kind == "amount" and element.get("currencyID") and "BT-5" in whole:
        return bool(element.get("currencyID") == whole["BT-5"])
    return all(element.get(name) == value or (name == "format" and not element.get(name)) for name, value in row.fixed)


def _read_attributes(element: Any, row: Row, terms: Terms) -> None:
    for name, term in row.attributes:
        value = (element.get(name) or "").strip()
        if value:
            terms.setdefault(term, value)


def _value(text: str, row: Row, element: Any) -> Any:
    if row.kind in ("number", "amount"):
        return _decimal(text, element)
    if row.kind in ("date", "day"):
        return _date(text, element)
    return text


def _decimal(text: str, element: Any) -> Decimal:
    try:
        if _NUMBER.fullmatch(text) and len(text) <= _MOST_DIGITS:
            return Decimal(text)
    except InvalidOperation:
        pass
    raise UnreadableValue(path=path_of(element), value=text[:60], expected="a number such as 12.50")


def _date(text: str, element: Any) -> date:
    found = _DAY.match(text)
    try:
        if found:
            return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        pass
    raise UnreadableValue(path=path_of(element), value=text[:60], expected="a date such as 2026-01-31")


def path_of(element: Any) -> str:
    """Where an element stands, with usual prefixes: `/Invoice/cac:InvoiceLine[2]/cbc:Note`."""
    steps: list[str] = []
    while element is not None:
        name = etree.QName(element)
        prefix = PREFIXES.get(name.namespace or "", "")
        step = f"{prefix}:{name.localname}" if prefix and prefix not in ("inv", "cn") else str(name.localname)
        parent = element.getparent()
        if parent is not None:
            alike = [one for one in parent if one.tag == element.tag]
            step += f"[{alike.index(element) + 1}]" if len(alike) > 1 else ""
        steps.append(step)
        element = parent
    return "/" + "/".join(reversed(steps))
