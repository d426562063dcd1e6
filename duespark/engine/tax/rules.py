"""A seller's own tax rule, and where, when and on what it holds (TAX-07, TAX-08, TAX-14)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from duespark.engine.errors import Conflict, Invalid
from duespark.engine.tax.country import TaxComponent

RuleType = Literal["sales_tax", "vat", "gst", "compound", "withholding", "holiday"]
"""`sales_tax` of a state and those of the places in it are charged together; of `vat` and `gst` the narrowest place
decides. `compound` is charged on the price and the other taxes of its key. `withholding` is kept back by the buyer.
`holiday` takes the place of the taxes of its key, in its place and within it, until it ends."""

AppliesTo = Literal["all", "goods", "services"]
FilingFrequency = Literal["", "monthly", "bimonthly", "quarterly", "half_yearly", "yearly"]
RuleLevel = Literal["", "county", "city", "district"]
"""Which kind of place below a state; the order of calculation. Empty for a country or a state."""

_KEY = re.compile(r"[a-z][a-z0-9_]{0,59}")
_JURISDICTION = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3}(-[^\s-][^\x00-\x1f]{0,79})?)?")
_POSTAL_CODES = re.compile(r"[A-Z0-9]{1,10}(-[A-Z0-9]{1,10})?")
_HUNDRED = Decimal(100)
_LEVELS: tuple[RuleLevel, ...] = ("", "county", "city", "district")


class InvalidTaxRule(Invalid):
    code = "tax_rule.invalid"
    sentence = "The tax rule cannot be used: {problem}."


class OverlappingTaxRules(Conflict):
    code = "tax_rule.overlaps"
    sentence = "There are two rules for {key!r} of {jurisdiction} on {day}: {first} and {second}. End one before the other begins."


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxAddress:
    """Where a supply is taxed, as far as it is known. `region` is the code of ISO 3166-2 without the country."""

    country: str
    region: str = ""
    city: str = ""
    postal_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxRule:
    """One tax of one jurisdiction from `start_date` to `end_date`, both included; without `end_date` it is in force.

    `key` is what lines name ("standard"). `rate` is in percent; `components` instead, where one rule holds several
    taxes. `jurisdiction` is "PL", "US-TX", or "US-TX-Austin" with its `level`; with `postal_codes` ("78701", "787",
    "78701-78705") it holds only there, without them below a state in the city of that name. `inclusive` says that the
    seller's prices hold the tax. `source` is the law, printed where a holiday leaves no tax.
    """

    key: str
    name: str
    type: RuleType
    rate: Decimal = Decimal(0)
    components: tuple[TaxComponent, ...] = ()
    compound: bool = False
    inclusive: bool = False
    applies_to: AppliesTo = "all"
    jurisdiction: str
    level: RuleLevel = ""
    postal_codes: tuple[str, ...] = ()
    authority: str = ""
    filing_frequency: FilingFrequency = ""
    registration_number: str = ""
    start_date: date
    end_date: date | None = None
    source: str = ""

    def is_valid(self, on: date) -> bool:
        return self.start_date <= on and (self.end_date is None or on <= self.end_date)

    def place(self) -> tuple[str, str, str]:
        """Country, region and what is below it; empty where the jurisdiction says nothing of it."""
        country, _, rest = self.jurisdiction.partition("-")
        region, _, local = rest.partition("-")
        return country, region, local

    def depth(self) -> int:
        """How narrow the place is: 0 a country, 1 a state, 2 to 4 a county, city or district."""
        _, region, local = self.place()
        return 1 + max(1, _LEVELS.index(self.level)) if local else int(bool(region))


def check_rule(rule: TaxRule) -> TaxRule:
    """The rule, if one can calculate with it. Raises `InvalidTaxRule` with a pointer to the field.

    >>> vat = TaxRule(key="standard", name="VAT", type="vat", rate=Decimal(20), jurisdiction="PL", start_date=date(2026, 1, 1))
    >>> check_rule(vat) == vat
    True
    """
    for pointer, problem in _problems(rule):
        raise InvalidTaxRule(pointer=f"/{pointer}", problem=problem)
    return rule


def _problems(rule: TaxRule) -> Iterable[tuple[str, str]]:
    if not _KEY.fullmatch(rule.key):
        yield "key", "its key is a short word such as standard or reduced, in small letters"
    if not rule.name.strip():
        yield "name", "it needs a name, which invoices print"
    if not _JURISDICTION.fullmatch(rule.jurisdiction):
        yield "jurisdiction", "write its place like PL, US-TX or US-TX-Austin"
    if bool(rule.place()[2]) != bool(rule.level):
        yield "level", "say county, city or district for a place below a state, and only there"
    for at, code in enumerate(rule.postal_codes):
        if not _POSTAL_CODES.fullmatch(code):
            yield f"postal_codes/{at}", "write postal codes like 78701, 787 or 78701-78705"
    yield from _rate_problems(rule)
    if rule.end_date is not None and rule.end_date < rule.start_date:
        yield "end_date", "its last day is before its first"
    if rule.type == "holiday" and rule.end_date is None:
        yield "end_date", "a tax holiday needs its last day"


def _rate_problems(rule: TaxRule) -> Iterable[tuple[str, str]]:
    if not 0 <= rule.rate <= _HUNDRED:
        yield "rate", "its rate is between 0 and 100 percent"
    if rule.components and (rule.rate or rule.type in ("compound", "withholding", "holiday")):
        yield "components", "several taxes in one rule stand instead of its rate, and only in a sales tax, VAT or GST"
    for at, part in enumerate(rule.components):
        if not 0 <= part.rate <= _HUNDRED or not part.name.strip():
            yield f"components/{at}", "each of its taxes needs a name and a rate between 0 and 100 percent"
    if rule.compound and (rule.components or rule.type in ("withholding", "holiday")):
        yield "compound", "only one sales tax, VAT or GST can be charged on other taxes"


def holds(rule: TaxRule, *, on: date, at: TaxAddress, supplied: Literal["goods", "services"]) -> bool:
    """Whether the rule is for this day, place and supply.

    >>> austin = TaxRule(key="standard", name="City tax", type="sales_tax", rate=Decimal(1), jurisdiction="US-TX-Austin",
    ...     level="city", start_date=date(2026, 1, 1))
    >>> here = TaxAddress(country="US", region="TX", city="AUSTIN")
    >>> holds(austin, on=date(2026, 5, 1), at=here, supplied="goods")
    True
    """
    return rule.is_valid(on) and rule.applies_to in ("all", supplied) and _covers(rule, at)


def _covers(rule: TaxRule, at: TaxAddress) -> bool:
    country, region, local = rule.place()
    if country != at.country or (region and region != at.region):
        return False
    if rule.postal_codes:
        return any(_is_in(at.postal_code, codes) for codes in rule.postal_codes)
    return not local or local.casefold() == at.city.strip().casefold()


def _is_in(postal_code: str, codes: str) -> bool:
    """Whether the postal code is the one, begins with it, or lies between two of one length."""
    code = "".join(postal_code.upper().split())
    first, _, last = codes.partition("-")
    if not last:
        return code.startswith(first)
    return first <= code[: len(first)] and code[: len(last)] <= last


def check_overlaps(rules: Iterable[TaxRule]) -> None:
    """Raises `OverlappingTaxRules` where two rules for one key, place and supply hold on one day.

    A tax holiday is meant to lie over the rules it takes the place of, and another key or place is another matter.

    >>> check_overlaps([])
    """
    order = sorted(rules, key=lambda rule: (_identity(rule), rule.start_date, rule.name))
    for one, other in pairwise(order):
        if _identity(one) == _identity(other) and one.is_valid(other.start_date):
            raise OverlappingTaxRules(
                pointer="/start_date",
                key=one.key,
                jurisdiction=one.jurisdiction,
                day=other.start_date,
                first=one.name,
                second=other.name,
            )


def _identity(rule: TaxRule) -> tuple[str, ...]:
    """What two rules share that cannot both hold; compound and withheld taxes stand beside the others, by name."""
    beside = rule.name if rule.type in ("compound", "withholding") or rule.compound else ""
    apart = "holiday" if rule.type == "holiday" else "withholding" if rule.type == "withholding" else ""
    return (rule.key, rule.jurisdiction, rule.level, rule.applies_to, apart, beside)
