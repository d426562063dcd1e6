"""Denmark: value-added tax (moms)."""

from duespark.engine.tax.country import EU_TREATMENTS, CountryRates, rates

TABLE = CountryRates(
    country="DK",
    name="Moms",
    law="Momsloven",
    authority="Skattestyrelsen",
    rates=(
        *rates(
            "standard 25 1992-01-01",
            source="momsloven § 33",
        ),
        *rates(
            "zero 0 1994-07-01",
            source="momsloven § 34, stk. 1, nr. 18 (aviser)",
        ),
    ),
    treatments=EU_TREATMENTS,
    unregistered="Momsfritaget: ikke momsregistreret, momsloven § 48",
)
