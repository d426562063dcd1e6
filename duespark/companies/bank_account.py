"""A bank account: checked when it is written, masked for those who only read."""

import re
from typing import Any

from stdnum import bic, iban

from duespark.companies.formats import check_text
from duespark.engine.errors import Invalid
from duespark.engine.invoice.party import BankAccount

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


FIELDS = ("holder", "iban", "bic", "account_number", "bank_name")
"""What stands on paper of an account."""


def check_bank_account(account: BankAccount, *, pointer: str) -> dict[str, str]:
    """The fields of the account with IBAN (ISO 13616) and BIC (ISO 9362) in compact form.

    Raises `InvalidIban`, `InvalidBic`, `InvalidAccountNumber`, `AccountNumberMissing`, pointing below `pointer`.
    """
    texts = {name: check_text(getattr(account, name), pointer=f"{pointer}/{name}") for name in FIELDS}
    if not (texts["iban"] or texts["account_number"]):
        raise AccountNumberMissing(pointer=f"{pointer}/iban")
    if not _ACCOUNT_NUMBER.fullmatch(texts["account_number"]):
        raise InvalidAccountNumber(pointer=f"{pointer}/account_number")
    return texts | {"iban": _check_iban(texts["iban"], pointer), "bic": _check_bic(texts["bic"], pointer)}


def _check_iban(text: str, pointer: str) -> str:
    if text and not iban.is_valid(text):
        raise InvalidIban(pointer=f"{pointer}/iban", iban=text)
    return str(iban.compact(text))


def _check_bic(text: str, pointer: str) -> str:
    if text and not bic.is_valid(text):
        raise InvalidBic(pointer=f"{pointer}/bic", bic=text)
    return str(bic.compact(text))


def masked_numbers(account: BankAccount) -> dict[str, Any]:
    """The numbers of the account as the audit trail and readers see them: only the last four characters."""
    return {"iban": _last_four(account.iban), "account_number": _last_four(account.account_number)}


def _last_four(number: str) -> str:
    """The end of a number long enough to hide something; nothing of a short one.

    >>> _last_four("DE89370400440532013000"), _last_four("12345"), _last_four("")
    ('••••3000', '••••', '')
    """
    if not number:
        return ""
    return _MASK + number[-4:] if len(number) >= 8 else _MASK
