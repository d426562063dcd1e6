"""What a document itself tells of a broken rule: which of the numbers a rule names is the missing one, and why sums differ."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from duespark.einvoice.explain import FIXES, field_of
from duespark.einvoice.table import Terms
from duespark.engine.invoice.document import Document
from duespark.engine.money.currency import currency as find_currency

_NUMBERS = re.compile(r"BR-(S|Z|E|AE|IC|G|AF|AG)-0[234]")
_SUMS = re.compile(r"BR-(S|AF|AG)-0[89]|BR-CO-17")
_MIXED = re.compile(r"BR-O-1[1-4]")
_ADDED_UP = re.compile(r"BR-CO-1[0-7]|BR-[A-Z]+-0[89]")
_SELLER = {"AE": ("BT-31", "BT-32", "BT-63"), "IC": ("BT-31", "BT-63"), "G": ("BT-31", "BT-63")}
_ANY_SELLER = ("BT-31", "BT-32", "BT-63")
_BUYER = {"AE": ("BT-48", "BT-47"), "IC": ("BT-48",)}
_PREFIXES = "BR-CO-09"
_DECIMALS = ("UBL-DT-01", "BR-DEC-15")
_MOST_DECIMALS = 2
_VAT_ONLY = ("IC", "G")
_SEVERAL = "EN 16931 knows one tax on a line, and this document charges several together. There is no e-invoice of it: send the PDF."
_BY_LINE = "Round the tax once for the whole document instead of on every line."


@dataclass(frozen=True, slots=True)
class Advice:
    """What to do, and the field."""

    fix: str
    field: str


def consequences(document: Document, rules: Collection[str]) -> frozenset[str]:
    """Those of the broken rules that break with others of them, and whose words would lead astray: numbers that are not said since
    lines without VAT stand beside lines with it, or that help nothing where several taxes are charged; sums of a third decimal."""
    is_mixed = any(_MIXED.fullmatch(rule) for rule in rules)
    is_several = _has_several_taxes(document) and any(_SUMS.fullmatch(rule) for rule in rules)
    found = {rule for rule in rules if _NUMBERS.fullmatch(rule)} if is_mixed or is_several else set()
    if any(rule.startswith("BR-DEC-") for rule in rules):
        found |= {rule for rule in rules if _ADDED_UP.fullmatch(rule)}
    return frozenset(found)


def advice_of(document: Document, terms: Terms, rule: str) -> Advice | None:
    """What the document tells of this rule; None where the rule's own words are all there is to say."""
    if named := _NUMBERS.fullmatch(rule):
        return _missing_number(terms, named[1])
    if rule == _PREFIXES:
        return _without_prefix(terms)
    if rule in _DECIMALS:
        return _of_the_books(document)
    if not _SUMS.fullmatch(rule):
        return None
    if _has_several_taxes(document):
        return Advice(_SEVERAL, "/lines")
    return Advice(_BY_LINE, "/tax_rounding") if document.tax_rounding == "line" else None


def _without_prefix(terms: Terms) -> Advice | None:
    """The number that does not begin with its country."""
    for term in ("BT-31", "BT-63", "BT-48"):
        if not str(terms.get(term, "DE"))[:2].isalpha():
            return Advice(FIXES[_PREFIXES], field_of(term))
    return None


def _of_the_books(document: Document) -> Advice | None:
    """Where only the tax in the currency of the books (BT-111) has more decimals than may be said."""
    exchange = document.exchange
    if exchange is None or find_currency(document.currency).decimals > _MOST_DECIMALS:
        return None
    words = f"The tax in {exchange.currency} has a third decimal, and EN 16931 knows two."
    return Advice(f"{words} There is no e-invoice with this exchange rate.", "/exchange")


def _has_several_taxes(document: Document) -> bool:
    return any(line.amounts is not None and line.amounts.taxes for line in document.lines)


def _missing_number(terms: Terms, category: str) -> Advice | None:
    if not any(terms.get(term) for term in _SELLER.get(category, _ANY_SELLER)):
        which = "VAT number" if category in _VAT_ONLY else "VAT number or tax number"
        return Advice(f"Fill in the company's {which}.", "/seller/tax_ids")
    if category in _BUYER and not any(terms.get(term) for term in _BUYER[category]):
        return Advice("Fill in the client's VAT number.", "/buyer/tax_ids")
    return None
