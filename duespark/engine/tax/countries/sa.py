"""Saudi Arabia: value added tax."""

from duespark.engine.tax.country import CountryRates, rates, treatments

TABLE = CountryRates(
    country="SA",
    name="VAT",
    law="Value Added Tax Law (Royal Decree M/113) and Implementing Regulations",
    authority="Zakat, Tax and Customs Authority",
    rates=(
        *rates(
            "standard 15 2020-07-01",
            "standard 5 2018-01-01 2020-06-30",
            source="Value Added Tax Law; 2020 Royal Order A/638",
        ),
        *rates(
            "zero 0 2018-01-01",
            source="Implementing Regulations, Articles 32 to 36",
        ),
    ),
    treatments=treatments(
        exempt="Exempt supply, Articles 29 and 30 of the VAT Implementing Regulations",
        reverse_charge="Reverse charge, Article 47 of the VAT Implementing Regulations",
        export="Zero-rated export, Articles 32 and 33 of the VAT Implementing Regulations",
    ),
    unregistered="No VAT: the supplier is not registered for VAT",
)
