"""PayNow QR code (Singapore): EMVCo merchant-presented mode with the SG.PAYNOW account of SGQR."""

import re
from datetime import date
from decimal import Decimal

from duespark.engine.payment.qr.emv import template, with_checksum
from duespark.engine.payment.qr.field import (
    InvalidPayload,
    amount_text,
    ascii_text,
    check_currency,
    cut_at_word,
    plain_text,
)

_UEN = re.compile(r"([0-9]{8,9}[A-Z]|[RST][0-9]{2}[A-Z]{2}[0-9]{4}[A-Z])([A-Z0-9]{3})?")
_MOBILE = re.compile(r"\+65[0-9]{8}")
_LARGEST = "9999999999.99"


class InvalidPayNow(InvalidPayload):
    code = "qr.invalid_paynow"
    sentence = "The PayNow code cannot be written: {problem}."


def payload(
    *,
    amount: Decimal | None,
    currency: str,
    uen: str = "",
    mobile: str = "",
    name: str = "",
    editable: bool = False,
    expires_on: date | None = None,
    bill_number: str = "",
) -> str:
    """The text of the code for exactly one of `uen`, which 3 characters of suffix may follow, and `mobile`.

    `amount` is Singapore dollars up to 9999999999.99; None lets the payer type it, as does `editable`. The code is void
    after `expires_on`. `bill_number`, up to 25 characters of ASCII, comes back on the statement and is never changed.
    `name` is for the eye, banks show the registered one: it loses accents and is cut to the words that fit into 25
    characters; without one it is "NA". Raises `InvalidPayNow`.

    >>> payload(mobile="+6591234567", amount=None, currency="SGD")
    '00020101021126380009SG.PAYNOW010100211+6591234567030115204000053037025802SG5902NA6009Singapore6304B5DB'
    """
    check_currency(currency, only=("SGD",), refused=InvalidPayNow)
    proxy, value = _proxy(uen, mobile)
    reference = _bill_number(bill_number)
    account = template(
        ("00", "SG.PAYNOW"),
        ("01", proxy),
        ("02", value),
        ("03", "1" if editable or amount is None else "0"),
        ("04", f"{expires_on:%Y%m%d}" if expires_on else ""),
    )
    text = template(
        ("00", "01"),
        ("01", "11" if amount is None and not reference else "12"),
        ("26", account),
        ("52", "0000"),
        ("53", "702"),
        ("54", "" if amount is None else amount_text(amount, largest=_LARGEST, refused=InvalidPayNow)),
        ("58", "SG"),
        ("59", cut_at_word(ascii_text(name, pointer="/name", refused=InvalidPayNow), 25) or "NA"),
        ("60", "Singapore"),
        ("62", template(("01", reference))),
    )
    return with_checksum(text)


def _proxy(uen: str, mobile: str) -> tuple[str, str]:
    if bool(uen) == bool(mobile):
        problem = "exactly one of UEN and mobile number says who is paid; give one"
        raise InvalidPayNow(pointer="/uen", problem=problem)
    if uen and not _UEN.fullmatch(uen):
        raise InvalidPayNow(pointer="/uen", problem=f"{uen!r} is no UEN; write it like 201403121W")
    if mobile and not _MOBILE.fullmatch(mobile):
        problem = f"{mobile!r} is no mobile number of Singapore; write it like +6591234567"
        raise InvalidPayNow(pointer="/mobile", problem=problem)
    return ("2", uen) if uen else ("0", mobile)


def _bill_number(bill_number: str) -> str:
    text = plain_text(bill_number, pointer="/bill_number", most=25, refused=InvalidPayNow)
    if not text.isascii():
        problem = f"the bill number {text!r} has characters beyond ASCII; use letters A to Z, digits and signs"
        raise InvalidPayNow(pointer="/bill_number", problem=problem)
    return text
