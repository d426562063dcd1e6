"""PIX QR code (Brazil), static BR Code: Banco Central do Brasil, Manual de Padrões para Iniciação do Pix.

The same text is what payers copy and paste. A dynamic code, which may expire, comes from a payment provider's API.
"""

import re
from decimal import Decimal

from duespark.engine.payment.qr.emv import template, with_checksum
from duespark.engine.payment.qr.field import (
    InvalidPayload,
    amount_text,
    ascii_text,
    check_currency,
    cut_at_word,
)

_TXID = re.compile(r"[A-Za-z0-9]{1,25}|\*{3}")
_OTHER_KEYS = re.compile(
    r"\+55[0-9]{10,11}"
    r"|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
    r"|(?=.{3,77}$)[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9-]+(\.[a-z0-9-]+)+"
)
"""Phone number, random key, e-mail address."""

_LARGEST = "9999999999.99"


class InvalidPix(InvalidPayload):
    code = "qr.invalid_pix"
    sentence = "The PIX code cannot be written: {problem}."


def payload(
    *,
    key: str,
    name: str,
    city: str,
    amount: Decimal | None,
    currency: str,
    txid: str = "***",
    info: str = "",
) -> str:
    """The text of the code for a PIX `key`: e-mail, +55 phone, CPF, CNPJ (with letters too) or random key.

    `amount` is reais up to 9999999999.99, None to let the payer type it. `txid` (see `txid_of`) comes back with the
    payment. `info` is shown to the payer; key and info share 99 characters, and a longer one is refused. `name` and
    `city` lose their accents, as the manual asks, and are cut to the words that fit into 25 and 15 characters; the
    payer's bank shows the registered name. Raises `InvalidPix`.

    >>> payload(key="financeiro@example.com", name="ACME Serviços", city="SÃO PAULO", amount=Decimal("1234.56"),
    ...         currency="BRL", txid="INV2026001")[61:]
    '0530398654071234.565802BR5913ACME Servicos6009SAO PAULO62140510INV20260016304C21A'
    """
    check_currency(currency, only=("BRL",), refused=InvalidPix)
    if not _TXID.fullmatch(txid):
        problem = f"the transaction id {txid!r} is not 1 to 25 letters and digits; make one with txid_of"
        raise InvalidPix(pointer="/txid", problem=problem)
    text = template(
        ("00", "01"),
        ("26", _account(key, info)),
        ("52", "0000"),
        ("53", "986"),
        ("54", "" if amount is None else amount_text(amount, largest=_LARGEST, refused=InvalidPix)),
        ("58", "BR"),
        ("59", _shown(name, pointer="/name", most=25)),
        ("60", _shown(city, pointer="/city", most=15)),
        ("62", template(("05", txid))),
    )
    return with_checksum(text)


def txid_of(number: str) -> str:
    """The transaction id of an invoice number: its letters and digits, at most 25. Raises `InvalidPix` for others.

    >>> txid_of("INV-2026/001")
    'INV2026001'
    """
    kept = "".join(character for character in number if character.isalnum())
    if not kept.isascii() or not 1 <= len(kept) <= 25:
        problem = f"{number!r} has not 1 to 25 letters A to Z and digits; give a transaction id yourself"
        raise InvalidPix(pointer="/txid", problem=problem)
    return kept


def _shown(text: str, *, pointer: str, most: int) -> str:
    plain = cut_at_word(ascii_text(text, pointer=pointer, refused=InvalidPix), most)
    if not plain:
        raise InvalidPix(pointer=pointer, problem=f"the {pointer[1:]} is missing; fill it in")
    return plain


def _account(key: str, info: str) -> str:
    if not key:
        raise InvalidPix(pointer="/key", problem="the PIX key is missing; add the one of the account")
    if not (_OTHER_KEYS.fullmatch(key) or _is_cpf(key) or _is_cnpj(key)):
        problem = (
            f"{key!r} is no PIX key; give an e-mail address or random key in small letters, a phone number with +55,"
            " or a CPF or CNPJ without signs"
        )
        raise InvalidPix(pointer="/key", problem=problem)
    shown = ascii_text(info, pointer="/info", refused=InvalidPix)
    room = 99 - len(template(("00", "br.gov.bcb.pix"), ("01", key))) - 4
    if len(shown) > max(room, 0):
        problem = f"the info has {len(shown)} characters and {max(room, 0)} fit beside the key; shorten it"
        raise InvalidPix(pointer="/info", problem=problem)
    return template(("00", "br.gov.bcb.pix"), ("01", key), ("02", shown))


def _is_cpf(key: str) -> bool:
    """A person's number: 11 digits, the last two check digits with weights 10 and 11 down to 2."""
    if not re.fullmatch(r"[0-9]{11}", key) or len(set(key)) == 1:
        return False
    return key[9:] == _check(key[:9], range(10, 1, -1)) + _check(key[:10], range(11, 1, -1))


def _is_cnpj(key: str) -> bool:
    """A company's number: 12 digits or, since July 2026, letters too, then two check digits (IN RFB 2229/2024)."""
    if not re.fullmatch(r"[0-9A-Z]{12}[0-9]{2}", key) or len(set(key)) == 1:
        return False
    weights = (6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2)
    return key[12:] == _check(key[:12], weights[1:]) + _check(key[:13], weights)


def _check(characters: str, weights: range | tuple[int, ...]) -> str:
    total = sum((ord(character) - 48) * weight for character, weight in zip(characters, weights, strict=True))
    return str(-total % 11 % 10)
