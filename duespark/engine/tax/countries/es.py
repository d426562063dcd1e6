"""Spain: value-added tax (impuesto sobre el valor añadido), mainland and Balearic Islands."""

from duespark.engine.tax.country import EU_TREATMENTS, CountryRates, rates

TABLE = CountryRates(
    country="ES",
    name="IVA",
    law="Ley 37/1992 del Impuesto sobre el Valor Añadido",
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
    ),
    treatments=EU_TREATMENTS,
    unregistered="Operación no sujeta al IVA",
)
