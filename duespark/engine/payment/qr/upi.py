"""UPI deep link and QR code (India): what a UPI app pays, as NPCI's UPI Linking Specification 1.6 writes it."""

import re
from decimal import Decimal
from urllib.parse import quote

from duespark.engine.payment.qr.field import (
    InvalidPayload,
    amount_text,
    check_currency,
    check_size,
    check_web_address,
    plain_text,
)
from duespark.engine.payment.qr.symbol import SYMBOLS

_VPA = re.compile(r"[A-Za-z0-9._-]{1,190}@[A-Za-z][A-Za-z0-9]{1,63}")
_LARGEST = "9999999999.99"


class InvalidUpi(InvalidPayload):
    code = "qr.invalid_upi"
    sentence = "The UPI code cannot be written: {problem}."


def payload(
    *,
    vpa: str,
    name: str,
    amount: Decimal | None,
    currency: str,
    reference: str = "",
    note: str = "",
    merchant_code: str = "",
    url: str = "",
) -> str:
    """The link `upi://pay?...`: values in percent-encoded UTF-8, a space as %20, nothing empty written.

    `vpa` is the payee's address at a bank, such as acme@okbank. `amount` is rupees with two decimals, None to let the
    payer type it; with an amount the payer cannot change it. A limit of banks by day and category is not checked.
    `reference` has up to 35 characters of ASCII and is needed with a `merchant_code` (4 digits) other than 0000. A
    `name` of more than 99 or a `note` of more than 50 characters is refused, not cut. The scheme has neither an expiry nor a
    single use, and what is paid must be matched on the bank's statement. Raises `InvalidUpi`.

    >>> payload(vpa="acme@okbank", name="ACME Services", amount=Decimal("11800.50"), currency="INR",
    ...         reference="INV-2026-001", note="Invoice INV-2026-001")
    'upi://pay?pa=acme%40okbank&pn=ACME%20Services&tr=INV-2026-001&tn=Invoice%20INV-2026-001&am=11800.50&cu=INR'
    """
    check_currency(currency, only=("INR",), refused=InvalidUpi)
    pairs = (
        ("pa", _address(vpa)),
        ("pn", plain_text(name, pointer="/name", most=99, refused=InvalidUpi, required=True)),
        ("mc", _merchant_code(merchant_code)),
        ("tr", _reference(reference, needed=merchant_code not in ("", "0000"))),
        ("tn", plain_text(note, pointer="/note", most=50, refused=InvalidUpi)),
        ("am", "" if amount is None else amount_text(amount, largest=_LARGEST, refused=InvalidUpi)),
        ("cu", currency),
        ("url", url and check_web_address(url, pointer="/url", most=255, refused=InvalidUpi)),
    )
    link = "upi://pay?" + "&".join(f"{key}={quote(value, safe='')}" for key, value in pairs if value)
    return check_size(link, most=SYMBOLS["upi"].most_bytes, refused=InvalidUpi)


def _address(vpa: str) -> str:
    if not vpa:
        raise InvalidUpi(pointer="/vpa", problem="the UPI address is missing; add one such as acme@okbank")
    if not _VPA.fullmatch(vpa):
        raise InvalidUpi(pointer="/vpa", problem=f"{vpa!r} is no UPI address; write it like acme@okbank")
    return vpa


def _merchant_code(code: str) -> str:
    if not re.fullmatch(r"([0-9]{4})?", code):
        raise InvalidUpi(
            pointer="/merchant_code", problem=f"{code!r} is no merchant category; use the 4 digits of ISO 18245"
        )
    return code


def _reference(reference: str, *, needed: bool) -> str:
    text = plain_text(reference, pointer="/reference", most=35, refused=InvalidUpi, required=needed)
    if not text.isascii():
        problem = f"the reference {text!r} has characters beyond ASCII; use letters A to Z, digits and signs"
        raise InvalidUpi(pointer="/reference", problem=problem)
    return text
