"""The facts a template may name, taken from a document in its plain form and from nothing else."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from duespark.documents.formats import Formats
from duespark.documents.liquid.values import Day, Figure, Style
from duespark.documents.view_parties import address_lines, registrations

_NOBODY: Mapping[str, Any] = {
    "name": "", "trading_name": "", "contact_name": "", "email": "", "phone": "", "website": "",
    "tax_ids": (), "registration_number": "",
    "address": {"line1": "", "line2": "", "city": "", "postal_code": "", "region": "", "country": ""},
}  # fmt: skip
_ACCOUNT = ("holder", "iban", "bic", "account_number", "bank_name")
_DAYS = ("supply_date", "due_date", "valid_until")


def document_facts(doc: Mapping[str, Any], form: Formats, words: Mapping[str, str]) -> dict[str, Any]:
    """By name, as `reference.VARIABLES` explains them. What a document does not have is nil, so that `if` can ask.

    Nothing of it comes from live tables or the clock: an issued document says the same forever.
    """
    seller, buyer = doc["seller"] or _NOBODY, doc["buyer"] or _NOBODY
    account = doc["bank_account"] or {}
    return {
        "company": {**_party(seller, form, words), "legal_name": seller["name"] or None},
        "client": _party(buyer, form, words),
        "ship_to": _party(doc["ship_to"] or _NOBODY, form, words),
        "invoice": _invoice(doc, form, words),
        "bank": {key: account.get(key) or None for key in _ACCOUNT},
        "line_items": _lines(doc, form, words),
        "tax_breakdown": [_tax(row, form) for row in (doc["totals"] or {"breakdown": ()})["breakdown"]],
        **_totals(doc["totals"], form),
    }


def _party(value: Mapping[str, Any], form: Formats, words: Mapping[str, str]) -> dict[str, Any]:
    address = value["address"] or _NOBODY["address"]
    return {
        "name": value["trading_name"] or value["name"] or None,
        "contact_name": value["contact_name"] or None,
        "address": "\n".join(line for line in address_lines(address, form) if line) or None,
        "city": address["city"] or None,
        "country": form.country(address["country"]) if address["country"] else None,
        **{key: value[key] or None for key in ("email", "phone", "website")},
        "tax_ids": [{"name": each["label"], "value": each["value"]} for each in registrations(value, words)],
    }


def _invoice(doc: Mapping[str, Any], form: Formats, words: Mapping[str, str]) -> dict[str, Any]:
    references = {kind: ", ".join(one["number"] for one in doc["references"] if one["kind"] == kind) for kind in
                  ("quote", "corrects")}  # fmt: skip
    return {
        "title": words[doc["kind"]],
        "kind": doc["kind"],
        "number": doc["number"] or None,
        "date": _day(doc["issue_date"], form),
        **{key: _day(doc[key], form) for key in _DAYS},
        "currency": doc["currency"],
        "language": doc["language"],
        "purchase_order": doc["purchase_order"] or None,
        "reference": doc["buyer_reference"] or None,
        "quote": references["quote"] or None,
        "corrects": references["corrects"] or None,
        "payment_terms": doc["payment_terms"]["note"] or None,
        "notes": doc["notes"] or None,
        "terms": doc["terms"] or None,
    }


def _lines(doc: Mapping[str, Any], form: Formats, words: Mapping[str, str]) -> list[dict[str, Any]]:
    found, group, state = list[dict[str, Any]](), None, None
    shown = "total" if doc["prices_include_tax"] else "net"
    for line in doc["lines"]:
        if line.get("correction") != state:
            state = line.get("correction")
            group = words[f"correction_{state}"] if state else None
        if line["kind"] == "heading":
            group = line["description"] or None
        if line["kind"] in ("item", "optional"):
            position = Figure(str(len(found) + 1), "quantity", form)
            found.append({"position": position, "group": group, **_line(line, shown, form)})
    return found


def _line(line: Mapping[str, Any], shown: str, form: Formats) -> dict[str, Any]:
    amounts = line["amounts"] or {}
    discount = amounts.get("discount")
    return {
        "description": line["description"] or None,
        "note": line["note"] or None,
        "sku": line["sku"] or None,
        "unit": line["unit"] or None,
        "is_optional": line["kind"] == "optional",
        "quantity": Figure(line["quantity"], "quantity", form),
        "unit_price": _figure(line["unit_price"], "amount", form),
        "discount": Figure(discount, "amount", form) if discount and Decimal(discount) else None,
        "tax_rate": _figure(amounts.get("tax_rate"), "percent", form),
        "net": _figure(amounts.get("net"), "amount", form),
        "tax": _figure(amounts.get("tax"), "amount", form),
        "gross": _figure(amounts.get("total"), "amount", form),
        "amount": _figure(amounts.get(shown), "amount", form),
    }


def _tax(row: Mapping[str, Any], form: Formats) -> dict[str, Any]:
    return {
        "name": row["label"],
        "rate": Figure(row["rate"], "percent", form),
        "taxable": Figure(row["taxable"], "amount", form),
        "tax": Figure(row["tax"], "amount", form),
    }


def _totals(totals: Mapping[str, Any] | None, form: Formats) -> dict[str, Any]:
    keys = {"subtotal": "lines", "discount": "allowances", "charges": "charges", "net": "net", "tax": "tax",
            "total": "gross", "prepaid": "prepaid", "amount_due": "amount_due"}  # fmt: skip
    return {name: _figure(totals[key] if totals else None, "amount", form) for name, key in keys.items()}


def _figure(value: str | None, style: Style, form: Formats) -> Figure | None:
    return Figure(value, style, form) if value is not None else None


def _day(value: str | None, form: Formats) -> Day | None:
    return Day(value, form) if value else None
