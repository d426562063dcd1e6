"""Exemption certificates and tax holidays of the place where a supply would be taxed."""

from dataclasses import replace

from duespark.engine.tax.exemption import (
    ExemptionCertificate,
    Refusal,
    TaxHoliday,
    certificate_refusal,
    certificate_words,
    find_certificate,
    holiday_refusal,
)
from duespark.engine.tax.treatment.decision import Note, Treatment
from duespark.engine.tax.treatment.supply import Supply


def relieved(treatment: Treatment, supply: Supply) -> Treatment:
    """The treatment with the certificate or holiday that frees it; a paper that does not apply is told with its reason.

    Only what is charged can be freed: where the buyer owes the tax or none is due, papers change nothing.

    >>> from duespark.engine.tax.treatment.territory import Place
    >>> from datetime import date
    >>> from duespark.engine.tax.treatment.supply import Buyer, Seller
    >>> home = Place(country="US", region="CA")
    >>> resale = ExemptionCertificate(jurisdiction="US-CA", number="SR-1", valid_from=date(2026, 1, 1))
    >>> sale = Supply(seller=Seller(place=home), buyer=Buyer(place=home), on=date(2026, 5, 1), certificates=(resale,))
    >>> relieved(Treatment(name="domestic", place=home, category="S"), sale).reason
    'Exemption certificate SR-1 (US-CA)'
    """
    if not treatment.is_taxed():
        return treatment
    at = str(treatment.place)
    certificate = find_certificate(
        supply.certificates, jurisdiction=at, on=supply.on, product_class=supply.product_class
    )
    if certificate:
        return _by_certificate(treatment, certificate)
    holiday = _holiday(supply, at)
    if holiday:
        return _by_holiday(treatment, holiday)
    return _told(treatment, supply, at)


def _by_certificate(treatment: Treatment, certificate: ExemptionCertificate) -> Treatment:
    return _exempt(
        treatment,
        reason=certificate_words(certificate),
        why=f"The buyer's exemption certificate {certificate.number} applies.",
        check=Note(code="certificate", text="Keep a copy of the certificate, and ask for a new one before it expires."),
    )


def _by_holiday(treatment: Treatment, holiday: TaxHoliday) -> Treatment:
    source = f" ({holiday.source})" if holiday.source else ""
    return _exempt(
        treatment,
        reason=f"Tax holiday: {holiday.name}{source}",
        why=f"The tax holiday {holiday.name} frees the product until {holiday.last_day}.",
        check=Note(code="tax_holiday", text="The day of the sale decides, for each item by itself."),
    )


def _exempt(treatment: Treatment, *, reason: str, why: str, check: Note) -> Treatment:
    return Treatment(
        name="exempt",
        place=treatment.place,
        category="E",
        reason=reason,
        mentions=(reason,),
        abroad=treatment.abroad,
        sources=treatment.sources,
        needs=treatment.needs,
        checks=(check,),
        why=(*treatment.why, why),
    )


def _holiday(supply: Supply, at: str) -> TaxHoliday | None:
    applying = [
        one
        for one in supply.holidays
        if not holiday_refusal(
            one,
            jurisdiction=at,
            on=supply.on,
            product_class=supply.product_class,
            unit_price=supply.unit_price,
        )
    ]
    return min(applying, key=lambda one: (one.last_day, one.name), default=None)


_REFUSED: dict[Refusal, str] = {
    "other_jurisdiction": "it is for another place",
    "not_yet": "it is not valid yet",
    "expired": "it has expired",
    "other_products": "it is for other products",
}


def _told(treatment: Treatment, supply: Supply, at: str) -> Treatment:
    notes = []
    for one in sorted(supply.certificates, key=lambda one: (one.number, one.jurisdiction)):
        refusal = certificate_refusal(one, jurisdiction=at, on=supply.on, product_class=supply.product_class)
        text = f"Certificate {one.number} does not apply: {_REFUSED[refusal]}. Ask the buyer for one that does."
        notes.append(Note(code=f"certificate_{refusal}", text=text))
    return replace(treatment, needs=(*treatment.needs, *notes))
