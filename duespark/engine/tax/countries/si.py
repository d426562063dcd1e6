"""Slovenia: value-added tax (davek na dodano vrednost)."""

from datetime import date

from duespark.engine.tax.country import EU_TREATMENTS, CountryRates, SmallBusiness, rates

TABLE = CountryRates(
    country="SI",
    name="DDV",
    law="Zakon o davku na dodano vrednost (ZDDV-1)",
    authority="Finančna uprava Republike Slovenije",
    rates=(
        *rates(
            "standard 22 2013-07-01",
            "standard 20 2002-01-01 2013-06-30",
            source="41. člen ZDDV-1",
        ),
        *rates(
            "reduced 9.5 2013-07-01",
            "reduced 8.5 2002-01-01 2013-06-30",
            source="41. člen ZDDV-1 in Priloga I",
        ),
        *rates(
            "second_reduced 5 2020-01-01",
            source="41. člen ZDDV-1 in Priloga IV",
        ),
    ),
    treatments=EU_TREATMENTS,
    small_business=(
        SmallBusiness(
            reason="DDV ni obračunan na podlagi prvega odstavka 94. člena ZDDV-1",
            since=date(2007, 1, 1),
        ),
    ),
    unregistered="DDV ni obračunan na podlagi prvega odstavka 94. člena ZDDV-1",
)
