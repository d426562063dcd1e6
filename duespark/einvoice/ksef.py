"""An issued document as invoice of the Polish KSeF: FA(3), the structure in force since 1 September 2025.

Only what the document says is written. What KSeF asks for and a document here cannot say (the whole order behind an advance
payment) is refused with the reason; GTU codes are never made up.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from duespark.einvoice import ksef_parties
from duespark.einvoice.ksef_lines import lines_of, rate_to_zloty, remarks
from duespark.einvoice.ksef_nodes import Node, NoKsef, amount, pieces, said, text, write
from duespark.einvoice.ksef_payment import payment, settlement
from duespark.einvoice.ksef_rates import rate_of, refuse_what_has_no_sums
from duespark.engine.invoice.document import Document, TaxSubtotal, Totals

_KINDS = {"invoice": "VAT", "credit_note": "KOR", "corrective_invoice": "KOR", "final_invoice": "VAT"}
_REFUSED = {
    "deposit_invoice": "an advance invoice of FA(3) states the whole order with its lines, and a deposit invoice does not have them",
}
_ATTRIBUTES = {"KodFormularza": {"kodSystemowy": "FA (3)", "wersjaSchemy": "1-0E"}}
KSEF_NUMBER = re.compile(
    r"([1-9]((\d[1-9])|([1-9]\d))\d{7}|M\d{9}|[A-Z]{3}\d{7})-20[2-9]\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])"
    r"-[0-9A-F]{6}-?[0-9A-F]{6}-[0-9A-F]{2}"
)
"""The number KSeF gives an invoice."""

_ZERO = Decimal(0)
_ROUNDED = Decimal("0.05")
_FOOTER, _FOOTERS = 3500, 3
"""Characters of a footer, and how many there may be."""

_ORDER = ("1", "2", "3", "4")
_UNTAXED = ("6_1", "6_2", "6_3", "7", "8", "9", "10")


def ksef_xml(document: Document, *, made_at: datetime, corrected: str = "") -> bytes:
    """The XML of an issued document; not validated. `made_at` is the time of making, in UTC; `corrected` the KSeF number of
    what it corrects, empty where that was issued outside of KSeF. Raises `NoKsef`."""
    totals = document.totals
    if document.number is None or totals is None or document.issue_date is None:
        raise NoKsef(pointer="/number", problem="it has no number yet. Issue it first")
    if document.kind not in _KINDS:
        what = _REFUSED.get(document.kind, f"a {document.kind.replace('_', ' ')} is no invoice")
        raise NoKsef(pointer="/kind", problem=what)
    for row in totals.breakdown:
        refuse_what_has_no_sums(document, row)
    sign = -1 if document.kind == "credit_note" else 1
    sums = _sums(document, totals, sign)
    header: list[Node] = [
        ("KodFormularza", "FA"),
        ("WariantFormularza", "3"),
        ("DataWytworzeniaFa", f"{made_at:%Y-%m-%dT%H:%M:%SZ}"),
        ("SystemInfo", "DueSpark"),
    ]
    across = any(name in ("P_13_6_2", "P_13_9") for name, _ in sums)
    whole: list[Node] = [
        ("Naglowek", header),
        ("Podmiot1", ksef_parties.seller(document, with_prefix=across)),
        ("Podmiot2", ksef_parties.buyer(document)),
        ("Podmiot3", ksef_parties.recipient(document)),
        ("PodmiotUpowazniony", ksef_parties.representative(document)),
        ("Fa", said(_invoice(document, totals, sums, sign, corrected))),
        ("Stopka", _footer(document)),
    ]
    return write(("Faktura", whole), attributes=_ATTRIBUTES)


def _invoice(document: Document, totals: Totals, sums: list[Node], sign: int, corrected: str) -> Iterator[Node]:
    remaining = _follows_advances(document)
    yield ("KodWaluty", document.currency)
    yield ("P_1", document.issue_date)
    yield ("P_2", text(document.number or ""))
    yield from _supplied(document)
    yield from sums
    yield ("P_15", amount(sign * (totals.gross - totals.prepaid if remaining else totals.gross)))
    yield ("Adnotacje", _annotations(document, totals, sums))
    yield ("RodzajFaktury", "ROZ" if remaining else _KINDS[document.kind])
    if _KINDS[document.kind] == "KOR":
        yield from _correction(document, corrected)
    yield from (("DodatkowyOpis", each) for each in remarks(document))
    if remaining:
        yield from _advances(document)
    yield from (("FaWiersz", said(line)) for line in lines_of(document, sign=sign))
    if not remaining:
        yield ("Rozliczenie", settlement(totals, sign))
    yield ("Platnosc", payment(document, sign) or None)
    terms: list[Node] = [
        ("Umowy", [("NrUmowy", text(one.number))])
        for one in document.references
        if one.kind == "contract" and text(one.number)
    ]
    if text(document.purchase_order, field="/purchase_order"):
        terms.append(("Zamowienia", [("NrZamowienia", text(document.purchase_order, field="/purchase_order"))]))
    yield ("WarunkiTransakcji", terms or None)


def _follows_advances(document: Document) -> bool:
    """Whether a part was invoiced with its tax before (art. 106f ust. 3 ustawy o VAT), be it called a final invoice or not."""
    if document.kind == "invoice":
        return any(one.tax for one in document.prepayments)
    return document.kind == "final_invoice" and bool(document.prepayments)


def _supplied(document: Document) -> Iterator[Node]:
    period = document.period
    if period and period.start and period.end:
        yield ("OkresFa", [("P_6_Od", period.start), ("P_6_Do", period.end)])
    elif document.supply_date and document.supply_date != document.issue_date:
        yield ("P_6", document.supply_date)


def _sums(document: Document, totals: Totals, sign: int) -> list[Node]:
    """P_13 and P_14 in their order; of a final invoice less what was invoiced in advance."""
    net: dict[str, Decimal] = {}
    tax: dict[str, Decimal] = {}
    zloty: dict[str, Decimal] = {}
    for row in totals.breakdown:
        rate = rate_of(document, row.category, row.rate)
        net[rate.sum] = net.get(rate.sum, _ZERO) + sign * row.taxable
        if rate.taxed:
            tax[rate.sum] = tax.get(rate.sum, _ZERO) + sign * row.tax
            zloty[rate.sum] = zloty.get(rate.sum, _ZERO) + sign * _in_zloty(document, row)
    if _follows_advances(document):
        _take_off_advances(document, net, tax)
    found: list[Node] = []
    for at in _ORDER:
        if at in net:
            converted = amount(zloty[at]) if document.currency != "PLN" else None
            found += [(f"P_13_{at}", amount(net[at])), (f"P_14_{at}", amount(tax[at])), (f"P_14_{at}W", converted)]
    return [*found, *((f"P_13_{at}", amount(net[at])) for at in _UNTAXED if at in net)]


def _in_zloty(document: Document, row: TaxSubtotal) -> Decimal:
    if document.currency == "PLN" or not row.tax:
        return _ZERO
    if row.tax_converted is None or rate_to_zloty(document) is None:
        raise NoKsef(
            pointer="/exchange",
            problem=f"it is in {document.currency}, and its tax is not converted to PLN. Put the rate into the invoice",
        )
    return row.tax_converted


def _take_off_advances(document: Document, net: dict[str, Decimal], tax: dict[str, Decimal]) -> None:
    if len(net) != 1 or document.currency != "PLN" or document.prepaid or not _have_the_rate(document):
        raise NoKsef(
            pointer="/prepayments",
            problem="what was invoiced in advance can be taken off a final invoice of one rate in PLN only, and at that rate",
        )
    (at,) = net
    paid_tax = sum((one.tax for one in document.prepayments), _ZERO)
    net[at] -= sum((one.amount for one in document.prepayments), _ZERO) - paid_tax
    if at in tax:
        tax[at] -= paid_tax


def _have_the_rate(document: Document) -> bool:
    """Whether the tax of every advance is that of the invoice's one rate, but for rounding."""
    rates = {row.rate for row in document.totals.breakdown} if document.totals else set()
    if len(rates) != 1:
        return False
    (rate,) = rates
    return all(abs((one.amount - one.tax) * rate / 100 - one.tax) <= _ROUNDED for one in document.prepayments)


