"""Facts about a company's taxes."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class TaxRuleAdded:
    subject: ClassVar[str] = "tax_rule"
    tax_rule_id: UUID
    company_id: UUID
    key: str
    jurisdiction: str
    start_date: date


@dataclass(frozen=True, slots=True)
class TaxRuleChanged:
    subject: ClassVar[str] = "tax_rule"
    tax_rule_id: UUID
    company_id: UUID


@dataclass(frozen=True, slots=True)
class TaxRuleEnded:
    subject: ClassVar[str] = "tax_rule"
    tax_rule_id: UUID
    company_id: UUID
    end_date: date


@dataclass(frozen=True, slots=True)
class TaxRuleRemoved:
    subject: ClassVar[str] = "tax_rule"
    tax_rule_id: UUID
    company_id: UUID


@dataclass(frozen=True, slots=True)
class TaxRegistrationAdded:
    subject: ClassVar[str] = "tax_registration"
    tax_registration_id: UUID
    company_id: UUID
    country: str
    scheme: str


@dataclass(frozen=True, slots=True)
class TaxRegistrationChanged:
    subject: ClassVar[str] = "tax_registration"
    tax_registration_id: UUID
    company_id: UUID


@dataclass(frozen=True, slots=True)
class TaxRegistrationRemoved:
    subject: ClassVar[str] = "tax_registration"
    tax_registration_id: UUID
    company_id: UUID


@dataclass(frozen=True, slots=True)
class TaxIdChecked:
    """An authority answered about a client's tax number."""

    subject: ClassVar[str] = "client"
    client_id: UUID
    number: str
    state: str
    checked_on: date
