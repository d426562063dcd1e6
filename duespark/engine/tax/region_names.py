"""Regions as people write them in an address, and the codes tax law is looked up by."""

import unicodedata
from collections.abc import Iterator

from duespark.engine.tax.countries import COUNTRIES
from duespark.engine.tax.countries.in_states import STATES
from duespark.engine.tax.countries.us import STATE_NAMES
from duespark.engine.tax.regions import full_code


def region_code(country: str, text: str) -> str:
    """The code (ISO 3166-2) of a region given by code or name, if the tax law of `country` tells it from others.

    Nothing where it does not, and for a text that names no region of it: an address may say what it likes. Case and
    accents do not matter.

    >>> region_code("CA", "quebec"), region_code("CA", "BC"), region_code("IN", "Maharashtra"), region_code("DE", "Bayern")
    ('CA-QC', 'CA-BC', 'IN-MH', '')
    >>> region_code("US", "texas"), region_code("US", "NY")
    ('US-TX', 'US-NY')
    """
    wanted, code = _folded(text), full_code(country, text)
    return next(
        (found for found, name in _regions(country) if wanted and (found == code or _folded(name) == wanted)), ""
    )


def _regions(country: str) -> Iterator[tuple[str, str]]:
    if country == "IN":
        yield from ((state.iso, state.name) for state in STATES)
    elif country == "US":
        yield from ((f"US-{code}", name) for code, name in STATE_NAMES.items())
    elif country in COUNTRIES:
        yield from ((region.code, region.name) for region in COUNTRIES[country].regions)


def _folded(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
