"""Paying early, as a page and a mail say it on the day they are read: what settles the document now, or what was taken off."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from duespark.documents.formats import Formats
from duespark.documents.payment_code import payment_code


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlyPrice:
    """Until that day, included, `payable` settles what is owed, for `percent` were taken off the price."""

    percent: Decimal
    until: date
    payable: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Early:
    """The prices that can be had today, the lowest first; or `taken`, what was taken off for the `paid`."""

    prices: tuple[EarlyPrice, ...] = ()
    paid: Decimal = Decimal(0)
    taken: Decimal = Decimal(0)


def early_view(
    doc: Mapping[str, Any], form: Formats, words: Mapping[str, str], *, early: Early | None, has_code: bool
) -> dict[str, Any]:
    """`offers` to stand beside the amount, one a price; `code` pays the first of them where the document has a code for what
    is owed; `taken` stands beside a document that was settled so."""
    found = early or Early()
    first = found.prices[0] if found.prices else None
    code = payment_code(doc, words, amount=first.payable, pay_url="") if first and has_code else None
    payable = form.money(str(first.payable)) if first else ""
    return {
        "offers": [words["early_offer"].format(**_said(price, form)) for price in found.prices],
        "code": code,
        "pay": words["pay"].format(amount=payable),
        "taken": _taken(found, form, words) if found.taken else "",
    }


def early_sentences(early: Early, form: Formats, words: Mapping[str, str], *, owed: Decimal) -> Iterator[str]:
    """The document's own sentences on paying early, with the amounts of today."""
    for price in early.prices:
        yield words["early"].format(**_said(price, form), due=form.money(str(owed)))


def _said(price: EarlyPrice, form: Formats) -> dict[str, str]:
    return {
        "payable": form.money(str(price.payable)),
        "date": form.day(price.until.isoformat()),
        "percent": form.percent(str(price.percent)),
    }


def _taken(early: Early, form: Formats, words: Mapping[str, str]) -> str:
    return words["early_taken"].format(paid=form.money(str(early.paid)), discount=form.money(str(early.taken)))
