"""What somebody says of a tax rule or a registration, and the rules it must keep."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from annotated_types import Len
from pydantic import Field

from duespark.companies.formats import check_country, check_text
from duespark.engine.errors import Invalid
from duespark.engine.money.text import Percent
from duespark.engine.tax.country import TaxComponent
from duespark.engine.tax.region_names import region_code
from duespark.engine.tax.rules import AppliesTo, FilingFrequency, RuleLevel, RuleType, TaxRule, check_rule
from duespark.runtime import decimal_text  # noqa: F401  percentages are read as text
from duespark.runtime.day import AS_WRITTEN
from duespark.runtime.web import Closed

Day = Annotated[date, Field(ge=date(1960, 1, 1), le=date(2999, 12, 31)), AS_WRITTEN]
Scheme = Literal["standard", "small_enterprise", "union", "non_union", "ioss", "letter_of_undertaking"]
"""Registered; exempt as a small enterprise; the one-stop shops of the EU; the Indian export undertaking (LUT)."""


class InvalidRegistration(Invalid):
    code = "tax_registration.invalid"
    sentence = "The registration cannot be used: {problem}."


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePart(Closed):
    """One of several taxes of one rule; a `compound` one is charged on the price and the taxes before it."""

    name: str
    rate: Percent
    jurisdiction: str = ""
    compound: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxRuleTerms(Closed):
    """A tax as the company charges it: what, where, how much, and from which day to which, both included."""

    key: Annotated[str, Field(description="What lines name, such as standard.")] = "standard"
    name: Annotated[str, Field(description="What invoices print.")]
    type: RuleType
    rate: Percent = Decimal(0)
    components: Annotated[tuple[RulePart, ...], Len(0, 20)] = ()
    compound: bool = False
    inclusive: bool = False
    applies_to: AppliesTo = "all"
    jurisdiction: Annotated[str, Field(description="PL, US-TX, or US-TX-Austin with its level.")]
    level: RuleLevel = ""
    postal_codes: Annotated[tuple[str, ...], Len(0, 500)] = ()
    authority: str = ""
    filing_frequency: FilingFrequency = ""
    registration_number: str = ""
    start_date: Day
    end_date: Day | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxRuleIn(TaxRuleTerms):
    """A new rule of a company."""

    company_id: UUID


_TEXTS = {"name": 80, "authority": 200, "registration_number": 60, "source": 300}


def check_terms(wanted: TaxRuleTerms) -> TaxRule:
    """The engine's rule with tidy texts. Raises `InvalidTaxRule`, `UnknownCountry` and what `check_text` raises."""
    fields = {name: getattr(wanted, name) for name in TaxRuleTerms.__dataclass_fields__}
    for name, most in _TEXTS.items():
        fields[name] = check_text(fields[name], pointer=f"/{name}", most=most)
    fields["jurisdiction"] = check_text(wanted.jurisdiction, pointer="/jurisdiction", most=100)
    fields["postal_codes"] = tuple("".join(code.upper().split()) for code in wanted.postal_codes)
    fields["components"] = tuple(
        TaxComponent(name=part.name.strip(), rate=part.rate, jurisdiction=part.jurisdiction, compound=part.compound)
        for part in wanted.components
    )
    fields["compound"] = wanted.compound or wanted.type == "compound"
    rule = check_rule(TaxRule(**fields))
    check_country(rule.place()[0], pointer="/jurisdiction")
    return rule


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationTerms(Closed):
    """A place where the company is registered, from `since` to `until`, both included."""

    country: str
    region: Annotated[str, Field(description="A state or province where its tax is registered apart.")] = ""
    scheme: Scheme = "standard"
    number: str = ""
    filing_frequency: Annotated[FilingFrequency, Field(description="Empty: the usual one of the country's law.")] = ""
    since: Day
    until: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationIn(RegistrationTerms):
    """A new registration of a company."""

    company_id: UUID


def check_registration(wanted: RegistrationTerms) -> RegistrationTerms:
    """The registration with tidy texts, its region as a code. Raises `InvalidRegistration`, `UnknownCountry`."""
    country = check_country(wanted.country, pointer="/country")
    region = check_text(wanted.region, pointer="/region", most=60)
    if region:
        code = region_code(country, region).removeprefix(f"{country}-")
        if not code:
            raise InvalidRegistration(pointer="/region", problem=f"the tax law of {country} knows no region {region!r}")
        region = code
    if wanted.until is not None and wanted.until < wanted.since:
        raise InvalidRegistration(pointer="/until", problem="its last day is before its first")
    if wanted.scheme == "letter_of_undertaking" and country != "IN":
        raise InvalidRegistration(pointer="/scheme", problem="a letter of undertaking is one of India")
    return replace(wanted, region=region, number=check_text(wanted.number, pointer="/number", most=60), country=country)
