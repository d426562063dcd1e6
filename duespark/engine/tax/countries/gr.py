"""Greece: value-added tax (φόρος προστιθέμενης αξίας), without the rates of some islands, which are 30 % lower."""

from duespark.engine.tax.country import EU_TREATMENTS, CountryRates, rates

TABLE = CountryRates(
    country="GR",
    name="ΦΠΑ",
    law="Κώδικας ΦΠΑ (ν. 5144/2024, πρώην ν. 2859/2000)",
    authority="Ανεξάρτητη Αρχή Δημοσίων Εσόδων",
    rates=(
        *rates(
            "standard 24 2016-06-01",
            "standard 23 2010-07-01 2016-05-31",
            "standard 21 2010-03-15 2010-06-30",
            "standard 19 2005-04-01 2010-03-14",
            source="Κώδικας ΦΠΑ, συντελεστές (πρώην άρθρο 21 ν. 2859/2000)",
        ),
        *rates(
            "reduced 13 2011-01-01",
            "reduced 11 2010-07-01 2010-12-31",
            "reduced 10 2010-03-15 2010-06-30",
            "reduced 9 2005-04-01 2010-03-14",
            source="Κώδικας ΦΠΑ, Παράρτημα ΙΙΙ",
        ),
        *rates(
            "second_reduced 6 2015-07-20",
            "second_reduced 6.5 2011-01-01 2015-07-19",
            "second_reduced 5.5 2010-07-01 2010-12-31",
            "second_reduced 5 2010-03-15 2010-06-30",
            "second_reduced 4.5 2005-04-01 2010-03-14",
            source="Κώδικας ΦΠΑ, Παράρτημα ΙΙΙ (υπερμειωμένος συντελεστής)",
        ),
    ),
    treatments=EU_TREATMENTS,
    unregistered="Απαλλαγή μικρών επιχειρήσεων, Κώδικας ΦΠΑ",
)
