"""The bank accounts of a company: one default for each currency, encrypted at rest, masked for those who only read."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated
from uuid import UUID

import orjson
from annotated_types import Len
from pydantic import Field

from duespark.companies.bank_account import FIELDS, check_bank_account, masked_numbers
from duespark.companies.formats import check_text
from duespark.engine.errors import Invalid
from duespark.engine.invoice.party import BankAccount
from duespark.engine.money.currency import currency
from duespark.runtime.ids import new_id
from duespark.runtime.security import seal, unseal
from duespark.runtime.web import to_json

MOST_ACCOUNTS = 20


class TwoDefaultAccounts(Invalid):
    code = "bank_account.two_defaults"
    sentence = "Two accounts are the first choice for {currency}. Leave it to one of them."


class AccountRepeated(Invalid):
    code = "bank_account.repeated"
    sentence = "Two accounts have the id {id}. Leave out the id of a new account."


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountIn(BankAccount):
    """A bank account as it should be. `currency` is what is paid into it, "" for any; `is_default` makes it the one that
    invoices in this currency name. A new account has no `id`."""

    id: UUID | None = None
    label: Annotated[str, Field(description="What the company calls it; never printed.")] = ""
    currency: str = ""
    is_default: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyAccount(BankAccount):
    """A bank account of a company."""

    id: UUID
    label: str
    currency: str
    is_default: bool

    @property
    def printed(self) -> BankAccount:
        """What stands on the invoice."""
        return BankAccount(**{name: getattr(self, name) for name in FIELDS})


AccountsIn = Annotated[tuple[AccountIn, ...], Len(0, MOST_ACCOUNTS)]


def check_accounts(wanted: Iterable[AccountIn], *, today: date) -> tuple[AccountIn, ...]:
    """The accounts, each with an id, and with exactly one default for every currency they name.

    Raises subclasses of `Invalid` that point below "/bank_accounts".
    """
    found = tuple(_check(one, today=today, pointer=f"/bank_accounts/{at}") for at, one in enumerate(wanted))
    for at, one in enumerate(found):
        if any(one.id == other.id for other in found[:at]):
            raise AccountRepeated(pointer=f"/bank_accounts/{at}/id", id=one.id)
        if one.is_default and any(other.is_default and other.currency == one.currency for other in found[:at]):
            raise TwoDefaultAccounts(pointer=f"/bank_accounts/{at}/is_default", currency=one.currency or "any currency")
    settled = {one.currency for one in found if one.is_default}
    chosen: list[AccountIn] = []
    for one in found:
        chosen.append(one if one.currency in settled else replace(one, is_default=True))
        settled.add(one.currency)
    return tuple(chosen)


def _check(account: AccountIn, *, today: date, pointer: str) -> AccountIn:
    if account.currency:
        currency(account.currency, on=today, pointer=f"{pointer}/currency")
    label = check_text(account.label, pointer=f"{pointer}/label", most=60)
    return AccountIn(
        **check_bank_account(account, pointer=pointer),
        id=account.id or new_id(),
        label=label,
        currency=account.currency,
        is_default=account.is_default,
    )


def account_for(accounts: tuple[CompanyAccount, ...], currency: str) -> CompanyAccount | None:
    """Where an invoice in this currency is paid to: the default of the currency, else that of any currency, else the
    first account, since a bank converts, and an invoice without an account cannot be paid at all."""
    for wanted in (currency, ""):
        found = next((one for one in accounts if one.currency == wanted and one.is_default), None)
        if found is not None:
            return found
    return accounts[0] if accounts else None


def seal_accounts(accounts: tuple[AccountIn, ...], *, org_id: UUID, company_id: UUID) -> bytes | None:
    """Checked accounts encrypted for their row; they open nowhere else."""
    if not accounts:
        return None
    return seal(to_json(accounts).decode(), context=_context(org_id, company_id))


def open_accounts(sealed: bytes | None, *, org_id: UUID, company_id: UUID) -> tuple[CompanyAccount, ...]:
    """The accounts of a row. Raises `runtime.security.SealBroken`."""
    if sealed is None:
        return ()
    stored = orjson.loads(unseal(sealed, context=_context(org_id, company_id)))
    return tuple(CompanyAccount(**{**one, "id": UUID(one["id"])}) for one in stored)


def _context(org_id: UUID, company_id: UUID) -> str:
    return f"{org_id}/companies/{company_id}/bank_accounts"


def masked(accounts: tuple[CompanyAccount, ...]) -> tuple[CompanyAccount, ...]:
    """The accounts as the audit trail and readers see them."""
    return tuple(replace(one, **masked_numbers(one)) for one in accounts)
