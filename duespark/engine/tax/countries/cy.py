"""Cyprus: value-added tax (φόρος προστιθέμενης αξίας)."""

from duespark.engine.tax.country import EU_TREATMENTS, CountryRates, rates

TABLE = CountryRates(
    country="CY",
    name="ΦΠΑ",
    law="Ο περί Φόρου Προστιθέμενης Αξίας Νόμος του 2000 (Ν. 95(I)/2000)",
    authority="Τμήμα Φορολογίας",
    rates=(
        *rates(
            "standard 19 2014-01-13",
            "standard 18 2013-01-14 2014-01-12",
            "standard 17 2012-03-01 2013-01-13",
            "standard 15 2003-01-01 2012-02-29",
            source="άρθρο 17",
        ),
        *rates(
            "reduced 9 2014-01-13",
            "reduced 8 2005-08-01 2014-01-12",
            source="άρθρο 18 (9%)",
        ),
        *rates(
            "second_reduced 5 2000-07-01",
            source="άρθρο 18 (5%)",
        ),
        *rates(
            "super_reduced 3 2023-07-21",
            source="άρθρο 18 (3%), νόμος της 21ης Ιουλίου 2023",
        ),
        *rates(
            "zero 0 2023-05-05",
            source="άρθρο 25 και διατάγματα από τις 5 Μαΐου 2023",
        ),
    ),
    treatments=EU_TREATMENTS,
    unregistered="Δεν επιβάλλεται ΦΠΑ: μη εγγεγραμμένο πρόσωπο",
)
