"""Writes the lines of a document, with the columns it needs and no others."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from duespark.documents.formats import MINUS, Formats


def columns(doc: Mapping[str, Any], words: Mapping[str, str]) -> list[dict[str, str]]:
    """The columns right of the description, as key and heading; discount and tax only where a line has one."""
    items = [line for line in doc["lines"] if line["kind"] in ("item", "optional")]
    keys = ["quantity", "unit_price"]
    if any(line["discount"] for line in items):
        keys.append("discount")
    if any(line["amounts"] for line in items):
        keys.append("tax_rate")
    amount = "amount_with_tax" if doc["prices_include_tax"] else "amount"
    return [*({"key": key, "label": words[key]} for key in keys), {"key": "amount", "label": words[amount]}]


def rows(doc: Mapping[str, Any], form: Formats, words: Mapping[str, str]) -> list[dict[str, str]]:
    """One row a line. A subtotal row shows the sum of the items since the subtotal before it."""
    shown, result, running = ("total" if doc["prices_include_tax"] else "net"), [], Decimal(0)
    for line in doc["lines"]:
        row = {"kind": line["kind"], "description": line["description"], "note": line["note"], "sku": line["sku"]}
        if line["kind"] in ("item", "optional"):
            row |= _figures(line, form, words, shown)
        if line["kind"] == "item" and line["amounts"]:
            running += Decimal(line["amounts"][shown])
        if line["kind"] == "subtotal":
            row |= {"description": line["description"] or words["subtotal"], "amount": form.amount(str(running))}
            running = Decimal(0)
        result.append(row)
    return result


def _figures(line: Mapping[str, Any], form: Formats, words: Mapping[str, str], shown: str) -> dict[str, str]:
    amounts = line["amounts"]
    return {
        "quantity": form.quantity(line["quantity"]),
        "unit": line["unit"],
        "unit_price": form.amount(line["unit_price"]),
        "discount": _discount(line["discount"], form),
        "tax_rate": _rate(amounts, form, words) if amounts else "",
        "amount": form.amount(amounts[shown]) if amounts else "",
    }


def _discount(discount: Mapping[str, Any] | None, form: Formats) -> str:
    if discount is None:
        return ""
    if discount["percent"] is not None:
        return MINUS + form.percent(discount["percent"])
    return MINUS + form.amount(discount["amount"])


def _rate(amounts: Mapping[str, str], form: Formats, words: Mapping[str, str]) -> str:
    if amounts["tax_category"] in ("E", "O"):
        return words[f"short_{amounts['tax_category']}"]
    return form.percent(amounts["tax_rate"])
