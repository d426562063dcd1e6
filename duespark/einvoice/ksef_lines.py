"""Lines of FA(3) (FaWiersz). Discounts and charges on the whole document become lines, since FA(3) has no other place."""

from collections.abc import Iterator
from decimal import Decimal

from duespark.einvoice.ksef_nodes import Node, NoKsef, amount, number, pieces, text
from duespark.einvoice.ksef_rates import rate_of
from duespark.engine.invoice.document import Adjustment, Document
from duespark.engine.invoice.line import Line

_CLASSES = {"PKWIU": "PKWiU", "CN": "CN", "PKOB": "PKOB"}
_MOST_LINES = 10_000
_NAME = 512
"""Most characters of P_7."""


def lines_of(document: Document, *, sign: int) -> list[list[Node]]:
    """Every line in order, numbered from 1; `sign` is -1 where the document states what is given back."""
    items = [_item(document, line, sign) for line in document.lines if line.kind == "item"]
    items += [_adjustment(document, one, -sign, "Rabat") for one in document.allowances]
    items += [_adjustment(document, one, sign, "Opłata") for one in document.charges]
    if len(items) > _MOST_LINES:
        raise NoKsef(pointer="/lines", problem=f"FA(3) takes {_MOST_LINES} lines, and it has {len(items)}")
    return [[("NrWierszaFa", str(at)), *nodes] for at, nodes in enumerate(items, start=1)]


def _item(document: Document, line: Line, sign: int) -> list[Node]:
    amounts = line.amounts
    assert amounts is not None
    before = line.correction == "before"
    factor = -sign if before else sign
    inclusive = document.prices_include_tax
    price = number(line.unit_price / line.base_quantity, 8)
    discount = amounts.discount - amounts.charge
    return [
        ("P_7", next(iter(pieces(line.description, _NAME)), None)),
        ("Indeks", text(line.sku, 50, field="/lines")),
        *_codes(line),
        ("P_8A", text(line.unit, field="/lines")),
        ("P_8B", number(factor * line.quantity, 6)),
        ("P_9B" if inclusive else "P_9A", price),
        ("P_10", amount(factor * discount) if discount else None),
        ("P_11A", amount(factor * amounts.total)) if inclusive else ("P_11", amount(factor * amounts.net)),
        ("P_12", rate_of(document, amounts.tax_category, amounts.tax_rate).code),
        ("KursWaluty", rate_to_zloty(document)),
        ("StanPrzed", "1" if before else None),
    ]


def _codes(line: Line) -> Iterator[Node]:
    if line.item is None:
        return
    yield ("GTIN", text(line.item.gtin, 20))
    found = {
        _CLASSES[one.scheme.upper()]: one.code for one in line.item.classifications if one.scheme.upper() in _CLASSES
    }
    for name in _CLASSES.values():
        yield (name, text(found.get(name, ""), 50))


def _adjustment(document: Document, one: Adjustment, sign: int, word: str) -> list[Node]:
    assert one.net is not None and one.tax_category is not None
    gross = one.net + (one.tax_amount or Decimal(0))
    stated = ("P_11A", amount(sign * gross)) if document.prices_include_tax else ("P_11", amount(sign * one.net))
    return [
        ("P_7", text(one.reason, 512) or word),
        stated,
        ("P_12", rate_of(document, one.tax_category, one.tax_rate or Decimal(0)).code),
        ("KursWaluty", rate_to_zloty(document)),
    ]


def rate_to_zloty(document: Document) -> str | None:
    """The rate tax was converted at; None in zloty, and where no tax needs it."""
    exchange = document.exchange
    return number(exchange.rate, 6) if exchange and exchange.currency == "PLN" and document.currency != "PLN" else None


def remarks(document: Document) -> list[list[Node]]:
    """What lines say beside their name (DodatkowyOpis), each by the number of its line: the rest of a name that is longer than
    P_7, and their notes; a long one in several."""
    items = [line for line in document.lines if line.kind == "item"]
    return [
        [("NrWiersza", str(at)), ("Klucz", key), ("Wartosc", part)]
        for at, line in enumerate(items, start=1)
        for key, words in (("Nazwa, ciąg dalszy", " ".join(pieces(line.description, _NAME)[1:])), ("Uwagi", line.note))
        for part in pieces(words)
    ]
