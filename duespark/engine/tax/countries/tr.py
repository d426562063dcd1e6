"""Türkiye: value-added tax (katma değer vergisi)."""

from duespark.engine.tax.country import CountryRates, rates, treatments

TABLE = CountryRates(
    country="TR",
    name="KDV",
    law="3065 sayılı Katma Değer Vergisi Kanunu",
    authority="Gelir İdaresi Başkanlığı",
    rates=(
        *rates(
            "standard 20 2023-07-10",
            "standard 18 2001-05-15 2023-07-09",
            source="3065 md. 28; 2023 Cumhurbaşkanı Kararı 7346",
        ),
        *rates(
            "reduced 10 2023-07-10",
            "reduced 8 2007-12-30 2023-07-09",
            source="3065 md. 28, (II) sayılı liste; 2023 Cumhurbaşkanı Kararı 7346",
        ),
        *rates(
            "super_reduced 1 2007-12-30",
            source="3065 md. 28, (I) sayılı liste",
        ),
    ),
    treatments=treatments(
        exempt="KDV'den istisna, 3065 sayılı Kanun md. 17",
        export="İhracat istisnası, 3065 sayılı Kanun md. 11",
    ),
    unregistered="KDV mükellefi değildir",
)
