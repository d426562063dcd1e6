"""EPC QR code ("Girocode"): a SEPA credit transfer that a banking app fills in (EPC069-12, version 002, UTF-8)."""

import re
from decimal import Decimal

from duespark.engine.payment.qr.creditor_reference import is_rf_reference
from duespark.engine.payment.qr.field import (
    InvalidPayload,
    amount_text,
    check_currency,
    check_size,
    one_line,
    plain_text,
)
from duespark.engine.payment.qr.iban import compact, is_qr_iban, is_sepa_iban
from duespark.engine.payment.qr.symbol import SYMBOLS

OUTSIDE_EEA = frozenset({"AD", "AL", "CH", "GB", "GI", "MC", "MD", "ME", "MK", "RS", "SM", "VA"})
"""SEPA countries beyond the European Economic Area: version 002 wants a BIC for accounts there."""

_BIC = re.compile(r"[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?")
_LARGEST = "999999999.99"


class InvalidEpc(InvalidPayload):
    code = "qr.invalid_epc"
    sentence = "The EPC code cannot be written: {problem}."


def payload(
    *,
    name: str,
    iban: str,
    amount: Decimal | None,
    currency: str,
    bic: str = "",
    purpose: str = "",
    reference: str = "",
    text: str = "",
    note: str = "",
) -> str:
    """The text of the code: lines joined by LF, none after the last that says something; at most 331 bytes.

    `name` holds the account; it is a legal text, so one of more than 70 characters is refused, not cut. `amount` is
    euro, 0.01 to 999999999.99, None to let the payer fill it in. What the payment is for stands either in `reference`,
    a creditor reference (ISO 11649, `creditor_reference.rf_reference`), or in `text`, such as the invoice number, which
    is no reference. `purpose` is a code of ISO 20022, `note` is shown and not transferred. Raises `InvalidEpc`.

    >>> payload(name="ACME GmbH", iban="DE89 3704 0044 0532 0130 00", amount=Decimal(250), currency="EUR",
    ...         reference="RF18539007547034")
    'BCD\\n002\\n1\\nSCT\\n\\nACME GmbH\\nDE89370400440532013000\\nEUR250.00\\n\\nRF18539007547034'
    """
    check_currency(currency, only=("EUR",), refused=InvalidEpc)
    account = _account(iban)
    rf, words = _remittance(reference, text)
    lines = (
        *("BCD", "002", "1", "SCT"),
        _bank(bic, account),
        plain_text(name, pointer="/name", most=70, refused=InvalidEpc, required=True),
        account,
        "" if amount is None else "EUR" + amount_text(amount, largest=_LARGEST, refused=InvalidEpc),
        _purpose(purpose),
        rf,
        words,
        plain_text(note, pointer="/note", most=70, refused=InvalidEpc),
    )
    return check_size("\n".join(lines).rstrip("\n"), most=SYMBOLS["epc"].most_bytes, refused=InvalidEpc)


def _account(iban: str) -> str:
    account = compact(iban)
    if not account:
        raise InvalidEpc(pointer="/iban", problem="the IBAN is missing; add it to the bank account")
    if not is_sepa_iban(account):
        problem = f"{account!r} is no IBAN of a SEPA country; compare it with the bank's statement"
        raise InvalidEpc(pointer="/iban", problem=problem)
    if is_qr_iban(account):
        problem = f"{account} is a QR-IBAN, which takes Swiss QR-bills only; give the account's ordinary IBAN"
        raise InvalidEpc(pointer="/iban", problem=problem)
    return account


def _bank(bic: str, account: str) -> str:
    code = compact(bic)
    if code and not _BIC.fullmatch(code):
        problem = f"{code!r} is no BIC; it has 8 or 11 letters and digits, such as DEUTDEFF"
        raise InvalidEpc(pointer="/bic", problem=problem)
    if not code and account[:2] in OUTSIDE_EEA:
        problem = f"an account in {account[:2]} needs a BIC; add it to the bank account"
        raise InvalidEpc(pointer="/bic", problem=problem)
    return code


def _purpose(purpose: str) -> str:
    if not re.fullmatch(r"([A-Z]{4})?", purpose):
        problem = f"{purpose!r} is no purpose code; use four capital letters of ISO 20022, such as GDDS"
        raise InvalidEpc(pointer="/purpose", problem=problem)
    return purpose


def _remittance(reference: str, text: str) -> tuple[str, str]:
    rf = compact(reference)
    words = plain_text(text, pointer="/text", most=140, refused=InvalidEpc)
    if rf and not is_rf_reference(rf):
        problem = f"{one_line(reference)!r} is no creditor reference (RF, ISO 11649); write it as text instead"
        raise InvalidEpc(pointer="/reference", problem=problem)
    if rf and words:
        raise InvalidEpc(pointer="/text", problem="a reference excludes a text; leave one of them out")
    return rf, words
