"""What Peppol BIS Billing 3.0 asks of companies of some countries beyond its common rules, and how their documents say it.

Rules between German parties are those of XRechnung under other ids; `validate.py` runs them.
"""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from stdnum import luhn

from duespark.einvoice.table import Terms

_REGISTERS: Mapping[str, Mapping[int, str]] = MappingProxyType(
    {"NL": {8: "0106", 20: "0190"}, "DK": {8: "0184"}, "SE": {10: "0007"}}
)
"""Registers of companies by country and number of digits, and their code of ISO 6523: KVK and OIN, CVR, Bolagsverket."""

_DANISH_IBAN = re.compile(r"DK[0-9]{2}([0-9]{4})([0-9]{10})")
_DANISH_MEANS = frozenset(("1", "10", "31", "42", "48", "49", "50", "58", "59", "93", "97"))
_DUTCH_MEANS = frozenset(("30", "48", "49", "57", "58", "59"))
_SWEDISH_RATES = frozenset((6, 12, 25))
_TO_AN_ACCOUNT, _TRANSFER = "42", "30"


def is_between(terms: Terms, country: str) -> bool:
    """Whether both parties are in this country."""
    return bool(terms.get("BT-40") == terms.get("BT-55") == country)


def as_nations_want(terms: Terms) -> Terms:
    """The terms with numbers of company registers as their country writes them, and Danish accounts in their two parts."""
    for number, country in (("BT-30", "BT-40"), ("BT-47", "BT-55")):
        digits = re.sub(r"[^0-9]", "", terms.get(number, ""))
        register = _REGISTERS.get(terms.get(country, ""), {}).get(len(digits))
        if register:
            terms |= {number: digits, f"{number}-1": register}
    if is_between(terms, "DK"):
        for means in terms["BG-16"]:
            _in_two_parts(means)
    return terms


def _in_two_parts(means: Terms) -> None:
    """Within Denmark a transfer names registration number and account, which are the parts of an IBAN (DK-R-006)."""
    found = _DANISH_IBAN.fullmatch(means.get("BT-84", ""))
    if found and means["BT-81"] == _TRANSFER:
        means |= {"BT-81": _TO_AN_ACCOUNT, "BT-84": found[2], "BT-86": found[1]}


def broken_national_rules(terms: Terms) -> Iterator[str]:
    """Ids of the rules of the seller's country that these terms break."""
    yield from _BY_COUNTRY.get(terms.get("BT-40", ""), _none)(terms)


def _none(_: Terms) -> Iterator[str]:
    yield from ()


def _lacks(terms: Terms, *names: str) -> bool:
    return any(not terms.get(name) for name in names)


def _means(terms: Terms) -> set[str]:
    return {each["BT-81"] for each in terms["BG-16"]}


def _dutch(terms: Terms) -> Iterator[str]:
    at_home = is_between(terms, "NL")
    if terms["BT-3"] == "381" and not terms.get("BG-3"):
        yield "NL-R-001"
    if _lacks(terms, "BT-35", "BT-37", "BT-38"):
        yield "NL-R-002"
    if terms.get("BT-30") and not terms.get("BT-30-1"):
        yield "NL-R-003"
    if at_home and _lacks(terms, "BT-50", "BT-52", "BT-53"):
        yield "NL-R-004"
    if at_home and terms.get("BT-47") and not terms.get("BT-47-1"):
        yield "NL-R-005"
    if terms["BT-3"] != "381" and terms["BT-115"] > 0 and not terms["BG-16"]:
        yield "NL-R-007"
    if at_home and not _means(terms) <= _DUTCH_MEANS:
        yield "NL-R-008"
    if any("BT-132" in line for line in terms["BG-25"]) and not terms.get("BT-13"):
        yield "NL-R-009"


def _danish(terms: Terms) -> Iterator[str]:
    if _lacks(terms, "BT-30"):
        yield "DK-R-002"
    elif not terms.get("BT-30-1"):
        yield "DK-R-014"
    if not is_between(terms, "DK"):
        return
    if any(f"{term}-1" not in one for term in ("BT-29", "BT-46") for one in terms.get(term, ())):
        yield "DK-R-013"
    if terms["BT-3"] != "381" and not _means(terms) <= _DANISH_MEANS:
        yield "DK-R-005"
    if any(each["BT-81"] == "49" and _lacks(each, "BT-89", "BT-91") for each in terms["BG-16"]):
        yield "DK-R-007"


def _italian(terms: Terms) -> Iterator[str]:
    for term, rule in (("BT-35", "IT-R-002"), ("BT-37", "IT-R-003"), ("BT-38", "IT-R-004")):
        if _lacks(terms, term):
            yield rule


def _swedish(terms: Terms) -> Iterator[str]:
    number = terms.get("BT-30", "")
    if number and not terms.get("BT-30-1"):
        yield "SE-R-004"
    elif number and not luhn.is_valid(number):
        yield "SE-R-013"
    rates = {row["BT-119"] for row in terms["BG-23"] if row["BT-118"] == "S"}
    if terms.get("BT-31", "").startswith("SE") and not rates <= _SWEDISH_RATES:
        yield "SE-R-006"


_BY_COUNTRY = {"NL": _dutch, "DK": _danish, "IT": _italian, "SE": _swedish}
