"""Romania: value-added tax (taxa pe valoarea adăugată)."""

from datetime import date

from duespark.engine.tax.country import EU_TREATMENTS, CountryRates, SmallBusiness, rates

TABLE = CountryRates(
    country="RO",
    name="TVA",
    law="Legea nr. 227/2015 privind Codul fiscal",
    authority="Agenția Națională de Administrare Fiscală",
    rates=(
        *rates(
            "standard 21 2025-08-01",
            "standard 19 2017-01-01 2025-07-31",
            "standard 20 2016-01-01 2016-12-31",
            "standard 24 2010-07-01 2015-12-31",
            "standard 19 2000-01-01 2010-06-30",
            source="art. 291 alin. (1) Codul fiscal; 2025 Legea nr. 141/2025",
        ),
        *rates(
            "reduced 11 2025-08-01",
            "reduced 9 2004-01-01 2025-07-31",
            source="art. 291 alin. (2) Codul fiscal; 2025 Legea nr. 141/2025",
        ),
        *rates(
            "second_reduced 9 2025-08-01 2026-07-31",
            source="Legea nr. 141/2025, regim tranzitoriu pentru locuințe",
        ),
        *rates(
            "second_reduced 5 2008-12-01 2025-07-31",
            source="art. 291 alin. (3) Codul fiscal în forma până la 2025-07-31",
        ),
    ),
    treatments=EU_TREATMENTS,
    small_business=(
        SmallBusiness(
            reason="Scutit de TVA, regimul special pentru întreprinderile mici, art. 310 Codul fiscal",
            since=date(2016, 1, 1),
        ),
    ),
    unregistered="Scutit de TVA, regimul special pentru întreprinderile mici, art. 310 Codul fiscal",
)
