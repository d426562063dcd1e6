"""Belgium: value-added tax (btw / TVA)."""

from duespark.engine.tax.country import EU_TREATMENTS, CountryRates, rates

TABLE = CountryRates(
    country="BE",
    name="btw/TVA",
    law="Koninklijk besluit nr. 20 / arrêté royal n° 20 (1970)",
    authority="FOD Financiën / SPF Finances",
    rates=(
        *rates(
            "standard 21 1996-01-01",
            source="art. 1",
        ),
        *rates(
            "intermediate 12 1992-04-01",
            source="art. 1, tabel B / tableau B",
        ),
        *rates(
            "reduced 6 1992-04-01",
            source="art. 1, tabel A / tableau A",
        ),
        *rates(
            "zero 0 1996-01-01",
            source="Directive 2006/112/EC art. 110 (dag- en weekbladen / journaux et hebdomadaires; recuperatiestoffen)",
        ),
    ),
    treatments=EU_TREATMENTS,
    unregistered="Kleine onderneming, geen btw / Petite entreprise, TVA non applicable, art. 56bis WBTW/CTVA",
)
