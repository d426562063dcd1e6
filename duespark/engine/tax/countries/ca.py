"""Canada: federal goods and services tax with the tax of the province of supply.

Where a province takes part in the harmonized sales tax (HST), one tax is charged that holds both. Elsewhere the
province's own tax (PST, RST, QST) stands beside the GST: until the end of 2012 in Quebec, and until the end of March
2013 on Prince Edward Island, it was charged on the price and the GST, since then on the price alone.
"""

from datetime import date

from duespark.engine.tax.charge import single, stacked
from duespark.engine.tax.countries.ca_provinces import PROVINCES
from duespark.engine.tax.country import CountryRates, DatedRate, RegionRates, TaxComponent, TaxRate, rates, treatments
from duespark.engine.tax.regions import UnknownRegion, find_region

TABLE = CountryRates(
    country="CA",
    name="GST/HST",
    law="Excise Tax Act (R.S.C., 1985, c. E-15), Part IX; tax acts of the provinces",
    authority="Canada Revenue Agency",
    rates=(
        *rates(
            "gst_only 5 2008-01-01",
            "gst_only 6 2006-07-01 2007-12-31",
            "gst_only 7 1991-01-01 2006-06-30",
            source="Excise Tax Act s. 165(1)",
        ),
        *rates(
            "zero 0 1991-01-01",
            source="Excise Tax Act s. 165(3) and Schedule VI",
        ),
    ),
    treatments=treatments(
        exempt="Exempt supply, Excise Tax Act, Schedule V",
        export="Zero-rated export, Excise Tax Act, Schedule VI, Part V",
    ),
    unregistered="No GST/HST: the supplier is not registered, Excise Tax Act s. 148",
    regions=PROVINCES,
)


def rates_in(on: date, *, province: str) -> tuple[TaxRate, ...]:
    """What a registered supplier charges in `province` on the day `on`: "standard", "gst_only", "zero".

    "standard" is HST, or GST with the tax of the province; "gst_only" is for what the province does not tax, or gives
    its part back for at the point of sale (books under HST). There is no "standard" without a province, nor before the
    first day for which the province's tax is known.
    Sources: Excise Tax Act s. 165, Schedules VI and VIII; Act respecting the Québec sales tax s. 16. Raises
    `UnknownRegion`.

    >>> [(rate.key, str(rate.rate)) for rate in rates_in(date(2026, 1, 1), province="ON")]
    [('standard', '13'), ('gst_only', '5'), ('zero', '0')]
    >>> rates_in(date(2012, 12, 31), province="QC")[0].components[1].compound
    True
    """
    federal = {dated.key: dated for dated in TABLE.rates if dated.is_valid(on)}
    choices = tuple(single(dated, name="GST", jurisdiction="CA") for dated in federal.values())
    components = _components(_province(province), on, federal["gst_only"]) if province and federal else ()
    if not components:
        return choices
    return (stacked(components, key="standard", jurisdiction=components[-1].jurisdiction), *choices)


def _province(code: str) -> RegionRates:
    found = find_region(PROVINCES, "CA", code)
    if found is None:
        valid = ", ".join(each.code for each in PROVINCES)
        raise UnknownRegion(pointer="/place_region", region=code, country="CA", valid=valid)
    return found


def _components(region: RegionRates, on: date, federal: DatedRate) -> tuple[TaxComponent, ...]:
    """The taxes in the order of calculation; none where what the province charged on that day is not known."""
    gst = TaxComponent(name="GST", rate=federal.percent, jurisdiction="CA")
    if not region.rates:
        return (gst,)
    own = next((dated for dated in region.rates if dated.is_valid(on)), None)
    if own is None:
        return ()
    if own.key == "harmonized":
        return (TaxComponent(name="HST", rate=own.percent, jurisdiction=region.code),)
    compound = own.key == "compound"
    return (gst, TaxComponent(name=region.tax, rate=own.percent, jurisdiction=region.code, compound=compound))
