"""Slovakia: value-added tax (daň z pridanej hodnoty)."""

from duespark.engine.tax.country import EU_TREATMENTS, CountryRates, rates

TABLE = CountryRates(
    country="SK",
    name="DPH",
    law="Zákon č. 222/2004 Z. z. o dani z pridanej hodnoty",
    authority="Finančná správa Slovenskej republiky",
    rates=(
        *rates(
            "standard 23 2025-01-01",
            "standard 20 2011-01-01 2024-12-31",
            "standard 19 2004-01-01 2010-12-31",
            source="§ 27 ods. 1",
        ),
        *rates(
            "reduced 19 2025-01-01",
            "reduced 10 2007-01-01 2024-12-31",
            source="§ 27 a príloha č. 7a",
        ),
        *rates(
            "second_reduced 5 2023-01-01",
            source="§ 27 a príloha č. 7",
        ),
        *rates(
            "second_reduced 6 2010-05-01 2010-12-31",
            source="§ 27 v znení od 1. mája do 31. decembra 2010",
        ),
    ),
    treatments=EU_TREATMENTS,
    unregistered="Dodávateľ nie je platiteľom DPH, § 4 zákona č. 222/2004 Z. z.",
)
