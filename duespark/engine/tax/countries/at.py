"""Austria: value-added tax (Umsatzsteuer), without the 19 % of Jungholz and Mittelberg (§ 10 Abs. 4)."""

from datetime import date

from duespark.engine.tax.country import EU_TREATMENTS, CountryRates, SmallBusiness, rates

TABLE = CountryRates(
    country="AT",
    name="USt.",
    law="Umsatzsteuergesetz 1994 (UStG 1994)",
    authority="Finanzamt Österreich",
    rates=(
        *rates(
            "standard 20 1995-01-01",
            source="§ 10 Abs. 1 UStG 1994",
        ),
        *rates(
            "reduced 10 1995-01-01",
            source="§ 10 Abs. 2 UStG 1994",
        ),
        *rates(
            "second_reduced 13 2016-01-01",
            source="§ 10 Abs. 3 UStG 1994",
        ),
        *rates(
            "super_reduced 4.9 2026-07-01",
            source="§ 10 Abs. 1a und Anlage 3 UStG 1994, BGBl. I Nr. 37/2026 (Grundnahrungsmittel)",
        ),
        *rates(
            "super_reduced 5 2020-07-01 2021-12-31",
            source="§ 28 Abs. 52 UStG 1994 (Gastronomie, Kultur, Publikationen)",
        ),
        *rates(
            "parking 12 1995-01-01 2015-12-31",
            source="§ 10 Abs. 3 UStG 1994 in der Fassung bis 2015 (Wein ab Hof)",
        ),
        *rates(
            "zero 0 2026-01-01",
            source="UStG 1994, Steuerbefreiung mit Vorsteuerabzug (Frauenhygieneartikel, Verhütungsmittel)",
        ),
        *rates(
            "zero 0 2024-01-01 2025-03-31",
            source="§ 28 Abs. 62 UStG 1994 (Photovoltaikmodule)",
        ),
    ),
    treatments=EU_TREATMENTS,
    small_business=(
        SmallBusiness(
            reason="Steuerbefreiter Kleinunternehmer, § 6 Abs. 1 Z 27 UStG 1994",
            since=date(1995, 1, 1),
        ),
    ),
    unregistered="Steuerbefreiter Kleinunternehmer, § 6 Abs. 1 Z 27 UStG 1994",
)
