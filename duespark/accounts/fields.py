"""Types of the small facts that identity is made of; pydantic checks them where they cross HTTP."""

import re
import unicodedata
from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from duespark.adapters.email.message import BadMail, address_of
from duespark.engine.money.currency import CURRENCIES
from duespark.runtime.places import countries, languages, time_zones

Role = Literal["owner", "admin", "accountant", "member", "viewer"]

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")
_UNPRINTABLE = frozenset({"Cc", "Zl", "Zp", "Cs"})


def _wrong(kind: str, sentence: str) -> PydanticCustomError:
    return PydanticCustomError(kind, sentence)


def _email(text: str) -> str:
    """In lower case; a domain in another script as IDNA, so that one mailbox is one account."""
    text = text.strip().lower()
    try:
        address = address_of(text)
    except BadMail:
        address = None
    if address is None or "<" in text or "." not in address.domain:
        raise _wrong("email", "must be an e-mail address like name@example.com")
    return address.addr_spec


def _line(text: str) -> str:
    text = " ".join(text.split())
    if not text:
        raise _wrong("text_empty", "must not be empty")
    if any(unicodedata.category(letter) in _UNPRINTABLE for letter in text):
        raise _wrong("text_unprintable", "must not contain control characters")
    return text


def _country(code: str) -> str:
    if code not in countries():
        raise _wrong("country", "must be a country of ISO 3166-1 in two capital letters, such as DE")
    return code


def _time_zone(name: str) -> str:
    if name not in time_zones():
        raise _wrong("time_zone", "must be a name of the IANA time zone database, such as Europe/Warsaw")
    return name


def _language(code: str) -> str:
    base, _, region = code.partition("-")
    if not _LANGUAGE.fullmatch(code) or base not in languages() or (region and region not in countries()):
        raise _wrong("language", "must be a language such as en or pt-BR")
    return code


def _currency(code: str) -> str:
    if code not in CURRENCIES:
        raise _wrong("currency", "must be a currency of ISO 4217 that is in use, such as EUR")
    return code


Email = Annotated[str, Field(max_length=254, json_schema_extra={"format": "email"}), AfterValidator(_email)]
_PRINTED = r"^[^\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f]*$"
Line = Annotated[
    str,
    Field(max_length=200, json_schema_extra={"minLength": 1, "pattern": _PRINTED, "format": "line"}),
    AfterValidator(_line),
]
"""One line of text, not empty, without white space around it."""
Country = Annotated[str, Field(max_length=2, json_schema_extra={"format": "iso-3166-1"}), AfterValidator(_country)]
TimeZone = Annotated[
    str, Field(max_length=60, json_schema_extra={"format": "iana-time-zone"}), AfterValidator(_time_zone)
]
Language = Annotated[str, Field(max_length=6, json_schema_extra={"format": "bcp-47"}), AfterValidator(_language)]
CurrencyCode = Annotated[str, Field(max_length=3, json_schema_extra={"format": "iso-4217"}), AfterValidator(_currency)]
NewPassword = Annotated[str, Field(min_length=10, max_length=200)]
GivenPassword = Annotated[str, Field(max_length=200)]
Token = Annotated[str, Field(min_length=1, max_length=200)]
