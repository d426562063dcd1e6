"""Which tax rates a seller may charge on a day and in a place, from dated tables of law, one file a country."""

from dataclasses import replace
from datetime import date
from functools import lru_cache

from duespark.engine.tax.charge import single
from duespark.engine.tax.countries import COUNTRIES, ca, in_
from duespark.engine.tax.country import OUT_OF_SCOPE, CountryRates, DatedRate, TaxRate, untaxed
from duespark.engine.tax.regions import find_region

__all__ = ["CountryRates", "DatedRate", "TaxRate", "rates_for", "small_business_rate"]


@lru_cache(maxsize=1024)
def rates_for(
    country: str, on: date, *, registered: bool = True, seller_region: str = "", place_region: str = ""
) -> tuple[TaxRate, ...]:
    """What a seller established in `country` (ISO 3166-1 alpha-2) may put on a line on the day `on`.

    The first is the usual choice. Keys: "standard", "intermediate", "reduced", "second_reduced", "super_reduced",
    "parking", "special", "zero", then the treatments of the country ("exempt", "reverse_charge", "intra_eu",
    "export" ...), and always "out_of_scope". A seller who is not registered gets only "out_of_scope" with the reason
    the law wants printed. So does a seller in a country without a table or without a national rate (United States):
    rates of their own are added to the context by whoever builds it.

    Regions are codes of ISO 3166-2, with or without the country: where the seller is, and where the supply takes
    place. Canada's rates are those of the province of supply, else of the seller's; where neither is known there is
    no "standard", only "gst_only". India's split into CGST and SGST, or IGST, when both states are known. Parts of
    France and Portugal have rates of their own. Raises `UnknownRegion`.

    >>> [(rate.key, str(rate.rate)) for rate in rates_for("DE", date(2020, 8, 1))][:2]
    [('standard', '16'), ('reduced', '5')]
    >>> [rate.reason for rate in rates_for("FR", date(2026, 1, 1), registered=False)]
    ['TVA non applicable, article 293 B du CGI']
    >>> rates_for("CA", date(2026, 1, 1), place_region="QC")[0].label
    'GST 5% + QST 9.975%'
    >>> rates_for("IN", date(2026, 1, 1), seller_region="MH", place_region="KA")[0].label
    'IGST 18%'
    """
    table = COUNTRIES.get(country)
    if table is None:
        return (OUT_OF_SCOPE,)
    if not registered:
        return (_named(replace(OUT_OF_SCOPE, reason=table.unregistered), table),)
    charged = _charged(table, on, seller_region=seller_region, place_region=place_region)
    return (*charged, *(_named(rate, table) for rate in table.treatments))


def small_business_rate(country: str, on: date) -> TaxRate | None:
    """The treatment "small_business" of a seller whom the law exempts as a small enterprise, in category E.

    Nothing where `country` has no such exemption on that day. Source: Articles 282 to 292 of Directive 2006/112/EC.

    >>> small_business_rate("FR", date(2026, 1, 1)).reason_code
    'VATEX-FR-FRANCHISE'
    """
    table = COUNTRIES.get(country)
    schemes = [scheme for scheme in table.small_business if scheme.is_valid(on)] if table else []
    if not table or not schemes:
        return None
    return _named(untaxed("small_business", "E", "Small business", schemes[0].reason, schemes[0].code), table)


def _charged(table: CountryRates, on: date, *, seller_region: str, place_region: str) -> tuple[TaxRate, ...]:
    if table.country == "CA":
        return ca.rates_in(on, province=place_region or seller_region)
    if table.country == "IN":
        return in_.rates_between(on, seller_state=seller_region, place_state=place_region)
    region = find_region(table.regions, table.country, place_region or seller_region)
    place, rates = (region.code, region.rates) if region else (table.country, table.rates)
    return tuple(single(dated, name=table.name, jurisdiction=place) for dated in rates if dated.is_valid(on))


def _named(rate: TaxRate, table: CountryRates) -> TaxRate:
    return replace(rate, name=table.name, jurisdiction=table.country)
