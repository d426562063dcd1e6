"""Netherlands: value-added tax (omzetbelasting)."""

from datetime import date

from duespark.engine.tax.country import EU_TREATMENTS, CountryRates, SmallBusiness, rates

TABLE = CountryRates(
    country="NL",
    name="btw",
    law="Wet op de omzetbelasting 1968",
    authority="Belastingdienst",
    rates=(
        *rates(
            "standard 21 2012-10-01",
            "standard 19 2001-01-01 2012-09-30",
            source="artikel 9 lid 1",
        ),
        *rates(
            "reduced 9 2019-01-01",
            "reduced 6 1986-10-01 2018-12-31",
            source="artikel 9 lid 2 onderdeel a en tabel I",
        ),
        *rates(
            "zero 0 1969-01-01",
            source="artikel 9 lid 2 onderdeel b en tabel II",
        ),
    ),
    treatments=EU_TREATMENTS,
    small_business=(
        SmallBusiness(
            reason="Vrijgesteld van btw, kleineondernemersregeling, artikel 25 Wet OB 1968",
            since=date(2020, 1, 1),
        ),
    ),
    unregistered="Vrijgesteld van btw, kleineondernemersregeling, artikel 25 Wet OB 1968",
)
