"""Writes the totals of a document and the reasons why a line of it bears no tax."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from duespark.documents.formats import MINUS, Formats

_RATE = re.compile(r"[\s\u00a0]*[\d.,]+[\s\u00a0]*%.*")
"""A rate in a label, and what follows it ("VAT 7% reduced"); the rate is written again as the document's language does."""
_VAT_NAMES = {"VAT", "USt.", "MWST", "TVA", "IVA", "btw", "btw/TVA", "ALV", "DPH", "Moms", "MVA"}
"""What value-added tax (Directive 2006/112/EC and its kin) is called where the seller is."""
_UNTAXED = ("Z", "E", "AE", "K", "G", "O")


def totals(doc: Mapping[str, Any], form: Formats, words: Mapping[str, str]) -> list[dict[str, str]]:
    """The rows between the lines and the amount due: label and amount, from the sum of the lines to what is prepaid."""
    total = doc["totals"]
    if total is None:
        return []
    rows = list(_adjustments(doc, form, words))
    if rows:
        rows.insert(0, (words["lines_total"], form.amount(total["lines"])))
    rows.append((words["net"], form.amount(total["net"])))
    rows += [(_taxed(row, form, words), form.amount(row["tax"])) for row in total["breakdown"]]
    rows.append((words["gross"], form.amount(total["gross"])))
    if Decimal(total["prepaid"]):
        rows.append((words["prepaid"], _less(total["prepaid"], form)))
    if Decimal(total["rounding"]):
        rows.append((words["rounding"], form.amount(total["rounding"])))
    return [{"label": label, "amount": amount} for label, amount in rows]


def reasons(doc: Mapping[str, Any], form: Formats, words: Mapping[str, str]) -> list[str]:
    """One sentence for each part of the breakdown without tax, as EN 16931 (BT-120) and most VAT laws ask."""
    breakdown = doc["totals"]["breakdown"] if doc["totals"] else ()
    return [
        f"{_name(row, words)} {form.percent(row['rate'])}: {row['reason'] or words['category_' + row['category']]}"
        for row in breakdown
        if row["reason"] or row["category"] in _UNTAXED
    ]


def _adjustments(doc: Mapping[str, Any], form: Formats, words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for allowance in doc["allowances"]:
        yield _reason(allowance, form, words["allowance"]), _less(allowance["net"] or "0", form)
    for charge in doc["charges"]:
        yield _reason(charge, form, words["charge"]), form.amount(charge["net"] or "0")


def _reason(adjustment: Mapping[str, Any], form: Formats, otherwise: str) -> str:
    text = str(adjustment["reason"] or otherwise)
    return text if adjustment["percent"] is None else f"{text} ({form.percent(adjustment['percent'])})"


def _less(value: str, form: Formats) -> str:
    return form.amount(str(-Decimal(value))) if Decimal(value) else MINUS + form.amount(value)


def _taxed(row: Mapping[str, str], form: Formats, words: Mapping[str, str]) -> str:
    return words["taxed"].format(
        name=_name(row, words), rate=form.percent(row["rate"]), taxable=form.amount(row["taxable"])
    )


def _name(row: Mapping[str, str], words: Mapping[str, str]) -> str:
    """The tax by the name the document's reader knows; one that is not a value-added tax keeps its own."""
    name = _RATE.sub("", row["label"])
    return words["vat"] if name in _VAT_NAMES else name or words["tax"]
