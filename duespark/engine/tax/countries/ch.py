"""Switzerland: value-added tax (Mehrwertsteuer)."""

from duespark.engine.tax.country import CountryRates, rates, treatments

TABLE = CountryRates(
    country="CH",
    name="MWST",
    law="Mehrwertsteuergesetz (MWSTG, SR 641.20)",
    authority="Eidgenössische Steuerverwaltung",
    rates=(
        *rates(
            "standard 8.1 2024-01-01",
            "standard 7.7 2018-01-01 2023-12-31",
            "standard 8 2011-01-01 2017-12-31",
            "standard 7.6 2001-01-01 2010-12-31",
            source="Art. 25 Abs. 1 MWSTG",
        ),
        *rates(
            "reduced 2.6 2024-01-01",
            "reduced 2.5 2011-01-01 2023-12-31",
            "reduced 2.4 2001-01-01 2010-12-31",
            source="Art. 25 Abs. 2 MWSTG",
        ),
        *rates(
            "second_reduced 3.8 2024-01-01",
            "second_reduced 3.7 2018-01-01 2023-12-31",
            "second_reduced 3.8 2011-01-01 2017-12-31",
            "second_reduced 3.6 2001-01-01 2010-12-31",
            source="Art. 25 Abs. 4 MWSTG (Beherbergung)",
        ),
    ),
    treatments=treatments(
        exempt="Von der Steuer ausgenommen, Art. 21 MWSTG",
        reverse_charge="Bezugsteuer, Art. 45 MWSTG",
        export="Von der Steuer befreit, Art. 23 MWSTG",
    ),
    unregistered="Nicht mehrwertsteuerpflichtig, Art. 10 Abs. 2 MWSTG",
)
