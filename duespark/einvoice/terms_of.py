"""The terms of a document: every amount as the calculation stated it, in the words of EN 16931-1."""

import re
from decimal import Decimal

from duespark.einvoice.codes import TYPE_CODES
from duespark.einvoice.fields import NOTES, PARTIES, PLAIN, REFERENCES
from duespark.einvoice.line_terms import line_terms
from duespark.einvoice.party_terms import party_terms
from duespark.einvoice.payment_terms import payment_terms
from duespark.einvoice.table import Terms
from duespark.einvoice.write import clean
from duespark.engine.errors import Invalid
from duespark.engine.invoice.document import Adjustment, Document, TaxSubtotal, Totals
from duespark.engine.money.currency import currency as find_currency
from duespark.engine.money.rounding import round_to

_CODED_NOTE = re.compile(r"#[^#]{3}#")
_REASONS = {"AE": "VATEX-EU-AE", "K": "VATEX-EU-IC", "G": "VATEX-EU-G", "O": "VATEX-EU-O"}
_REASON_TEXTS = {"E": "Exempt from tax", "AE": "Reverse charge", "K": "Intra-Community supply", "G": "Export outside the EU",
                 "O": "Not subject to VAT"}  # fmt: skip
"""What is said (BR-E-10 and its kin demand it) where the document gives no reason."""

_ZERO = Decimal(0)
_HUNDRED = Decimal(100)


class NoEInvoice(Invalid):
    code = "einvoice.not_possible"
    sentence = "There is no e-invoice of this document: {problem}."


def terms_of(document: Document) -> Terms:
    """The terms of an issued document, in any order. Raises `NoEInvoice` for kinds that are no invoices, and for drafts."""
    totals = document.totals
    if document.kind not in TYPE_CODES:
        raise NoEInvoice(problem=f"EN 16931 knows invoices and credit notes, and this is a {document.kind}")
    if totals is None or document.number is None:
        raise NoEInvoice(problem="it has no number yet. Issue it first")
    decimals = find_currency(document.currency).decimals
    terms: Terms = {"BT-3": TYPE_CODES[document.kind]}
    terms |= {term: value for field, term in PLAIN.items() if (value := getattr(document, field))}
    untaxed = any(row.category == "O" for row in totals.breakdown)
    for field, names in PARTIES.items():
        if field != "tax_representative" or not untaxed:  # BR-56 wants the very number that BR-O-02 forbids
            terms |= party_terms(getattr(document, field), names, tax_ids=not untaxed)
    terms |= _references(document) | _notes(document) | _period(document)
    terms |= payment_terms(document) | _sums(totals)
    terms |= _adjustments(document)
    terms["BG-23"] = [_subtotal(row) for row in totals.breakdown]
    terms["BG-25"] = line_terms(document, decimals=decimals)
    if document.exchange is not None and totals.converted is not None:
        terms |= {"BT-6": document.exchange.currency, "BT-111": totals.converted.tax}
    return _said(terms | _intra_eu(document, totals))


def _said(terms: Terms) -> Terms:
    """The terms that say something in characters XML can hold; a group without any is none."""
    found: Terms = {}
    for term, value in terms.items():
        if isinstance(value, list):
            found[term] = [each for each in map(_said, value) if each]
        elif not isinstance(value, str) or clean(value).strip():
            found[term] = value
    return found


def _references(document: Document) -> Terms:
    found: Terms = {
        REFERENCES[one.kind]: one.number for one in document.references if one.kind in REFERENCES and one.number
    }
    if "BT-11" in found:
        found["BT-11-name"] = found["BT-11"]
    rows = {one.number: one.issue_date for one in document.references if one.kind in ("corrects", "deposit")}
    for paid in document.prepayments:
        rows.setdefault(paid.number, paid.issue_date)
    found["BG-3"] = [
        {"BT-25": number} | ({"BT-26": day} if day else {}) for number, day in rows.items() if clean(number).strip()
    ]
    found["BG-24"] = [
        {"BT-122": one.name, "BT-123": one.description, "BT-124": one.url}
        if one.url
        else {"BT-122": one.name, "BT-123": one.description or one.name}
        for one in document.attachments
        if clean(one.name).strip()
    ]
    return found


def _notes(document: Document) -> Terms:
    """Notes with their subjects."""
    notes = [
        {"BT-21": subject, "BT-22": text.strip()}
        for subject, field in NOTES.items()
        if clean(text := getattr(document, field)).strip()
    ]
    return {"BG-1": notes}


def _period(document: Document) -> Terms:
    period = document.period
    pairs = (("BT-73", period and period.start), ("BT-74", period and period.end))
    return {term: day for term, day in pairs if day}


