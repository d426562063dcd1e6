"""Germany: value-added tax (Umsatzsteuer).

The words of the reverse charge and of the margin schemes are those of § 14a Abs. 5 and Abs. 6 UStG. Since 2025 small
businesses are exempt (Jahressteuergesetz 2024); before, the tax was not levied.
"""

from datetime import date

from duespark.engine.tax.country import CountryRates, SmallBusiness, national, rates

TABLE = CountryRates(
    country="DE",
    name="USt.",
    law="Umsatzsteuergesetz (UStG)",
    authority="Finanzamt",
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
    treatments=national(
        exempt="Steuerfrei nach § 4 UStG",
        exempt_132="Steuerfrei nach § 4 UStG, Artikel 132 der Richtlinie 2006/112/EG",
        exempt_135="Steuerfrei nach § 4 Nr. 8 bis 12 UStG",
        reverse_charge="Steuerschuldnerschaft des Leistungsempfängers, § 13b UStG",
        intra_eu="Steuerfreie innergemeinschaftliche Lieferung, § 4 Nr. 1 Buchst. b, § 6a UStG",
        export="Steuerfreie Ausfuhrlieferung, § 4 Nr. 1 Buchst. a, § 6 UStG",
        margin_travel="Sonderregelung für Reisebüros",
        margin_second_hand="Gebrauchtgegenstände/Sonderregelung",
        margin_art="Kunstgegenstände/Sonderregelung",
        margin_antiques="Sammlungsstücke und Antiquitäten/Sonderregelung",
        disbursement="Durchlaufender Posten, § 10 Abs. 1 UStG",
        out_of_scope="In Deutschland nicht steuerbar",
    ),
    small_business=(
        SmallBusiness(
            reason="Steuerfrei für Kleinunternehmer, § 19 Abs. 1 UStG",
            since=date(2025, 1, 1),
        ),
        SmallBusiness(
            reason="Umsatzsteuer wird nicht erhoben (Kleinunternehmer), § 19 Abs. 1 UStG",
            since=date(1980, 1, 1),
            until=date(2024, 12, 31),
        ),
    ),
    unregistered="Steuerbefreiter Kleinunternehmer, § 19 UStG",
)
