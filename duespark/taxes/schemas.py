"""What crosses HTTP about taxes and currencies."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from duespark.engine.money.currency import Currency
from duespark.engine.money.text import Percent
from duespark.engine.tax.country import Category
from duespark.engine.tax.filing import usual_filing
from duespark.engine.tax.rules import FilingFrequency
from duespark.engine.tax.treatment.decision import TreatmentName
from duespark.engine.tax.treatment.supply import OneStopShop, SupplyKind
from duespark.runtime.web import Closed
from duespark.taxes.details import Day, RegistrationTerms, RulePart, TaxRuleTerms
from duespark.taxes.registration_queries import RegistrationRow
from duespark.taxes.rule_queries import RULE_FIELDS, RuleRow


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxRateChoice(Closed):
    """One choice a line has: its `key` is what the line's `tax` names."""

    key: str
    category: Category
    rate: Percent
    label: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxRates(Closed):
    data: list[TaxRateChoice]


@dataclass(frozen=True, slots=True, kw_only=True)
class Currencies(Closed):
    data: list[Currency]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxRuleOut(TaxRuleTerms):
    """A rule of a company."""

    id: UUID
    company_id: UUID
    company_name: str
    version: int
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleEnd(Closed):
    """The last day of a rule."""

    end_date: Day


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxRegistration(RegistrationTerms):
    """A registration of a company. `filing` is how often it files: what was said, else the usual period of the country."""

    id: UUID
    company_id: UUID
    company_name: str
    filing: FilingFrequency
    version: int
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxRuleLine:
    """The columns of the rules as CSV, in their order."""

    company_name: str
    jurisdiction: str
    level: str
    key: str
    name: str
    type: str
    rate: str
    components: str
    compound: bool
    inclusive: bool
    applies_to: str
    start_date: date
    end_date: date | None
    postal_codes: str
    authority: str
    filing_frequency: str
    registration_number: str
    source: str


def rule_of(row: RuleRow) -> TaxRuleOut:
    """The row as it is answered."""
    fields = {name: getattr(row.rule, name) for name in RULE_FIELDS}
    fields["components"] = tuple(
        RulePart(name=part.name, rate=part.rate, jurisdiction=part.jurisdiction, compound=part.compound)
        for part in row.rule.components
    )
    return TaxRuleOut(
        id=row.id,
        company_id=row.company_id,
        company_name=row.company_name,
        version=row.version,
        created_at=row.created_at,
        **fields,
    )


def rule_line_of(row: RuleRow) -> TaxRuleLine:
    """The row as a line of the CSV."""
    rule = row.rule
    plain = {name: getattr(rule, name) for name in TaxRuleLine.__dataclass_fields__ if name in RULE_FIELDS}
    plain["rate"] = f"{rule.rate:f}"
    plain["components"] = "; ".join(f"{part.name} {part.rate:f}" for part in rule.components)
    plain["postal_codes"] = " ".join(rule.postal_codes)
    return TaxRuleLine(company_name=row.company_name, **plain)


def registration_of(row: RegistrationRow) -> TaxRegistration:
    """The row as it is answered."""
    stored = {name: getattr(row, name) for name in RegistrationRow.__dataclass_fields__}
    return TaxRegistration(**stored, filing=row.filing_frequency or usual_filing(row.country))


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxNote(Closed):
    """Evidence to keep, or a duty to fulfil."""

    code: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxHint(Closed):
    """Something that is missing: settled, the sale may be taxed otherwise. `field` says where one settles it."""

    code: str
    text: str
    field: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherTreatment(Closed):
    """A treatment a person may choose, with the words of the law it prints."""

    name: TreatmentName
    label: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TreatmentPart(Closed):
    """How one kind of supply on a document is taxed, where they differ."""

    supply: SupplyKind
    name: TreatmentName
    label: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TreatmentOut(Closed):
    """How a sale is taxed and why. `sentence` says it plainly, `why` step by step, `law` cites it; `reason` is printed.

    `decided` is what the facts say, also where a person chose otherwise for `choice_reason`.
    """

    name: TreatmentName
    label: str
    sentence: str
    place: str
    category: Category
    reason: str
    reason_code: str
    scheme: OneStopShop | None
    mentions: tuple[str, ...]
    law: tuple[str, ...]
    why: tuple[str, ...]
    hints: list[TaxHint]
    checks: list[TaxNote]
    decided: TreatmentName
    choice_reason: str | None
    alternatives: list[OtherTreatment]
    parts: list[TreatmentPart]
