"""Which bank account of the company an invoice is paid to: the one chosen for it, else the default of its currency."""

from uuid import UUID

from duespark.companies.bank_accounts import account_for
from duespark.companies.queries import CompanyRow, get_company
from duespark.engine.errors import Invalid
from duespark.engine.invoice.party import BankAccount
from duespark.invoices.queries import get_invoice
from duespark.invoices.schemas import DraftIn
from duespark.runtime.tx import Tx


class UnknownBankAccount(Invalid):
    code = "invoice.unknown_bank_account"
    sentence = (
        "{company} has no bank account {id}. Choose one of its accounts, or none for the default of the currency."
    )


def pay_to(company: CompanyRow, currency: str, *, chosen: UUID | None) -> BankAccount | None:
    """What the invoice prints. A chosen account that was removed since gives way to the default: nobody is asked to pay
    into an account that is closed."""
    found = next((one for one in company.bank_accounts if one.id == chosen), None)
    found = found or account_for(company.bank_accounts, currency)
    return found and found.printed


async def check_pay_to(tx: Tx, draft: DraftIn, *, id: UUID | None = None) -> None:
    """Raises `UnknownBankAccount` for a choice that is none; what the draft `id` says already may be gone since."""
    chosen = draft.bank_account_id
    if chosen is None:
        return
    company = await get_company(tx, draft.company_id)
    if any(one.id == chosen for one in company.bank_accounts):
        return
    if id is None or (await get_invoice(tx, id)).bank_account_id != chosen:
        raise UnknownBankAccount(pointer="/bank_account_id", company=company.name, id=chosen)
