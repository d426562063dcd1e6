"""A company's bank account: checked when it is written, encrypted at rest, masked for those who only read."""

import re
from dataclasses import replace
from uuid import UUID

import orjson
from stdnum import bic, iban

from duespark.companies.formats import check_text
from duespark.engine.errors import Invalid
from duespark.engine.invoice.party import BankAccount
from duespark.runtime.security import seal, unseal
from duespark.runtime.web import to_json

_ACCOUNT_NUMBER = re.compile(r"[A-Za-z0-9 ./-]*")
_MASK = "••••"


class InvalidIban(Invalid):
    code = "bank_account.invalid_iban"
    sentence = "{iban!r} is no valid IBAN. Compare it with your bank's statement; one digit may be mistyped."


class InvalidBic(Invalid):
    code = "bank_account.invalid_bic"
    sentence = "{bic!r} is no valid BIC. It has 8 or 11 letters and digits, such as DEUTDEFF."


class InvalidAccountNumber(Invalid):
    code = "bank_account.invalid_account_number"
    sentence = "An account number has only letters, digits, spaces, points, slashes and dashes. Correct it."


class AccountNumberMissing(Invalid):
    code = "bank_account.number_missing"
    sentence = "The bank account has no number. Fill in an IBAN, or a national account number."


def check_bank_account(account: BankAccount | None) -> BankAccount | None:
    """The account with IBAN (ISO 13616) and BIC (ISO 9362) in compact form; None for one that is all blank.

    Raises `InvalidIban`, `InvalidBic`, `InvalidAccountNumber`, `AccountNumberMissing`.
    """
    if account is None:
        return None
    names = ("holder", "iban", "bic", "account_number", "bank_name")
    texts = {name: check_text(getattr(account, name), pointer=f"/bank_account/{name}") for name in names}
    if not any(texts.values()):
        return None
    if not (texts["iban"] or texts["account_number"]):
        raise AccountNumberMissing(pointer="/bank_account/iban")
    if not _ACCOUNT_NUMBER.fullmatch(texts["account_number"]):
        raise InvalidAccountNumber(pointer="/bank_account/account_number")
    return BankAccount(**{**texts, "iban": _check_iban(texts["iban"]), "bic": _check_bic(texts["bic"])})


def _check_iban(text: str) -> str:
    if text and not iban.is_valid(text):
        raise InvalidIban(pointer="/bank_account/iban", iban=text)
    return str(iban.compact(text))


def _check_bic(text: str) -> str:
    if text and not bic.is_valid(text):
        raise InvalidBic(pointer="/bank_account/bic", bic=text)
    return str(bic.compact(text))


def seal_account(account: BankAccount | None, *, org_id: UUID, company_id: UUID) -> bytes | None:
    """The account encrypted for its row; it opens nowhere else."""
    if account is None:
        return None
    return seal(to_json(account).decode(), context=_context(org_id, company_id))


def open_account(sealed: bytes | None, *, org_id: UUID, company_id: UUID) -> BankAccount | None:
    """The account of a row. Raises `runtime.security.SealBroken`."""
    if sealed is None:
        return None
    return BankAccount(**orjson.loads(unseal(sealed, context=_context(org_id, company_id))))


def _context(org_id: UUID, company_id: UUID) -> str:
    return f"{org_id}/companies/{company_id}/bank_account"


def masked(account: BankAccount | None) -> BankAccount | None:
    """The account as the audit trail and readers see it: of its numbers only the last four characters."""
    if account is None:
        return None
    return replace(account, iban=_last_four(account.iban), account_number=_last_four(account.account_number))


def _last_four(number: str) -> str:
    """The end of a number long enough to hide something; nothing of a short one.

    >>> _last_four("DE89370400440532013000"), _last_four("12345"), _last_four("")
    ('••••3000', '••••', '')
    """
    if not number:
        return ""
    return _MASK + number[-4:] if len(number) >= 8 else _MASK
