"""Iceland: value-added tax (virðisaukaskattur)."""

from duespark.engine.tax.country import CountryRates, rates, treatments

TABLE = CountryRates(
    country="IS",
    name="VSK",
    law="Lög nr. 50/1988 um virðisaukaskatt",
    authority="Skatturinn",
    rates=(
        *rates(
            "standard 24 2015-01-01",
            "standard 25.5 2010-01-01 2014-12-31",
            "standard 24.5 1990-01-01 2009-12-31",
            source="14. gr. 1. mgr.",
        ),
        *rates(
            "reduced 11 2015-01-01",
            "reduced 7 2007-03-01 2014-12-31",
            source="14. gr. 2. mgr.",
        ),
        *rates(
            "zero 0 1990-01-01",
            source="12. gr. (undanþegin velta)",
        ),
    ),
    treatments=treatments(
        exempt="Undanþegið virðisaukaskatti, 2. gr. laga nr. 50/1988",
        export="Útflutningur, 12. gr. laga nr. 50/1988",
    ),
    unregistered="Ekki virðisaukaskattsskyldur, 4. gr. laga nr. 50/1988",
)
