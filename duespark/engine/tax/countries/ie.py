"""Ireland: value-added tax."""

from duespark.engine.tax.country import EU_TREATMENTS, CountryRates, rates

TABLE = CountryRates(
    country="IE",
    name="VAT",
    law="Value-Added Tax Consolidation Act 2010 (VATCA 2010)",
    authority="Revenue Commissioners",
    rates=(
        *rates(
            "standard 23 2021-03-01",
            "standard 21 2020-09-01 2021-02-28",
            "standard 23 2012-01-01 2020-08-31",
            "standard 21 2010-01-01 2011-12-31",
            "standard 21.5 2008-12-01 2009-12-31",
            "standard 21 2002-03-01 2008-11-30",
            source="VATCA 2010 s. 46(1)(a)",
        ),
        *rates(
            "reduced 13.5 2003-01-01",
            source="VATCA 2010 s. 46(1)(c) and Schedule 3",
        ),
        *rates(
            "second_reduced 9 2011-07-01",
            source="VATCA 2010 s. 46(1)(ca)",
        ),
        *rates(
            "super_reduced 4.8 2005-01-01",
            source="VATCA 2010 s. 46(1)(d) (livestock)",
        ),
        *rates(
            "zero 0 1972-11-01",
            source="VATCA 2010 s. 46(1)(b) and Schedule 2",
        ),
    ),
    treatments=EU_TREATMENTS,
    unregistered="Not subject to VAT: the seller is not registered",
)
