"""Which places are one tax territory, and which of them belong to the EU's on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A country (ISO 3166-1 alpha-2) and, where its tax law looks at it, a region (ISO 3166-2 without the country)."""

    country: str
    region: str = ""

    def __str__(self) -> str:
        return f"{self.country}-{self.region}" if self.region else self.country


_SINCE = {
    "1993-01-01": "BE DE DK ES FR GB GR IE IT LU NL PT",
    "1995-01-01": "AT FI SE",
    "2004-05-01": "CY CZ EE HU LT LV MT PL SI SK",
    "2007-01-01": "BG RO",
    "2013-07-01": "HR",
}

MEMBERS: Mapping[str, date] = MappingProxyType(
    {country: date.fromisoformat(since) for since, row in _SINCE.items() for country in row.split()}
)
"""Member states and the day from which intra-Community rules applied to them; those of 1993 with the single market."""

BREXIT = date(2020, 12, 31)
"""The last day of EU VAT law in the United Kingdom (Withdrawal Agreement, Articles 126 and 127)."""

NORTHERN_IRELAND = Place(country="GB", region="XI")
"""EU law on goods, not on services (Windsor Framework, Article 8); its VAT numbers begin with XI."""

_NAMES = {"EL": "GR", "UK": "GB", "MC": "FR", "IM": "GB", "LI": "CH"}
_REGIONS = {"NIR": "XI"}
_OUTSIDE = {
    "ES": {"CN", "GC", "TF", "CE", "ML"},
    "FI": {"01"},
    "GR": {"69"},
}


def tax_place(place: Place) -> Place:
    """The place as tax law sees it: Monaco is France, the Isle of Man the United Kingdom (Directive 2006/112/EC,
    Article 7), Liechtenstein Switzerland; EL, UK and XI are read as GR, GB and Northern Ireland.

    >>> str(tax_place(Place(country="MC"))), str(tax_place(Place(country="GB", region="NIR")))
    ('FR', 'GB-XI')
    """
    if place.country == "XI":
        return NORTHERN_IRELAND
    country = _NAMES.get(place.country, place.country)
    return Place(country=country, region=_REGIONS.get(place.region, place.region))


def is_in_eu(place: Place, on: date, *, goods: bool = False) -> bool:
    """Whether the place belongs to the EU's VAT territory on the day; for `goods` Northern Ireland still does.

    Not the Canary Islands, Ceuta, Melilla, Aland and Mount Athos (Directive 2006/112/EC, Article 6); the French overseas
    departments have country codes of their own and are outside by them.

    >>> is_in_eu(Place(country="ES", region="CN"), date(2026, 1, 1)), is_in_eu(Place(country="GB"), date(2020, 12, 31))
    (False, True)
    >>> is_in_eu(NORTHERN_IRELAND, date(2026, 1, 1)), is_in_eu(NORTHERN_IRELAND, date(2026, 1, 1), goods=True)
    (False, True)
    """
    since = MEMBERS.get(place.country)
    if since is None or on < since or place.region in _OUTSIDE.get(place.country, ()):
        return False
    return place.country != "GB" or on <= BREXIT or (goods and place == NORTHERN_IRELAND)


def is_one_territory(one: Place, other: Place, on: date) -> bool:
    """Whether goods or services between the places stay in one country for its tax: Northern Ireland and Great Britain
    do, Spain and the Canary Islands do not.

    >>> is_one_territory(Place(country="ES"), Place(country="ES", region="CN"), date(2026, 1, 1))
    False
    """
    if one.country != other.country:
        return False
    return one.country == "GB" or is_in_eu(one, on) == is_in_eu(other, on)


def is_eu_number(prefix: str, on: date, *, goods: bool = False) -> bool:
    """Whether a VAT number that begins with `prefix` identifies a taxable person in the EU on the day.

    >>> is_eu_number("EL", date(2026, 1, 1)), is_eu_number("GB", date(2026, 1, 1))
    (True, False)
    """
    return is_in_eu(tax_place(Place(country=prefix)), on, goods=goods)
