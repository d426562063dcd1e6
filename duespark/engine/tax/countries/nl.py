"""Netherlands: value-added tax (omzetbelasting)."""

from duespark.engine.tax.country import EU_TREATMENTS, CountryRates, rates

TABLE = CountryRates(
    country="NL",
    name="btw",
    law="Wet op de omzetbelasting 1968",
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
    unregistered="Vrijgesteld van btw, kleineondernemersregeling, artikel 25 Wet OB 1968",
)
