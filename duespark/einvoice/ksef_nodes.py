"""Elements of FA(3), the invoice of the Polish KSeF: a tree of names and values, written in the order it is given."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from lxml import etree

from duespark.einvoice.write import clean
from duespark.engine.errors import Invalid
from duespark.engine.money.text import decimal_text

NAMESPACE = "http://crd.gov.pl/wzor/2025/06/25/13775/"
Node: TypeAlias = tuple[str, Any]
"""A name with a text, a number, a date, or nodes below it; one without a value is not written."""

_SPACES = re.compile(r"\s+")
_CENT = Decimal("0.01")


class NoKsef(Invalid):
    code = "ksef.not_possible"
    sentence = "There is no KSeF invoice of this document: {problem}."


def text(value: str, most: int = 256, *, field: str = "") -> str | None:
    """A text of FA(3): one line, at most so many characters; None for nothing. Raises `NoKsef` where it is longer, pointing
    to its `field`.

    >>> text("  Herbata\\n zielona "), text(" ")
    ('Herbata zielona', None)
    """
    line = _SPACES.sub(" ", clean(value)).strip()
    if len(line) > most:
        raise NoKsef(
            pointer=field or None,
            problem=f"FA(3) takes {most} characters, and {line[:30]!r} and what follows has {len(line)}. Shorten it",
        )
    return line or None


def pieces(value: str, most: int = 256) -> list[str]:
    """A long text in parts of at most so many characters, cut between words where there are any.

    >>> pieces("one two three", 8)
    ['one two', 'three']
    """
    found: list[str] = []
    for word in _SPACES.sub(" ", clean(value)).split():
        if found and len(found[-1]) + len(word) < most:
            found[-1] += f" {word}"
        else:
            found += [word[start : start + most] for start in range(0, len(word), most)]
    return found


def amount(value: Decimal) -> str:
    """An amount with two decimals. Raises `NoKsef` for a currency that has more.

    >>> amount(Decimal("12.5")), amount(Decimal("-0.00")), amount(Decimal("1000"))
    ('12.50', '0.00', '1000.00')
    """
    cents = value.quantize(_CENT)
    if cents != value:
        raise NoKsef(pointer="/currency", problem="its currency has more than two decimals, and FA(3) knows two")
    return decimal_text(cents or abs(cents))


def number(value: Decimal, decimals: int) -> str:
    """A quantity, price or rate without zeros at its end.

    >>> number(Decimal("2.500"), 6), number(Decimal(100), 6), number(Decimal(1) / 3, 8)
    ('2.5', '100', '0.33333333')
    """
    short = round(value, decimals).normalize()
    return decimal_text(short or abs(short))


def write(root: Node, *, attributes: dict[str, dict[str, str]]) -> bytes:
    """The XML of these nodes; `attributes` by the name of their element."""
    made = _element(root, attributes)
    etree.indent(made, "  ")
    written: bytes = etree.tostring(made, xml_declaration=True, encoding="UTF-8")
    return written + b"\n"


def _element(node: Node, attributes: dict[str, dict[str, str]]) -> Any:
    name, value = node
    made = etree.Element(f"{{{NAMESPACE}}}{name}", attributes.get(name, {}), nsmap={None: NAMESPACE})
    if isinstance(value, list | tuple):
        made.extend(_element(each, attributes) for each in said(value))
    else:
        made.text = value.isoformat() if isinstance(value, date) else str(value)
    return made


def said(nodes: Iterable[Node]) -> list[Node]:
    """The nodes that say something."""
    return [(name, value) for name, value in nodes if value is not None and value != [] and value != ()]
