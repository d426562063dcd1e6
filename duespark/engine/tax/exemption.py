"""Why a supply that would be taxed is not: a buyer's exemption certificate, or a tax holiday of the place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Refusal = Literal["", "other_jurisdiction", "not_yet", "expired", "other_products", "too_dear"]
"""Why a certificate or holiday does not apply; empty where it does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExemptionCertificate:
    """A paper by which the buyer need not be charged: `jurisdiction` "PL" or "US-CA", both days included, without
    `valid_until` until revoked. `product_classes` empty means everything. `file` is where the copy is kept; `reason`
    is printed (BT-120), for example "Resale, California Revenue and Taxation Code section 6091"."""

    jurisdiction: str
    number: str
    valid_from: date
    valid_until: date | None = None
    product_classes: frozenset[str] = frozenset()
    file: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxHoliday:
    """Days on which a jurisdiction leaves some products untaxed, both included: `price_cap` is the highest price of one
    item, in the document's currency; a dearer item is taxed in full. `source` is the act that grants it."""

    name: str
    jurisdiction: str
    first_day: date
    last_day: date
    product_classes: frozenset[str] = frozenset()
    price_cap: Decimal | None = None
    source: str = ""


def certificate_refusal(
    certificate: ExemptionCertificate, *, jurisdiction: str, on: date, product_class: str = ""
) -> Refusal:
    """Why the certificate does not free a supply taxed in `jurisdiction` on the day; empty where it does.

    A certificate of a country holds in its regions, one of a region only there.

    >>> resale = ExemptionCertificate(jurisdiction="US-CA", number="SR-1", valid_from=date(2026, 1, 1))
    >>> certificate_refusal(resale, jurisdiction="US-CA", on=date(2026, 5, 1))
    ''
    >>> certificate_refusal(resale, jurisdiction="US-NV", on=date(2026, 5, 1))
    'other_jurisdiction'
    """
    return _refusal(
        (certificate.jurisdiction, jurisdiction),
        (certificate.valid_from, certificate.valid_until),
        (certificate.product_classes, product_class),
        on,
    )


def holiday_refusal(
    holiday: TaxHoliday, *, jurisdiction: str, on: date, product_class: str = "", unit_price: Decimal | None = None
) -> Refusal:
    """Why the holiday does not free an item; empty where it does. An item of unknown price is above any cap.

    >>> school = TaxHoliday(
    ...     name="Back to school", jurisdiction="US-TX", first_day=date(2026, 8, 7), last_day=date(2026, 8, 9),
    ...     product_classes=frozenset({"clothing"}), price_cap=Decimal("99.99"),
    ... )
    >>> day = date(2026, 8, 8)
    >>> holiday_refusal(school, jurisdiction="US-TX", on=day, product_class="clothing", unit_price=Decimal("99.99"))
    ''
    >>> holiday_refusal(school, jurisdiction="US-TX", on=day, product_class="clothing", unit_price=Decimal(100))
    'too_dear'
    """
    refusal = _refusal(
        (holiday.jurisdiction, jurisdiction),
        (holiday.first_day, holiday.last_day),
        (holiday.product_classes, product_class),
        on,
    )
    if refusal or holiday.price_cap is None:
        return refusal
    return "" if unit_price is not None and unit_price <= holiday.price_cap else "too_dear"


def find_certificate(
    certificates: Iterable[ExemptionCertificate], *, jurisdiction: str, on: date, product_class: str = ""
) -> ExemptionCertificate | None:
    """The certificate that applies, whatever their order: the one valid longest, then the lowest number.

    >>> find_certificate([], jurisdiction="US-CA", on=date(2026, 5, 1)) is None
    True
    """
    applying = [
        one
        for one in certificates
        if not certificate_refusal(one, jurisdiction=jurisdiction, on=on, product_class=product_class)
    ]
    return min(applying, key=_rank, default=None)


def certificate_words(certificate: ExemptionCertificate) -> str:
    """What a document says of tax that a certificate takes away (BT-120).

    >>> certificate_words(ExemptionCertificate(jurisdiction="US-CA", number="SR-1", valid_from=date(2026, 1, 1), reason="Resale"))
    'Resale; Exemption certificate SR-1 (US-CA)'
    """
    number = f"Exemption certificate {certificate.number} ({certificate.jurisdiction})"
    return f"{certificate.reason}; {number}" if certificate.reason else number


def _rank(certificate: ExemptionCertificate) -> tuple[int, str]:
    return (-(certificate.valid_until or date.max).toordinal(), certificate.number)


def _refusal(
    jurisdictions: tuple[str, str],
    days: tuple[date, date | None],
    products: tuple[frozenset[str], str],
    on: date,
) -> Refusal:
    granted, place = jurisdictions
    first, last = days
    classes, product = products
    if place != granted and not place.startswith(f"{granted}-"):
        return "other_jurisdiction"
    if on < first:
        return "not_yet"
    if last is not None and on > last:
        return "expired"
    return "other_products" if classes and product not in classes else ""
