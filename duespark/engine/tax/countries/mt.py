"""Malta: value added tax (taxxa fuq il-valur miżjud)."""

from duespark.engine.tax.country import EU_TREATMENTS, CountryRates, rates

TABLE = CountryRates(
    country="MT",
    name="VAT",
    law="Value Added Tax Act (Cap. 406)",
    authority="Malta Tax and Customs Administration",
    rates=(
        *rates(
            "standard 18 2004-01-01",
            "standard 15 1999-01-01 2003-12-31",
            source="Cap. 406, article 19",
        ),
        *rates(
            "reduced 7 2011-01-01",
            source="Cap. 406, Eighth Schedule (7 %)",
        ),
        *rates(
            "second_reduced 5 1999-01-01",
            source="Cap. 406, Eighth Schedule (5 %)",
        ),
        *rates(
            "parking 12 2024-01-01",
            source="Cap. 406, Eighth Schedule (12 %)",
        ),
        *rates(
            "zero 0 2004-05-01",
            source="Cap. 406, Fifth Schedule, Part One (exempt with credit)",
        ),
    ),
    treatments=EU_TREATMENTS,
    unregistered="Exempt small undertaking, article 11 of the VAT Act (Cap. 406)",
)
