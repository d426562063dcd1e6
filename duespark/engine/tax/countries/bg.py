"""Bulgaria: value-added tax (данък върху добавената стойност)."""

from duespark.engine.tax.country import EU_TREATMENTS, CountryRates, rates

TABLE = CountryRates(
    country="BG",
    name="ДДС",
    law="Закон за данък върху добавената стойност (ЗДДС)",
    authority="Национална агенция за приходите",
    rates=(
        *rates(
            "standard 20 1999-01-01",
            source="чл. 66, ал. 1 ЗДДС",
        ),
        *rates(
            "reduced 9 2011-04-01",
            "reduced 7 2007-01-01 2011-03-31",
            source="чл. 66, ал. 2 ЗДДС",
        ),
        *rates(
            "zero 0 2022-07-01 2024-12-31",
            source="ЗДДС, преходни разпоредби (хляб и брашно)",
        ),
    ),
    treatments=EU_TREATMENTS,
    unregistered="Не се начислява ДДС, чл. 113, ал. 9 ЗДДС",
)
