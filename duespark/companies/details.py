"""What somebody says of a company when creating or changing it, and the rules it must keep."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

from pydantic import Field

from duespark.companies.addresses import AddressesIn, check_addresses
from duespark.companies.bank_accounts import AccountsIn, check_accounts
from duespark.companies.early import EarlySteps, check_early
from duespark.companies.formats import check_email, check_language, check_lines
from duespark.companies.profile import check_profile
from duespark.engine.invoice.party import Party
from duespark.engine.money.currency import currency
from duespark.runtime.web import Closed


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyIn(Closed):
    """A company as it should be. `tax_registered` is whether it charges value-added or goods-and-services tax."""

    profile: Party
    tax_registered: bool
    currency: str
    language: str = "en"
    payment_terms_days: Annotated[int, Field(ge=0, le=365)] = 14
    early_discounts: Annotated[EarlySteps, Field(description="For early payment; new invoices offer them.")] = ()
    bank_accounts: AccountsIn = ()
    addresses: AddressesIn = ()
    reply_to: Annotated[str, Field(description="Where answers to mail go; empty: the address of the profile.")] = ""
    email_signature: Annotated[str, Field(description="Plain text that ends each mail of the company.")] = ""
    default_notes: Annotated[str, Field(description="Notes that new drafts begin with in the app.")] = ""
    default_terms: Annotated[str, Field(description="Terms that new drafts begin with in the app.")] = ""


def check_company(wanted: CompanyIn, *, today: date) -> CompanyIn:
    """The company with tidy fields. Raises subclasses of `Invalid` that point to the field."""
    currency(wanted.currency, on=today, pointer="/currency")
    return replace(
        wanted,
        profile=check_profile(wanted.profile, needs_country=True),
        language=check_language(wanted.language, pointer="/language"),
        early_discounts=check_early(wanted.early_discounts),
        bank_accounts=check_accounts(wanted.bank_accounts, today=today),
        addresses=check_addresses(wanted.addresses),
        reply_to=check_email(wanted.reply_to, pointer="/reply_to"),
        email_signature=check_lines(wanted.email_signature, pointer="/email_signature", most=1000),
        default_notes=check_lines(wanted.default_notes, pointer="/default_notes", most=2000),
        default_terms=check_lines(wanted.default_terms, pointer="/default_terms", most=2000),
    )
