"""Finland: value-added tax (arvonlisävero)."""

from duespark.engine.tax.country import EU_TREATMENTS, CountryRates, rates

TABLE = CountryRates(
    country="FI",
    name="ALV",
    law="Arvonlisäverolaki 1501/1993",
    authority="Verohallinto",
    rates=(
        *rates(
            "standard 25.5 2024-09-01",
            "standard 24 2013-01-01 2024-08-31",
            "standard 23 2010-07-01 2012-12-31",
            "standard 22 1994-06-01 2010-06-30",
            source="84 §",
        ),
        *rates(
            "reduced 13.5 2026-01-01",
            "reduced 14 2013-01-01 2025-12-31",
            "reduced 13 2010-07-01 2012-12-31",
            "reduced 12 2009-10-01 2010-06-30",
            "reduced 17 1998-01-01 2009-09-30",
            source="85 §",
        ),
        *rates(
            "second_reduced 10 2013-01-01",
            "second_reduced 9 2010-07-01 2012-12-31",
            "second_reduced 8 1998-01-01 2010-06-30",
            source="85 a §",
        ),
        *rates(
            "zero 0 1994-06-01",
            source="56 § (yleishyödyllisen yhteisön jäsenlehden painos)",
        ),
    ),
    treatments=EU_TREATMENTS,
    unregistered="Arvonlisäveroton: vähäinen toiminta, AVL 3 §",
)
