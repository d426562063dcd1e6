"""Writes the lines of a document, with the columns it needs and no others."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from duespark.documents.formats import Formats
from duespark.engine.invoice.discount_display import Shown
from duespark.engine.invoice.discount_display import shown as shown_price
from duespark.engine.invoice.plain import load_line

_USUAL = ("description", "quantity", "unit_price", "discount", "tax_rate", "amount")
_WIDTHS: Final = {
    "position": 8, "sku": 16, "description": 34, "quantity": 16, "unit": 12, "unit_price": 20, "discount": 16, "tax_rate": 12,
    "net": 22, "tax_amount": 20, "gross": 22, "amount": 22,
}  # fmt: skip
"""Millimeters a column usually needs, so that a description still has a few words to a line."""
_GIVES_WAY: Final = ("unit", "sku", "position", "tax_amount", "net")
"""What goes first where paper is too narrow for all: a unit then stands with its quantity and an article number below its
description, and what a tax comes to stands in the totals."""
_LONGEST_SKU: Final = 24
_OF_EVERY_LINE: Final = ("kind", "description", "note", "sku", "added")
_ADDED: Final = {"added": "yes", "description": "", "note": "", "sku": ""}
"""What stands in the table and is no line of the document."""
_LABELS = {"net": "amount", "gross": "amount_with_tax", "position": "position_short"}


def columns(
    doc: Mapping[str, Any], words: Mapping[str, str], chosen: Sequence[str] = (), *, room: int = 210
) -> list[dict[str, str]]:
    """The columns from start to end, as key and heading: the `chosen` ones or the usual.

    Discount, tax and article number stand only where a line has one; a long number stands below its description, to which it
    would leave no room. `room` is the millimeters they have.
    """
    items = [line for line in doc["lines"] if line["kind"] in ("item", "optional")]
    lowered = (line for line in items if line["discount"] or line["allowances"])
    idle = set() if any(_shown(line, doc).discount for line in lowered) else {"discount"}
    idle |= set() if any(line["amounts"] for line in items) else {"tax_rate", "tax_amount"}
    idle |= set() if 0 < max((len(line["sku"]) for line in items), default=0) <= _LONGEST_SKU else {"sku"}
    idle |= set() if any(line["unit"] for line in items) else {"unit"}
    labels = {**_LABELS, "amount": "amount_with_tax" if doc["prices_include_tax"] else "amount"}
    keys = _that_fit([key for key in chosen or _USUAL if key not in idle], room)
    return [{"key": key, "label": words[labels.get(key, key)]} for key in keys]


def _that_fit(keys: list[str], room: int) -> list[str]:
    for key in _GIVES_WAY:
        if sum(_WIDTHS[each] for each in keys) <= room:
            break
        if key != "net" or "gross" in keys:
            keys = [each for each in keys if each != key]
    return keys


def rows(
    doc: Mapping[str, Any], form: Formats, words: Mapping[str, str], table: Mapping[str, Any]
) -> list[dict[str, str]]:
    """One row a line, with every text it shows; a correction says which lines were and which are.

    With `group_subtotals` a group under a heading ends with its sum; with `carry_forward` each row says what the lines
    come to up to it.
    """
    shown = "total" if doc["prices_include_tax"] else "net"
    found, state = list[dict[str, str]](), None
    position, carried = 0, Decimal(0)
    for line in _with_sums(doc["lines"], shown) if table["group_subtotals"] else doc["lines"]:
        if line.get("correction") != state and line.get("correction"):
            found.append(_heading(words[f"correction_{line.get('correction')}"]))
        state = line.get("correction")
        row = _row(line, doc, form, words, shown)
        if line["kind"] in ("item", "optional"):
            position += 1
            row["position"] = str(position)
        if line["kind"] == "item" and line["amounts"]:
            carried += Decimal(line["amounts"][shown])
        if table["carry_forward"]:
            row["carried"] = form.amount(str(carried))
        found.append(row)
    return found


def _with_sums(lines: Sequence[Mapping[str, Any]], shown: str) -> Iterator[Mapping[str, Any]]:
    """The lines, and after each group under a heading its sum, where the document does not say it itself."""
    group: list[Decimal] | None = None
    for line in lines:
        if line["kind"] == "heading":
            yield from _sum(group, shown)
            group = []
        elif line["kind"] == "subtotal":
            group = None
        elif line["kind"] == "item" and group is not None and line["amounts"]:
            group.append(Decimal(line["amounts"][shown]))
        yield line
    yield from _sum(group, shown)


def _sum(group: list[Decimal] | None, shown: str) -> Iterator[Mapping[str, Any]]:
    if group:
        amount = str(sum(group, Decimal(0)))
        yield _ADDED | {"kind": "subtotal", "subtotal": {shown: amount}}


def _heading(text: str) -> dict[str, str]:
    return _ADDED | {"kind": "heading", "description": text}


def _row(
    line: Mapping[str, Any], doc: Mapping[str, Any], form: Formats, words: Mapping[str, str], shown: str
) -> dict[str, str]:
    row = {key: line[key] for key in _OF_EVERY_LINE if key in line}
    if line["kind"] in ("item", "optional"):
        row |= _figures(line, _shown(line, doc), form, words, shown)
        row["note"] = "\n".join(text for text in (line["note"], _charges(line, form, words)) if text)
    if line["kind"] == "subtotal":
        row["description"] = line["description"] or words["subtotal"]
        row["amount"] = form.amount(line["subtotal"][shown]) if line["subtotal"] else ""
    return row


def _shown(line: Mapping[str, Any], doc: Mapping[str, Any]) -> Shown:
    """The price and the discount as the seller wants them shown."""
    return shown_price(load_line(line), doc["discount_display"])


def _figures(
    line: Mapping[str, Any], price: Shown, form: Formats, words: Mapping[str, str], shown: str
) -> dict[str, str]:
    amounts = line["amounts"]
    return {
        "quantity": form.quantity(line["quantity"]),
        "unit": line["unit"],
        "unit_price": _price(str(price.unit_price), line, form),
        "old_unit_price": _price(str(price.old_unit_price), line, form) if price.old_unit_price is not None else "",
        "discount": _discount(line, price, form),
        "tax_rate": _rate(amounts, form, words) if amounts else "",
        "net": form.amount(amounts["net"]) if amounts else "",
        "tax_amount": form.amount(amounts["tax"]) if amounts else "",
        "gross": form.amount(amounts["total"]) if amounts else "",
        "amount": form.amount(amounts[shown]) if amounts else "",
    }


def _price(price: str, line: Mapping[str, Any], form: Formats) -> str:
    """The unit price; with the quantity it is for, where that is not one."""
    base = Decimal(line["base_quantity"])
    return form.amount(price) if base == 1 else f"{form.amount(price)} / {form.quantity(line['base_quantity'])}"


def _discount(line: Mapping[str, Any], price: Shown, form: Formats) -> str:
    """The percentage where that is all there is to say, else the amount."""
    if not price.discount:
        return ""
    typed = line["discount"]
    if typed and typed["percent"] is not None and not line["allowances"]:
        return form.minus + form.percent(typed["percent"])
    return form.amount(str(-price.discount))


def _charges(line: Mapping[str, Any], form: Formats, words: Mapping[str, str]) -> str:
    """What was added to the line, so that who multiplies finds the amount; said by name, whatever it is for."""
    if not line["amounts"] or not Decimal(line["amounts"]["charge"]):
        return ""
    reasons = ", ".join(each["reason"] or words["charge"] for each in line["charges"])
    return form.said(reasons, form.amount(line["amounts"]["charge"]))


def _rate(amounts: Mapping[str, str], form: Formats, words: Mapping[str, str]) -> str:
    if amounts["tax_category"] in ("E", "O"):
        return words[f"short_{amounts['tax_category']}"]
    return form.percent(amounts["tax_rate"])
