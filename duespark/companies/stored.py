"""The columns of a company that people set, as they are stored."""

from typing import Any
from uuid import UUID

from duespark.companies.bank_accounts import seal_accounts
from duespark.companies.details import CompanyIn
from duespark.runtime.tx import Tx
from duespark.runtime.web import to_json


def columns_of(tx: Tx, id: UUID, company: CompanyIn) -> dict[str, Any]:
    """Values by column; `name` is projected from the profile, the bank accounts are encrypted."""
    return {
        "name": company.profile.name,
        "profile": to_json(company.profile).decode(),
        "tax_registered": company.tax_registered,
        "currency": company.currency,
        "language": company.language,
        "payment_terms_days": company.payment_terms_days,
        "early_discounts": to_json(company.early_discounts).decode(),
        "bank_accounts": seal_accounts(company.bank_accounts, org_id=tx.org_id, company_id=id),
        "addresses": to_json(company.addresses).decode(),
        "reply_to": company.reply_to,
        "email_signature": company.email_signature,
        "default_notes": company.default_notes,
        "default_terms": company.default_terms,
        "updated_at": tx.now,
    }
