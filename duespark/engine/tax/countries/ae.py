"""United Arab Emirates: value added tax."""

from duespark.engine.tax.country import CountryRates, rates, treatments

TABLE = CountryRates(
    country="AE",
    name="VAT",
    law="Federal Decree-Law No. 8 of 2017 on Value Added Tax",
    authority="Federal Tax Authority",
    rates=(
        *rates(
            "standard 5 2018-01-01",
            source="Article 3",
        ),
        *rates(
            "zero 0 2018-01-01",
            source="Article 45",
        ),
    ),
    treatments=treatments(
        exempt="Exempt supply, Article 46 Federal Decree-Law No. 8 of 2017",
        reverse_charge="Reverse charge, Article 48 Federal Decree-Law No. 8 of 2017",
        export="Zero-rated export, Article 45 Federal Decree-Law No. 8 of 2017",
    ),
    unregistered="No VAT: the supplier is not registered for VAT",
)
