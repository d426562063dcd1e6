"""Luxembourg: value-added tax (taxe sur la valeur ajoutée). The intermediate rate is the EU's parking rate."""

from duespark.engine.tax.country import EU_TREATMENTS, CountryRates, rates

TABLE = CountryRates(
    country="LU",
    name="TVA",
    law="Loi modifiée du 12 février 1979 concernant la taxe sur la valeur ajoutée",
    authority="Administration de l'enregistrement, des domaines et de la TVA",
    rates=(
        *rates(
            "standard 17 2024-01-01",
            "standard 16 2023-01-01 2023-12-31",
            "standard 17 2015-01-01 2022-12-31",
            "standard 15 1992-01-01 2014-12-31",
            source="articles 39 et 40 (taux normal); 2023 loi du 26 octobre 2022",
        ),
        *rates(
            "intermediate 14 2024-01-01",
            "intermediate 13 2023-01-01 2023-12-31",
            "intermediate 14 2015-01-01 2022-12-31",
            "intermediate 12 1993-01-01 2014-12-31",
            source="articles 39 et 40 (taux intermédiaire); 2023 loi du 26 octobre 2022",
        ),
        *rates(
            "reduced 8 2024-01-01",
            "reduced 7 2023-01-01 2023-12-31",
            "reduced 8 2015-01-01 2022-12-31",
            "reduced 6 1983-07-01 2014-12-31",
            source="articles 39 et 40 (taux réduit); 2023 loi du 26 octobre 2022",
        ),
        *rates(
            "super_reduced 3 1983-07-01",
            source="articles 39 et 40 (taux super-réduit)",
        ),
    ),
    treatments=EU_TREATMENTS,
    unregistered="Franchise de TVA, article 57 de la loi modifiée du 12 février 1979",
)
