"""Writes the lines of a document, with the columns it needs and no others."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from duespark.documents.formats import MINUS, Formats
from duespark.engine.invoice.discount_display import Shown
from duespark.engine.invoice.discount_display import shown as shown_price
from duespark.engine.invoice.plain import load_line


def columns(doc: Mapping[str, Any], words: Mapping[str, str]) -> list[dict[str, str]]:
    """The columns right of the description, as key and heading; discount and tax only where a line has one."""
    items = [line for line in doc["lines"] if line["kind"] in ("item", "optional")]
    keys = ["quantity", "unit_price"]
    if any(_shown(line, doc).discount for line in items):
        keys.append("discount")
    if any(line["amounts"] for line in items):
        keys.append("tax_rate")
    amount = "amount_with_tax" if doc["prices_include_tax"] else "amount"
    return [*({"key": key, "label": words[key]} for key in keys), {"key": "amount", "label": words[amount]}]


def rows(doc: Mapping[str, Any], form: Formats, words: Mapping[str, str]) -> list[dict[str, str]]:
    """One row a line, with every text it shows; a correction says which lines were and which are."""
    shown = "total" if doc["prices_include_tax"] else "net"
    found, state = [], None
    for line in doc["lines"]:
        if line.get("correction") != state and line.get("correction"):
            found.append(_heading(words[f"correction_{line.get('correction')}"]))
        state = line.get("correction")
        found.append(_row(line, doc, form, words, shown))
    return found


def _heading(text: str) -> dict[str, str]:
    return {"kind": "heading", "description": text, "note": "", "sku": ""}


def _row(
    line: Mapping[str, Any], doc: Mapping[str, Any], form: Formats, words: Mapping[str, str], shown: str
) -> dict[str, str]:
    row = {"kind": line["kind"], "description": line["description"], "note": line["note"], "sku": line["sku"]}
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
        return MINUS + form.percent(typed["percent"])
    return form.amount(str(-price.discount))


def _charges(line: Mapping[str, Any], form: Formats, words: Mapping[str, str]) -> str:
    """What was added to the line, so that who multiplies finds the amount; said by name, whatever it is for."""
    if not line["amounts"] or not Decimal(line["amounts"]["charge"]):
        return ""
    reasons = ", ".join(each["reason"] or words["charge"] for each in line["charges"])
    return f"{reasons}: {form.amount(line['amounts']['charge'])}"


def _rate(amounts: Mapping[str, str], form: Formats, words: Mapping[str, str]) -> str:
    if amounts["tax_category"] in ("E", "O"):
        return words[f"short_{amounts['tax_category']}"]
    return form.percent(amounts["tax_rate"])
