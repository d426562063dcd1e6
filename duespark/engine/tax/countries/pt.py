"""Portugal: value-added tax (imposto sobre o valor acrescentado), mainland."""

from duespark.engine.tax.country import EU_TREATMENTS, CountryRates, rates

TABLE = CountryRates(
    country="PT",
    name="IVA",
    law="Código do IVA (CIVA)",
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
    unregistered="IVA - regime de isenção, artigo 53.º CIVA",
)
