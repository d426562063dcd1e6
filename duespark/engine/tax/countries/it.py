"""Italy: value-added tax (imposta sul valore aggiunto)."""

from duespark.engine.tax.country import EU_TREATMENTS, CountryRates, rates

TABLE = CountryRates(
    country="IT",
    name="IVA",
    law="D.P.R. 26 ottobre 1972, n. 633",
    authority="Agenzia delle Entrate",
    rates=(
        *rates(
            "standard 22 2013-10-01",
            "standard 21 2011-09-17 2013-09-30",
            "standard 20 1997-10-01 2011-09-16",
            source="art. 16, primo comma",
        ),
        *rates(
            "reduced 10 1997-10-01",
            source="art. 16, secondo comma e tabella A, parte III",
        ),
        *rates(
            "second_reduced 5 2016-01-01",
            source="tabella A, parte II-bis (legge 208/2015)",
        ),
        *rates(
            "super_reduced 4 1997-10-01",
            source="tabella A, parte II",
        ),
    ),
    treatments=EU_TREATMENTS,
    unregistered="Operazione senza applicazione dell'IVA, regime forfettario, art. 1 commi 54-89 legge 190/2014",
)
