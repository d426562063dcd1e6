"""Croatia: value-added tax (porez na dodanu vrijednost)."""

from datetime import date

from duespark.engine.tax.country import EU_TREATMENTS, CountryRates, SmallBusiness, rates

TABLE = CountryRates(
    country="HR",
    name="PDV",
    law="Zakon o porezu na dodanu vrijednost",
    authority="Porezna uprava",
    rates=(
        *rates(
            "standard 25 2012-03-01",
            "standard 23 2009-08-01 2012-02-29",
            "standard 22 1998-08-01 2009-07-31",
            source="čl. 38.",
        ),
        *rates(
            "reduced 13 2014-01-01",
            "reduced 10 2006-01-01 2013-12-31",
            source="čl. 38. (13 %)",
        ),
        *rates(
            "second_reduced 5 2013-01-01",
            source="čl. 38. (5 %)",
        ),
        *rates(
            "zero 0 2022-10-01",
            source="čl. 38. (solarni paneli)",
        ),
        *rates(
            "zero 0 1999-11-01 2012-12-31",
            source="Zakon o porezu na dodanu vrijednost (NN 47/95), nulta stopa",
        ),
    ),
    treatments=EU_TREATMENTS,
    small_business=(
        SmallBusiness(
            reason="Oslobođeno PDV-a, čl. 90. st. 1. i 2. Zakona o PDV-u",
            since=date(2013, 7, 1),
        ),
    ),
    unregistered="Oslobođeno PDV-a, čl. 90. st. 1. i 2. Zakona o PDV-u",
)
