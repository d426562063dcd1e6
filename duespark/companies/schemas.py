"""What crosses HTTP about companies."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from duespark.companies.addresses import CompanyAddress
from duespark.companies.bank_accounts import CompanyAccount, masked
from duespark.companies.early import EarlyStep
from duespark.companies.queries import CompanyRow
from duespark.engine.invoice.party import Party
from duespark.runtime.tx import Tx
from duespark.runtime.web import Closed


@dataclass(frozen=True, slots=True, kw_only=True)
class Company(Closed):
    """A company. Lists, and those who may not change it, show only the last four characters of its bank accounts. Color and
    logo are those of its default brand."""

    id: UUID
    profile: Party
    tax_registered: bool
    currency: str
    language: str
    payment_terms_days: int
    early_discounts: tuple[EarlyStep, ...]
    bank_accounts: tuple[CompanyAccount, ...]
    addresses: tuple[CompanyAddress, ...]
    brand_color: str
    logo_url: str | None
    reply_to: str
    email_signature: str
    default_notes: str
    default_terms: str
    archived: bool
    version: int
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DefaultCompanyIn(Closed):
    company_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class DefaultCompany(Closed):
    """Null while nothing is chosen, and once the company is archived or out of sight."""

    company_id: UUID | None


def company_for(tx: Tx, row: CompanyRow) -> Company:
    """The company as the actor may see it."""
    return _company(row, row.bank_accounts if tx.actor.may("companies.write") else masked(row.bank_accounts))


def company_on_record(row: CompanyRow) -> Company:
    """The company as lists show it and as the audit trail keeps it."""
    return _company(row, masked(row.bank_accounts))


def _company(row: CompanyRow, bank_accounts: tuple[CompanyAccount, ...]) -> Company:
    return Company(
        id=row.id,
        profile=row.profile,
        tax_registered=row.tax_registered,
        currency=row.currency,
        language=row.language,
        payment_terms_days=row.payment_terms_days,
        early_discounts=row.early_discounts,
        bank_accounts=bank_accounts,
        addresses=row.addresses,
        brand_color=row.brand_color,
        logo_url=_logo_url(row),
        reply_to=row.reply_to,
        email_signature=row.email_signature,
        default_notes=row.default_notes,
        default_terms=row.default_terms,
        archived=row.archived_at is not None,
        version=row.version,
        created_at=row.created_at,
    )


def _logo_url(row: CompanyRow) -> str | None:
    """Changes with the picture, so that browsers may keep it."""
    if row.logo_key is None:
        return None
    return f"/v1/companies/{row.id}/logo?v={row.logo_key.rpartition('/')[2][:12]}"
