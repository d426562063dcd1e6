"""What a country's file of tax law holds: dated rates, and the treatments that need a reason on the invoice."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from duespark.engine.money.rounding import RoundingPolicy

Category = Literal["S", "Z", "E", "AE", "K", "G", "O", "L", "M"]
"""UNCL5305 as EN 16931 uses it: standard, zero, exempt, reverse charge, intra-EU, export, out of scope, IGIC, IPSI."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxComponent:
    """One of several taxes charged together: `rate` in percent of the price or, when `compound`, of the price and the
    taxes before it. `jurisdiction` says whose tax it is ("CA-QC", "US-CA-Los Angeles")."""

    name: str
    rate: Decimal
    jurisdiction: str = ""
    compound: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxRate:
    """One choice a line has: `rate` in percent, `label` for people, `reason` printed where none is charged (BT-120).

    `name` is what the tax is called ("VAT"), `reason_code` a code of the VATEX list (BT-121). Where several taxes are
    charged together `components` lists them in the order of calculation, and `rate` is what they come to in all.
    """

    key: str
    category: Category
    rate: Decimal
    label: str
    reason: str = ""
    reason_code: str = ""
    name: str = ""
    jurisdiction: str = ""
    components: tuple[TaxComponent, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedRate:
    """A percentage from the day `since` to the day `until`, both included; without `until` it is in force."""

    key: str
    percent: Decimal
    since: date
    until: date | None = None
    source: str = ""

    def is_valid(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionRates:
    """Rates of one part of a country: `code` of ISO 3166-2 ("PT-20"), `tax` what its own tax is called, if it has one."""

    code: str
    name: str
    tax: str = ""
    rates: tuple[DatedRate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallBusiness:
    """The exemption of small enterprises from `since` to `until`: `reason` is printed, `code` is of the VATEX list."""

    reason: str
    since: date
    until: date | None = None
    code: str = ""

    def is_valid(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryRates:
    """A country's value-added or goods-and-services tax: `name` as its invoices call it, `law` for every rate.

    `authority` collects it, `rounding` names the policy its law or practice asks for, `regions` are the parts of the
    country with rates of their own, `unregistered` is the reason printed by a seller who is not registered.
    """

    country: str
    name: str
    law: str
    rates: tuple[DatedRate, ...] = ()
    treatments: tuple[TaxRate, ...] = ()
    unregistered: str = "Not subject to tax: the seller is not registered"
    authority: str = ""
    rounding: RoundingPolicy = "half_up"
    regions: tuple[RegionRates, ...] = ()
    small_business: tuple[SmallBusiness, ...] = ()


def rates(*rows: str, source: str = "") -> tuple[DatedRate, ...]:
    """Dated rates from rows "key percent since [until]", newest first, all from one `source`.

    >>> rates("standard 25 1992-01-01")[0].percent
    Decimal('25')
    """
    return tuple(_dated(row.split(), source) for row in rows)


def _dated(cells: list[str], source: str) -> DatedRate:
    key, percent, since, *until = cells
    last = date.fromisoformat(until[0]) if until else None
    return DatedRate(key=key, percent=Decimal(percent), since=date.fromisoformat(since), until=last, source=source)


def untaxed(key: str, category: Category, label: str, reason: str = "", code: str = "") -> TaxRate:
    """A treatment at 0 %; `code` is its code of the VATEX list (BT-121).

    >>> untaxed("export", "G", "Export").rate
    Decimal('0')
    """
    return TaxRate(key=key, category=category, rate=Decimal(0), label=label, reason=reason, reason_code=code)


OUT_OF_SCOPE = untaxed("out_of_scope", "O", "No tax", "Not subject to tax")

EU_TREATMENTS = (
    untaxed("exempt", "E", "Exempt", "Exempt from VAT, Articles 132 to 137 of Directive 2006/112/EC"),
    untaxed(
        "exempt_132",
        "E",
        "Exempt, public interest",
        "Exempt from VAT, Article 132 of Directive 2006/112/EC",
        "VATEX-EU-132",
    ),
    untaxed(
        "exempt_135",
        "E",
        "Exempt, finance and property",
        "Exempt from VAT, Article 135(1) of Directive 2006/112/EC",
        "VATEX-EU-135-1",
    ),
    untaxed(
        "reverse_charge",
        "AE",
        "Reverse charge",
        "Reverse charge, Articles 194 to 199a of Directive 2006/112/EC",
        "VATEX-EU-AE",
    ),
    untaxed(
        "intra_eu",
        "K",
        "Intra-EU supply",
        "Exempt intra-Community supply, Article 138 of Directive 2006/112/EC",
        "VATEX-EU-IC",
    ),
    untaxed(
        "export", "G", "Export", "Exempt export outside the EU, Article 146 of Directive 2006/112/EC", "VATEX-EU-G"
    ),
    untaxed("margin_travel", "E", "Margin scheme, travel", "Margin scheme - Travel agents", "VATEX-EU-D"),
    untaxed("margin_second_hand", "E", "Margin scheme, used goods", "Margin scheme - Second-hand goods", "VATEX-EU-F"),
    untaxed("margin_art", "E", "Margin scheme, art", "Margin scheme - Works of art", "VATEX-EU-I"),
    untaxed(
        "margin_antiques",
        "E",
        "Margin scheme, antiques",
        "Margin scheme - Collector's items and antiques",
        "VATEX-EU-J",
    ),
    untaxed(
        "disbursement",
        "E",
        "Disbursement",
        "Repayment of expenses paid in the customer's name, Article 79(c) of Directive 2006/112/EC",
        "VATEX-EU-79-C",
    ),
    replace(OUT_OF_SCOPE, reason_code="VATEX-EU-O"),
)
"""Treatments that Council Directive 2006/112/EC gives every member state. The wording of the reverse charge and of the
margin schemes is that of Article 226(11a), (13) and (14); the codes are those of the VATEX code list of EN 16931."""


def national(**reasons: str) -> tuple[TaxRate, ...]:
    """The treatments of the EU with the national wording of those named.

    >>> [rate.reason for rate in national(intra_eu="Art. 138") if rate.key == "intra_eu"]
    ['Art. 138']
    """
    return tuple(replace(rate, reason=reasons.get(rate.key, rate.reason)) for rate in EU_TREATMENTS)


def treatments(*, exempt: str, reverse_charge: str = "", export: str) -> tuple[TaxRate, ...]:
    """Treatments of a country outside the EU; each text is the reason printed, with its law.

    >>> [rate.key for rate in treatments(exempt="Exempt, s. 14", export="Zero-rated, s. 11")]
    ['exempt', 'export', 'out_of_scope']
    """
    charged = (untaxed("reverse_charge", "AE", "Reverse charge", reverse_charge),) if reverse_charge else ()
    return (
        untaxed("exempt", "E", "Exempt", exempt),
        *charged,
        untaxed("export", "G", "Export", export),
        OUT_OF_SCOPE,
    )
