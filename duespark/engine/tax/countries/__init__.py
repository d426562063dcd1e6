"""Tax law as dated data, one file a country."""

from collections.abc import Mapping
from types import MappingProxyType

from duespark.engine.tax.countries import (
    at,
    au,
    be,
    ch,
    cz,
    de,
    dk,
    es,
    fi,
    fr,
    gb,
    ie,
    it,
    jp,
    nl,
    no,
    nz,
    pl,
    pt,
    se,
    sg,
    us,
)
from duespark.engine.tax.country import CountryRates

_FILES = (at, au, be, ch, cz, de, dk, es, fi, fr, gb, ie, it, jp, nl, no, nz, pl, pt, se, sg, us)

COUNTRIES: Mapping[str, CountryRates] = MappingProxyType({file.TABLE.country: file.TABLE for file in _FILES})
"""Every country's table by its ISO 3166-1 alpha-2 code."""
