"""Singapore: goods and services tax."""

from duespark.engine.tax.country import CountryRates, rates, treatments

TABLE = CountryRates(
    country="SG",
    name="GST",
    law="Goods and Services Tax Act 1993",
    authority="Inland Revenue Authority of Singapore",
    rates=(
        *rates(
            "standard 9 2024-01-01",
            "standard 8 2023-01-01 2023-12-31",
            "standard 7 2007-07-01 2022-12-31",
            "standard 5 2004-01-01 2007-06-30",
            "standard 4 2003-01-01 2003-12-31",
            "standard 3 1994-04-01 2002-12-31",
            source="s 16",
        ),
        *rates(
            "zero 0 1994-04-01",
            source="s 21",
        ),
    ),
    treatments=treatments(
        exempt="Exempt supply, s 22 and Fourth Schedule GST Act 1993",
        reverse_charge="Reverse charge, s 14 GST Act 1993",
        export="Zero-rated export, s 21 GST Act 1993",
    ),
    unregistered="No GST: the supplier is not registered for GST",
)
