"""France: value-added tax (taxe sur la valeur ajoutée), mainland."""

from duespark.engine.tax.country import EU_TREATMENTS, CountryRates, rates

TABLE = CountryRates(
    country="FR",
    name="TVA",
    law="Code général des impôts (CGI)",
    rates=(
        *rates(
            "standard 20 2014-01-01",
            "standard 19.6 2000-04-01 2013-12-31",
            source="article 278 CGI",
        ),
        *rates(
            "intermediate 10 2014-01-01",
            "intermediate 7 2012-01-01 2013-12-31",
            source="articles 278 bis, 278 quater et 279 CGI",
        ),
        *rates(
            "reduced 5.5 1982-07-01",
            source="article 278-0 bis CGI",
        ),
        *rates(
            "super_reduced 2.1 1989-01-01",
            source="articles 281 quater à 281 nonies CGI",
        ),
    ),
    treatments=EU_TREATMENTS,
    unregistered="TVA non applicable, article 293 B du CGI",
)