def _advances(document: Document) -> Iterator[Node]:
    for one in document.prepayments:
        if not text(one.number):
            raise NoKsef(pointer="/prepayments", problem="an advance payment has no number of its invoice")
        yield ("FakturaZaliczkowa", [("NrKSeFZN", "1"), ("NrFaZaliczkowej", text(one.number))])


def _annotations(document: Document, totals: Totals, sums: list[Node]) -> list[Node]:
    """What the law wants said: words that stand in the document's notes count as said."""
    words = f"{document.notes}\n{document.terms}".lower()
    exempt = next((row for row in totals.breakdown if row.category == "E"), None)
    reversed_ = any(row.category == "AE" for row in totals.breakdown)
    return [
        ("P_16", _yes("metoda kasowa" in words)),
        ("P_17", _yes("samofakturowanie" in words)),
        ("P_18", _yes(reversed_)),
        ("P_18A", _yes("mechanizm podzielonej płatności" in words)),
        ("Zwolnienie", [("P_19", "1"), _ground(exempt)] if exempt else [("P_19N", "1")]),
        ("NoweSrodkiTransportu", [("P_22N", "1")]),
        ("P_23", "2"),
        ("PMarzy", [("P_PMarzyN", "1")]),
    ]


def _yes(fact: bool) -> str:
    return "1" if fact else "2"


