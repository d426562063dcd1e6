"""Swiss QR code of the QR-bill ("SPC"), Swiss Implementation Guidelines 2.3, in force since 22 November 2025."""

import re
from dataclasses import dataclass
from decimal import Decimal

from duespark.engine.payment.qr.creditor_reference import is_qr_reference, is_rf_reference
from duespark.engine.payment.qr.field import (
    InvalidPayload,
    amount_text,
    check_currency,
    check_size,
    label,
    plain_text,
    without_typography,
)
from duespark.engine.payment.qr.iban import compact, is_qr_iban, is_sepa_iban
from duespark.engine.payment.qr.symbol import SYMBOLS

NOTICE = "DO NOT USE FOR PAYMENT"
"""The message of a bill of 0.00, which only informs."""

_NOT_LATIN = re.compile(r"[^ -~\u00a0-\u017f\u0218-\u021b€]")
_NOBODY = ("",) * 7
_LARGEST = "999999999.99"


class InvalidSwiss(InvalidPayload):
    code = "qr.invalid_swiss"
    sentence = "The Swiss QR code cannot be written: {problem}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Who is paid or pays: a structured address (type S), the only kind that may be written.

    `country` is ISO 3166-1 alpha-2. A house number that is not known apart stands in `street`.
    """

    name: str
    street: str = ""
    house_number: str = ""
    postal_code: str
    town: str
    country: str


def payload(
    *,
    iban: str,
    creditor: Address,
    amount: Decimal | None,
    currency: str,
    debtor: Address | None = None,
    reference: str = "",
    message: str = "",
    bill_information: str = "",
    alternative_schemes: tuple[str, ...] = (),
) -> str:
    """The text of the code: 31 lines and more joined by LF, ending at "EPD" when nothing follows; at most 997 bytes.

    The account decides what `reference` is: a QR-IBAN needs a QR reference (`creditor_reference.qr_reference`), another
    IBAN takes a creditor reference (RF) or none. `amount` is CHF or EUR, None to leave it open, 0 only with the message
    `NOTICE`. `bill_information` is coded for programs and begins with "//"; it shares 140 characters with `message`.
    Quotation marks and dashes become plain; other characters that Swiss banks do not accept are refused. So is every
    text that is too long: nothing is cut. A debtor whom Latin letters cannot write is left out with None. Raises
    `InvalidSwiss`.

    >>> jane = Address(name="Jane", postal_code="1000", town="Lausanne", country="CH")
    >>> payload(iban="CH5380005000010283664", creditor=jane, amount=None, currency="CHF").split("\\n")[3:11]
    ['CH5380005000010283664', 'S', 'Jane', '', '', '1000', 'Lausanne', 'CH']
    """
    check_currency(currency, only=("CHF", "EUR"), refused=InvalidSwiss)
    account = _account(iban)
    words, coded = _additional(message, bill_information)
    lines = (
        *("SPC", "0200", "1", account),
        *_party(creditor, "/creditor"),
        *_NOBODY,
        _amount(amount, words),
        currency,
        *(_party(debtor, "/debtor") if debtor else _NOBODY),
        *_reference(reference, account),
        words,
        "EPD",
        *_without_empty_end(coded, *_alternatives(alternative_schemes)),
    )
    return check_size("\n".join(lines), most=SYMBOLS["swiss"].most_bytes, refused=InvalidSwiss)


def _latin(text: str, *, pointer: str, most: int, required: bool = False) -> str:
    plain = without_typography(text)
    line = plain_text(plain, pointer=pointer, most=most, refused=InvalidSwiss, required=required)
    foreign = _NOT_LATIN.search(line)
    if foreign:
        name = label(pointer)
        problem = f"the {name} contains {foreign[0]!r}, which Swiss banks do not accept; write it in Latin letters"
        raise InvalidSwiss(pointer=pointer, problem=problem)
    return line


def _account(iban: str) -> str:
    account = compact(iban)
    if not account:
        raise InvalidSwiss(pointer="/iban", problem="the IBAN is missing; add it to the bank account")
    if account[:2] not in ("CH", "LI") or not is_sepa_iban(account):
        problem = f"{account!r} is no IBAN of Switzerland or Liechtenstein; compare it with the bank's statement"
        raise InvalidSwiss(pointer="/iban", problem=problem)
    return account


def _party(address: Address, pointer: str) -> tuple[str, ...]:
    if not re.fullmatch(r"[A-Z]{2}", address.country):
        problem = f"{address.country!r} is no country; use two capital letters of ISO 3166-1, such as CH"
        raise InvalidSwiss(pointer=f"{pointer}/country", problem=problem)
    return (
        "S",
        _latin(address.name, pointer=f"{pointer}/name", most=70, required=True),
        _latin(address.street, pointer=f"{pointer}/street", most=70),
        _latin(address.house_number, pointer=f"{pointer}/house_number", most=16),
        _latin(address.postal_code, pointer=f"{pointer}/postal_code", most=16, required=True),
        _latin(address.town, pointer=f"{pointer}/town", most=35, required=True),
        address.country,
    )


def _amount(amount: Decimal | None, message: str) -> str:
    nothing = amount is not None and amount.is_zero()
    if (message == NOTICE) != nothing:
        problem = f"an amount of 0 and the message {NOTICE!r} belong together; write both or neither"
        raise InvalidSwiss(pointer="/amount", problem=problem)
    if nothing:
        return "0.00"
    return "" if amount is None else amount_text(amount, largest=_LARGEST, refused=InvalidSwiss)


def _reference(reference: str, account: str) -> tuple[str, str]:
    """Type and text of the reference that the account takes."""
    text = compact(reference)
    if is_qr_iban(account):
        padded = text.zfill(27)
        if not text.strip("0") or not is_qr_reference(padded):
            problem = f"the QR-IBAN {account} needs a QR reference of 27 digits; make one of the invoice number"
            raise InvalidSwiss(pointer="/reference", problem=problem)
        return "QRR", padded
    if not text:
        return "NON", ""
    if not is_rf_reference(text):
        problem = (
            f"{text!r} is no creditor reference (RF, ISO 11649), which {account} takes; write it as message instead"
        )
        raise InvalidSwiss(pointer="/reference", problem=problem)
    return "SCOR", text


def _additional(message: str, bill_information: str) -> tuple[str, str]:
    words = _latin(message, pointer="/message", most=140)
    coded = _latin(bill_information, pointer="/bill_information", most=140)
    if coded and not re.match(r"//[A-Z0-9]{2}", coded):
        problem = "the bill information does not begin with // and a code of two characters, such as //S1; correct it"
        raise InvalidSwiss(pointer="/bill_information", problem=problem)
    if len(words) + len(coded) > 140:
        problem = f"message and bill information have {len(words) + len(coded)} characters and 140 fit; shorten one"
        raise InvalidSwiss(pointer="/message", problem=problem)
    return words, coded


def _alternatives(schemes: tuple[str, ...]) -> tuple[str, ...]:
    if len(schemes) > 2:
        raise InvalidSwiss(
            pointer="/alternative_schemes", problem="there are more than 2 alternative schemes; drop some"
        )
    return tuple(
        _latin(scheme, pointer=f"/alternative_schemes/{at}", most=100, required=True)
        for at, scheme in enumerate(schemes)
    )


def _without_empty_end(*lines: str) -> tuple[str, ...]:
    return lines if any(lines) else ()
