"""Regions of a country by their code: ISO 3166-2 ("CA-QC"), or only what follows the country ("QC")."""

from collections.abc import Iterable

from duespark.engine.errors import Invalid
from duespark.engine.tax.country import RegionRates


class UnknownRegion(Invalid):
    code = "tax.unknown_region"
    sentence = "There is no region {region!r} of {country} in its tax law. Use one of: {valid}."


def full_code(country: str, region: str) -> str:
    """The code with its country in front, in capitals; nothing stays nothing.

    >>> full_code("CA", "qc"), full_code("CA", "CA-QC"), full_code("CA", "")
    ('CA-QC', 'CA-QC', '')
    """
    code = region.strip().upper()
    return code if not code or code.startswith(f"{country}-") else f"{country}-{code}"


def find_region(regions: Iterable[RegionRates], country: str, region: str) -> RegionRates | None:
    """The region with this code, or nothing where the country's law makes no difference for it.

    >>> find_region([RegionRates(code="PT-20", name="Açores")], "PT", "20").name
    'Açores'
    """
    code = full_code(country, region)
    return next((each for each in regions if each.code == code), None)
