"""IBANs of the countries that EPC and Swiss codes pay to: their shape, their check digits, which are QR-IBANs."""

import re
from collections.abc import Mapping
from types import MappingProxyType

# SWIFT IBAN registry, release 101 (ISO 13616-2): what follows the check digits. n digits, a capital letters, c both.
_TABLE = """
AD 8n12c       AL 8n16c      AT 16n        BE 12n         BG 4a6n8c     CH 5n12c      CY 8n16c
CZ 20n         DE 18n        DK 14n        EE 16n         ES 20n        FI 14n        FR 10n11c2n
GB 4a14n       GI 4a15c      GR 7n16c      HR 17n         HU 24n        IE 4a14n      IS 22n
IT 1a10n12c    LI 5n12c      LT 16n        LU 3n13c       LV 4a13c      MC 10n11c2n   MD 20c
ME 18n         MK 3n10c2n    MT 4a5n18c    NL 4a10n       NO 11n        PL 24n        PT 21n
RO 4a16c       RS 18n        SE 20n        SI 15n         SK 20n        SM 1a10n12c   VA 18n
"""
_KINDS = {"n": "[0-9]", "a": "[A-Z]", "c": "[A-Z0-9]"}


def _expression(shape: str) -> re.Pattern[str]:
    parts = re.findall(r"([0-9]+)([nac])", shape)
    return re.compile("[A-Z]{2}[0-9]{2}" + "".join(f"{_KINDS[kind]}{{{count}}}" for count, kind in parts))


SHAPES: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {country: _expression(shape) for country, shape in re.findall(r"([A-Z]{2}) ([0-9nac]+)", _TABLE)}
)
"""Countries of the SEPA credit transfer (EPC409-09, 2026: with Albania, Moldova, Montenegro, North Macedonia, Serbia).

Territories without a prefix of their own pay under another's: Jersey under GB, Martinique under FR.
"""


def check_digits(text: str) -> str:
    """The two digits that make `text` right by ISO 7064 mod 97-10; `text` has letters and digits and ends with 00.

    >>> check_digits("370400440532013000DE00"), check_digits("539007547034RF00")
    ('89', '18')
    """
    number = int("".join(str(int(character, 36)) for character in text))
    return f"{98 - number % 97:02}"


def compact(text: str) -> str:
    """An IBAN, BIC or reference as machines read it: without white space, in capitals.

    >>> compact("de89 3704 0044 0532 0130 00")
    'DE89370400440532013000'
    """
    return "".join(text.split()).upper()


def is_sepa_iban(iban: str) -> bool:
    """Whether the compact IBAN belongs to a SEPA country, has its shape, and its check digits are right (ISO 13616).

    >>> is_sepa_iban("DE89370400440532013000"), is_sepa_iban("DE88370400440532013000"), is_sepa_iban("AU12345678")
    (True, False, False)
    """
    shape = SHAPES.get(iban[:2])
    return bool(shape and shape.fullmatch(iban)) and iban[2:4] == check_digits(f"{iban[4:]}{iban[:2]}00")


def is_qr_iban(iban: str) -> bool:
    """Whether the compact IBAN is a Swiss QR-IBAN: CH or LI, institution (positions 5 to 9) from 30000 to 31999.

    >>> is_qr_iban("CH4431999123000889012"), is_qr_iban("CH5800791123000889012")
    (True, False)
    """
    return iban[:2] in ("CH", "LI") and "30000" <= iban[4:9] <= "31999"
