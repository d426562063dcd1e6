"""Writes a party of a document: its name, address, tax registrations and how to reach it."""

import re
from collections.abc import Mapping
from typing import Any, Final

from duespark.documents.formats import Formats

_MAIL: Final = re.compile(r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]{1,190}\.[A-Za-z]{2,24}")
_SITE: Final = re.compile(
    r"(https?://)?([A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(:\d{1,5})?(/[!-~]{0,200})?", re.IGNORECASE
)
_REGION_AFTER_CITY = {"US", "CA", "AU"}
_POSTCODE_AFTER_CITY = {"GB", "IE", "GG", "JE", "IM", "SG", "NZ"}


def party(value: Mapping[str, Any], form: Formats, words: Mapping[str, str], *, heading: str) -> dict[str, Any]:
    """A party as lines of text; empty fields leave no line."""
    other_name = value["trading_name"] if value["trading_name"] != value["name"] else ""
    return {
        "heading": heading,
        "name": value["name"],
        "lines": _kept([other_name, value["contact_name"], *address_lines(value["address"], form)]),
        "ids": registrations(value, words),
        "reach": _kept([value["email"], value["phone"], value["website"]]),
        "opens": {text: to for text in (value["email"], value["website"]) if (to := _opened(text))},
    }


def _opened(text: str) -> str:
    """The address behind an e-mail address or a page, as people type them; empty where it is neither.

    >>> _opened("billing@example.com"), _opened("example.com/shop"), _opened("on request")
    ('mailto:billing@example.com', 'https://example.com/shop', '')
    """
    if _MAIL.fullmatch(text):
        return f"mailto:{text}"
    if not _SITE.fullmatch(text):
        return ""
    return text if text.lower().startswith(("https://", "http://")) else f"https://{text}"


def address_lines(address: Mapping[str, str], form: Formats) -> list[str]:
    """Street, city and country as they are written there; some may be empty."""
    country = form.country(address["country"]) if address["country"] else ""
    return [address["line1"], address["line2"], *_city(address), country]


def _city(address: Mapping[str, str]) -> list[str]:
    city, region, code = address["city"], address["region"], address["postal_code"]
    if address["country"] in _REGION_AFTER_CITY:
        return [", ".join(_kept([city, " ".join(_kept([region, code]))]))]
    if address["country"] in _POSTCODE_AFTER_CITY:
        return [" ".join(_kept([city, code])), region]
    return [" ".join(_kept([code, city])), region]


def registrations(value: Mapping[str, Any], words: Mapping[str, str]) -> list[dict[str, str]]:
    """A party's tax ids and register number, each with its name."""
    ids = [
        {"label": words.get(f"tax_id_{tax_id['scheme']}", tax_id["scheme"]), "value": tax_id["value"]}
        for tax_id in value["tax_ids"]
    ]
    number = value["registration_number"]
    return [*ids, {"label": words["registration_number"], "value": number}] if number else ids


def _kept(texts: list[str]) -> list[str]:
    return [text for text in texts if text]
