"""Germany: value-added tax (Umsatzsteuer)."""

from duespark.engine.tax.country import EU_TREATMENTS, CountryRates, rates

TABLE = CountryRates(
    country="DE",
    name="USt.",
    law="Umsatzsteuergesetz (UStG)",
    rates=(
        *rates(
            "standard 19 2021-01-01",
            "standard 16 2020-07-01 2020-12-31",
            "standard 19 2007-01-01 2020-06-30",
            "standard 16 1998-04-01 2006-12-31",
            source="§ 12 Abs. 1 UStG; 2020 § 28 Abs. 1 UStG (Zweites Corona-Steuerhilfegesetz)",
        ),
        *rates(
            "reduced 7 2021-01-01",
            "reduced 5 2020-07-01 2020-12-31",
            "reduced 7 1983-07-01 2020-06-30",
            source="§ 12 Abs. 2 UStG; 2020 § 28 Abs. 2 UStG (Zweites Corona-Steuerhilfegesetz)",
        ),
        *rates(
            "zero 0 2023-01-01",
            source="§ 12 Abs. 3 UStG (Photovoltaikanlagen)",
        ),
    ),
    treatments=EU_TREATMENTS,
    unregistered="Steuerbefreiter Kleinunternehmer, § 19 UStG",
)
