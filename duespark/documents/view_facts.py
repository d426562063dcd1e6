"""Writes the facts of a document: its dates, references and, in another currency than the books', the rate."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from duespark.documents.formats import Formats, formats
from duespark.documents.view_parties import address_lines


def gives_back(doc: Mapping[str, Any]) -> bool:
    """A correction to less: nobody has to pay it by a day."""
    return bool(doc["totals"]) and Decimal(doc["totals"]["amount_due"]) < 0


def facts(doc: Mapping[str, Any], form: Formats, words: Mapping[str, str]) -> list[dict[str, str]]:
    """Key, label and value of each fact the document has, dates first."""
    days = {key: form.day(doc[key]) for key in ("issue_date", "supply_date", "due_date", "valid_until") if doc[key]}
    if gives_back(doc):
        days.pop("due_date", None)
    texts = {key: doc[key] for key in ("purchase_order", "buyer_reference") if doc[key]}
    texts |= {"corrects": ", ".join(one["number"] for one in doc["references"] if one["kind"] == "corrects")}
    texts |= {"correction_reason": doc["correction_reason"] if doc["kind"] == "corrective_invoice" else ""}
    texts |= {"from_quote": ", ".join(one["number"] for one in doc["references"] if one["kind"] == "quote")}
    texts |= {
        "ship_from": ", ".join(filter(None, address_lines(doc["ship_from"]["address"], form)))
        if doc.get("ship_from")
        else ""
    }
    texts = {key: text for key, text in texts.items() if text}
    says = {"issue_date": words["date" if doc["kind"] in ("quote", "proforma") else "issue_date"]}
    if doc["kind"] == "credit_note":
        says["due_date"] = words["credit_date"]
    return [{"key": key, "label": says.get(key, words[key]), "value": value} for key, value in (days | texts).items()]


def more_facts(doc: Mapping[str, Any], form: Formats, words: Mapping[str, str]) -> list[dict[str, str]]:
    """What stands elsewhere on the usual paper and a template may ask for among the facts: the number, and in another
    currency than the books' the rate and what the total comes to in theirs."""
    found = [{"key": "number", "label": words["number"], "value": doc["number"]}] if doc["number"] else []
    converted = doc["totals"]["converted"] if doc["totals"] else None
    if not converted:
        return found
    rate, currency = form.quantity(doc["exchange"]["rate"]), converted["currency"]
    total = formats(str(form.locale), currency).money(converted["gross"])
    found.append(
        {"key": "exchange_rate", "label": words["exchange_rate"], "value": f"1 {doc['currency']} = {rate} {currency}"}
    )
    label = words["amount_in_base"].format(currency=currency)
    return [*found, {"key": "amount_in_base", "label": label, "value": total}]