def _ground(row: TaxSubtotal) -> Node:
    """The law that exempts: Polish (P_19A), European (P_19B) or another (P_19C)."""
    reason = text(row.reason or row.label)
    if not reason:
        raise NoKsef(pointer="/totals/breakdown", problem="it is exempt from tax and does not say by which law")
    low = reason.lower()
    if "ustaw" in low or "rozporządz" in low:
        return ("P_19A", reason)
    return ("P_19B" if "2006/112" in low else "P_19C", reason)


def _correction(document: Document, corrected: str) -> Iterator[Node]:
    found = [one for one in document.references if one.kind == "corrects"]
    if not found:
        raise NoKsef(pointer="/references", problem="it does not name the invoice it corrects")
    if corrected and not KSEF_NUMBER.fullmatch(corrected):
        raise NoKsef(
            problem=f"{corrected[:60]!r} is no number of KSeF. It looks like 5265877635-20250826-0100001AF629-AF"
        )
    yield ("PrzyczynaKorekty", next(iter(pieces(document.correction_reason)), None))
    for one in found:
        yield ("DaneFaKorygowanej", _corrected(one.number, one.issue_date, corrected))


def _corrected(number: str, day: date | None, ksef_number: str) -> list[Node]:
    if day is None or not text(number):
        raise NoKsef(pointer="/references", problem="it does not say number and date of the invoice it corrects")
    known: list[Node] = [("NrKSeF", "1"), ("NrKSeFFaKorygowanej", ksef_number)] if ksef_number else [("NrKSeFN", "1")]
    return [("DataWystFaKorygowanej", day), ("NrFaKorygowanej", text(number)), *known]


def _footer(document: Document) -> list[Node] | None:
    """Notes, terms, and a reason that PrzyczynaKorekty cannot hold."""
    reason = document.correction_reason if len(pieces(document.correction_reason)) > 1 else ""
    texts = [part for one in (document.notes, document.terms, reason) for part in pieces(one, _FOOTER)]
    if len(texts) > _FOOTERS:
        raise NoKsef(
            pointer="/notes",
            problem=f"the footer of FA(3) takes {_FOOTERS * _FOOTER} characters, and notes and terms have more. Shorten them",
        )
    return [("Informacje", [("StopkaFaktury", each)]) for each in texts] or None
