"""References with check digits, by which a payment finds its invoice: RF (ISO 11649) and the Swiss QR reference."""

import re

from duespark.engine.errors import Invalid
from duespark.engine.payment.qr.iban import check_digits

_CARRY = (0, 9, 4, 6, 8, 2, 7, 1, 3, 5)


class InvalidReference(Invalid):
    code = "qr.invalid_reference"
    sentence = "No payment reference can be made of {number!r}: {problem}."


def _letters_and_digits(number: str, most: int) -> str:
    kept = "".join(character for character in number.upper() if character.isalnum())
    if not kept.isascii() or not 1 <= len(kept) <= most:
        problem = f"it needs 1 to {most} letters A to Z and digits; give the reference yourself"
        raise InvalidReference(pointer="/number", number=number, problem=problem)
    return kept


def rf_reference(number: str) -> str:
    """The creditor reference of an invoice number (ISO 11649): RF, two check digits, then its letters (capital) and digits.

    Separators are left out, so numbers that differ by nothing else get the same one. Raises `InvalidReference` when
    nothing or more than 21 characters remain.

    >>> rf_reference("5390 0754 7034"), rf_reference("FV 1/2026")
    ('RF18539007547034', 'RF66FV12026')
    """
    kept = _letters_and_digits(number, 21)
    return f"RF{check_digits(f'{kept}RF00')}{kept}"


def is_rf_reference(text: str) -> bool:
    """Whether `text`, without spaces, is a creditor reference with right check digits (ISO 11649).

    >>> is_rf_reference("RF18539007547034"), is_rf_reference("RF17539007547034"), is_rf_reference("INV-2026-001")
    (True, False, False)
    """
    return bool(re.fullmatch(r"RF[0-9]{2}[A-Z0-9]{1,21}", text)) and text[2:4] == check_digits(f"{text[4:]}RF00")


def qr_reference(number: str) -> str:
    """The Swiss QR reference of up to 26 digits: padded with zeros on the left, the check digit at the end.

    Only digits count, so a year and a counter make a good one. Raises `InvalidReference`.

    >>> qr_reference("21000000000313947143000901")
    '210000000003139471430009017'
    """
    if not re.fullmatch(r"[0-9]{1,26}", number):
        problem = "a Swiss QR reference needs 1 to 26 digits; give the digits yourself"
        raise InvalidReference(pointer="/number", number=number, problem=problem)
    return f"{number.zfill(26)}{_recursive_check(number)}"


def is_qr_reference(text: str) -> bool:
    """Whether `text` is a QR reference of 27 digits with a right check digit (modulo 10, recursive).

    >>> is_qr_reference("210000000003139471430009017"), is_qr_reference("210000000003139471430009018")
    (True, False)
    """
    return bool(re.fullmatch(r"[0-9]{27}", text)) and text[-1] == _recursive_check(text[:-1])


def _recursive_check(digits: str) -> str:
    carry = 0
    for digit in digits:
        carry = _CARRY[(carry + int(digit)) % 10]
    return str((10 - carry) % 10)
