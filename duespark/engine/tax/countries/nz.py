"""New Zealand: goods and services tax."""

from duespark.engine.tax.country import CountryRates, rates, treatments

TABLE = CountryRates(
    country="NZ",
    name="GST",
    law="Goods and Services Tax Act 1985",
    authority="Inland Revenue",
    rates=(
        *rates(
            "standard 15 2010-10-01",
            "standard 12.5 1989-07-01 2010-09-30",
            source="s 8(1)",
        ),
        *rates(
            "zero 0 1986-10-01",
            source="ss 11 to 11AB",
        ),
    ),
    treatments=treatments(
        exempt="Exempt supply, s 14 Goods and Services Tax Act 1985",
        export="Zero-rated export, s 11 Goods and Services Tax Act 1985",
    ),
    unregistered="No GST: the supplier is not registered for GST",
)
