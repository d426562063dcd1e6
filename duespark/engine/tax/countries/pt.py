"""Portugal: value-added tax (imposto sobre o valor acrescentado), the mainland, the Azores and Madeira.

The islands' tables begin with the first day for which all three rates are certain.
"""

from datetime import date

from duespark.engine.tax.country import EU_TREATMENTS, CountryRates, RegionRates, SmallBusiness, rates

TABLE = CountryRates(
    country="PT",
    name="IVA",
    law="Código do IVA (CIVA)",
    authority="Autoridade Tributária e Aduaneira",
    rates=(
        *rates(
            "standard 23 2011-01-01",
            "standard 21 2010-07-01 2010-12-31",
            "standard 20 2008-07-01 2010-06-30",
            "standard 21 2005-07-01 2008-06-30",
            source="artigo 18.º n.º 1 alínea c) CIVA",
        ),
        *rates(
            "intermediate 13 2010-07-01",
            "intermediate 12 2005-07-01 2010-06-30",
            source="artigo 18.º n.º 1 alínea b) CIVA e lista II",
        ),
        *rates(
            "reduced 6 2010-07-01",
            "reduced 5 2005-07-01 2010-06-30",
            source="artigo 18.º n.º 1 alínea a) CIVA e lista I",
        ),
        *rates(
            "zero 0 2023-04-18 2024-01-04",
            source="Lei n.º 17/2023 (cabaz alimentar)",
        ),
    ),
    treatments=EU_TREATMENTS,
    small_business=(
        SmallBusiness(
            reason="IVA - regime de isenção, artigo 53.º CIVA",
            since=date(1986, 1, 1),
        ),
    ),
    regions=(
        RegionRates(
            code="PT-20",
            name="Açores",
            rates=rates(
                "standard 16 2021-07-01",
                "intermediate 9 2021-07-01",
                "reduced 4 2021-07-01",
                source="artigo 18.º n.º 3 CIVA; Decreto Legislativo Regional n.º 15-A/2021/A",
            ),
        ),
        RegionRates(
            code="PT-30",
            name="Madeira",
            rates=rates(
                "standard 22 2012-04-01",
                "intermediate 12 2012-04-01",
                "reduced 4 2024-10-01",
                "reduced 5 2012-04-01 2024-09-30",
                source="artigo 18.º n.º 3 CIVA; Decreto Legislativo Regional n.º 6/2024/M",
            ),
        ),
    ),
    unregistered="IVA - regime de isenção, artigo 53.º CIVA",
)
