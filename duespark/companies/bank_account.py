"""A bank account: checked when it is written, masked for those who only read."""

import re
from typing import Any

from stdnum import bic, iban

from duespark.companies.formats import check_text
from duespark.engine.errors import Invalid
from duespark.engine.invoice.party import BankAccount
from duespark.engine.payment.qr import bip21, paynow, pix, upi
from duespark.engine.payment.qr.field import InvalidPayload

_ACCOUNT_NUMBER = re.compile(r"[A-Za-z0-9 ./-]*")
_MASK = "••••"
_RANDOM_KEY = 36
"""Characters of a random PIX key, a UUID."""


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
    sentence = (
        "The bank account has no number. Fill in an IBAN, a national account number, or a UPI, PayNow or PIX address."
    )


class InvalidPaymentAddress(Invalid):
    code = "bank_account.invalid_payment_address"
    sentence = "{problem}"


FIELDS = ("holder", "iban", "bic", "account_number", "bank_name", "upi", "paynow", "pix", "bitcoin")
"""What stands on paper of an account, or in its code."""

_NUMBERS = ("iban", "account_number", "upi", "paynow", "pix")
_MASKED = (*_NUMBERS, "bitcoin")


def check_bank_account(account: BankAccount, *, pointer: str) -> dict[str, str]:
    """The fields of the account with IBAN (ISO 13616) and BIC (ISO 9362) in compact form.

    Raises `InvalidIban`, `InvalidBic`, `InvalidAccountNumber`, `AccountNumberMissing`, `InvalidPaymentAddress`, pointing below
    `pointer`.
    """
    texts = {name: check_text(getattr(account, name), pointer=f"{pointer}/{name}") for name in FIELDS}
    if not any(texts[name] for name in _NUMBERS):
        raise AccountNumberMissing(pointer=f"{pointer}/iban")
    if not _ACCOUNT_NUMBER.fullmatch(texts["account_number"]):
        raise InvalidAccountNumber(pointer=f"{pointer}/account_number")
    texts |= {name: _check_address(name, texts[name], pointer) for name in _ADDRESSES}
    return texts | {"iban": _check_iban(texts["iban"], pointer), "bic": _check_bic(texts["bic"], pointer)}


def _try_upi(address: str) -> None:
    upi.payload(vpa=address, name="N", amount=None, currency="INR")


def _try_paynow(address: str) -> None:
    is_mobile = address.startswith("+")
    paynow.payload(amount=None, currency="SGD", uen="" if is_mobile else address, mobile=address if is_mobile else "")


def _try_pix(address: str) -> None:
    pix.payload(key=address, name="N", city="C", amount=None, currency="BRL")


def _try_bitcoin(address: str) -> None:
    bip21.payload(address=address, amount=None)


_ADDRESSES = {"upi": _try_upi, "paynow": _try_paynow, "pix": _try_pix, "bitcoin": _try_bitcoin}
"""Addresses of payment schemes, each tried in the shortest code that its scheme allows."""


def _check_address(name: str, typed: str, pointer: str) -> str:
    """The address without spaces, as its scheme writes it. Raises `InvalidPaymentAddress`."""
    text = "".join(typed.split())
    if name == "paynow":
        text = text.upper()
    elif name == "pix" and not text.startswith("+") and "@" not in text:
        text = text.lower() if len(text) == _RANDOM_KEY else re.sub(r"[./-]", "", text).upper()
    if text:
        try:
            _ADDRESSES[name](text)
        except InvalidPayload as refusal:
            raise InvalidPaymentAddress(pointer=f"{pointer}/{name}", problem=str(refusal)) from refusal
    return text


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
    return {name: _last_four(getattr(account, name)) for name in _MASKED}


def _last_four(number: str) -> str:
    """The end of a number long enough to hide something; nothing of a short one.

    >>> _last_four("DE89370400440532013000"), _last_four("12345"), _last_four("")
    ('••••3000', '••••', '')
    """
    if not number:
        return ""
    return _MASK + number[-4:] if len(number) >= 8 else _MASK
