"""Czechia: value-added tax (daň z přidané hodnoty)."""

from duespark.engine.tax.country import EU_TREATMENTS, CountryRates, rates

TABLE = CountryRates(
    country="CZ",
    name="DPH",
    law="Zákon č. 235/2004 Sb., o dani z přidané hodnoty",
    authority="Finanční správa České republiky",
    rates=(
        *rates(
            "standard 21 2013-01-01",
            "standard 20 2010-01-01 2012-12-31",
            "standard 19 2004-05-01 2009-12-31",
            source="§ 47 odst. 1 písm. a)",
        ),
        *rates(
            "reduced 12 2024-01-01",
            "reduced 15 2013-01-01 2023-12-31",
            "reduced 14 2012-01-01 2012-12-31",
            "reduced 10 2010-01-01 2011-12-31",
            "reduced 9 2008-01-01 2009-12-31",
            "reduced 5 2004-05-01 2007-12-31",
            source="§ 47 odst. 1 písm. b)",
        ),
        *rates(
            "second_reduced 10 2015-01-01 2023-12-31",
            source="§ 47 odst. 1 písm. c) ve znění do 2023",
        ),
        *rates(
            "zero 0 2024-01-01",
            source="§ 71i (knihy)",
        ),
    ),
    treatments=EU_TREATMENTS,
    unregistered="Dodavatel není plátce DPH, § 6 zákona o DPH",
)
