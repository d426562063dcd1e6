"""Lithuania: value-added tax (pridėtinės vertės mokestis)."""

from duespark.engine.tax.country import EU_TREATMENTS, CountryRates, rates

TABLE = CountryRates(
    country="LT",
    name="PVM",
    law="Pridėtinės vertės mokesčio įstatymas (PVMĮ)",
    authority="Valstybinė mokesčių inspekcija",
    rates=(
        *rates(
            "standard 21 2009-09-01",
            "standard 19 2009-01-01 2009-08-31",
            "standard 18 1994-05-01 2008-12-31",
            source="PVMĮ 19 straipsnio 1 dalis",
        ),
        *rates(
            "reduced 12 2026-01-01",
            "reduced 9 2001-01-01 2025-12-31",
            source="PVMĮ 19 straipsnis (nuo 2026 m. įstatymas Nr. XV-287)",
        ),
        *rates(
            "second_reduced 5 2000-05-01",
            source="PVMĮ 19 straipsnis (5 %)",
        ),
    ),
    treatments=EU_TREATMENTS,
    unregistered="Ne PVM mokėtojas, PVMĮ 71 straipsnis",
)
