"""South Africa: value-added tax."""

from duespark.engine.tax.country import CountryRates, rates, treatments

TABLE = CountryRates(
    country="ZA",
    name="VAT",
    law="Value-Added Tax Act 89 of 1991",
    authority="South African Revenue Service",
    rates=(
        *rates(
            "standard 15 2018-04-01",
            "standard 14 1993-04-07 2018-03-31",
            source="s 7(1)",
        ),
        *rates(
            "zero 0 1991-09-30",
            source="s 11",
        ),
    ),
    treatments=treatments(
        exempt="Exempt supply, s 12 Value-Added Tax Act 89 of 1991",
        export="Zero-rated export, s 11 Value-Added Tax Act 89 of 1991",
    ),
    unregistered="No VAT: the supplier is not a vendor",
)
