"""United Kingdom: value added tax."""

from duespark.engine.tax.country import CountryRates, rates, treatments

TABLE = CountryRates(
    country="GB",
    name="VAT",
    law="Value Added Tax Act 1994 (VATA 1994)",
    authority="HM Revenue & Customs",
    rates=(
        *rates(
            "standard 20 2011-01-04",
            "standard 17.5 2010-01-01 2011-01-03",
            "standard 15 2008-12-01 2009-12-31",
            "standard 17.5 1991-04-01 2008-11-30",
            source="VATA 1994 s. 2(1)",
        ),
        *rates(
            "reduced 5 1997-09-01",
            source="VATA 1994 s. 29A and Schedule 7A",
        ),
        *rates(
            "second_reduced 12.5 2021-10-01 2022-03-31",
            source="Finance Act 2021 s. 92 (hospitality, holiday accommodation and attractions)",
        ),
        *rates(
            "zero 0 1994-09-01",
            source="VATA 1994 s. 30 and Schedule 8",
        ),
    ),
    treatments=treatments(
        exempt="Exempt from VAT, VATA 1994 s. 31 and Schedule 9",
        reverse_charge="Reverse charge: customer to account for VAT to HMRC, VATA 1994 s. 8 and s. 55A",
        export="Zero-rated export, VATA 1994 s. 30(6)",
    ),
    unregistered="Not subject to VAT: the seller is not registered",
)
