"""Lines as terms and back. EN 16931 knows items only: headings and texts become notes of the items beside them."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from duespark.einvoice.codes import PLAIN_UNIT, classification_codes, unit_code, unit_word
from duespark.einvoice.table import Terms
from duespark.einvoice.write import clean
from duespark.engine.invoice.document import Document
from duespark.engine.invoice.line import (
    Attribute,
    Classification,
    Discount,
    ItemDetails,
    Line,
    LineAmounts,
    LineCharge,
    LineLinks,
    Period,
)
from duespark.engine.money.rounding import round_to

_ZERO = Decimal(0)
_ONE = Decimal(1)
_UNIT = "unit"
"""Name of the item attribute (BT-160) that keeps a unit without a code."""

_NAMELESS = "Item"
"""The name (BT-153) of a line whose description has nothing that XML can hold."""

_NO_SCHEME = "Code"
"""Name of the item attribute of a classification that does not say which list it is of."""

_PRICE_DECIMALS = 4


def line_terms(document: Document, *, decimals: int) -> list[Terms]:
    """The items of a calculated document, each as BG-25."""
    return [
        _line(line, note, at, inclusive=document.prices_include_tax, decimals=decimals)
        for at, (line, note) in enumerate(_with_notes(document.lines), start=1)
    ]


def _with_notes(lines: Iterable[Line]) -> Iterator[tuple[Line, str]]:
    """Each item with its notes: its own, the headings before it, and the texts after it."""
    found: list[tuple[Line, list[str]]] = []
    before: list[str] = []
    for line in lines:
        if line.kind == "item":
            found.append((line, [*before, line.note]))
            before = []
        elif line.kind == "heading" or (line.kind == "text" and not found):
            before.append(line.description)
        elif line.kind == "text":
            found[-1][1].append(line.description)
    return ((line, "\n".join(text.strip() for text in notes if text.strip())) for line, notes in found)


def _line(line: Line, note: str, at: int, *, inclusive: bool, decimals: int) -> Terms:
    amounts = line.amounts
    assert amounts is not None
    terms: Terms = {"BT-126": line.id or str(at), "BT-131": amounts.net, "BT-151": amounts.tax_category}
    if amounts.tax_category != "O":
        terms["BT-152"] = amounts.tax_rate
    code = unit_code(line.unit)
    terms |= _prices(line, amounts, code, inclusive=inclusive, decimals=decimals)
    _put_item(terms, line, code)
    links = line.links or LineLinks()
    period = line.period or Period()
    for term, value in (
        ("BT-127", note), ("BT-128", links.object_id), ("BT-132", links.order_line), ("BT-133", links.cost_account),
        ("BT-134", period.start), ("BT-135", period.end),
    ):  # fmt: skip
        if value:
            terms[term] = value
    return terms


def _prices(line: Line, amounts: LineAmounts, code: str, *, inclusive: bool, decimals: int) -> Terms:
    """Quantity and net price. A price is never negative (BR-27): what is taken back has a negative quantity."""
    quantity = line.quantity
    if inclusive:
        price, base = _net_price(amounts.net, quantity, line.base_quantity, decimals)
        terms: Terms = {} if quantity else _of_nothing(line, amounts.net)
    else:
        price, base = line.unit_price, line.base_quantity
        terms = _reductions(line, amounts)
    if price < 0:
        price, quantity = -price, -quantity
    terms |= {"BT-129": quantity, "BT-130": code, "BT-146": price}
    if base != _ONE:
        terms |= {"BT-149": base, "BT-150": code}
    return terms


def _net_price(net: Decimal, quantity: Decimal, base: Decimal, decimals: int) -> tuple[Decimal, Decimal]:
    """The price without tax of a line whose price includes it, discounts already taken off, and what it is for.

    Where no price with few decimals comes to the line's net amount, the price is that amount for the whole quantity.
    """
    if not quantity:
        return _ZERO, _ONE
    price = round_to(net * base / quantity, max(_PRICE_DECIMALS, decimals))
    if price >= 0 and round_to(price * quantity / base, decimals) == net:
        return price, base
    return net.copy_sign(_ONE if (net < 0) == (quantity < 0) or not net else -_ONE), abs(quantity)


def _of_nothing(line: Line, net: Decimal) -> Terms:
    """The amount of a line without quantity, which is that of its charges."""
    return {"BG-28": [_adjusted("BG-28", net, line.charges, -_ONE)]} if net > 0 else {}


def _reductions(line: Line, amounts: LineAmounts) -> Terms:
    """One allowance (BG-27) for all discounts and one charge (BG-28) for all charges of the line.

    On a line that takes back, a discount gives less back: there it is the charge, and the other way round.
    """
    found: Terms = {}
    discounts = [one for one in (line.discount, *line.allowances) if one is not None]
    for amount, parts, on in (
        (-amounts.discount, discounts, amounts.gross),
        (amounts.charge, line.charges, amounts.gross - amounts.discount),
    ):
        if amount:
            kind = "BG-27" if amount < 0 else "BG-28"
            found.setdefault(kind, []).append(_adjusted(kind, abs(amount), parts, on))
    return found


_FIRST = {"BG-27": 136, "BG-28": 141}
_WORDS = {"BG-27": ("Discount", Discount), "BG-28": ("Charge", LineCharge)}


def _adjusted(kind: str, amount: Decimal, parts: Iterable[Discount | LineCharge], on: Decimal) -> Terms:
    first, (word, own) = _FIRST[kind], _WORDS[kind]
    said = list(parts)
    reasons = [reason for one in said if (reason := clean(one.reason).strip())]
    terms: Terms = {f"BT-{first}": amount, f"BT-{first + 3}": ", ".join(reasons) or word}
    codes = {code for one in said if isinstance(one, own) and (code := clean(one.code).strip())}
    if len(codes) == 1:
        terms[f"BT-{first + 4}"] = codes.pop()
    if len(said) == 1 and said[0].percent is not None and isinstance(said[0], own) and on >= 0:
        terms |= {f"BT-{first + 1}": on, f"BT-{first + 2}": said[0].percent}
    return terms


def _put_item(terms: Terms, line: Line, code: str) -> None:
    item = line.item or ItemDetails()
    pairs = [(one.name, one.value) for one in item.attributes]
    if code == PLAIN_UNIT and line.unit.strip() != PLAIN_UNIT:
        pairs.append((_UNIT, line.unit.strip()))
    classes = []
    for one in item.classifications:
        listed = _LISTS.get(one.scheme.upper(), one.scheme)
        if listed in classification_codes():
            classes.append({"BT-158": one.code, "BT-158-1": listed})
        else:
            pairs.append((clean(one.scheme).strip() or _NO_SCHEME, one.code))
    # A property has a name and a value (BR-54).
    attributes = [
        {"BT-160": name, "BT-161": value} for name, value in pairs if clean(name).strip() and clean(value).strip()
    ]
    for term, value in (
        ("BT-153", clean(line.description).strip() or clean(line.sku).strip() or _NAMELESS), ("BT-154", item.details.strip()), ("BT-155", line.sku),
        ("BT-156", item.buyer_sku), ("BT-157", item.gtin), ("BT-159", item.origin), ("BT-158", classes),
        ("BG-32", attributes),
    ):  # fmt: skip
        if value:
            terms[term] = value
    if item.gtin:
        terms["BT-157-1"] = "0160"


_LISTS = {"HSN": "HS", "CPV": "STI"}
"""Classifications by their everyday name, and their code of UNTDID 7143; HSN is the Harmonized System."""


# --- from terms ------------------------------------------------------------------------------------------------------


def line_of(terms: Terms, *, tax: str) -> Line:
    """The line of BG-25, taxed under the key `tax`.

    >>> line_of({"BT-126": "1", "BT-153": "Tea", "BT-129": Decimal(2), "BT-146": Decimal("9.50")}, tax="standard").quantity
    Decimal('2')
    """
    links = LineLinks(
        object_id=terms.get("BT-128", ""), order_line=terms.get("BT-132", ""), cost_account=terms.get("BT-133", "")
    )
    period = Period(start=terms.get("BT-134"), end=terms.get("BT-135"))
    unit, item = _item_of(terms)
    price, base = _price_of(terms)
    discounts, charges = _reductions_of(terms, negative=price * terms.get("BT-129", _ONE) < 0)
    return Line(
        id=terms.get("BT-126", ""),
        description=terms.get("BT-153", ""),
        note=terms.get("BT-127", ""),
        sku=terms.get("BT-155", ""),
        quantity=terms.get("BT-129", _ONE),
        unit=unit,
        unit_price=price,
        base_quantity=base,
        allowances=discounts,
        charges=charges,
        tax=tax,
        period=period if period != Period() else None,
        item=item if item != ItemDetails() else None,
        links=links if links != LineLinks() else None,
    )


def _price_of(terms: Terms) -> tuple[Decimal, Decimal]:
    base: Decimal = terms.get("BT-149") or _ONE
    price: Decimal = terms.get("BT-146", _ZERO)
    return price, base if base > 0 else _ONE


def _reductions_of(terms: Terms, *, negative: bool) -> tuple[tuple[Discount, ...], tuple[LineCharge, ...]]:
    """Discounts and charges as they are here: a discount makes a line smaller, a charge larger, whatever its sign."""
    discounts, charges = [], []
    for kind, sign in (("BG-27", -1), ("BG-28", 1)):
        first = _FIRST[kind]
        for one in terms.get(kind, ()):
            effect: Decimal = sign * one.get(f"BT-{first}", _ZERO)
            said = {"reason": one.get(f"BT-{first + 3}", ""), "code": one.get(f"BT-{first + 4}", "")}
            if effect and (effect < 0) != negative:
                discounts.append(Discount(amount=abs(effect), **said))
            elif effect:
                charges.append(LineCharge(amount=abs(effect), **said))
    return tuple(discounts), tuple(charges)


def _item_of(terms: Terms) -> tuple[str, ItemDetails]:
    """The unit as it is written here, and what else is known of the item."""
    said: list[Any] = list(terms.get("BG-32", ()))
    units = [one["BT-161"] for one in said if one.get("BT-160") == _UNIT and one.get("BT-161")]
    unit = units[0] if units else unit_word(terms.get("BT-130", PLAIN_UNIT))
    attributes = tuple(
        Attribute(name=one["BT-160"], value=one["BT-161"])
        for one in said
        if one.get("BT-160") and one.get("BT-161") and one.get("BT-160") != _UNIT
    )
    names = {code: name for name, code in _LISTS.items()}
    classes = tuple(
        Classification(scheme=names.get(one.get("BT-158-1", ""), one.get("BT-158-1", "")), code=one["BT-158"])
        for one in terms.get("BT-158", ())
        if one.get("BT-158")
    )
    return unit, ItemDetails(
        details=terms.get("BT-154", ""),
        buyer_sku=terms.get("BT-156", ""),
        gtin=terms.get("BT-157", ""),
        origin=terms.get("BT-159", ""),
        classifications=classes,
        attributes=attributes,
    )
