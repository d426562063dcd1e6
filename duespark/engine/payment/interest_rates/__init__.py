"""Interest on late payment as dated data, one file a country."""

from collections.abc import Mapping
from types import MappingProxyType

from duespark.engine.payment.interest_law import InterestLaw
from duespark.engine.payment.interest_rates import at, be, de, es, fr, gb, ie, it, nl, pl
from duespark.engine.payment.interest_terms import RateTable

_FILES = (at, be, de, es, fr, gb, ie, it, nl, pl)

LAWS: Mapping[str, tuple[InterestLaw, ...]] = MappingProxyType({file.LAWS[0].country: file.LAWS for file in _FILES})
"""Every country's rules by its ISO 3166-1 alpha-2 code."""

MAXIMA: Mapping[str, RateTable] = MappingProxyType({"PL": pl.MAXIMUM})
"""The most a contract may ask for, where the law says so in numbers."""
