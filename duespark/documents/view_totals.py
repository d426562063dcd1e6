"""Writes the totals of a document and the reasons why a line of it bears no tax."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from duespark.documents.formats import Formats, formats

_RATE = re.compile(r"[\s\u00a0]*[\d.,]+[\s\u00a0]*%.*")
"""A rate in a label, and what follows it ("VAT 7% reduced"); the rate is written again as the document's language does."""
_VAT_NAMES = {"VAT", "USt.", "MWST", "TVA", "IVA", "btw", "btw/TVA", "ALV", "DPH", "Moms", "MVA"}
"""What value-added tax (Directive 2006/112/EC and its kin) is called where the seller is."""
_UNTAXED = ("Z", "E", "AE", "K", "G", "O")


def totals(doc: Mapping[str, Any], form: Formats, words: Mapping[str, str]) -> list[dict[str, str]]:
    """The rows between the lines and the amount due: key, label and amount, from the sum of the
    lines to what is prepaid."""
    total = doc["totals"]
    if total is None:
        return []
    rows = list(_adjustments(doc, form, words))
    if rows:
        rows.insert(0, ("lines_total", words["lines_total"], form.amount(total["lines"])))
    rows.append(("net", words["net"], form.amount(total["net"])))
    rows += [("tax", _taxed(row, form, words), form.amount(row["tax"])) for row in total["breakdown"]]
    rows.append(("gross", words["gross"], form.amount(total["gross"])))
    rows += [("prepaid", label, amount) for label, amount in _prepaid(doc, form, words)]
    rows += [("withheld", label, amount) for label, amount in _withheld(doc, form, words)]
    if Decimal(total["rounding"]):
        rows.append(("rounding", words["rounding"], form.amount(total["rounding"])))
    return [{"key": key, "label": label, "amount": amount} for key, label, amount in rows]


def breakdown(doc: Mapping[str, Any], form: Formats, words: Mapping[str, str]) -> list[dict[str, str]]:
    """One row a tax: its name and rate, what it is taken of, what it comes to, and both together."""
    return [
        {
            "name": f"{_name(row, words)} {form.percent(row['rate'])}",
            "taxable": form.amount(row["taxable"]),
            "tax": form.amount(row["tax"]),
            "gross": form.amount(str(Decimal(row["taxable"]) + Decimal(row["tax"]))),
        }
        for row in (doc["totals"]["breakdown"] if doc["totals"] else ())
    ]


def discounts(doc: Mapping[str, Any], form: Formats, words: Mapping[str, str], *, display: str) -> list[dict[str, str]]:
    """What was taken off, each with its reason; nothing where discounts are hidden, and of lines only what stands apart."""
    if display == "hidden":
        return []
    lines = [line for line in doc["lines"] if line["kind"] == "item" and Decimal(line["amounts"]["discount"])]
    of_lines = [(line["description"], line["amounts"]["discount"]) for line in lines if display != "inline"]
    whole = [(_reason(each, form, words["allowance"]), each["net"] or "0") for each in doc["allowances"]]
    return [{"label": label, "amount": _less(amount, form)} for label, amount in (*of_lines, *whole)]


def reasons(doc: Mapping[str, Any], form: Formats, words: Mapping[str, str]) -> list[str]:
    """One sentence for each part of the breakdown without tax, as EN 16931 (BT-120) and most VAT laws ask."""
    breakdown = doc["totals"]["breakdown"] if doc["totals"] else ()
    untaxed = [
        form.said(
            f"{_name(row, words)} {form.percent(row['rate'])}", row["reason"] or words["category_" + row["category"]]
        )
        for row in breakdown
        if row["reason"] or row["category"] in _UNTAXED
    ]
    return [*untaxed, *doc["tax_mentions"], *_withholding_laws(doc, form), *_converted(doc, form, words)]


