"""What the world is made of, for checking: countries, languages, scripts and time zones, from CLDR and the IANA database."""

from functools import lru_cache
from zoneinfo import available_timezones

from babel import Locale

# Two-letter territories of CLDR that ISO 3166-1 has not assigned. XK (Kosovo) stays: it is in general use.
_NOT_COUNTRIES = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"})


@lru_cache(maxsize=1)
def countries() -> frozenset[str]:
    """Codes of ISO 3166-1 alpha-2, and XK."""
    known = map(str, Locale("en").territories)
    return frozenset(code for code in known if len(code) == 2 and code.isalpha()) - _NOT_COUNTRIES


@lru_cache(maxsize=1)
def continents() -> frozenset[str]:
    """Codes of UN M.49: continents and their parts, such as 419 for Latin America."""
    return frozenset(code for code in map(str, Locale("en").territories) if code.isdigit())


@lru_cache(maxsize=1)
def scripts() -> frozenset[str]:
    """Codes of ISO 15924."""
    return frozenset(map(str, Locale("en").scripts))


@lru_cache(maxsize=1)
def time_zones() -> frozenset[str]:
    """Names of the IANA time zone database."""
    return frozenset(available_timezones())


@lru_cache(maxsize=1)
def languages() -> frozenset[str]:
    """Codes of ISO 639."""
    return frozenset(map(str, Locale("en").languages))
