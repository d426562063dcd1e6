"""From a postal address to the place tax law sees: postal codes tell territories apart that share a country code."""

from collections.abc import Mapping
from types import MappingProxyType

from duespark.engine.tax.region_names import region_code
from duespark.engine.tax.treatment.territory import Place, tax_place

_BY_POSTAL_CODE: Mapping[str, tuple[tuple[str, str], ...]] = MappingProxyType(
    {
        "ES": (("35", "GC"), ("38", "TF"), ("51", "CE"), ("52", "ML")),
        "FI": (("22", "01"),),
        "GB": (("BT", "XI"),),
        "GR": (("63086", "69"), ("63087", "69")),
    }
)
"""Las Palmas and Santa Cruz de Tenerife, Ceuta, Melilla; Aland; Northern Ireland; Mount Athos. For them the law on goods or
services is another than around them (Directive 2006/112/EC, Article 6; Windsor Framework, Article 8)."""

_NAMED = MappingProxyType({("GB", "northern ireland"): "XI", ("GB", "nir"): "XI"})


def place_of(country: str, region: str = "", postal_code: str = "") -> Place:
    """The place of an address. A region counts where the country's tax law tells it from others.

    >>> str(place_of("US", "Texas")), str(place_of("ES", "", "35001")), str(place_of("DE", "Bayern", "80331"))
    ('US-TX', 'ES-GC', 'DE')
    >>> str(place_of("GB", "", "bt1 5gs")), str(place_of("MC"))
    ('GB-XI', 'FR')
    """
    code = "".join(postal_code.upper().split())
    apart = next((found for start, found in _BY_POSTAL_CODE.get(country, ()) if code.startswith(start)), "")
    named = _NAMED.get((country, region.strip().casefold()), "")
    known = region_code(country, region).removeprefix(f"{country}-")
    return tax_place(Place(country=country, region=apart or named or known))