def _sums(totals: Totals) -> Terms:
    """BG-22. What is withheld counts as paid before: EN 16931 has no term of its own for it."""
    terms: Terms = {
        "BT-106": totals.lines, "BT-109": totals.net, "BT-110": totals.tax, "BT-112": totals.gross,
        "BT-115": totals.amount_due,
    }  # fmt: skip
    more = {"BT-113": totals.prepaid + totals.withheld, "BT-114": totals.rounding}
    return terms | {term: amount for term, amount in more.items() if amount}


def _adjustments(document: Document) -> Terms:
    """Allowances and charges, and their sums. One that came out negative is the other: amounts in them are never negative."""
    found: Terms = {"BG-20": [], "BG-21": []}
    for one in document.allowances:
        kind = "BG-21" if (one.net or _ZERO) < 0 else "BG-20"
        found[kind].append(_adjustment(one, kind, _base(document, one)))
    for one in document.charges:
        kind = "BG-20" if (one.net or _ZERO) < 0 else "BG-21"
        found[kind].append(_adjustment(one, kind, None))
    if found["BG-20"]:
        found["BT-107"] = sum(one["BT-92"] for one in found["BG-20"])
    if found["BG-21"]:
        found["BT-108"] = sum(one["BT-99"] for one in found["BG-21"])
    return found


_FIRST = {"BG-20": 92, "BG-21": 99}
_WORDS = {"BG-20": ("Discount", "95"), "BG-21": ("Charge", "")}


def _adjustment(one: Adjustment, kind: str, base: Decimal | None) -> Terms:
    assert one.net is not None and one.tax_category is not None
    first, (word, code) = _FIRST[kind], _WORDS[kind]
    terms: Terms = {
        f"BT-{first}": abs(one.net),
        f"BT-{first + 3}": one.tax_category,
        f"BT-{first + 5}": clean(one.reason).strip() or word,
    }
    if one.tax_category != "O" and one.tax_rate is not None:
        terms[f"BT-{first + 4}"] = one.tax_rate
    if (one.code and one.net >= 0) or code:
        terms[f"BT-{first + 6}"] = one.code if one.code and one.net >= 0 else code
    if one.percent is not None and base is not None and one.net >= 0:
        terms |= {f"BT-{first + 1}": base, f"BT-{first + 2}": one.percent}
    return terms


def _base(document: Document, one: Adjustment) -> Decimal | None:
    """What a percentage is of, where it is the sum of the lines and comes to the amount stated (else it is not said)."""
    totals = document.totals
    assert totals is not None and one.net is not None
    if one.percent is None or document.prices_include_tax or one.basis != "lines":
        return None
    decimals = find_currency(document.currency).decimals
    return totals.lines if round_to(totals.lines * one.percent / _HUNDRED, decimals) == one.net else None


def _subtotal(row: TaxSubtotal) -> Terms:
    terms: Terms = {"BT-116": row.taxable, "BT-117": row.tax, "BT-118": row.category}
    if row.category != "O":
        terms["BT-119"] = row.rate
    if row.category in _REASON_TEXTS:
        terms["BT-120"] = clean(row.reason).strip() or clean(row.label).strip() or _REASON_TEXTS[row.category]
        code = row.reason_code or _REASONS.get(row.category, "")
        if code:
            terms["BT-121"] = code
    return terms


def _intra_eu(document: Document, totals: Totals) -> Terms:
    """An intra-Community supply says when and where to it went (BR-IC-11, BR-IC-12): by default on the day of issue, to
    the buyer's country."""
    if all(row.category != "K" for row in totals.breakdown):
        return {}
    found: Terms = {}
    if document.supply_date is None and not _period(document) and document.issue_date:
        found["BT-72"] = document.issue_date
    if (document.ship_to is None or not document.ship_to.address.country) and document.buyer:
        address = document.buyer.address
        said = {"BT-80": address.country}
        if document.ship_to is None:  # XRechnung wants the city too (BR-DE-10, BR-DE-11)
            said |= {"BT-77": address.city, "BT-78": address.postal_code}
        found |= {term: value for term, value in said.items() if value and address.country}
    return found


def coded_note(subject: str, text: str) -> str:
    """A note as UBL writes it: with its subject before it where it is not the usual one, or where the text looks like one.

    >>> coded_note("AAI", "Thank you"), coded_note("AAJ", "Interest is due"), coded_note("AAI", "Bay #A12#")
    ('Thank you', '#AAJ#Interest is due', '#AAI#Bay #A12#')
    """
    return f"#{subject}#{text}" if subject != "AAI" or _CODED_NOTE.search(text) else text
