"""Reads a number the way people and spreadsheets write it: either decimal sign, grouped, with a currency beside it."""

import re
import unicodedata
from decimal import Decimal
from typing import Literal

from duespark.engine.money.currency import CURRENCIES

Mark = Literal[".", ","]

_WORDS = frozenset({"zł", "kr", "kč", "ft", "fr", "rs"})
_BEFORE = re.compile(r"^([^\W\d_]{2,3})\.?\s*(?=[\d(.,-])")
_AFTER = re.compile(r"(?<=[\d).,])\s*([^\W\d_]{2,3})\.?$")
_GROUPED = re.compile(r"\d{1,3}(?:g\d{2,3})*g\d{3}")
_SIGNS = str.maketrans({"−": "-", "–": "-", "٫": ".", "٬": ",", "’": " ", "'": " ", "\u00a0": " ", "\u202f": " "})


def typed_number(text: str, *, mark: Mark = ".") -> Decimal | None:
    """The number in `text`; None where it is none. `mark` is the decimal sign where a number could be read in two ways.

    >>> [str(typed_number(text)) for text in ("1,234.50", "1.234,50", "12,5", "1 200", "PLN 9.90", "(5)", "-0")]
    ['1234.50', '1234.50', '12.5', '1200', '9.90', '-5', '0']
    >>> typed_number("1,234"), typed_number("1,234", mark=","), typed_number("two")
    (Decimal('1234'), Decimal('1.234'), None)
    """
    plain = _without_currency(text)
    bracketed = re.fullmatch(r"\((.+)\)", plain)
    bare = bracketed[1].strip() if bracketed else plain
    negative = bare.startswith("-") != bool(bracketed)
    digits = _digits(re.sub(r"^[+-]\s*", "", bare), mark)
    if digits is None:
        return None
    value = Decimal(digits)
    return -value if negative and value else value


def _without_currency(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).translate(_SIGNS)
    plain = "".join(" " if unicodedata.category(one) == "Sc" else one for one in plain)
    latin = "".join(str(unicodedata.decimal(one)) if one.isdecimal() else one for one in plain)
    return _AFTER.sub(_drop_currency, _BEFORE.sub(_drop_currency, latin.strip())).strip()


def _drop_currency(found: re.Match[str]) -> str:
    word = found[1]
    return "" if word.upper() in CURRENCIES or word.lower() in _WORDS else found[0]


def _digits(text: str, mark: Mark) -> str | None:
    """The number without groups and with a point, as text."""
    if " " in text:
        whole = re.split(r"[.,](?=\d*$)", text)[0]
        if not _GROUPED.fullmatch(whole.replace(" ", "g")):
            return None
        text = text.replace(" ", "")
    sign = _decimal_sign(text, mark)
    whole, _, fraction = text.partition(sign) if sign and text.count(sign) == 1 else (text, "", "")
    whole = _ungrouped(whole) or ""
    if not re.fullmatch(r"\d*", fraction) or not (whole or fraction) or (whole == "" and text[:1] not in ".,"):
        return None
    return f"{whole or '0'}.{fraction}" if fraction else whole or "0"


def _decimal_sign(text: str, mark: Mark) -> str:
    """Which sign parts the whole from the fraction; empty for none."""
    signs = [one for one in ".," if one in text]
    if len(signs) == 2:
        return max(signs, key=text.rindex)
    if not signs or text.count(signs[0]) > 1:
        return ""
    looks_grouped = re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", text)
    return "" if looks_grouped and signs[0] != mark else signs[0]


def _ungrouped(text: str) -> str | None:
    if re.fullmatch(r"\d*", text):
        return text
    for sign in ".,":
        if sign in text and _GROUPED.fullmatch(text.replace(sign, "g")):
            return text.replace(sign, "")
    return None
