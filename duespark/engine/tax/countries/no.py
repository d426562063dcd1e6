"""Norway: value-added tax (merverdiavgift)."""

from duespark.engine.tax.country import CountryRates, rates, treatments

TABLE = CountryRates(
    country="NO",
    name="MVA",
    law="Merverdiavgiftsloven og Stortingets vedtak om merverdiavgift",
    authority="Skatteetaten",
    rates=(
        *rates(
            "standard 25 2005-01-01",
            source="vedtak om merverdiavgift § 2",
        ),
        *rates(
            "reduced 15 2012-01-01",
            "reduced 14 2007-01-01 2011-12-31",
            "reduced 13 2006-01-01 2006-12-31",
            source="vedtak om merverdiavgift § 3 (næringsmidler)",
        ),
        *rates(
            "second_reduced 12 2021-10-01",
            "second_reduced 6 2020-04-01 2021-09-30",
            "second_reduced 12 2018-01-01 2020-03-31",
            "second_reduced 10 2016-01-01 2017-12-31",
            "second_reduced 8 2006-01-01 2015-12-31",
            source="vedtak om merverdiavgift § 5",
        ),
        *rates(
            "super_reduced 11.11 2007-01-01",
            source="vedtak om merverdiavgift § 4 (råfisk)",
        ),
        *rates(
            "zero 0 2010-01-01",
            source="merverdiavgiftsloven kapittel 6",
        ),
    ),
    treatments=treatments(
        exempt="Unntatt fra merverdiavgift, merverdiavgiftsloven kapittel 3",
        reverse_charge="Omvendt avgiftsplikt, merverdiavgiftsloven § 11-1 og § 11-3",
        export="Fritatt utførsel, merverdiavgiftsloven §§ 6-21 og 6-22",
    ),
    unregistered="Ikke merverdiavgiftspliktig, merverdiavgiftsloven § 2-1",
)
