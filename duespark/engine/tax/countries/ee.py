"""Estonia: value-added tax (käibemaks)."""

from duespark.engine.tax.country import EU_TREATMENTS, CountryRates, rates

TABLE = CountryRates(
    country="EE",
    name="käibemaks",
    law="Käibemaksuseadus (KMS)",
    authority="Maksu- ja Tolliamet",
    rates=(
        *rates(
            "standard 24 2025-07-01",
            "standard 22 2024-01-01 2025-06-30",
            "standard 20 2009-07-01 2023-12-31",
            "standard 18 1992-06-20 2009-06-30",
            source="KMS § 15 lg 1",
        ),
        *rates(
            "intermediate 13 2025-01-01",
            source="KMS § 15 (majutus)",
        ),
        *rates(
            "reduced 9 2009-01-01",
            "reduced 5 2000-01-01 2008-12-31",
            source="KMS § 15 lg 2",
        ),
        *rates(
            "super_reduced 5 2022-08-01 2024-12-31",
            source="KMS § 15 (ajakirjandusväljaanded, kuni 2024)",
        ),
    ),
    treatments=EU_TREATMENTS,
    unregistered="Ei ole käibemaksukohustuslane, KMS § 19",
)
