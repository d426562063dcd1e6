"""Hungary: value-added tax (általános forgalmi adó)."""

from datetime import date

from duespark.engine.tax.country import EU_TREATMENTS, CountryRates, SmallBusiness, rates

TABLE = CountryRates(
    country="HU",
    name="ÁFA",
    law="2007. évi CXXVII. törvény az általános forgalmi adóról (Áfa tv.)",
    authority="Nemzeti Adó- és Vámhivatal",
    rates=(
        *rates(
            "standard 27 2012-01-01",
            "standard 25 2009-07-01 2011-12-31",
            "standard 20 2006-01-01 2009-06-30",
            source="Áfa tv. 82. § (1)",
        ),
        *rates(
            "reduced 18 2009-07-01",
            source="Áfa tv. 82. § (3), 3/A. melléklet",
        ),
        *rates(
            "second_reduced 5 2004-01-01",
            source="Áfa tv. 82. § (2), 3. melléklet",
        ),
        *rates(
            "zero 0 2024-01-01",
            source="Áfa tv. 82. § (legalább heti négyszer megjelenő napilapok)",
        ),
    ),
    treatments=EU_TREATMENTS,
    small_business=(
        SmallBusiness(
            reason="Alanyi adómentes, Áfa tv. XIII. fejezet (187-196. §)",
            since=date(2008, 1, 1),
        ),
    ),
    unregistered="Alanyi adómentes, Áfa tv. XIII. fejezet (187-196. §)",
)
