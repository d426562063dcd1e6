"""Spain: value-added tax (impuesto sobre el valor añadido), mainland and Balearic Islands."""

from duespark.engine.tax.country import EU_TREATMENTS, CountryRates, rates

TABLE = CountryRates(
    country="ES",
    name="IVA",
    law="Ley 37/1992 del Impuesto sobre el Valor Añadido",
    authority="Agencia Estatal de Administración Tributaria",
    rates=(
        *rates(
            "standard 21 2012-09-01",
            "standard 18 2010-07-01 2012-08-31",
            "standard 16 1995-01-01 2010-06-30",
            source="artículo 90.Uno",
        ),
        *rates(
            "reduced 10 2012-09-01",
            "reduced 8 2010-07-01 2012-08-31",
            "reduced 7 1995-01-01 2010-06-30",
            source="artículo 91.Uno",
        ),
        *rates(
            "super_reduced 4 1995-01-01",
            source="artículo 91.Dos",
        ),
        *rates(
            "second_reduced 7.5 2024-10-01 2024-12-31",
            "second_reduced 5 2022-07-01 2024-09-30",
            source="Real Decreto-ley 11/2022, 17/2022, 20/2022, 8/2023 y 4/2024 (energía, aceites de semillas, pastas)",
        ),
        *rates(
            "special 2 2024-10-01 2024-12-31",
            source="Real Decreto-ley 4/2024 (alimentos básicos)",
        ),
        *rates(
            "zero 0 2022-04-10",
            source="artículo 91.Cuatro (donativos); hasta 2024-09-30 Real Decreto-ley 20/2022 y 4/2024 (alimentos básicos)",
        ),
        *rates(
            "zero 0 2020-04-23 2022-04-09",
            source="Real Decreto-ley 15/2020, 34/2020 y 35/2020 (material sanitario y vacunas, COVID-19)",
        ),
    ),
    treatments=EU_TREATMENTS,
    unregistered="Operación no sujeta al IVA",
)
