"""Sweden: value-added tax (mervärdesskatt)."""

from duespark.engine.tax.country import EU_TREATMENTS, CountryRates, rates

TABLE = CountryRates(
    country="SE",
    name="Moms",
    law="Mervärdesskattelag (2023:200)",
    authority="Skatteverket",
    rates=(
        *rates(
            "standard 25 1994-07-01",
            source="9 kap. 2 § (tidigare 7 kap. 1 § lagen 1994:200)",
        ),
        *rates(
            "reduced 12 1996-01-01",
            source="9 kap. (12 procent)",
        ),
        *rates(
            "second_reduced 6 1996-01-01",
            source="9 kap. (6 procent; livsmedel 2026-04-01 till 2027-12-31)",
        ),
        *rates(
            "zero 0 1994-07-01",
            source="10 kap. (receptläkemedel)",
        ),
    ),
    treatments=EU_TREATMENTS,
    unregistered="Undantag från skatteplikt för små företag, 18 kap. mervärdesskattelagen",
)
