"""The rates of a document whose buyer has exemption certificates: what they free is charged at nothing, and says why."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from duespark.engine.tax.country import TaxRate, untaxed
from duespark.engine.tax.exemption import ExemptionCertificate, certificate_words, find_certificate

_CHARGED = ("S", "L", "M")


def exempted(
    rates: Iterable[TaxRate], certificates: Iterable[ExemptionCertificate], *, on: date
) -> tuple[TaxRate, ...]:
    """The rates by the same keys; those that charge tax and are freed on the day are category E with the certificate named.

    A rate of several taxes is freed only when each of them is: a paper of Quebec does not take the federal GST away.

    >>> from decimal import Decimal
    >>> vat = TaxRate(key="standard", category="S", rate=Decimal(23), label="VAT 23%", jurisdiction="PL")
    >>> paper = ExemptionCertificate(jurisdiction="PL", number="ZW-1", valid_from=date(2026, 1, 1))
    >>> [(rate.category, rate.reason) for rate in exempted([vat], [paper], on=date(2026, 5, 1))]
    [('E', 'Exemption certificate ZW-1 (PL)')]
    >>> exempted([vat], [paper], on=date(2025, 5, 1)) == (vat,)
    True
    """
    known = tuple(certificates)
    return tuple(_freed(rate, known, on) for rate in rates)


def _freed(rate: TaxRate, certificates: tuple[ExemptionCertificate, ...], on: date) -> TaxRate:
    if rate.category not in _CHARGED:
        return rate
    places = sorted({part.jurisdiction for part in rate.components} or {rate.jurisdiction})
    found = [find_certificate(certificates, jurisdiction=place, on=on) for place in places]
    papers = [one for one in found if one is not None]
    if len(papers) < len(places):
        return rate
    reason = "; ".join(dict.fromkeys(certificate_words(one) for one in papers))
    return replace(untaxed(rate.key, "E", "Exempt", reason, ""), name=rate.name, jurisdiction=rate.jurisdiction)