def early_discounts(doc: Mapping[str, Any], form: Formats, words: Mapping[str, str]) -> list[str]:
    """One sentence for each discount for early payment, with the amount that then settles the document."""
    due = form.money(doc["totals"]["amount_due"]) if doc["totals"] else ""
    return [_early(each, due, form, words) for each in doc["payment_terms"]["early"] if each["payable"] is not None]


def _early(early: Mapping[str, Any], due: str, form: Formats, words: Mapping[str, str]) -> str:
    percent, payable = form.percent(early["percent"]), form.money(early["payable"])
    if early["until"]:
        return words["early"].format(percent=percent, date=form.day(early["until"]), payable=payable, due=due)
    return words["early_days"].format(percent=percent, days=early["days"], payable=payable, due=due)


def _prepaid(doc: Mapping[str, Any], form: Formats, words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What was paid before: each deposit by the number of its invoice, with the tax that invoice stated."""
    rows = doc["totals"]["breakdown"]
    tax_name = _name(rows[0], words) if rows else words["tax"]
    for each in doc["prepayments"]:
        label = words["deposit_paid"].format(number=each["number"]) if each["number"] else words["prepaid"]
        yield label, _less(each["amount"], form)
        if Decimal(each["tax"]):
            yield form.said(words["deposit_tax"].format(name=tax_name), form.amount(each["tax"])), ""
    if Decimal(doc["prepaid"]):
        yield words["prepaid"], _less(doc["prepaid"], form)


def _withheld(doc: Mapping[str, Any], form: Formats, words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for each in doc["withholdings"]:
        label = words["withheld"].format(name=each["name"], rate=form.percent(each["percent"]))
        yield label, _less(each["amount"] or "0", form)


def _withholding_laws(doc: Mapping[str, Any], form: Formats) -> list[str]:
    return [form.said(each["name"], each["source"]) for each in doc["withholdings"] if each["source"]]


def _converted(doc: Mapping[str, Any], form: Formats, words: Mapping[str, str]) -> Iterator[str]:
    """The tax in the currency of the books (BT-111), with the rate it was converted at."""
    exchange, converted = doc["exchange"], doc["totals"] and doc["totals"]["converted"]
    if not converted or not Decimal(converted["tax"]):
        return
    rows = doc["totals"]["breakdown"]
    day = form.day(exchange["rate_date"]) if exchange["rate_date"] else ""
    published = " · ".join(text for text in (exchange["source"], day) if text)
    yield words["converted"].format(
        name=_name(rows[0], words) if rows else words["tax"],
        currency=converted["currency"],
        amount=formats(str(form.locale), converted["currency"]).money(converted["tax"]),
        rate=form.quantity(exchange["rate"]),
        source=f", {published}" if published else "",
        **{"from": doc["currency"]},
    )


def _adjustments(doc: Mapping[str, Any], form: Formats, words: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    for allowance in doc["allowances"]:
        yield "allowance", _reason(allowance, form, words["allowance"]), _less(allowance["net"] or "0", form)
    for charge in doc["charges"]:
        yield "charge", _reason(charge, form, words["charge"]), form.amount(charge["net"] or "0")


def _reason(adjustment: Mapping[str, Any], form: Formats, otherwise: str) -> str:
    text = str(adjustment["reason"] or otherwise)
    return text if adjustment["percent"] is None else f"{text} ({form.percent(adjustment['percent'])})"


def _less(value: str, form: Formats) -> str:
    return form.amount(str(-Decimal(value))) if Decimal(value) else form.minus + form.amount(value)


def _taxed(row: Mapping[str, str], form: Formats, words: Mapping[str, str]) -> str:
    return words["taxed"].format(
        name=_name(row, words), rate=form.percent(row["rate"]), taxable=form.amount(row["taxable"])
    )


def _name(row: Mapping[str, str], words: Mapping[str, str]) -> str:
    """The tax by the name the document's reader knows; one that is not a value-added tax keeps its own."""
    name = _RATE.sub("", row["label"])
    return words["vat"] if name in _VAT_NAMES else name or words["tax"]
