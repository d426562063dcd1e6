"""Checks tax registrations by their check digits, where a country publishes the rule (python-stdnum)."""

import re
from functools import lru_cache
from typing import Any

from stdnum import get_cc_module
from stdnum.exceptions import InvalidChecksum, InvalidLength, ValidationError

from duespark.companies.formats import check_text
from duespark.engine.errors import Invalid
from duespark.engine.invoice.party import TaxId

_SCHEME = re.compile(r"[A-Z][A-Z0-9 ./-]{0,19}")
_PREFIX = re.compile(r"\s*([A-Za-z]{2})")
# Countries whose value-added or goods-and-services tax number has a check digit that we trust.
_VAT_COUNTRIES = frozenset(
    (
        "AT", "AU", "BE", "BG", "CA", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR", "HU",
        "IE", "IN", "IS", "IT", "LT", "LU", "LV", "MT", "NL", "NO", "NZ", "PL", "PT", "RO", "SE", "SI", "SK",
    )
)  # fmt: skip
_COUNTRY_OF_PREFIX = {"EL": "GR", "XI": "GB"}
# Scheme, and the countries that use it, each with the module of stdnum that knows its rule.
_SCHEMES: dict[str, dict[str, str]] = {
    "ABN": {"AU": "abn"},
    "ACN": {"AU": "acn"},
    "BN": {"CA": "bn"},
    "CNPJ": {"BR": "cnpj"},
    "CPF": {"BR": "cpf"},
    "CVR": {"DK": "cvr"},
    "EIN": {"US": "ein"},
    "GSTIN": {"IN": "gstin"},
    "IRD": {"NZ": "ird"},
    "NIF": {"ES": "nif", "PT": "nif"},
    "NIP": {"PL": "nip"},
    "ORGNR": {"NO": "orgnr", "SE": "orgnr"},
    "PAN": {"IN": "pan"},
    "REGON": {"PL": "regon"},
    "RFC": {"MX": "rfc"},
    "SIREN": {"FR": "siren"},
    "SIRET": {"FR": "siret"},
    "UEN": {"SG": "uen"},
    "UID": {"CH": "uid"},
}


class InvalidTaxId(Invalid):
    code = "tax_id.invalid"
    sentence = "{value!r} is no valid {scheme} number{where}: {problem}. Compare it with the registration document."


class InvalidTaxScheme(Invalid):
    code = "tax_id.invalid_scheme"
    sentence = "{scheme!r} is no name of a tax number. Use one such as VAT, NIP, EIN, ABN or GSTIN."


class MissingTaxIdValue(Invalid):
    code = "tax_id.missing_value"
    sentence = "The {scheme} number is empty. Fill it in, or remove the line."


def check_tax_id(tax_id: TaxId, *, country: str, pointer: str) -> TaxId:
    """The registration with a tidy scheme and value; the value keeps the way it is written.

    A VAT number may be of another country than the address: then its prefix must say so. Schemes without a rule
    known to us pass. Raises `InvalidTaxId`, `InvalidTaxScheme`, `MissingTaxIdValue`.
    """
    scheme = check_text(tax_id.scheme, pointer=f"{pointer}/scheme", most=20).upper()
    value = check_text(tax_id.value, pointer=f"{pointer}/value", most=40)
    if not _SCHEME.fullmatch(scheme):
        raise InvalidTaxScheme(pointer=f"{pointer}/scheme", scheme=scheme)
    if not value:
        raise MissingTaxIdValue(pointer=f"{pointer}/value", scheme=scheme)
    checkers = _vat_checkers(value, country) if scheme == "VAT" else _scheme_checkers(scheme, value, country)
    if checkers and not any(checker.is_valid(number) for checker, number in checkers):
        where = f" of {country}" if country else ""
        problem = _problem(*checkers[0])
        raise InvalidTaxId(pointer=f"{pointer}/value", value=value, scheme=scheme, where=where, problem=problem)
    return TaxId(scheme=scheme, value=value)


Checker = tuple[Any, str]
"""A module of stdnum, and the number as it wants to read it."""


@lru_cache(maxsize=256)
def _module(country: str, name: str) -> Any:
    found = get_cc_module(country.lower(), name)
    if found is None:
        raise LookupError(f"stdnum has no {name} of {country}")
    return found


def _vat_checkers(value: str, country: str) -> list[Checker]:
    """The rule of the country of the address, and that of the prefix where it is another one."""
    found = [(_module(country, "vat"), value)] if country in _VAT_COUNTRIES else []
    prefix = _PREFIX.match(value)
    if prefix:
        letters = prefix[1].upper()
        home = _COUNTRY_OF_PREFIX.get(letters, letters)
        number = value[prefix.end() :] if letters == "XI" else value
        if home in _VAT_COUNTRIES:
            found.append((_module(home, "vat"), number))
    return found


def _scheme_checkers(scheme: str, value: str, country: str) -> list[Checker]:
    """The scheme's rule in this country, else in the one country that has such a scheme."""
    homes = _SCHEMES.get(scheme, {})
    home = country if country in homes else next(iter(homes), "")
    if home != country and len(homes) != 1:
        return []
    return [(_module(home, homes[home]), value)] if homes else []


def _problem(checker: Any, number: str) -> str:
    """What the rule of the number has against it."""
    try:
        checker.validate(number)
    except InvalidLength:
        return "it has too few or too many characters"
    except InvalidChecksum:
        return "its check digits do not fit, so that a character is mistyped"
    except ValidationError:
        return "it is not written like one"
    return "it is of another country"
